package gradus.studio.run;

import gradus.data.DownloadProgress;
import gradus.io.FileException;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.train.Probe;
import java.nio.file.Path;
import java.util.List;

/// What the networks of runs look like inside, on data that was held back from their training.
final class Probes {
  /// The order in which samples are looked at, so that a few are as mixed as all of them.
  private static final long ORDER = 42;

  private Probes() {}

  static Probe of(Samples samples, Model model, DigitsSettings settings) {
    int batch = settings.training().batch();
    return Probe.of(model, Losses::crossEntropy, samples.validation().shuffle(ORDER).batch(batch))
        .on(samples.training());
  }

  static Probe of(TableParts parts, Model model, TableSettings settings) {
    int batch = settings.training().batch();
    return Probe.of(
            model, TableRun.loss(parts), parts.validation().samples().shuffle(ORDER).batch(batch))
        .on(parts.training().samples());
  }

  static Probe of(Corpus corpus, Model model) {
    int windows = corpus.training().sampleCount();
    return Probe.of(model, Losses::crossEntropy, corpus.validation())
        .on(new Probe.TrainingData(windows, List.of(), List.of()));
  }

  /// Loads the data that a run was started with.
  ///
  /// @throws FileException where it cannot be read or fetched
  static Probe of(Settings settings, Model model, DownloadProgress progress) throws FileException {
    return switch (settings) {
      case DigitsSettings digits ->
          of(
              Samples.load(digits.data(), digits.recipe(), digits.pictures(), progress),
              model,
              digits);
      case TableSettings table -> {
        Path scratch = Path.of(System.getProperty("java.io.tmpdir"));
        yield of(TableParts.load(table, scratch, progress), model, table);
      }
      case TextSettings text -> of(Corpus.load(text, progress), model);
    };
  }
}
