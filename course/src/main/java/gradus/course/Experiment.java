package gradus.course;

/// Something to try out: a record whose components are its settings, each with a [Control], and
/// that computes and shows what comes of them.
///
/// The same settings show the same, bit by bit: everything random in it follows from a setting.
///
/// ```java
/// public record Sine(
///     @Control(en = "frequency", zh = "频率", min = 0.1, max = 10, initial = "1") double frequency)
///     implements Experiment {
///   public void run(Stage stage) {
///     stage.show("wave", Plot.function("sin", x -> Math.sin(frequency * x), 0, 6));
///   }
/// }
/// ```
public interface Experiment {
  /// Computes, and shows what comes of it.
  ///
  /// Called once, on a thread of its own. Pictures and tables that are shown again under the same
  /// name replace the former ones.
  ///
  /// @throws Stage.Closed where nobody wants to see more, which [Stage#step] says
  void run(Stage stage);
}
