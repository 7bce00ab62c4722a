package gradus.studio.command;

import gradus.data.DataException;
import gradus.data.DigitImage;
import gradus.data.DigitPicture;
import gradus.data.PictureFolder;
import gradus.io.Cells;
import gradus.io.FileException;
import gradus.io.JsonValue;
import gradus.plot.Text;
import gradus.studio.console.Console;
import gradus.studio.console.Session;
import gradus.studio.report.WhyFigures;
import gradus.studio.run.SavedModel;
import gradus.studio.run.TableForm;
import gradus.studio.words.Numbers;
import gradus.studio.words.PathText;
import gradus.studio.words.TextOutput;
import gradus.studio.words.UserException;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus predict`: what a model sees in pictures.
@Command(name = "predict", sortOptions = false)
final class PredictCommand implements Callable<Integer> {
  private static final int BAR = 24;
  private static final int SHOWN_OF_MANY = 3;

  private final Session session;

  @Parameters(index = "0", paramLabel = "MODEL", descriptionKey = "param.model")
  private Path file = Path.of("");

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "IMAGE", descriptionKey = "param.image")
  private List<Path> images = new ArrayList<>();

  @Option(names = "--stream", negatable = true, descriptionKey = "option.stream.answers")
  private @Nullable Boolean stream;

  @Option(names = "--json", descriptionKey = "option.json")
  private boolean json;

  @Option(names = "--out", paramLabel = "FILE", descriptionKey = "option.predict.out")
  private @Nullable Path out;

  @Option(names = "--why", paramLabel = "FILE", descriptionKey = "option.predict.why")
  private @Nullable Path why;

  private final List<WhyFigures.Answer> answers = new ArrayList<>();
  private int refused;

  PredictCommand(Session session) {
    this.session = session;
  }

  /// What a model sees in one picture.
  ///
  /// @param input as the model takes it
  /// @param digits how many digits there seem to be in it
  private record Prediction(
      Path image, Tensor input, @Nullable DigitImage digit, int digits, float[] probabilities) {
    int[] ranking() {
      return IntStream.range(0, probabilities.length)
          .boxed()
          .sorted((a, b) -> Float.compare(probabilities[b], probabilities[a]))
          .mapToInt(i -> i)
          .toArray();
    }
  }

  @Override
  public Integer call() throws Exception {
    SavedModel any = SavedModel.read(file);
    if (any.isTable()) {
      if (why != null) {
        throw new UserException("error.predict.why");
      }
      if (out != null && images.size() > 1 && any.form() != TableForm.TEXTS) {
        throw new UserException("error.predict.out");
      }
      new TableAnswers(session, any).tell(images, out, stream, json);
      return 0;
    }
    SavedModel saved = any.requireImages();
    List<String> names = saved.classNames();
    List<JsonValue> told = new ArrayList<>();
    for (Path image : images) {
      try {
        Prediction prediction = predict(saved, image);
        answers.add(answer(prediction, names));
        if (json) {
          told.add(toJson(prediction, names));
        } else {
          show(prediction, names);
        }
        if (prediction.digits() > 1) {
          String several =
              session.text("predict.several", PathText.shown(image), prediction.digits());
          session.warn(session.console().errorStyle().yellow(several));
        }
      } catch (FileException failure) {
        told.add(refused(image, session.messages().text(failure.explanation())));
      } catch (DataException failure) {
        told.add(refused(image, session.messages().text(failure.explanation())));
      } catch (UserException failure) {
        told.add(refused(image, failure.in(session.messages())));
      }
    }
    Path figure = why;
    if (figure != null && !answers.isEmpty()) {
      WhyFigures.of(saved.model(), names, answers)
          .in(session.messages().language().locale())
          .save(figure);
      session.quiet(json).tell(session.text("augment.saved", PathText.shown(figure)));
    }
    if (json) {
      session
          .console()
          .out()
          .println(
              TextOutput.json(
                  JsonValue.object()
                      .put("model", Objects.toString(saved.file()))
                      .put("predictions", JsonValue.array(told))
                      .build()));
    }
    return refused == 0 ? 0 : Failures.WRONG_INPUT;
  }

  private static WhyFigures.Answer answer(Prediction prediction, List<String> names) {
    int[] ranking = prediction.ranking();
    String said =
        names.get(ranking[0]) + ", " + Numbers.probability(prediction.probabilities()[ranking[0]]);
    return new WhyFigures.Answer(
        prediction.input(), Text.of(said), ranking[0], ranking[Math.min(1, ranking.length - 1)]);
  }

  /// Says why a picture has no answer; the others have theirs all the same.
  private JsonValue refused(Path image, String message) {
    refused++;
    Failures.tell(session, message);
    return JsonValue.object().put("image", image.toString()).put("error", message).build();
  }

  private static Prediction predict(SavedModel saved, Path image) throws FileException {
    boolean own = saved.isOwnPictures();
    DigitPicture picture = own ? null : DigitPicture.read(image);
    Tensor input =
        picture == null
            ? PictureFolder.picture(image, saved.model().input().shape())
            : picture.image().tensor();
    float[] probabilities = saved.model().predict(input).softmax(1).toFloats();
    for (float probability : probabilities) {
      if (Float.isNaN(probability)) {
        throw new UserException(
            "error.model.answer", PathText.shown(saved.file()), PathText.shown(image));
      }
    }
    // What a network for other things is shown may well be in pieces.
    boolean digits = saved.classNames().stream().allMatch(name -> name.matches("\\d"));
    return picture == null
        ? new Prediction(image, input, null, 1, probabilities)
        : new Prediction(
            image, input, picture.image(), digits ? picture.digits() : 1, probabilities);
  }

  private void show(Prediction prediction, List<String> names) {
    Console.Style style = session.style();
    int[] ranking = prediction.ranking();
    float best = prediction.probabilities()[ranking[0]];
    session.say(
        session.text(
            "predict.line",
            PathText.shown(prediction.image()),
            style.bold(style.green(names.get(ranking[0]))),
            Numbers.percent(best)));
    int shown = images.size() == 1 ? names.size() : Math.min(SHOWN_OF_MANY, names.size());
    List<String> lines = new ArrayList<>();
    int width = names.stream().mapToInt(Cells::width).max().orElse(1);
    for (int i = 0; i < names.size(); i++) {
      int label = i;
      int place = IntStream.range(0, ranking.length).filter(p -> ranking[p] == label).sum();
      if (place < shown) {
        lines.add(bar(names.get(i), width, prediction.probabilities()[i], place == 0));
      }
    }
    List<String> picture =
        style.on() && images.size() == 1 && prediction.digit() != null
            ? Thumbnail.lines(prediction.digit())
            : List.of();
    int above = Math.max(0, (picture.size() - lines.size()) / 2);
    for (int i = 0; i < Math.max(picture.size(), lines.size()); i++) {
      String left = picture.isEmpty() ? "" : picture.get(i) + "  ";
      int line = picture.isEmpty() ? i : i - above;
      session.say(left + (line >= 0 && line < lines.size() ? lines.get(line) : ""));
    }
  }

  private String bar(String name, int width, float probability, boolean best) {
    int full = Math.round(probability * BAR);
    String filled = "━".repeat(full);
    String rest = " ".repeat(BAR - full);
    Console.Style style = session.style();
    return "  "
        + Cells.right(name, width)
        + " "
        + (best ? style.green(filled) : style.cyan(filled))
        + rest
        + Cells.right(Numbers.percent(probability), 8);
  }

  private static JsonValue toJson(Prediction prediction, List<String> names) {
    var probabilities = JsonValue.object();
    for (int i = 0; i < names.size(); i++) {
      probabilities.put(names.get(i), prediction.probabilities()[i]);
    }
    int best = prediction.ranking()[0];
    return JsonValue.object()
        .put("image", prediction.image().toString())
        .put("class", names.get(best))
        .put("probability", prediction.probabilities()[best])
        .put("digits", prediction.digits())
        .put("probabilities", probabilities.build())
        .build();
  }
}
