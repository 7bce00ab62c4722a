package gradus.course.timeline;

import gradus.course.Moment;
import gradus.course.Sentence;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.ReferenceLine;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.TextPanel;
import gradus.plot.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The tutorial's twelve milestones of deep learning.
public enum Milestone {
  NEURON(
      1943,
      Text.of("McCulloch and Pitts: an artificial neuron", "McCulloch 与 Pitts：人工神经元"),
      Text.of("weighted sums and thresholds can compute logic", "加权求和加阈值，可以计算逻辑")),
  PERCEPTRON(
      1958,
      Text.of("Rosenblatt: the perceptron", "Rosenblatt：感知机"),
      Text.of("the weights can be learned from examples", "权重可以从例子中学出来")),
  LIMITS(
      1969,
      Text.of("Minsky and Papert: its limits", "Minsky 与 Papert：感知机的局限"),
      Text.of("one layer cannot even learn XOR", "单层连 XOR 都学不会")),
  BACKPROPAGATION(
      1986,
      Text.of("Rumelhart, Hinton, Williams: backpropagation", "Rumelhart、Hinton、Williams：反向传播"),
      Text.of("hidden layers can be learned by gradients", "隐藏层可以用梯度来学")),
  LENET(
      1998,
      Text.of("LeCun: LeNet-5", "LeCun：LeNet-5"),
      Text.of("convolutions read handwriting", "卷积能认手写字")),
  BELIEF_NETWORK(
      2006,
      Text.of("Hinton: deep belief networks", "Hinton：深度信念网络"),
      Text.of("deep networks can be trained, layer by layer", "深层网络可以逐层训练")),
  ALEXNET(
      2012,
      Text.of("Krizhevsky: AlexNet", "Krizhevsky：AlexNet"),
      Text.of("depth, data and graphics cards win ImageNet", "深度、数据加显卡，赢下 ImageNet")),
  GAN(
      2014,
      Text.of("Goodfellow: adversarial networks", "Goodfellow：生成对抗网络"),
      Text.of("two networks in a contest make pictures", "两个网络对抗，可以生成图片")),
  RESNET(
      2015,
      Text.of("He: ResNet", "何恺明：ResNet"),
      Text.of("with a way around each block, depth helps", "每个块加一条旁路，深度就有用")),
  TRANSFORMER(
      2017,
      Text.of("Vaswani: the transformer", "Vaswani：Transformer"),
      Text.of("attention alone is enough for language", "处理语言，只用注意力就够了")),
  GPT3(
      2020,
      Text.of("Brown: GPT-3", "Brown：GPT-3"),
      Text.of("one large model learns tasks from examples in its text", "一个大模型，看几个例子就会做新任务")),
  DIFFUSION(
      2022,
      Text.of("diffusion models", "扩散模型"),
      Text.of("pictures from noise, step by step", "从噪声一步步变出图片"));

  private final int year;

  // Texts are records, which the checker cannot see to be immutable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final transient Text what;

  @SuppressWarnings("ImmutableEnumChecker")
  private final transient Text claim;

  Milestone(int year, Text what, Text claim) {
    this.year = year;
    this.what = what;
    this.claim = claim;
  }

  int year() {
    return year;
  }

  /// All of them, as pages show them.
  public static List<Moment> moments() {
    return Arrays.stream(values()).map(one -> new Moment(one.year, one.what, one.claim)).toList();
  }

  /// All of them, and how many there were by each year.
  static Figure figure() {
    List<Text> lines = new ArrayList<>();
    for (Milestone one : values()) {
      lines.add(
          Sentence.of(
              "%s  %s (%s)", "%s  %s（%s）", Integer.toString(one.year), one.what, one.claim));
    }
    Text title = Text.of("Eighty years, twelve milestones", "八十年，十二个里程碑");
    return Figure.of(Text.EMPTY, 1, chart(), new TextPanel(title, lines)).withSize(760, 820);
  }

  private static LineChart chart() {
    double[] years = Arrays.stream(values()).mapToDouble(Milestone::year).toArray();
    return LineChart.of(
            Text.of("How many by each year", "历年累计"),
            Series.of(
                    Text.of("milestones so far", "里程碑累计数"),
                    Values.of(years),
                    Values.counting(1, years.length))
                .withMarkers())
        .withReference(ReferenceLine.vertical(LIMITS.year, Text.of("1969: XOR", "1969：XOR")))
        .withReference(
            ReferenceLine.vertical(
                BACKPROPAGATION.year, Text.of("1986: hidden layers", "1986：隐藏层")))
        .withAxes(
            Axis.of(Text.of("year", "年份")).withRange(1940, 2025),
            Axis.of(Text.of("milestones", "里程碑")).withRange(0, 13));
  }
}
