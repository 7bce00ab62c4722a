package gradus.studio.run;

import gradus.io.JsonValue;
import gradus.io.Safetensors;
import gradus.nn.Model;
import gradus.train.History;
import gradus.train.Probe;

/// Everything that came of a run.
public sealed interface RunResult permits DigitsResult, TextResult, TableResult {
  /// What it was started with.
  Settings settings();

  /// Where its files are.
  RunFolder folder();

  /// The trained network.
  Model model();

  /// What was measured epoch by epoch.
  History history();

  /// What the network looks like inside after training.
  Probe probe();

  /// What is to be said of how it went.
  default Checkup checkup() {
    return Checkup.ofFinished(settings(), history(), probe());
  }

  /// What `--json` prints.
  JsonValue toJson();

  default String weightsSha256() {
    return Safetensors.weightsSha256(model().weights());
  }

  /// The history as `--json` prints it.
  default JsonValue historyJson() {
    return JsonValue.array(
        history().epochs().stream()
            .map(epoch -> {
              var json = JsonValue.object().put("epoch", epoch.number());
              epoch.values().forEach(json::put);
              return json.put("seconds", epoch.seconds()).build();
            })
            .toList());
  }
}
