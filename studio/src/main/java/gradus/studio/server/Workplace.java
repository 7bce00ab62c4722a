package gradus.studio.server;

import gradus.data.DataOptions;
import gradus.studio.exercise.ExerciseFolder;
import gradus.studio.run.RunFolder;
import java.nio.file.Path;

/// The folders that the studio works in.
///
/// @param runs of runs
/// @param exercises of what learners write
/// @param home of what is kept between visits: the digits' network, drawings, solved exercises
/// @param code whether what learners write may be compiled and run
public record Workplace(Path runs, Path exercises, Path home, boolean code) {
  /// The folders that the command line uses, too.
  public static Workplace usual() {
    return new Workplace(RunFolder.USUAL, ExerciseFolder.USUAL, DataOptions.of().home(), true);
  }

  /// The same where nothing that learners write is run.
  public Workplace withoutCode() {
    return new Workplace(runs, exercises, home, false);
  }

  /// Everything in one folder, as for a trial.
  public static Workplace in(Path folder) {
    return new Workplace(
        folder.resolve("runs"), folder.resolve("exercises"), folder.resolve("home"), true);
  }
}
