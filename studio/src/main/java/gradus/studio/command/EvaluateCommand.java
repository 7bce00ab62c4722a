package gradus.studio.command;

import gradus.data.Dataset;
import gradus.io.JsonValue;
import gradus.studio.console.DigitsConsole;
import gradus.studio.console.DownloadBar;
import gradus.studio.console.Session;
import gradus.studio.run.DigitsResult;
import gradus.studio.run.Judgement;
import gradus.studio.run.Recipe;
import gradus.studio.run.Samples;
import gradus.studio.run.SavedModel;
import gradus.studio.words.PathText;
import gradus.studio.words.TextOutput;
import gradus.studio.words.UserException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus evaluate`: tests a saved model again, on the images that it was tested on or on others.
@Command(name = "evaluate", sortOptions = false)
final class EvaluateCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "MODEL", descriptionKey = "param.model")
  private Path file = Path.of("");

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATA",
      descriptionKey = "param.evaluate.data")
  private @Nullable String rows;

  @Option(names = "--data", paramLabel = "NAME|FOLDER", descriptionKey = "option.evaluate.data")
  private @Nullable String data;

  @Option(names = "--stream", negatable = true, descriptionKey = "option.stream.answers")
  private @Nullable Boolean stream;

  @Option(names = "--json", descriptionKey = "option.json")
  private boolean json;

  EvaluateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    SavedModel any = SavedModel.read(file);
    String given = given();
    if (any.isTable() && given != null) {
      new TableEvaluation(session, any).tell(Path.of(given), stream, json);
      return 0;
    }
    SavedModel saved = any.requireImages();
    String trainedOn = saved.texts().get("data");
    String chosen =
        Samples.requireKnown(
            given == null ? Objects.requireNonNullElse(trainedOn, "mnist") : given);
    // The division that the model was trained with: another one's test images may hold some that
    // it has learnt.
    Recipe recipe =
        chosen.equals(trainedOn)
            ? Recipe.all().get(saved.texts().getOrDefault("recipe", Recipe.DEFAULT.title()))
            : Recipe.DEFAULT;
    DownloadBar bar = new DownloadBar(session.quiet(json));
    Dataset test;
    try {
      test = Samples.test(chosen, recipe, saved.model().input().shape(), bar);
    } finally {
      bar.end();
    }
    requireSameClasses(saved, test);
    Judgement judgement = Judgement.of(saved.model(), test);
    if (json) {
      session.console().out().println(TextOutput.json(toJson(saved, chosen, recipe, judgement)));
    } else {
      show(saved, chosen, judgement);
    }
    return 0;
  }

  /// What is to be tested on; null where nothing is said.
  private @Nullable String given() {
    if (rows != null && data != null) {
      throw new UserException("error.evaluate.data");
    }
    return rows == null ? data : rows;
  }

  private static void requireSameClasses(SavedModel saved, Dataset test) {
    int classes = saved.model().output().shape().size(0);
    if (classes != test.classCount()) {
      throw new UserException("error.model.classes", classes, test.classCount());
    }
    if (saved.isOwnPictures() && !saved.classNames().equals(test.classNames())) {
      throw new UserException(
          "error.model.classNames",
          String.join(", ", saved.classNames()),
          String.join(", ", test.classNames()));
    }
  }

  private void show(SavedModel saved, String chosen, Judgement judgement) {
    String title =
        session.text("evaluate.title", PathText.shown(saved.file()), Samples.title(chosen));
    session.tell(session.style().bold(title));
    DigitsConsole.accuracy(session, judgement.accuracy(), judgement.loss(), judgement.matrix());
    DigitsConsole.confusion(session, judgement.matrix(), saved.classNames());
  }

  private static JsonValue toJson(
      SavedModel saved, String chosen, Recipe recipe, Judgement judgement) {
    return JsonValue.object()
        .put("model", saved.file().toString())
        .put("data", chosen)
        .put("recipe", recipe.title())
        .put("testSamples", judgement.actual().length)
        .put("testAccuracy", judgement.accuracy())
        .put("testLoss", judgement.loss())
        .put("perClass", DigitsResult.perClass(judgement.matrix(), saved.classNames()))
        .put("confusionMatrix", DigitsResult.confusion(judgement.matrix()))
        .build();
  }
}
