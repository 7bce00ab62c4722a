package gradus.studio.site;

import gradus.plot.Text;
import gradus.studio.report.Html;
import java.util.List;

/// The page of the glass box: a small network whose training can be scrubbed through number by
/// number, or the network of a run, opened layer by layer.
public final class GlassPage {
  private static final int LAYERS = 3;
  private static final int UNITS = 8;

  private GlassPage() {}

  /// The page as a document.
  public static String of(Site site) {
    Text title = Text.of("Glass box", "玻璃箱");
    StringBuilder html = new StringBuilder();
    html.append("<div class=\"glass\"><div class=\"intro\"><div><h1>")
        .append(Markup.both(title))
        .append("</h1><p>")
        .append(
            Markup.both(
                Text.of(
                    "One training step: forward, backward, update, with every number in sight."
                        + " Click a neuron to see its arithmetic.",
                    "训练的一步：前向、反向、更新，每个数都看得见。点一个神经元，看它怎么算出来。")))
        .append("</p></div><div class=\"facts\" id=\"facts\"></div></div>");
    setup(html);
    html.append("<p class=\"card failure\" id=\"failure\" role=\"alert\" hidden></p>")
        .append("<div class=\"small\" id=\"small\" hidden>");
    data(html);
    html.append("<section class=\"card net\"")
        .append(Markup.attribute("aria-label", Text.of("Network", "网络")))
        .append("><svg id=\"net\" role=\"group\"")
        .append(Markup.attribute("aria-label", Text.of("Network", "网络")))
        .append("></svg><p class=\"hint\" id=\"about\"></p></section>")
        .append("<section class=\"card sum\"><h2 id=\"title\">")
        .append(Markup.both(Text.of("Arithmetic", "算式")))
        .append("</h2><div id=\"sum\" class=\"arithmetic\"></div>")
        .append("<figure class=\"history\" id=\"history\" hidden></figure></section>");
    time(html);
    html.append("</div>");
    opened(html);
    html.append("<p class=\"live\" id=\"live\" role=\"status\"></p></div>");
    return new Page(site, 0, "glass", title, "glass", html.toString()).html();
  }

  private static void setup(StringBuilder html) {
    html.append("<section class=\"card setup\"")
        .append(Markup.attribute("aria-label", Text.of("Settings", "设置")))
        .append("><label>")
        .append(Markup.both(Text.of("network", "网络")))
        .append("<select id=\"which\"></select></label><div class=\"own\" id=\"own\">");
    html.append("<span class=\"layers-of\">").append(Markup.both(Text.of("hidden layers", "隐藏层")));
    for (int layer = 1; layer <= LAYERS; layer++) {
      html.append("<select data-hidden=\"")
          .append(layer)
          .append("\"")
          .append(
              Markup.attribute(
                  "aria-label",
                  Text.of("units of hidden layer " + layer, "第 " + layer + " 个隐藏层的神经元数")))
          .append(">");
      for (int units = layer == 1 ? 1 : 0; units <= UNITS; units++) {
        html.append("<option value=\"")
            .append(units)
            .append("\">")
            .append(units == 0 ? "–" : units)
            .append("</option>");
      }
      html.append("</select>");
    }
    html.append("</span>");
    choice(
        html,
        "activation",
        Text.of("activation", "激活"),
        List.of("tanh", "relu", "sigmoid"),
        List.of(Text.of("tanh"), Text.of("ReLU"), Text.of("sigmoid")));
    choice(
        html,
        "data",
        Text.of("data", "数据"),
        List.of("moons", "xor", "circles"),
        List.of(
            Text.of("two moons", "两个月牙"),
            Text.of("exclusive or", "异或（XOR）"),
            Text.of("circles", "同心圆")));
    choice(
        html,
        "optimizer",
        Text.of("optimizer", "优化器"),
        List.of("adam", "sgd"),
        List.of(Text.of("Adam"), Text.of("SGD")));
    html.append("<label>")
        .append(Markup.both(Text.of("rate", "学习率")))
        .append("<input type=\"text\" id=\"rate\" inputmode=\"decimal\" size=\"6\"></label><label>")
        .append(Markup.both(Text.of("seed", "种子")))
        .append("<input type=\"text\" id=\"seed\" inputmode=\"numeric\" size=\"6\"></label>")
        .append("<button type=\"button\" class=\"btn\" id=\"another\">")
        .append(Markup.both(Text.of("New seed", "换个种子")))
        .append("</button></div><div class=\"own\" id=\"pictures\" hidden>")
        .append("<button type=\"button\" class=\"btn\" id=\"earlier\">")
        .append(Markup.both(Text.of("Previous", "上一张")))
        .append("</button><button type=\"button\" class=\"btn\" id=\"later\">")
        .append(Markup.both(Text.of("Next", "下一张")))
        .append("</button><button type=\"button\" class=\"btn\" id=\"random\">")
        .append(Markup.both(Text.of("At random", "随机一张")))
        .append("</button></div></section>");
  }

  private static void choice(
      StringBuilder html, String id, Text title, List<String> names, List<Text> titles) {
    html.append("<label>")
        .append(Markup.both(title))
        .append("<select id=\"")
        .append(id)
        .append("\">");
    for (int i = 0; i < names.size(); i++) {
      html.append("<option value=\"")
          .append(names.get(i))
          .append("\" data-en=\"")
          .append(Html.escape(titles.get(i).english()))
          .append("\" data-zh=\"")
          .append(Html.escape(titles.get(i).chinese()))
          .append("\"></option>");
    }
    html.append("</select></label>");
  }

  private static void data(StringBuilder html) {
    html.append("<section class=\"card data\"><div class=\"head\"><h2>")
        .append(Markup.both(Text.of("Data", "数据与判断")))
        .append("</h2><span class=\"num\" id=\"verdict\"></span></div>")
        .append("<canvas id=\"field\" role=\"img\"")
        .append(
            Markup.attribute(
                "aria-label",
                Text.of(
                    "The points and what the network answers everywhere in the plane",
                    "数据点，以及网络在平面上每一处的回答")))
        .append("></canvas><div class=\"samples\"><button type=\"button\" class=\"btn icon\"")
        .append(" id=\"sample-before\"")
        .append(Markup.attribute("aria-label", Text.of("The sample before", "上一个样本")))
        .append(">‹</button><span id=\"sample\"></span>")
        .append("<button type=\"button\" class=\"btn icon\" id=\"sample-after\"")
        .append(Markup.attribute("aria-label", Text.of("The next sample", "下一个样本")))
        .append(">›</button><button type=\"button\" class=\"btn\" id=\"sample-own\">")
        .append(Markup.both(Text.of("This step's", "回到本步")))
        .append("</button></div><div class=\"curve\" id=\"curve\"")
        .append(" role=\"img\"")
        .append(
            Markup.attribute(
                "aria-label", Text.of("The loss of all points by step", "所有点的损失随步数的变化")))
        .append("></div></section>");
  }

  private static void time(StringBuilder html) {
    html.append("<section class=\"card time\"")
        .append(Markup.attribute("aria-label", Text.of("Time", "时间")))
        .append("><div class=\"moments\" id=\"moments\" role=\"group\"")
        .append(Markup.attribute("aria-label", Text.of("Moments of this step", "这一步的各个时刻")))
        .append("></div><div class=\"lanes\">");
    lane(html, "moment", Text.of("Inside this step", "这一步之内"));
    lane(html, "step", Text.of("Training", "训练进度"));
    html.append("</div></section>");
  }

  private static void lane(StringBuilder html, String id, Text title) {
    html.append("<div class=\"lane\"><button type=\"button\" class=\"btn main icon\" id=\"play-")
        .append(id)
        .append("\"></button><label for=\"")
        .append(id)
        .append("\">")
        .append(Markup.both(title))
        .append("</label><input type=\"range\" id=\"")
        .append(id)
        .append("\" min=\"0\" step=\"1\"")
        .append(Markup.attribute("aria-label", title))
        .append("><output class=\"num\" for=\"")
        .append(id)
        .append("\"></output></div>");
  }

  private static void opened(StringBuilder html) {
    html.append("<div class=\"large\" id=\"large\" hidden><section class=\"card layers\">")
        .append("<div class=\"lane\"><label for=\"depth\">")
        .append(Markup.both(Text.of("Forward, then back", "先前向，再反向")))
        .append("</label><input type=\"range\" id=\"depth\" min=\"0\" step=\"1\">")
        .append("<output class=\"num\" for=\"depth\"></output></div><div id=\"layers\"></div>")
        .append("<p class=\"hint\">")
        .append(
            Markup.both(
                Text.of(
                    "Blue is positive, orange negative, the card's colour zero; each layer has a"
                        + " scale of its own. On a focused layer, arrow keys move from number to"
                        + " number.",
                    "蓝色为正，橙色为负，底色为零；每层各用自己的尺度。选中一层后，可用方向键在数字间移动。")))
        .append("</p></section><section class=\"card sum\"><h2 id=\"unit-title\"></h2>")
        .append("<div id=\"unit\" class=\"arithmetic\"></div></section></div>");
  }
}
