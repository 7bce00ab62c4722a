package gradus.studio.command;

import gradus.studio.console.Session;
import gradus.studio.run.TableModelChoice;
import gradus.studio.run.TableSettings;
import gradus.studio.words.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus train`: learns from the user's own data.
@Command(name = "train", sortOptions = false)
final class TrainCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "DATA", descriptionKey = "param.train.data")
  private Path data = Path.of("");

  @Option(names = "--target", paramLabel = "COLUMN", descriptionKey = "option.target")
  private @Nullable String target;

  @Option(names = "--leave-out", paramLabel = "COLUMN", descriptionKey = "option.leaveOut")
  private List<String> leftOut = new ArrayList<>();

  @Option(names = "--group", paramLabel = "COLUMN", descriptionKey = "option.group")
  private @Nullable String group;

  @Option(names = "--time", paramLabel = "COLUMN", descriptionKey = "option.time")
  private @Nullable String time;

  @Option(names = "--lags", paramLabel = "N", descriptionKey = "option.lags")
  private int lags;

  @Option(names = "--folds", paramLabel = "N", descriptionKey = "option.folds")
  private int folds = 1;

  @Option(names = "--header", negatable = true, descriptionKey = "option.header")
  private @Nullable Boolean header;

  @Option(names = "--model", paramLabel = "NAME", descriptionKey = "option.table.model")
  private String model = TableModelChoice.MLP.title();

  @Mixin private TrainingOptions training = new TrainingOptions();

  @Mixin private FolderOptions where = new FolderOptions();

  @Mixin private RunOptions options = new RunOptions();

  TrainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    if (Files.isDirectory(data)) {
      throw new UserException("error.train.folder", data);
    }
    if (group != null && time != null) {
      throw new UserException("error.train.division");
    }
    TableModelChoice chosen = TableModelChoice.ALL.get(model);
    var settings =
        new TableSettings(
            data.toAbsolutePath().normalize(),
            TableSettings.requireTarget(data, target, header),
            new TableSettings.Division(group, time),
            leftOut,
            folds,
            lags,
            header,
            model,
            training.change(chosen.training()));
    options.begin(settings, where, session);
    return 0;
  }
}
