package gradus.studio.command;

import gradus.studio.console.Session;
import gradus.studio.run.AugmentKind;
import gradus.studio.run.Balance;
import gradus.studio.run.DigitsSettings;
import gradus.studio.run.ModelChoices;
import gradus.studio.run.PictureSettings;
import gradus.studio.run.Recipe;
import gradus.studio.run.Samples;
import java.util.concurrent.Callable;
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
  private String model = ModelChoices.SHALLOW;

  @Option(names = "--data", paramLabel = "NAME|FOLDER", descriptionKey = "option.data")
  private String data = "mnist";

  @Option(names = "--augment", paramLabel = "LIST", descriptionKey = "option.mnist.augment")
  private String augmentations = "";

  @Option(names = "--balance", paramLabel = "KIND", descriptionKey = "option.balance")
  private String balance = "none";

  @Mixin private TrainingOptions training = new TrainingOptions();

  @Mixin private FolderOptions where = new FolderOptions();

  @Mixin private RunOptions options = new RunOptions();

  MnistCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    Recipe chosen = Recipe.all().get(recipe);
    var settings =
        new DigitsSettings(
            Samples.requireKnown(data),
            chosen,
            model,
            PictureSettings.USUAL.withAugmentations(AugmentKind.names(augmentations)),
            training.change(chosen.training(model)).withBalance(Balance.ALL.get(balance)));
    options.begin(settings, where, session);
    return 0;
  }
}
