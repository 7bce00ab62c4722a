package gradus.studio;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `gradus mnist`: trains a network on handwritten digits, from loading to the report.
@Command(name = "mnist", sortOptions = false)
final class MnistCommand implements Callable<Integer> {
  private final Session session;

  @Option(names = "--recipe", paramLabel = "NAME", descriptionKey = "option.recipe")
  private String recipe = Recipe.DEFAULT.title();

  @Option(names = "--model", paramLabel = "NAME", descriptionKey = "option.model")
  private String model = "mlp";

  @Option(names = "--data", paramLabel = "NAME|FOLDER", descriptionKey = "option.data")
  private String data = "mnist";

  @Option(names = "--epochs", paramLabel = "N", descriptionKey = "option.epochs")
  private @Nullable Integer epochs;

  @Option(names = "--batch", paramLabel = "N", descriptionKey = "option.batch")
  private @Nullable Integer batch;

  @Option(names = "--optimizer", paramLabel = "NAME", descriptionKey = "option.optimizer")
  private @Nullable String optimizer;

  @Option(names = "--lr", paramLabel = "RATE", descriptionKey = "option.lr")
  private @Nullable Double learningRate;

  @Option(names = "--schedule", paramLabel = "NAME", descriptionKey = "option.schedule")
  private @Nullable String schedule;

  @Option(names = "--seed", paramLabel = "N", descriptionKey = "option.seed")
  private long seed = 42;

  @Option(names = "--out", paramLabel = "FOLDER", descriptionKey = "option.out")
  private Path out = Path.of("runs");

  @Option(names = "--name", paramLabel = "NAME", descriptionKey = "option.name")
  private @Nullable String name;

  @Option(names = "--force", descriptionKey = "option.force")
  private boolean force;

  @Mixin private RunOptions options = new RunOptions();

  MnistCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    Settings settings = settings();
    RunFolder folder = RunFolder.of(out, name, settings.recipe(), force);
    options.useThreads();
    Session own = session.quiet(options.json());
    RunResult result = new DigitsRun(own, settings, folder, options.figures()).begin();
    options.print(result, session);
    return 0;
  }

  private Settings settings() {
    Recipe chosen = Recipe.all().get(recipe);
    String rule = optimizer == null ? chosen.optimizer() : optimizer;
    double usualRate =
        rule.equals(chosen.optimizer())
            ? chosen.learningRate()
            : OptimizerChoice.ALL.get(rule).usualLearningRate();
    return new Settings(
        Samples.requireKnown(data),
        chosen,
        model,
        epochs == null ? chosen.epochs() : epochs,
        batch == null ? chosen.batch() : batch,
        rule,
        learningRate == null ? usualRate : learningRate,
        schedule == null ? chosen.schedule() : schedule,
        seed);
  }
}
