package gradus.studio.site;

import gradus.plot.Text;

/// The page of the digits project: train, draw, look into every layer, see what was mistaken for
/// what, and add drawings to the data.
public final class DigitsPage {
  private DigitsPage() {}

  /// The page as a document.
  public static String of(Site site) {
    Text title = Text.of("Draw a digit, and watch it pass every layer", "写一个数字，看它穿过每一层");
    StringBuilder html = new StringBuilder();
    html.append("<div class=\"digits\"><div class=\"intro\"><h1>")
        .append(Markup.both(title))
        .append("</h1><div class=\"facts\" id=\"facts\"></div></div>");
    html.append("<section class=\"card train\" id=\"train\"><h2>")
        .append(Markup.both(Text.of("Train", "训练")))
        .append("</h2><div class=\"row\"><label>")
        .append(Markup.both(Text.of("network", "网络")))
        .append(" <select id=\"network\"><option value=\"lenet\">LeNet-5 (1998)</option>")
        .append("<option value=\"mlp\">784–128–10</option></select></label><label>")
        .append(Markup.both(Text.of("epochs", "轮数")))
        .append(" <select id=\"epochs\"><option>1</option><option selected>2</option>")
        .append("<option>4</option><option>8</option></select></label>")
        .append("<button type=\"button\" class=\"btn main\" id=\"begin\">")
        .append(Markup.both(Text.of("Train on MNIST", "在 MNIST 上训练")))
        .append("</button><button type=\"button\" class=\"btn\" id=\"stop\" hidden>")
        .append(Markup.both(Text.of("Stop", "停止")))
        .append("</button></div><div class=\"curve\" id=\"curve\" role=\"img\"")
        .append(Markup.attribute("aria-label", Text.of("The loss of each step", "每一步的损失")))
        .append("></div><p class=\"hint\" id=\"progress\" role=\"status\"></p></section>");
    html.append("<section class=\"card padbox\"><h2>")
        .append(Markup.both(Text.of("Draw", "写")))
        .append("</h2><div class=\"padwrap\"><canvas id=\"pad\" tabindex=\"0\" role=\"img\"")
        .append(
            Markup.attribute(
                "aria-label",
                Text.of(
                    "A field to draw a digit in. Without a pointer, take a test image below.",
                    "写数字的画板。没有指针设备时，可以选下面的测试图片。")))
        .append("></canvas><p class=\"ph\">")
        .append(Markup.both(Text.of("Draw a digit here", "在这里写一个数字")))
        .append("</p></div><div class=\"row\"><button type=\"button\" class=\"btn\" id=\"clear\">")
        .append(Markup.both(Text.of("Clear", "擦掉")))
        .append("</button><button type=\"button\" class=\"btn\" id=\"random\">")
        .append(Markup.both(Text.of("A test image", "一张测试图片")))
        .append("</button></div><div class=\"keep\" id=\"keep\" hidden><p class=\"hint\">")
        .append(
            Markup.both(
                Text.of(
                    "Wrong? Say what it is; it joins the data of the next training.",
                    "认错了？告诉它这是几，下次训练会用上。")))
        .append("</p><div class=\"ten\" role=\"group\"")
        .append(Markup.attribute("aria-label", Text.of("What it is", "这是几")))
        .append(">");
    for (int i = 0; i < 10; i++) {
      html.append("<button type=\"button\" class=\"btn\" data-label=\"")
          .append(i)
          .append("\">")
          .append(i)
          .append("</button>");
    }
    html.append("</div></div><p class=\"hint\" id=\"own\"></p></section>");
    html.append("<section class=\"card flow\"><h2>")
        .append(Markup.both(Text.of("Through the layers", "穿过每一层")))
        .append("</h2><div id=\"layers\" class=\"layers\" tabindex=\"0\" role=\"region\"")
        .append(Markup.attribute("aria-label", Text.of("What each layer makes of it", "每一层的输出")))
        .append("></div><p class=\"hint\" id=\"point\">")
        .append(
            Markup.both(
                Text.of(
                    "Blue is positive, orange negative, white zero. Point at a value to read it.",
                    "蓝色为正，橙色为负，白色为零。把指针放上去就能读数。")))
        .append("</p></section>");
    html.append("<section class=\"card out\"><h2>")
        .append(Markup.both(Text.of("The answer", "网络的回答")))
        .append(
            "</h2><div id=\"answer\" aria-live=\"polite\">?</div><div id=\"bars\"></div></section>");
    html.append("<section class=\"card conf\"><h2>")
        .append(Markup.both(Text.of("Confusion matrix", "混淆矩阵")))
        .append("</h2><p class=\"hint\">")
        .append(
            Markup.both(
                Text.of(
                    "10,000 test images. Rows: the truth; columns: the answer. A cell shows its"
                        + " images.",
                    "10,000 张测试图片。行为真实数字，列为网络的回答。点一格看图。")))
        .append("</p><div id=\"confusion\" role=\"grid\"")
        .append(Markup.attribute("aria-label", Text.of("Confusion matrix", "混淆矩阵")))
        .append("></div></section>");
    html.append("<section class=\"card cell\"><div class=\"head\"><h2 id=\"which\">")
        .append(Markup.both(Text.of("Images", "图片")))
        .append("</h2>")
        .append("<div class=\"seg\" role=\"group\"")
        .append(Markup.attribute("aria-label", Text.of("What is shown", "显示什么")))
        .append("><button type=\"button\" data-view=\"image\" aria-pressed=\"true\">")
        .append(Markup.both(Text.of("images", "图片")))
        .append("</button><button type=\"button\" data-view=\"why\" aria-pressed=\"false\">")
        .append(Markup.both(Text.of("why", "为什么")))
        .append("</button></div></div><p class=\"hint\" id=\"reading\"></p>")
        .append("<div id=\"tiles\"></div></section></div>");
    return new Page(site, 0, "digits", title, "digits", html.toString()).html();
  }
}
