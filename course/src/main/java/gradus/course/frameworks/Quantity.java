package gradus.course.frameworks;

import gradus.course.Option;
import gradus.plot.Text;

/// What frameworks are sorted by where they were measured, the best first.
public enum Quantity implements Option {
  /// Seconds of processors for a later epoch.
  EPOCH("a later epoch", "后期每轮"),
  /// Seconds of processors for all epochs, compiling included.
  TRAINING("the whole training", "整个训练"),
  /// Seconds by the clock for all epochs.
  CLOCK("training, by the clock", "训练（按时钟）"),
  /// The share of test pictures that are right.
  ACCURACY("accuracy", "准确率"),
  /// What the installation takes.
  SIZE("size on disk", "安装大小"),
  /// What the process takes.
  MEMORY("memory", "内存"),
  /// Lines of the program.
  LINES("lines of code", "代码行数");

  private final String english;
  private final String chinese;

  Quantity(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }

  /// What it is for a framework; less is better, but for the accuracy, which is turned round.
  double of(Measurements.Result result, int threads) {
    Measurements.Timing timing = result.on(threads);
    return switch (this) {
      case EPOCH -> timing.processorEpoch();
      case TRAINING -> timing.processorTraining();
      case CLOCK -> timing.training();
      case ACCURACY -> -result.accuracy();
      case SIZE -> result.megabytes();
      case MEMORY -> timing.memory();
      case LINES -> result.lines();
    };
  }
}
