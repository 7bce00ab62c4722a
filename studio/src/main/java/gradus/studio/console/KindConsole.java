package gradus.studio.console;

import gradus.io.JsonCursor;
import gradus.studio.run.DigitsSettings;
import gradus.studio.run.Settings;
import gradus.studio.run.TableSettings;
import gradus.studio.run.TextSettings;
import gradus.studio.words.EpochTable;
import gradus.train.RunEvent;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the console says of one kind of run.
sealed interface KindConsole permits DigitsConsole, TextConsole, TableConsole {
  /// The one for some settings.
  static KindConsole of(Settings settings, Session session) {
    return switch (settings) {
      case DigitsSettings digits -> new DigitsConsole(digits, session);
      case TextSettings text -> new TextConsole(text, session);
      case TableSettings table -> new TableConsole(table, session);
    };
  }

  /// Tells what is about to happen.
  void title(boolean resumed);

  /// Tells what is learned from.
  void data(String title, JsonCursor facts);

  /// The columns in which epochs are told; asked after [#data].
  EpochTable epochs();

  /// What a progress bar says of the speed; asked after [#data].
  Speed speed();

  /// What a progress bar says of a batch beside its loss; null for nothing.
  @Nullable String fact(RunEvent.Batch batch);

  /// Tells what came of the run.
  void result(JsonCursor values);

  /// What can be done with what is there now.
  String next(Path folder);

  /// How a speed is told.
  ///
  /// @param key its text
  /// @param units how many of what it counts a sample holds
  record Speed(String key, int units) {}
}
