package gradus.studio.site;

import gradus.plot.Text;

/// The page of runs: which there are, how one is going, several beside each other, and what the
/// doctor says of one.
public final class RunsPage {
  private RunsPage() {}

  /// The page as a document.
  public static String of(Site site) {
    Text title = Text.of("Runs", "训练");
    StringBuilder html = new StringBuilder();
    html.append("<div class=\"runs\"><aside class=\"card list\"><div class=\"head\"><h1>")
        .append(Markup.both(Text.of("Runs", "训练记录")))
        .append(
            "</h1><button type=\"button\" class=\"btn main\" id=\"new\" aria-expanded=\"false\">")
        .append(Markup.both(Text.of("New run", "新训练")))
        .append("</button></div><form id=\"form\" hidden>");
    field(html, "model", Text.of("network", "网络"), "mlp", "cnn", "lenet");
    field(html, "optimizer", Text.of("optimizer", "优化器"), "adam", "momentum", "sgd");
    html.append("<label>")
        .append(Markup.both(Text.of("rate", "学习率")))
        .append(
            "<input type=\"text\" id=\"rate\" value=\"0.003\" inputmode=\"decimal\"></label><label>")
        .append(Markup.both(Text.of("epochs", "轮数")))
        .append("<input type=\"text\" id=\"epochs\" value=\"5\" inputmode=\"numeric\"></label>")
        .append("<button type=\"submit\" class=\"btn main\">")
        .append(Markup.both(Text.of("Train on MNIST", "在 MNIST 上训练")))
        .append("</button></form><p class=\"hint\" id=\"folder\"></p>")
        .append("<div id=\"list\" role=\"listbox\" aria-multiselectable=\"true\"")
        .append(Markup.attribute("aria-label", Text.of("Runs", "训练记录")))
        .append("></div><p class=\"hint\" id=\"how\">")
        .append(Markup.both(Text.of("Tick several to compare them.", "勾选几个就能放在一起比较。")))
        .append("</p></aside><section class=\"one\" id=\"one\" aria-live=\"off\"></section>")
        .append("<aside class=\"card doctor\" id=\"doctor\" hidden></aside></div>");
    return new Page(site, 0, "runs", title, "runs", html.toString()).html();
  }

  private static void field(StringBuilder html, String id, Text title, String... options) {
    html.append("<label>")
        .append(Markup.both(title))
        .append("<select id=\"")
        .append(id)
        .append("\">");
    for (String option : options) {
      html.append("<option>").append(option).append("</option>");
    }
    html.append("</select></label>");
  }
}
