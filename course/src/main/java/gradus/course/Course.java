package gradus.course;

import gradus.course.activations.Curves;
import gradus.course.activations.Depth;
import gradus.course.frameworks.Opinions;
import gradus.course.frameworks.SideBySide;
import gradus.course.frameworks.ThreeNetworks;
import gradus.course.optimizers.Race;
import gradus.course.regularisation.Overfit;
import gradus.course.regularisation.Passes;
import gradus.course.regularisation.Patience;
import gradus.nn.UnknownNameException;
import java.util.List;

/// All lessons and experiments.
public final class Course {
  private static final List<ExperimentType> EXPERIMENTS =
      List.of(
          ExperimentType.of("curves", "Activation functions", "激活函数", Curves.class),
          ExperimentType.of("depth", "Ten layers deep", "十层之深", Depth.class),
          ExperimentType.of("opinions", "An opinion, weighed", "给一家之言加权", Opinions.class),
          ExperimentType.of("side-by-side", "The same training", "同一个训练", SideBySide.class),
          ExperimentType.of("three-networks", "Three networks", "三个网络", ThreeNetworks.class),
          ExperimentType.of("race", "Five optimizers race", "五个优化器赛跑", Race.class),
          ExperimentType.of("overfit", "Overfitting and its remedies", "过拟合与正则化", Overfit.class),
          ExperimentType.of(
              "passes", "Dropout and batch normalisation", "dropout 与批量归一化", Passes.class),
          ExperimentType.of("patience", "Stopping in time", "适时停止", Patience.class));

  private static final List<Lesson> LESSONS =
      List.of(
          Lesson.of("2.2", "activations", "Activation functions", "激活函数", "curves", "depth"),
          Lesson.of(
              "4.1", "frameworks", "Comparing frameworks", "框架对比", "opinions", "side-by-side"),
          Lesson.of("4.2", "setup", "Setting up frameworks", "框架安装与示例", "three-networks"),
          Lesson.of("5.2", "optimizers", "Optimizers", "优化器", "race"),
          Lesson.of("6.1", "regularisation", "Regularisation", "正则化", "overfit", "passes"),
          Lesson.of("6.1", "early-stopping", "Early stopping", "提前停止", "patience"));

  private Course() {}

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

  /// The lesson that has a name, a number or both: `optimizers`, `5.2`, `5.2-optimizers`.
  ///
  /// @throws UnknownNameException where there is none
  public static Lesson lesson(String name) {
    return LESSONS.stream()
        .filter(lesson -> List.of(lesson.name(), lesson.number(), lesson.folder()).contains(name))
        .findFirst()
        .orElseThrow(() ->
            new UnknownNameException("lesson", name, LESSONS.stream().map(Lesson::name).toList()));
  }
}
