package gradus.studio.command;

import gradus.io.FileException;
import gradus.io.JsonValue;
import gradus.nn.Model;
import gradus.search.GaussianProcess;
import gradus.search.Hyperband;
import gradus.search.MedianPruner;
import gradus.search.Pruner;
import gradus.search.QuasiRandom;
import gradus.search.RandomSearch;
import gradus.search.Sampler;
import gradus.search.Study;
import gradus.search.SuccessiveHalving;
import gradus.search.Tpe;
import gradus.search.TrialRecord;
import gradus.search.Trials;
import gradus.studio.console.DownloadBar;
import gradus.studio.console.Session;
import gradus.studio.console.StudyConsole;
import gradus.studio.report.SearchFigures;
import gradus.studio.run.Judgement;
import gradus.studio.run.RunFolder;
import gradus.studio.run.Samples;
import gradus.studio.run.TableResult;
import gradus.studio.run.TableSettings;
import gradus.studio.run.TrainingSettings;
import gradus.studio.run.Tuning;
import gradus.studio.run.TuningData;
import gradus.studio.words.Choices;
import gradus.studio.words.TextOutput;
import gradus.studio.words.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus tune`: looks for good settings.
@Command(name = "tune", sortOptions = false)
final class TuneCommand implements Callable<Integer> {
  /// How much longer than a trial the network with the best settings is trained.
  private static final int LONGER = 4;

  private static final Choices<LongFunction<Sampler>> SAMPLERS = samplers();

  private final Session session;

  @Parameters(index = "0", arity = "0..1", paramLabel = "DATA", descriptionKey = "param.tune.data")
  private String data = "mnist";

  @Option(names = "--target", paramLabel = "COLUMN", descriptionKey = "option.tune.target")
  private @Nullable String target;

  @Option(names = "--trials", paramLabel = "N", descriptionKey = "option.trials")
  private int trials = 30;

  @Option(names = "--epochs", paramLabel = "N", descriptionKey = "option.tune.epochs")
  private int epochs = 3;

  @Option(names = "--sampler", paramLabel = "NAME", descriptionKey = "option.sampler")
  private String sampler = "tpe";

  @Option(names = "--pruner", paramLabel = "NAME", descriptionKey = "option.pruner")
  private String pruner = "median";

  @Option(names = "--seed", paramLabel = "N", descriptionKey = "option.seed")
  private long seed = 42;

  @Option(names = "--out", paramLabel = "FOLDER", descriptionKey = "option.out")
  private Path out = RunFolder.USUAL;

  @Option(names = "--name", paramLabel = "NAME", descriptionKey = "option.tune.name")
  private @Nullable String name;

  @Option(names = "--json", descriptionKey = "option.json")
  private boolean json;

  private TuneCommand(Session session) {
    this.session = session;
  }

  /// The command with those below it.
  static CommandLine of(Session session) {
    return new CommandLine(new TuneCommand(session)).addSubcommand(new TuneShowCommand(session));
  }

  private static Choices<LongFunction<Sampler>> samplers() {
    Map<String, LongFunction<Sampler>> all = new LinkedHashMap<>();
    all.put("tpe", Tpe::of);
    all.put("gp", GaussianProcess::of);
    all.put("quasi", QuasiRandom::of);
    all.put("random", RandomSearch::of);
    return new Choices<>("sampler", all);
  }

  private Pruner pruner() {
    Map<String, Pruner> all = new LinkedHashMap<>();
    all.put("none", Pruner.none());
    all.put("median", MedianPruner.of());
    all.put("halving", SuccessiveHalving.of());
    all.put("hyperband", Hyperband.of(epochs));
    return new Choices<>("pruner", all).get(pruner);
  }

  @Override
  public Integer call() throws Exception {
    TrainingSettings.requireAtLeastOne("--trials", trials);
    TrainingSettings.requireAtLeastOne("--epochs", epochs);
    Sampler chosen = SAMPLERS.get(sampler).apply(seed);
    Pruner stopping = pruner();
    Session told = session.quiet(json);
    Path folder = RunFolder.ofSearch(out, name);
    TuningData loaded = load(told);
    Tuning tuning = new Tuning(loaded, epochs, seed);
    StudyConsole console = new StudyConsole(told, loaded.isOfClasses());
    console.title(loaded.title(), trials, epochs, sampler, pruner);
    Study study =
        (loaded.isOfClasses() ? Study.maximize(Tuning.space()) : Study.minimize(Tuning.space()))
            .sampler(chosen)
            .pruner(stopping)
            .in(folder)
            .first(Tuning.TUTORIAL)
            .listener(console::trial);
    Trials all = study.run(trials, tuning::value);
    finish(all, tuning, folder, console);
    return 0;
  }

  private TuningData load(Session told) throws FileException {
    DownloadBar progress = new DownloadBar(told);
    try {
      Path file = Path.of(data);
      return Files.isRegularFile(file)
          ? TuningData.ofTable(
              file.toAbsolutePath().normalize(),
              TableSettings.requireTarget(file, target, null),
              progress)
          : TuningData.ofDigits(Samples.requireKnown(data), progress);
    } finally {
      progress.end();
    }
  }

  private void finish(Trials all, Tuning tuning, Path folder, StudyConsole console)
      throws FileException {
    RunFolder files = new RunFolder(folder);
    all.save(folder.resolve("trials.csv"));
    all.save(folder.resolve("trials.json"));
    console.results(all);
    SearchFigures.save(all, files.figures(), session.messages().language());
    TrialRecord best = all.best();
    Model model = tuning.best(best.configuration(), LONGER);
    double score = score(model, tuning.data());
    Map<String, String> texts = new LinkedHashMap<>(tuning.data().description());
    texts.put("data", tuning.data().title());
    texts.put("version", Version.TEXT);
    model.save(files.model(), texts);
    console.test(score, LONGER * epochs, folder);
    if (json) {
      var object =
          JsonValue.object()
              .put("study", folder.toAbsolutePath().normalize().toString())
              .put("best", best.id())
              .put("value", best.value())
              .put("test", score);
      var settings = JsonValue.object();
      best.configuration()
          .values()
          .forEach((key, value) -> settings.put(key, TuneShowCommand.json(value)));
      session
          .console()
          .out()
          .println(
              TextOutput.json(
                  object.put("settings", settings.build()).put("trials", all.toJson()).build()));
    }
  }

  /// The share of the test samples that is right, or the root of their mean squared error in the
  /// data's own units.
  private static double score(Model model, TuningData data) {
    var values = data.values();
    return values == null
        ? Judgement.of(model, data.test()).accuracy()
        : TableResult.deviations(model, data.test(), values).rootMeanSquare();
  }
}
