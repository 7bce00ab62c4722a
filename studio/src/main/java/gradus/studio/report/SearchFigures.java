package gradus.studio.report;

import gradus.io.FileException;
import gradus.plot.Figure;
import gradus.search.Importance;
import gradus.search.StudyFigures;
import gradus.search.Trials;
import gradus.studio.words.Language;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The pictures of a search, by the names of their files.
public final class SearchFigures {
  /// The fewest trials that say what matters.
  private static final int FEWEST = 8;

  private SearchFigures() {}

  /// Saves them as SVG and PNG.
  ///
  /// @param folder where to
  public static void save(Trials trials, Path folder, Language language) throws FileException {
    for (Map.Entry<String, Figure> entry : of(trials).entrySet()) {
      Figure figure = entry.getValue().in(language.locale());
      figure.save(folder.resolve(entry.getKey() + ".svg"));
      figure.save(folder.resolve(entry.getKey() + ".png"));
    }
  }

  private static Map<String, Figure> of(Trials trials) {
    Map<String, Figure> all = new LinkedHashMap<>();
    if (trials.finished().isEmpty()) {
      return all;
    }
    all.put("history", StudyFigures.history(trials));
    all.put("parallel", StudyFigures.parallel(trials));
    all.put("slices", StudyFigures.slices(trials));
    all.put("curves", StudyFigures.curves(trials));
    if (trials.finished().size() >= FEWEST) {
      all.put("importance", StudyFigures.importances(trials));
      contour(trials, all);
    }
    return all;
  }

  /// The two numbers that matter most, one over the other; those that the best trial has.
  private static void contour(Trials trials, Map<String, Figure> all) {
    Map<String, Object> best = trials.best().configuration().values();
    List<String> numbers =
        trials.importances().stream()
            .map(Importance::name)
            .filter(name -> best.get(name) instanceof Number number && number.doubleValue() != 0)
            .toList();
    if (numbers.size() > 1) {
      all.put("contour", StudyFigures.contour(trials, numbers.get(0), numbers.get(1)));
    }
  }
}
