package gradus.search;

import gradus.io.AtomicFiles;
import gradus.io.FileException;
import gradus.io.Json;
import gradus.io.JsonValue;
import gradus.tensor.ArgumentException;
import gradus.tensor.StateException;
import gradus.train.Aim;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// The trials of a study: what samplers choose by, and what a study found.
///
/// ```java
/// Trials trials = Study.minimize(space).run(60, objective);
/// IO.println(trials.best().configuration());
/// trials.save(Path.of("trials.csv"));
/// ```
///
/// @param space what was searched
/// @param aims what is better of each value
/// @param all the trials in the order in which they began
public record Trials(Space space, List<Aim> aims, List<TrialRecord> all) {
  /// Copies the lists.
  public Trials {
    aims = List.copyOf(aims);
    all = List.copyOf(all);
  }

  /// Reads the study in a folder, also while it goes on.
  ///
  /// @throws gradus.io.FormatException where the folder's log is damaged
  /// @throws FileException where there is none, or it cannot be read
  public static Trials read(Path folder) throws FileException {
    return StudyLog.read(folder);
  }

  /// The trials that ended with a result of their own.
  public List<TrialRecord> finished() {
    return all.stream().filter(TrialRecord::isFinished).toList();
  }

  /// How many trials have come so far.
  public int count(TrialRecord.State state) {
    return (int) all.stream().filter(trial -> trial.state() == state).count();
  }

  /// The finished trial with the best value, the earliest of equals.
  ///
  /// @throws StateException where none has finished, or the study has several aims, so that there
  ///   is a [#front] instead
  public TrialRecord best() {
    requireOneAim("best");
    return finished().stream()
        .min(Comparator.comparingDouble(this::cost))
        .orElseThrow(this::noneFinished);
  }

  private StateException noneFinished() {
    String failure =
        all.stream()
            .map(TrialRecord::message)
            .filter(text -> !text.isEmpty())
            .findFirst()
            .orElse("-");
    return new StateException(
        "best: of %d trials none has finished, and %d have failed (the first failure: %s)",
        all.size(), count(TrialRecord.State.FAILED), failure);
  }

  /// The finished trials that were better than all before them, in order: how the best came about.
  ///
  /// @throws StateException where the study has several aims
  public List<TrialRecord> improvements() {
    requireOneAim("improvements");
    List<TrialRecord> better = new ArrayList<>();
    for (TrialRecord trial : finished()) {
      if (better.isEmpty() || cost(trial) < cost(better.getLast())) {
        better.add(trial);
      }
    }
    return better;
  }

  /// The finished trials than which no other is better in one value and at least as good in all:
  /// Pareto's front. With one aim, the best ones.
  public List<TrialRecord> front() {
    List<TrialRecord> finished = finished();
    return finished.stream()
        .filter(trial ->
            finished.stream().noneMatch(other -> Front.dominates(costs(other), costs(trial))))
        .toList();
  }

  /// How much each parameter matters, the one that matters most first; see [Importance].
  ///
  /// @throws StateException where fewer than 4 trials have finished, or the study has several aims
  public List<Importance> importances() {
    requireOneAim("importances");
    return Importance.of(this);
  }

  /// The trials as a table: number, state, values, seconds, a column for each parameter (empty
  /// where it does not exist) and what a failed one failed with.
  public String toCsv() {
    return TrialTable.csv(this);
  }

  /// The whole study: `{"space": [...], "aims": [...], "trials": [...]}`.
  public JsonValue toJson() {
    return JsonValue.object()
        .put("space", SpaceJson.toJson(space))
        .put("aims", aimsJson(aims))
        .put("trials", JsonValue.array(all.stream().map(TrialTable::json).toList()))
        .build();
  }

  static JsonValue aimsJson(List<Aim> aims) {
    return JsonValue.array(
        aims.stream().map(aim -> JsonValue.of(aim.name().toLowerCase(Locale.ROOT))).toList());
  }

  /// Saves the trials in the format of the file's extension: `.csv` or `.json`.
  ///
  /// @throws ArgumentException if the extension is neither (before anything is written)
  /// @throws FileException if the file cannot be written
  public void save(Path file) throws FileException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".csv")) {
      AtomicFiles.write(file, toCsv());
    } else if (name.endsWith(".json")) {
      AtomicFiles.write(file, Json.pretty(toJson()));
    } else {
      throw new ArgumentException(
          "Trials.save: cannot tell the format of %s; use a name that ends in .csv or .json", file);
    }
  }

  /// The value of the only aim, so turned that smaller is better.
  double cost(TrialRecord trial) {
    return cost(0, trial.value());
  }

  double cost(int aim, double value) {
    return aims.get(aim) == Aim.SMALLER ? value : -value;
  }

  double[] costs(TrialRecord trial) {
    double[] costs = new double[aims.size()];
    for (int i = 0; i < costs.length; i++) {
      costs[i] = cost(i, trial.values().get(i));
    }
    return costs;
  }

  void requireOneAim(String what) {
    if (aims.size() > 1) {
      throw new StateException(
          "%s: the study has %d aims, so that one trial can be better in one and worse in another;"
              + " look at front()",
          what, aims.size());
    }
  }
}
