package gradus.studio.run;

import gradus.data.DownloadProgress;
import gradus.io.JsonValue;
import gradus.studio.words.Language;
import gradus.train.RunListener;

/// Where a run takes place, and who learns of it.
///
/// @param folder where its files go
/// @param listener who is told what happens
/// @param downloads who is told how data arrives that has to be fetched
/// @param publisher who makes a report of what came of it
/// @param language which one it speaks, and goes on to speak when it is resumed
public record RunSetting(
    RunFolder folder,
    RunListener listener,
    DownloadProgress downloads,
    Publisher publisher,
    Language language) {
  /// The name of the language beside the settings.
  static final String LANGUAGE = "language";

  /// Settings as they are kept: with the language, on which nothing depends that is computed.
  JsonValue kept(Settings settings) {
    var json = JsonValue.object();
    if (settings.toJson() instanceof JsonValue.JsonObject(var members)) {
      members.forEach(json::put);
    }
    return json.put(LANGUAGE, language.code()).build();
  }
}
