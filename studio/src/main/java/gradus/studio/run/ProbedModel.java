package gradus.studio.run;

import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.data.DownloadProgress;
import gradus.data.PlainText;
import gradus.io.FileException;
import gradus.loss.Losses;
import gradus.studio.words.PathText;
import gradus.studio.words.UserException;
import gradus.table.Table;
import gradus.table.TableEncoder;
import gradus.table.Target;
import gradus.text.TextModel;
import gradus.text.TextWindows;
import gradus.train.Probe;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A saved model that is looked at on data that is named: a collection, a file or a folder.
///
/// @param saved the model
public record ProbedModel(SavedModel saved) {
  private static final long ORDER = 42;
  private static final int BATCH = 64;
  private static final int WINDOWS = 32;

  /// Whether it can be looked at without data being named: one of images says what it was tested
  /// on.
  public boolean knowsItsData() {
    return !saved.isText() && !saved.isTable() && saved.texts().containsKey("data");
  }

  /// What it looks like inside, on data.
  ///
  /// @param data null for the test images of the run that it comes from
  /// @throws FileException where the data cannot be read or fetched
  /// @throws UserException where it does not fit
  public Probe on(@Nullable String data, DownloadProgress progress) throws FileException {
    if (saved.isTable() && data != null) {
      return ofTable(Path.of(data), progress);
    }
    if (saved.isText() && data != null) {
      return ofText(Path.of(data));
    }
    return ofImages(data, progress);
  }

  private Probe ofImages(@Nullable String data, DownloadProgress progress) throws FileException {
    saved.requireImages();
    String trainedOn = saved.texts().get("data");
    String chosen =
        Samples.requireKnown(data == null ? Objects.requireNonNullElse(trainedOn, "mnist") : data);
    Recipe recipe =
        chosen.equals(trainedOn)
            ? Recipe.all().get(saved.texts().getOrDefault("recipe", Recipe.DEFAULT.title()))
            : Recipe.DEFAULT;
    Dataset test = Samples.test(chosen, recipe, saved.model().input().shape(), progress);
    int classes = saved.model().output().shape().size(0);
    if (classes != test.classCount()) {
      throw new UserException("error.model.classes", classes, test.classCount());
    }
    return Probe.of(saved.model(), Losses::crossEntropy, test.shuffle(ORDER).batch(BATCH));
  }

  private Probe ofTable(Path data, DownloadProgress progress) throws FileException {
    TableEncoder encoder = saved.encoder();
    String target = encoder.target().column();
    Table answered = saved.read(data, progress).withValuesOf(target);
    if (answered.rows() == 0) {
      throw new UserException("error.evaluate.rows", PathText.shown(data), target);
    }
    Dataset rows = encoder.dataset(saved.lags() > 0 ? saved.past().answers(answered) : answered);
    Batches batches = rows.shuffle(ORDER).batch(BATCH);
    return encoder.target() instanceof Target.Classes
        ? Probe.of(saved.model(), Losses::crossEntropy, batches)
        : Probe.of(saved.model(), Losses::mse, batches);
  }

  private Probe ofText(Path data) throws FileException {
    TextModel model = TextModel.load(saved.file());
    int[] tokens = model.tokenizer().encode(PlainText.read(data));
    int context = saved.model().input().shape().size(0);
    if (tokens.length <= context) {
      throw new UserException(
          "error.doctor.text", PathText.shown(data), tokens.length, context + 1);
    }
    return Probe.of(
        saved.model(),
        Losses::crossEntropy,
        TextWindows.of(tokens, context).shuffle(ORDER).batch(WINDOWS));
  }
}
