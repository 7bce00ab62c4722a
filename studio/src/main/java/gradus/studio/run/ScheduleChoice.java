package gradus.studio.run;

import gradus.optim.Schedule;
import gradus.optim.Schedules;
import gradus.studio.words.Choices;
import java.util.LinkedHashMap;
import java.util.Map;

/// A learning-rate schedule that `--schedule` chooses.
@FunctionalInterface
interface ScheduleChoice {
  Choices<ScheduleChoice> ALL = all();

  /// The schedule over a number of steps.
  Schedule over(double learningRate, long steps);

  private static Choices<ScheduleChoice> all() {
    Map<String, ScheduleChoice> all = new LinkedHashMap<>();
    all.put("constant", (_, _) -> Schedules.constant());
    all.put("cosine", (_, steps) -> Schedules.cosine(0, steps).byStep());
    all.put("onecycle", (rate, steps) -> Schedules.oneCycle(rate, Math.max(2, steps)).byStep());
    return new Choices<>("schedule", all);
  }
}
