package gradus.studio.run;

import gradus.data.Dataset;
import gradus.data.DownloadProgress;
import gradus.io.FileException;
import gradus.io.Json;
import gradus.table.Target;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What settings are searched on, divided.
///
/// @param title what it is called
/// @param training what is trained on
/// @param validation what settings are judged by
/// @param test what is looked at once, at the end, by the network with the best settings
/// @param outputs how many a network needs
/// @param values the target's column and units where numbers are answered; null for classes
/// @param description what a model's file says of how to read the data
public record TuningData(
    String title,
    Dataset training,
    Dataset validation,
    Dataset test,
    int outputs,
    Target.@Nullable Values values,
    Map<String, String> description) {

  /// Pictures of digits: `mnist`, `fashion` or a folder.
  ///
  /// @throws FileException where they cannot be read or fetched
  public static TuningData ofDigits(String data, DownloadProgress progress) throws FileException {
    Samples samples = Samples.load(data, Recipe.DEFAULT, PictureSettings.USUAL, progress);
    return new TuningData(
        samples.title(),
        samples.training(),
        samples.validation(),
        samples.test(),
        samples.classNames().size(),
        null,
        Map.of("classes", String.join("\n", samples.classNames())));
  }

  /// The rows of a table.
  ///
  /// @throws FileException where they cannot be read
  public static TuningData ofTable(Path file, String target, DownloadProgress progress)
      throws FileException {
    TableSettings settings = TableSettings.usual(file, target);
    TableParts parts = TableParts.load(settings, progress);
    parts.notes().forEach(progress::note);
    return new TuningData(
        parts.title(),
        parts.training().samples(),
        parts.validation().samples(),
        parts.test().samples(),
        parts.encoder().outputs(),
        parts.encoder().target() instanceof Target.Values values ? values : null,
        Map.of(SavedModel.ENCODER, Json.compact(parts.encoder().toJson()), "target", target));
  }

  /// Whether classes are answered, and not numbers.
  public boolean isOfClasses() {
    return values == null;
  }
}
