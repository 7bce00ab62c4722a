package gradus.studio.run;

import gradus.io.JsonValue;
import gradus.nn.Model;
import gradus.studio.words.Version;
import gradus.tensor.Threads;
import gradus.train.ConfusionMatrix;
import gradus.train.History;
import gradus.train.LearningRateCurve;
import gradus.train.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything that came of a run on images of digits.
///
/// @param settings what it was started with
/// @param folder where its files are
/// @param samples the images
/// @param model the trained network
/// @param rates the losses of the learning rates that were tried; null where none was looked for
/// @param history what was measured epoch by epoch
/// @param test what the network makes of the test images, looked at once, after training
/// @param probe what the network looks like inside after training
public record DigitsResult(
    DigitsSettings settings,
    RunFolder folder,
    Samples samples,
    Model model,
    @Nullable LearningRateCurve rates,
    History history,
    Judgement test,
    Probe probe)
    implements RunResult {

  /// The images trained on in a second, validation and its time left out.
  public double samplesPerSecond() {
    double seconds = history.seconds();
    double seen = (double) samples.training().size() * history.epochs().size();
    return seconds > 0 ? seen / seconds : 0;
  }

  @Override
  public JsonValue toJson() {
    var json =
        JsonValue.object()
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
            .put("testLoss", test.loss());
    settings.training().putInto(json);
    return json.put("threads", Threads.count())
        .put("trainSeconds", history.seconds())
        .put("samplesPerSecond", samplesPerSecond())
        .put("weightsSha256", weightsSha256())
        .put("history", historyJson())
        .put(Checkup.PROBE, probe.toJson())
        .put("confusionMatrix", confusion(test.matrix()))
        .put("classes", JsonValue.array(samples.classNames().stream().map(JsonValue::of).toList()))
        .put("version", Version.TEXT)
        .build();
  }

  /// How many samples each class has, and its precision, recall and F1.
  public static JsonValue perClass(ConfusionMatrix matrix, List<String> names) {
    List<JsonValue> classes = new ArrayList<>();
    for (int i = 0; i < matrix.classes(); i++) {
      classes.add(
          JsonValue.object()
              .put("class", names.get(i))
              .put("samples", matrix.support(i))
              .put("precision", matrix.precision(i))
              .put("recall", matrix.recall(i))
              .put("f1", matrix.f1(i))
              .build());
    }
    return JsonValue.array(classes);
  }

  public static JsonValue confusion(ConfusionMatrix matrix) {
    List<JsonValue> rows =
        Arrays.stream(matrix.counts())
            .map(row -> JsonValue.array(Arrays.stream(row).mapToObj(JsonValue::of).toList()))
            .toList();
    return JsonValue.array(rows);
  }
}
