package gradus.studio;

import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue;

/// Everything that decides what a run computes. Whoever has the same settings and the same images
/// gets the same weights, bit for bit.
///
/// @param data `mnist`, `fashion` or a folder
/// @param recipe how the images are divided
/// @param model the network's name
/// @param epochs how often every training image is seen
/// @param batch images in a step
/// @param optimizer its name
/// @param learningRate the rate that the schedule starts from or rises to
/// @param schedule the schedule's name
/// @param seed what initial weights and the order of images follow from
record Settings(
    String data,
    Recipe recipe,
    String model,
    int epochs,
    int batch,
    String optimizer,
    double learningRate,
    String schedule,
    long seed) {
  private static final int FORMAT = 1;

  Settings {
    requireAtLeastOne("--epochs", epochs);
    requireAtLeastOne("--batch", batch);
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new UserException("error.positive", "--lr", Numbers.rate(learningRate));
    }
    ModelChoices.ALL.get(model);
    OptimizerChoice.ALL.get(optimizer);
    ScheduleChoice.ALL.get(schedule);
  }

  private static void requireAtLeastOne(String option, int value) {
    if (value < 1) {
      throw new UserException("error.atLeastOne", option, value);
    }
  }

  JsonValue toJson() {
    return JsonValue.object()
        .put("format", FORMAT)
        .put("version", Version.TEXT)
        .put("data", data)
        .put("recipe", recipe.title())
        .put("model", model)
        .put("epochs", epochs)
        .put("batch", batch)
        .put("optimizer", optimizer)
        .put("learningRate", learningRate)
        .put("schedule", schedule)
        .put("seed", seed)
        .put("splitSeed", Recipe.SPLIT_SEED)
        .build();
  }

  /// @throws JsonException where something is missing or of another kind
  static Settings fromJson(JsonCursor json) {
    long format = json.member("format").wholeNumber();
    if (format > FORMAT) {
      throw json.member("format")
          .expected("%d, the newest that this version knows; update Gradus".formatted(FORMAT));
    }
    return new Settings(
        json.member("data").text(),
        Recipe.all().get(json.member("recipe").text()),
        json.member("model").text(),
        json.member("epochs").integer(),
        json.member("batch").integer(),
        json.member("optimizer").text(),
        json.member("learningRate").number(),
        json.member("schedule").text(),
        json.member("seed").wholeNumber());
  }
}
