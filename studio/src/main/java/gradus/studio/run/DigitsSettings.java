package gradus.studio.run;

import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue;

/// What a run on images of digits is started with.
///
/// @param data `mnist`, `fashion` or a folder
/// @param recipe how the images are divided
/// @param model the network's name
/// @param pictures how pictures of one's own are seen
/// @param training how it is trained
public record DigitsSettings(
    String data, Recipe recipe, String model, PictureSettings pictures, TrainingSettings training)
    implements Settings {
  static final String KIND = "digits";

  public DigitsSettings {
    ModelChoices.ALL.get(model);
  }

  /// A run on digits, or on pictures that are seen as usual.
  public DigitsSettings(String data, Recipe recipe, String model, TrainingSettings training) {
    this(data, recipe, model, PictureSettings.USUAL, training);
  }

  /// The same, trained in another way.
  DigitsSettings with(TrainingSettings training) {
    return new DigitsSettings(data, recipe, model, pictures, training);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String label() {
    return recipe.title();
  }

  @Override
  public JsonValue toJson() {
    var json =
        Settings.json(KIND).put("data", data).put("recipe", recipe.title()).put("model", model);
    if (!pictures.equals(PictureSettings.USUAL)) {
      pictures.putInto(json);
    }
    training.putInto(json);
    return json.put("splitSeed", Recipe.SPLIT_SEED).build();
  }

  /// @throws JsonException where something is missing or of another kind
  static Settings fromJson(JsonCursor json) {
    return new DigitsSettings(
        json.member("data").text(),
        Recipe.all().get(json.member("recipe").text()),
        json.member("model").text(),
        PictureSettings.fromJson(json),
        TrainingSettings.fromJson(json));
  }
}
