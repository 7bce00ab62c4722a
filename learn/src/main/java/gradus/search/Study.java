package gradus.search;

import gradus.io.FileException;
import gradus.tensor.ArgumentException;
import gradus.tensor.StateException;
import gradus.train.Aim;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A search for the parameters with which an objective becomes smallest, or largest.
///
/// ```java
/// Space space = Space.of(logUniform("learningRate", 1e-5, 1e-1), integers("units", 8, 512));
/// Trials trials = Study.minimize(space).run(60, trial ->
///     validationLoss(trial.number("learningRate"), trial.integer("units")));
/// IO.println(trials.best());
/// ```
///
/// A study is a value: its methods give changed copies. With one thread, its trials are a function
/// of the space, the sampler with its seed, the pruner, and what the objective returns.
///
/// A study in a folder keeps a log of every trial there, one line of JSON an event, and goes on
/// where it was interrupted, however that happened: the same program, run again, tries first what
/// was being tried, and then what it would have tried.
///
/// @param space what is tried
/// @param aims what is better of each value
/// @param sampler how the next trial is chosen
/// @param pruner which trials are stopped early
/// @param threads how many trials run at the same time
/// @param folder where the study is kept; null for nowhere
/// @param first what is tried before the sampler is asked
/// @param listener told of each trial that ends, one at a time
public record Study(
    Space space,
    List<Aim> aims,
    Sampler sampler,
    Pruner pruner,
    int threads,
    @Nullable Path folder,
    List<Configuration> first,
    Consumer<TrialRecord> listener) {
  /// Checks the settings.
  ///
  /// @throws ArgumentException where there is no aim or no thread, or what is to be tried first is
  ///   not in the space
  public Study {
    aims = List.copyOf(aims);
    first = List.copyOf(first);
    if (aims.isEmpty()) {
      throw new ArgumentException("study: needs at least one aim, Aim.SMALLER or Aim.LARGER");
    }
    if (threads < 1) {
      throw new ArgumentException("study: needs at least 1 thread, got %d", threads);
    }
    Coordinates coordinates = new Coordinates(space);
    first.forEach(coordinates::point);
  }

  /// A search for the smallest value, by [Tpe], one trial after the other.
  public static Study minimize(Space space) {
    return of(space, Aim.SMALLER);
  }

  /// A search for the largest value, by [Tpe], one trial after the other.
  public static Study maximize(Space space) {
    return of(space, Aim.LARGER);
  }

  /// A search with an aim for each value of its trials, by [Tpe], one trial after the other.
  public static Study of(Space space, Aim... aims) {
    return new Study(space, List.of(aims), Tpe.of(0), Pruner.none(), 1, null, List.of(), _ -> {});
  }

  /// The same study with another way to choose the next trial.
  public Study sampler(Sampler sampler) {
    return new Study(space, aims, sampler, pruner, threads, folder, first, listener);
  }

  /// The same study, stopping trials early.
  public Study pruner(Pruner pruner) {
    return new Study(space, aims, sampler, pruner, threads, folder, first, listener);
  }

  /// The same study with so many trials at the same time. The objective must be able to run in
  /// several threads; which trials are tried then depends on which end first.
  public Study threads(int threads) {
    return new Study(space, aims, sampler, pruner, threads, folder, first, listener);
  }

  /// The same study, kept in a folder, which is created if it is missing.
  public Study in(Path folder) {
    return new Study(space, aims, sampler, pruner, threads, folder, first, listener);
  }

  /// The same study, beginning with these configurations: what is known to be good.
  ///
  /// @throws ArgumentException where one is not in the space
  public Study first(Configuration... first) {
    return new Study(space, aims, sampler, pruner, threads, folder, List.of(first), listener);
  }

  /// The same study with somebody who is told of each trial that ends.
  public Study listener(Consumer<TrialRecord> listener) {
    return new Study(space, aims, sampler, pruner, threads, folder, first, listener);
  }

  /// Runs trials until the study has so many, those of earlier runs in its folder counted.
  ///
  /// An exception of the objective fails its trial, and the study goes on; an interrupt ends it
  /// (the thread stays interrupted), and what was being tried is tried again when the study goes
  /// on.
  ///
  /// @return all trials of the study
  /// @throws StateException where the study has several aims; [#runAll] takes those
  /// @throws UncheckedIOException where the folder cannot be used: it is in use, holds another
  ///   study, or the disk is full
  public Trials run(int trials, TrialObjective objective) {
    if (aims.size() > 1) {
      throw new StateException(
          "study.run: the study has %d aims, but its trials would give one value; say runAll",
          aims.size());
    }
    return runAll(trials, trial -> new double[] {objective.value(trial)});
  }

  /// Runs trials as [#run] does, with a value for each aim.
  ///
  /// @return all trials of the study
  /// @throws UncheckedIOException as [#run] does
  public Trials runAll(int trials, TrialObjectives objectives) {
    if (trials < 0) {
      throw new ArgumentException(
          "study.run: needs a number of trials of at least 0, got %d", trials);
    }
    try (StudyRun run = StudyRun.open(this, trials, objectives)) {
      return run.run();
    } catch (FileException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
