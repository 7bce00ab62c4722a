package gradus.studio.run;

import gradus.io.FileException;
import gradus.train.RunListener;

/// Who makes something for people of what came of a run, such as a report: what the events alone do
/// not hold, the images and the network, is in the result.
@FunctionalInterface
public interface Publisher {
  /// A publisher of nothing.
  Publisher NONE = (_, _) -> {};

  /// Writes files into the run's folder.
  ///
  /// @param listener is told of each
  void publish(RunResult result, RunListener listener) throws FileException;
}
