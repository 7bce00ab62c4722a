package gradus.studio;

import gradus.io.JsonValue;
import gradus.io.Safetensors;
import gradus.nn.Model;
import gradus.tensor.Threads;
import gradus.train.ConfusionMatrix;
import gradus.train.History;
import java.util.Arrays;
import java.util.List;

/// Everything that came of a run.
///
/// @param settings what it was started with
/// @param folder where its files are
/// @param samples the images
/// @param model the trained network
/// @param history what was measured epoch by epoch
/// @param test what the network makes of the test images, looked at once, after training
record RunResult(
    Settings settings,
    RunFolder folder,
    Samples samples,
    Model model,
    History history,
    Judgement test) {

  /// The images trained on in a second, validation and its time left out.
  double samplesPerSecond() {
    double seconds = history.seconds();
    double seen = (double) samples.training().size() * history.epochs().size();
    return seconds > 0 ? seen / seconds : 0;
  }

  String weightsSha256() {
    return Safetensors.weightsSha256(model.weights());
  }

  /// What `--json` prints.
  JsonValue toJson() {
    return JsonValue.object()
        .put("run", folder.path().toAbsolutePath().normalize().toString())
        .put("recipe", settings.recipe().title())
        .put("model", settings.model())
        .put("data", settings.data())
        .put("parameters", model.parameterCount())
        .put("trainSamples", samples.trainingSplit())
        .put("validationSamples", samples.validation().size())
        .put("validationIsHeldBackFromTraining", true)
        .put("testSamples", samples.test().size())
        .put("testAccuracy", test.accuracy())
        .put("testLoss", test.loss())
        .put("epochs", settings.epochs())
        .put("batch", settings.batch())
        .put("optimizer", settings.optimizer())
        .put("learningRate", settings.learningRate())
        .put("schedule", settings.schedule())
        .put("seed", settings.seed())
        .put("threads", Threads.count())
        .put("trainSeconds", history.seconds())
        .put("samplesPerSecond", samplesPerSecond())
        .put("weightsSha256", weightsSha256())
        .put("history", history(history))
        .put("confusionMatrix", confusion(test.matrix()))
        .put("classes", JsonValue.array(samples.classNames().stream().map(JsonValue::of).toList()))
        .put("version", Version.TEXT)
        .build();
  }

  private static JsonValue history(History history) {
    return JsonValue.array(
        history.epochs().stream()
            .map(epoch -> {
              var json = JsonValue.object().put("epoch", epoch.number());
              epoch.values().forEach(json::put);
              return json.put("seconds", epoch.seconds()).build();
            })
            .toList());
  }

  static JsonValue confusion(ConfusionMatrix matrix) {
    List<JsonValue> rows =
        Arrays.stream(matrix.counts())
            .map(row -> JsonValue.array(Arrays.stream(row).mapToObj(JsonValue::of).toList()))
            .toList();
    return JsonValue.array(rows);
  }
}
