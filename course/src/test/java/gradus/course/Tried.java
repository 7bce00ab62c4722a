package gradus.course;

import java.util.LinkedHashMap;
import java.util.Map;

/// Experiments with settings as tests write them.
public final class Tried {
  private Tried() {}

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
