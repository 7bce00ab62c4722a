package gradus.course;

import gradus.plot.Figure;
import gradus.plot.Text;

/// Where an experiment shows what it computes: a page of the studio, a folder, or a test.
public interface Stage {
  /// The experiment is to end, because nobody wants to see more.
  final class Closed extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// No stack trace: it is no fault.
    public Closed() {
      super("the stage was closed", null, false, false);
    }
  }

  /// Shows a picture, or its newest state.
  ///
  /// @param name what it is called among the experiment's pictures: lower case and hyphens
  void show(String name, Figure figure);

  /// Shows numbers, or their newest state.
  ///
  /// @param name what they are called among the experiment's tables
  void show(String name, NumberTable table);

  /// Says in a sentence what is to be seen now, or what went wrong.
  void say(Text sentence);

  /// Says how far the experiment is; waits here while it is held, and shows each state to whoever
  /// goes step by step. Experiments that take longer than a moment call it between their steps,
  /// after they showed what a step gave.
  ///
  /// @param done the steps that are done
  /// @param all how many there are
  /// @throws Closed where the experiment is to end
  void step(int done, int all);

  /// Whether a state after so many steps is worth a picture, for experiments whose steps are
  /// shorter than it takes to draw one.
  boolean wants(int done, int all);
}
