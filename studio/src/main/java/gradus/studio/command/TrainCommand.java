package gradus.studio.command;

import gradus.data.PictureFolder;
import gradus.io.FileException;
import gradus.studio.console.Session;
import gradus.studio.run.AugmentKind;
import gradus.studio.run.Balance;
import gradus.studio.run.DigitsSettings;
import gradus.studio.run.ModelChoices;
import gradus.studio.run.PictureSettings;
import gradus.studio.run.Recipe;
import gradus.studio.run.Samples;
import gradus.studio.run.SavedModel;
import gradus.studio.run.TableForm;
import gradus.studio.run.TableModelChoice;
import gradus.studio.run.TableSettings;
import gradus.studio.run.TrainingSettings;
import gradus.studio.words.PathText;
import gradus.studio.words.UserException;
import gradus.table.TextFolder;
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
  private static final int PICTURE_EPOCHS = 20;
  private static final int PICTURE_BATCH = 32;

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

  @Option(names = "--series", descriptionKey = "option.series")
  private boolean series;

  @Option(names = "--augment", paramLabel = "LIST", descriptionKey = "option.train.augment")
  private String augmentations = "";

  @Option(names = "--folds", paramLabel = "N", descriptionKey = "option.folds")
  private int folds = 1;

  @Option(names = "--header", negatable = true, descriptionKey = "option.header")
  private @Nullable Boolean header;

  @Option(names = "--stream", negatable = true, descriptionKey = "option.stream")
  private @Nullable Boolean streamed;

  @Option(names = "--model", paramLabel = "NAME", descriptionKey = "option.table.model")
  private @Nullable String model;

  @Option(names = "--size", paramLabel = "N", descriptionKey = "option.size")
  private @Nullable Integer size;

  @Option(names = "--grey", descriptionKey = "option.grey")
  private boolean grey;

  @Option(names = "--from", paramLabel = "MODEL", descriptionKey = "option.from")
  private @Nullable Path from;

  @Option(names = "--frozen", descriptionKey = "option.frozen")
  private boolean frozen;

  @Option(names = "--balance", paramLabel = "KIND", descriptionKey = "option.balance")
  private String balance = "none";

  @Mixin private TrainingOptions training = new TrainingOptions();

  @Mixin private FolderOptions where = new FolderOptions();

  @Mixin private RunOptions options = new RunOptions();

  TrainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    if (Files.isDirectory(data)) {
      if (isOfTexts()) {
        texts();
      } else {
        pictures();
      }
      return 0;
    }
    requireNoPictures();
    if (group != null && time != null && !series) {
      throw new UserException("error.train.division");
    }
    TableModelChoice chosen = chosen();
    var settings =
        new TableSettings(
            data.toAbsolutePath().normalize(),
            series ? TableForm.SERIES : TableForm.ROWS,
            TableSettings.requireTarget(data, target, header),
            new TableSettings.Division(group, time),
            leftOut,
            folds,
            lags,
            lags > 0,
            header,
            streamed,
            chosen.title(),
            AugmentKind.names(augmentations),
            trained(chosen.training()));
    options.begin(settings, where, session);
    return 0;
  }

  private boolean isOfTexts() {
    boolean texts = TextFolder.isOne(data);
    boolean pictures = PictureFolder.isOne(data);
    if (texts && pictures) {
      throw new UserException("error.train.mixture", data);
    }
    if (!texts && !pictures && TextFolder.hasTexts(data)) {
      throw new UserException("error.train.texts", data, PathText.quoted(data.resolve("*")));
    }
    return texts;
  }

  /// Learns to tell the classes of texts.
  private void texts() throws Exception {
    if (target != null
        || isDivided()
        || !leftOut.isEmpty()
        || lags != 0
        || header != null
        || streamed != null) {
      throw new UserException("error.train.ofTexts");
    }
    requireNoPictures();
    requireNoAugmentations();
    TableModelChoice chosen = chosen();
    TrainingSettings usual = trained(chosen.training());
    Path folder = data.toAbsolutePath().normalize();
    options.begin(TableSettings.ofTexts(folder, folds, chosen, usual), where, session);
  }

  private void requireNoPictures() {
    if (size != null || grey || from != null || frozen) {
      throw new UserException("error.train.notPictures");
    }
  }

  private void requireNoAugmentations() {
    if (!augmentations.isEmpty()) {
      throw new UserException("error.train.notSeries", "--augment");
    }
  }

  /// What is usual, changed as the options ask.
  private TrainingSettings trained(TrainingSettings usual) {
    return training.change(usual).withBalance(Balance.ALL.get(balance));
  }

  private TableModelChoice chosen() {
    TableModelChoice usual = series ? TableModelChoice.CNN : TableModelChoice.MLP;
    return model == null ? usual : TableModelChoice.ALL.get(model);
  }

  private boolean isDivided() {
    return group != null || time != null || series;
  }

  /// Learns from a folder of pictures.
  private void pictures() throws Exception {
    if (target != null || isDivided() || folds != 1 || lags != 0 || streamed != null) {
      throw new UserException("error.train.pictures");
    }
    String folder = Samples.requireKnown(data.toString());
    if (!Samples.areOwnPictures(folder)) {
      throw new UserException("error.train.folder", data);
    }
    PictureSettings seen = seen().withAugmentations(AugmentKind.names(augmentations));
    String chosen = model == null ? ModelChoices.CONVOLUTIONAL : model;
    TrainingSettings usual = Recipe.DEFAULT.training(chosen).with(PICTURE_EPOCHS, PICTURE_BATCH);
    options.begin(
        new DigitsSettings(folder, Recipe.DEFAULT, chosen, seen, trained(usual)), where, session);
  }

  private PictureSettings seen() throws FileException {
    Path trained = from;
    if (trained == null) {
      if (frozen) {
        throw new UserException("error.frozen");
      }
      return PictureSettings.of(size == null ? PictureSettings.USUAL.size() : size, grey);
    }
    if (size != null || grey || model != null) {
      throw new UserException("error.from.given", PathText.shown(trained));
    }
    return PictureSettings.from(SavedModel.read(trained), frozen);
  }
}
