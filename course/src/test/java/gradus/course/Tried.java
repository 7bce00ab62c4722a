package gradus.course;

import gradus.io.FileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Experiments with settings as tests write them, and chapters by their names.
public final class Tried {
  private Tried() {}

  /// What a chapter of some measures.
  public static List<Measurement> chapter(List<Chapter> all, String name, Reproduction here)
      throws FileException {
    Chapter chapter = all.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    chapter.work().in(here);
    return here.measurements();
  }

  /// What an experiment shows in the end.
  ///
  /// @param settings those that are not as at the beginning, such as `rate=0.1 seed=2`
  public static Recording with(String experiment, String settings) {
    Map<String, String> written = new LinkedHashMap<>();
    for (String setting : settings.split(" ", -1)) {
      String[] parts = setting.split("=", -1);
      written.put(parts[0], parts[1]);
    }
    return Recording.of(Course.experiment(experiment).of(written));
  }
}
