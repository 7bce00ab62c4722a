package gradus.course;

import gradus.course.activations.Curves;
import gradus.course.activations.Depth;
import gradus.course.alexnet.Switches;
import gradus.course.augmentation.Few;
import gradus.course.augmentation.Preview;
import gradus.course.augmentation.Safety;
import gradus.course.backpropagation.FamilyTrees;
import gradus.course.backpropagation.HiddenLayer;
import gradus.course.belief.Boltzmann;
import gradus.course.convolution.FeatureMaps;
import gradus.course.convolution.Sliding;
import gradus.course.diffusion.DiffusionPlane;
import gradus.course.digits.Landscape;
import gradus.course.digits.Projection;
import gradus.course.digits.Recognition;
import gradus.course.driving.Imitation;
import gradus.course.features.Contest;
import gradus.course.frameworks.Opinions;
import gradus.course.frameworks.SideBySide;
import gradus.course.frameworks.ThreeNetworks;
import gradus.course.gan.MixtureGame;
import gradus.course.gpt.FromExamples;
import gradus.course.language.Reviews;
import gradus.course.lenet.Watched;
import gradus.course.limits.Cycling;
import gradus.course.limits.Orders;
import gradus.course.losses.Confident;
import gradus.course.losses.Outlier;
import gradus.course.losses.Six;
import gradus.course.medicine.Screening;
import gradus.course.mlp.Boundary;
import gradus.course.mlp.Forward;
import gradus.course.neuron.Demo;
import gradus.course.neuron.Neuron;
import gradus.course.optimizers.Race;
import gradus.course.perceptron.Line;
import gradus.course.recurrent.Unrolled;
import gradus.course.recurrent.Writer;
import gradus.course.regularisation.Overfit;
import gradus.course.regularisation.Passes;
import gradus.course.regularisation.Patience;
import gradus.course.resnet.WayAround;
import gradus.course.schedules.Rates;
import gradus.course.threshold.Functions;
import gradus.course.threshold.Words;
import gradus.course.timeline.Logic;
import gradus.course.timeline.Timeline;
import gradus.course.transformer.Translate;
import gradus.course.tuning.Hunt;
import gradus.course.tuning.Peeking;
import gradus.course.vision.Shortcut;
import gradus.nn.UnknownNameException;
import gradus.plot.Text;
import java.util.ArrayList;
import java.util.List;

/// All lessons and experiments.
public final class Course {
  private static final List<ExperimentType> EXPERIMENTS =
      List.of(
          ExperimentType.of("contest", "Features by hand or learned", "手工特征与学来的特征", Contest.class),
          ExperimentType.of("logic", "The perceptron and XOR", "感知机与 XOR", Logic.class),
          ExperimentType.of("neuron", "A neuron that learns", "会学习的神经元", Neuron.class),
          ExperimentType.of("demo", "The tutorial's neuron", "原教程的神经元", Demo.class),
          ExperimentType.of("curves", "Activation functions", "激活函数", Curves.class),
          ExperimentType.of("depth", "Ten layers deep", "十层之深", Depth.class),
          ExperimentType.of("boundary", "Decision boundary", "决策边界", Boundary.class),
          ExperimentType.of("forward", "From layer to layer", "一层一层往前传", Forward.class),
          ExperimentType.of("sliding", "A kernel slides", "卷积核滑动", Sliding.class),
          ExperimentType.of("feature-maps", "Kernels that learn", "会学习的卷积核", FeatureMaps.class),
          ExperimentType.of("unrolled", "Gradients through time", "穿过时间的梯度", Unrolled.class),
          ExperimentType.of("writer", "Learning a text by heart", "背课文", Writer.class),
          ExperimentType.of("opinions", "An opinion, weighed", "给一家之言加权", Opinions.class),
          ExperimentType.of("side-by-side", "The same training", "同一个训练", SideBySide.class),
          ExperimentType.of("three-networks", "Three networks", "三个网络", ThreeNetworks.class),
          ExperimentType.of("six-losses", "Six losses", "六种损失", Six.class),
          ExperimentType.of("confident", "Sure and wrong", "自信地答错", Confident.class),
          ExperimentType.of("outlier", "One wrong point", "一个坏点", Outlier.class),
          ExperimentType.of("race", "Five optimizers race", "五个优化器赛跑", Race.class),
          ExperimentType.of("overfit", "Overfitting and its remedies", "过拟合与正则化", Overfit.class),
          ExperimentType.of(
              "passes", "Dropout and batch normalisation", "dropout 与批量归一化", Passes.class),
          ExperimentType.of("augmentations", "Seventeen augmentations", "十七种数据增强", Preview.class),
          ExperimentType.of("few-images", "Few images, changed", "少量图片与数据增强", Few.class),
          ExperimentType.of("label-safety", "Which labels break", "哪些标签会坏", Safety.class),
          ExperimentType.of("patience", "Stopping in time", "适时停止", Patience.class),
          ExperimentType.of("schedules", "Six schedules", "六种学习率调度", Rates.class),
          ExperimentType.of("hunt", "A search as it happens", "看着它搜索", Hunt.class),
          ExperimentType.of("peeking", "Choosing by the test set", "用测试集挑选", Peeking.class),
          ExperimentType.of("recognition", "Handwritten digits", "手写数字识别", Recognition.class),
          ExperimentType.of("embedding", "What the network sees", "网络眼中的图片", Projection.class),
          ExperimentType.of("landscape", "Around what was learned", "学到的权重周围", Landscape.class),
          ExperimentType.of("shortcut", "Shapes, or a tag", "看形状，还是看标记", Shortcut.class),
          ExperimentType.of("reviews", "Praise or blame", "好评还是差评", Reviews.class),
          ExperimentType.of("imitation", "Learning to drive", "学开车", Imitation.class),
          ExperimentType.of("screening", "Who is sick", "谁患病", Screening.class),
          ExperimentType.of(
              "threshold", "Any function of four inputs", "四个输入的任何函数", Functions.class),
          ExperimentType.of("automaton", "Neurons in circles", "带环的神经元", Words.class),
          ExperimentType.of("perceptron-line", "The perceptron's line", "感知机的直线", Line.class),
          ExperimentType.of("cycling", "A rule in circles", "绕圈的规则", Cycling.class),
          ExperimentType.of("orders", "How much must be seen at once", "一次要看多少", Orders.class),
          ExperimentType.of("hidden-layer", "A hidden layer learns", "隐藏层怎样学会", HiddenLayer.class),
          ExperimentType.of("family-trees", "Two family trees", "两个家谱", FamilyTrees.class),
          ExperimentType.of("lenet-maps", "A LeNet learns", "LeNet 在学习", Watched.class),
          ExperimentType.of(
              "boltzmann", "A machine that gives back what it sees", "还原所见的机器", Boltzmann.class),
          ExperimentType.of(
              "alexnet-parts", "AlexNet, part by part", "AlexNet 的各个部分", Switches.class),
          ExperimentType.of(
              "gan-mixture", "A contest of two networks", "两个网络的对抗", MixtureGame.class),
          ExperimentType.of("way-around", "A way around", "加一条旁路", WayAround.class),
          ExperimentType.of(
              "translate", "A transformer learns to translate", "Transformer 学翻译", Translate.class),
          ExperimentType.of("in-context", "Learning from a prompt", "从提示中学习", FromExamples.class),
          ExperimentType.of(
              "diffusion-plane", "Noise becomes data", "噪声变成数据", DiffusionPlane.class));

  private static final List<Lesson> LESSONS =
      List.of(
          Lesson.of("1.1", "features", "What deep learning is", "什么是深度学习", "contest"),
          Lesson.of("1.2", "timeline", "Eighty years", "八十年", "logic"),
          Lesson.of("2.1", "neuron", "The neuron", "神经元", "neuron", "demo"),
          Lesson.of("2.2", "activations", "Activation functions", "激活函数", "curves", "depth"),
          Lesson.of("3.1", "mlp", "Feed-forward networks", "前馈神经网络", "boundary", "forward"),
          Lesson.of("3.2", "convolution", "Convolution", "卷积", "sliding", "feature-maps"),
          Lesson.of("3.3", "rnn", "Recurrent networks", "循环神经网络", "unrolled", "writer"),
          Lesson.of(
              "4.1", "frameworks", "Comparing frameworks", "框架对比", "opinions", "side-by-side"),
          Lesson.of("4.2", "setup", "Setting up frameworks", "框架安装与示例", "three-networks"),
          Lesson.of(
              "5.1", "losses", "Loss functions", "损失函数", "six-losses", "outlier", "confident"),
          Lesson.of("5.2", "optimizers", "Optimizers", "优化器", "race"),
          Lesson.of("6.1", "regularisation", "Regularisation", "正则化", "overfit", "passes"),
          Lesson.of(
              "6.1",
              "augmentation",
              "Data augmentation",
              "数据增强",
              "augmentations",
              "few-images",
              "label-safety"),
          Lesson.of("6.1", "early-stopping", "Early stopping", "提前停止", "patience"),
          Lesson.of("6.2", "schedules", "Learning-rate schedules", "学习率调度", "schedules"),
          Lesson.of("6.2", "search", "Hyperparameter search", "超参数搜索", "hunt", "peeking"),
          Lesson.of(
              "7",
              "digits",
              "Handwritten digits",
              "手写数字识别",
              "recognition",
              "embedding",
              "landscape"),
          Lesson.of("8.1", "vision", "Vision", "视觉", "shortcut"),
          Lesson.of("8.2", "language", "Language", "语言", "reviews"),
          Lesson.of("8.3", "driving", "Driving", "驾驶", "imitation"),
          Lesson.of("8.4", "medicine", "Medicine", "医疗", "screening"));

  private static final List<Text> PARTS =
      List.of(
          Text.of("What deep learning is", "什么是深度学习"),
          Text.of("Foundations of neural networks", "神经网络基础"),
          Text.of("Architectures", "架构"),
          Text.of("Frameworks", "框架"),
          Text.of("Key concepts", "关键概念"),
          Text.of("The craft of training", "训练技巧"),
          Text.of("Practice", "实践"),
          Text.of("Applications", "应用"));

  private Course() {}

  /// The parts of the course that have lessons, in the order of the tutorial.
  public static List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (int i = 1; i <= PARTS.size(); i++) {
      int number = i;
      List<Lesson> own = LESSONS.stream().filter(lesson -> lesson.part() == number).toList();
      if (!own.isEmpty()) {
        parts.add(new Part(number, PARTS.get(number - 1), own));
      }
    }
    return parts;
  }

  /// The part that a lesson belongs to.
  public static Part part(Lesson lesson) {
    return parts().stream()
        .filter(part -> part.number() == lesson.part())
        .findFirst()
        .orElseThrow();
  }

  /// The twelve milestones of the tutorial's timeline, in order.
  public static List<Milestone> milestones() {
    return Timeline.milestones();
  }

  /// The milestone that has a name, a year or both: `lenet`, `1998`, `1998-lenet`.
  ///
  /// @throws UnknownNameException where there is none
  public static Milestone milestone(String name) {
    return milestones().stream()
        .filter(
            one -> List.of(one.name(), Integer.toString(one.year()), one.folder()).contains(name))
        .findFirst()
        .orElseThrow(() ->
            new UnknownNameException(
                "milestone", name, milestones().stream().map(Milestone::name).toList()));
  }

  /// The kinds of experiments, in the order of their lessons.
  public static List<ExperimentType> experiments() {
    return EXPERIMENTS;
  }

  /// The lessons, in the order of the tutorial.
  public static List<Lesson> lessons() {
    return LESSONS;
  }

  /// The experiment that has a name.
  ///
  /// @throws UnknownNameException where there is none
  public static ExperimentType experiment(String name) {
    return EXPERIMENTS.stream()
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new UnknownNameException(
                "experiment", name, EXPERIMENTS.stream().map(ExperimentType::name).toList()));
  }

  /// The lesson that has a name, a number or both: `optimizers`, `5.2`, `5.2-optimizers`; or the
  /// lesson of a milestone.
  ///
  /// @throws UnknownNameException where there is none
  public static Lesson lesson(String name) {
    List<Lesson> all = everyLesson();
    return all.stream()
        .filter(lesson -> List.of(lesson.name(), lesson.number(), lesson.folder()).contains(name))
        .findFirst()
        .orElseThrow(() ->
            new UnknownNameException("lesson", name, all.stream().map(Lesson::name).toList()));
  }

  /// The lessons, and then those of milestones.
  public static List<Lesson> everyLesson() {
    List<Lesson> all = new ArrayList<>(LESSONS);
    milestones().forEach(milestone -> milestone.lesson().ifPresent(all::add));
    return all;
  }
}
