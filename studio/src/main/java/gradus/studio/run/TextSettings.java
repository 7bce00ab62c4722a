package gradus.studio.run;

import gradus.io.JsonCursor;
import gradus.io.JsonException;
import gradus.io.JsonValue;
import gradus.studio.words.PathText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run on text is started with.
///
/// @param texts names of collections, and files
/// @param model the kind of network
/// @param sizes how large it is
/// @param tokens what it reads and writes
/// @param vocabulary the most tokens; null for as many as are usual
/// @param training how it is trained
public record TextSettings(
    List<String> texts,
    TextModelChoice model,
    TextModelChoice.Sizes sizes,
    TokensChoice tokens,
    @Nullable Integer vocabulary,
    TrainingSettings training)
    implements Settings {
  static final String KIND = "text";

  public TextSettings {
    texts = List.copyOf(texts);
    if (vocabulary != null) {
      TrainingSettings.requireAtLeastOne("--vocabulary", vocabulary);
    }
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String label() {
    return KIND;
  }

  /// The command that asks for it again.
  public String command() {
    var command = new StringBuilder("gradus text train");
    texts.forEach(text -> command.append(' ').append(PathText.quoted(text)));
    command.append(" --model ").append(model.title());
    command.append(" --hidden ").append(sizes.hidden());
    command.append(" --layers ").append(sizes.layers());
    command.append(" --context ").append(sizes.context());
    command.append(" --dropout ").append(sizes.dropout());
    command.append(" --tokens ").append(tokens.title());
    if (vocabulary != null) {
      command.append(" --vocabulary ").append(vocabulary);
    }
    return command.append(' ').append(training.options()).toString();
  }

  /// The settings but for the training's, by name.
  void putInto(JsonValue.ObjectBuilder json) {
    json.put("texts", JsonValue.array(texts.stream().map(JsonValue::of).toList()))
        .put("model", model.title())
        .put("hidden", sizes.hidden())
        .put("layers", sizes.layers())
        .put("context", sizes.context())
        .put("dropout", sizes.dropout())
        .put("tokens", tokens.title());
    training.putInto(json);
  }

  @Override
  public JsonValue toJson() {
    var json = Settings.json(KIND);
    putInto(json);
    if (vocabulary != null) {
      json.put("vocabulary", vocabulary);
    }
    return json.build();
  }

  /// @throws JsonException where something is missing or of another kind
  static Settings fromJson(JsonCursor json) {
    return new TextSettings(
        json.member("texts").elements().stream().map(JsonCursor::text).toList(),
        TextModelChoice.all().get(json.member("model").text()),
        new TextModelChoice.Sizes(
            json.member("hidden").integer(),
            json.member("layers").integer(),
            json.member("context").integer(),
            json.member("dropout").number()),
        TokensChoice.all().get(json.member("tokens").text()),
        json.optional("vocabulary").map(JsonCursor::integer).orElse(null),
        TrainingSettings.fromJson(json));
  }
}
