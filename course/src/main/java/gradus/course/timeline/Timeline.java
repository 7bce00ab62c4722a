package gradus.course.timeline;

import gradus.course.Milestone;
import gradus.course.Sentence;
import gradus.course.alexnet.Krizhevsky;
import gradus.course.backpropagation.Backpropagation;
import gradus.course.belief.Hinton;
import gradus.course.diffusion.Ho;
import gradus.course.gan.Goodfellow;
import gradus.course.gpt.Brown;
import gradus.course.lenet.LeCun;
import gradus.course.limits.LimitsChapters;
import gradus.course.perceptron.Rosenblatt;
import gradus.course.resnet.He;
import gradus.course.threshold.ThresholdChapters;
import gradus.course.transformer.Vaswani;
import gradus.data.FashionMnist;
import gradus.data.Mnist;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.ReferenceLine;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.TextPanel;
import gradus.plot.Values;
import java.util.ArrayList;
import java.util.List;

/// The tutorial's twelve milestones of deep learning.
public final class Timeline {
  private static final List<Milestone> ALL =
      List.of(
          Milestone.of(
                  1943,
                  "threshold-neuron",
                  Text.of("McCulloch and Pitts: an artificial neuron", "McCulloch 与 Pitts：人工神经元"),
                  Text.of("weighted sums and thresholds can compute logic", "加权求和加阈值，可以计算逻辑"))
              .with(
                  Milestone.Data.NONE,
                  List.of("threshold", "automaton"),
                  ThresholdChapters.chapters()),
          Milestone.of(
                  1958,
                  "perceptron",
                  Text.of("Rosenblatt: the perceptron", "Rosenblatt：感知机"),
                  Text.of("the weights can be learned from examples", "权重可以从例子中学出来"))
              .with(Mnist::load, List.of("perceptron-line"), Rosenblatt.chapters()),
          Milestone.of(
                  1969,
                  "limits",
                  Text.of("Minsky and Papert: its limits", "Minsky 与 Papert：感知机的局限"),
                  Text.of("one layer cannot even learn XOR", "单层连 XOR 都学不会"))
              .with(Milestone.Data.NONE, List.of("cycling", "orders"), LimitsChapters.chapters()),
          Milestone.of(
                  1986,
                  "backpropagation",
                  Text.of(
                      "Rumelhart, Hinton, Williams: backpropagation",
                      "Rumelhart、Hinton、Williams：反向传播"),
                  Text.of("hidden layers can be learned by gradients", "隐藏层可以用梯度来学"))
              .with(
                  Milestone.Data.NONE,
                  List.of("hidden-layer", "family-trees"),
                  Backpropagation.chapters()),
          Milestone.of(
                  1998,
                  "lenet",
                  Text.of("LeCun: LeNet-5", "LeCun 等：卷积网络 LeNet-5"),
                  Text.of("convolutions read handwriting", "卷积能认手写字"))
              .with(Mnist::load, List.of("lenet-maps"), LeCun.chapters()),
          Milestone.of(
                  2006,
                  "belief-network",
                  Text.of("Hinton: deep belief networks", "Hinton：深度信念网络"),
                  Text.of("deep networks can be trained, layer by layer", "深层网络可以逐层训练"))
              .with(Mnist::load, List.of("boltzmann"), Hinton.chapters()),
          Milestone.of(
                  2012,
                  "alexnet",
                  Text.of("Krizhevsky: AlexNet", "Krizhevsky：深层卷积网络 AlexNet"),
                  Text.of("depth, data and graphics cards win ImageNet", "深度、数据加显卡，赢下 ImageNet"))
              .with(FashionMnist::load, List.of("alexnet-parts"), Krizhevsky.chapters())
              .withOwn(Krizhevsky.onPhotographs()),
          Milestone.of(
                  2014,
                  "gan",
                  Text.of("Goodfellow: adversarial networks", "Goodfellow：生成对抗网络"),
                  Text.of("two networks in a contest make pictures", "两个网络对抗，可以生成图片"))
              .with(Mnist::load, List.of("gan-mixture"), Goodfellow.chapters()),
          Milestone.of(
                  2015,
                  "resnet",
                  Text.of("He: ResNet", "何恺明：ResNet"),
                  Text.of("with a way around each block, depth helps", "每个块加一条旁路，深度就有用"))
              .with(FashionMnist::load, List.of("way-around"), He.chapters()),
          Milestone.of(
                  2017,
                  "transformer",
                  Text.of("Vaswani: the transformer", "Vaswani 等：Transformer 架构"),
                  Text.of("attention alone is enough for language", "处理语言，只用注意力就够了"))
              .with(Milestone.Data.NONE, List.of("translate"), Vaswani.chapters()),
          Milestone.of(
                  2020,
                  "gpt3",
                  Text.of("Brown: GPT-3", "Brown 等：大语言模型 GPT-3"),
                  Text.of(
                      "one large model learns tasks from examples in its text",
                      "一个大模型，看几个例子就会做新任务"))
              .with(Brown.text(), List.of("in-context"), Brown.chapters()),
          Milestone.of(
                  2022,
                  "diffusion",
                  Text.of("diffusion models", "扩散模型"),
                  Text.of("pictures from noise, step by step", "从噪声一步步变出图片"))
              .with(Mnist::load, List.of("diffusion-plane"), Ho.chapters()));

  private Timeline() {}

  /// All of them, in order.
  public static List<Milestone> milestones() {
    return ALL;
  }

  /// All of them, and how many there were by each year.
  static Figure figure() {
    List<Text> lines = new ArrayList<>();
    for (Milestone one : ALL) {
      lines.add(
          Sentence.of(
              "%s  %s (%s)", "%s  %s（%s）", Integer.toString(one.year()), one.what(), one.claim()));
    }
    Text title = Text.of("Eighty years, twelve milestones", "八十年，十二个里程碑");
    return Figure.of(Text.EMPTY, 1, chart(), new TextPanel(title, lines)).withSize(760, 820);
  }

  private static LineChart chart() {
    double[] years = ALL.stream().mapToDouble(Milestone::year).toArray();
    return LineChart.of(
            Text.of("How many by each year", "历年累计"),
            Series.of(
                    Text.of("milestones so far", "里程碑累计数"),
                    Values.of(years),
                    Values.counting(1, years.length))
                .withMarkers())
        .withReference(ReferenceLine.vertical(1969, Text.of("1969: XOR", "1969：XOR")))
        .withReference(ReferenceLine.vertical(1986, Text.of("1986: hidden layers", "1986：隐藏层")))
        .withAxes(
            Axis.of(Text.of("year", "年份")).withRange(1940, 2025),
            Axis.of(Text.of("milestones", "里程碑")).withRange(0, 13));
  }
}
