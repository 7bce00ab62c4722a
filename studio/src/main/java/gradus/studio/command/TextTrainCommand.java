package gradus.studio.command;

import gradus.studio.console.Session;
import gradus.studio.run.Corpus;
import gradus.studio.run.TextModelChoice;
import gradus.studio.run.TextSettings;
import gradus.studio.run.TokensChoice;
import gradus.studio.words.UserException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus text train`: trains a network on text, so that it writes such text itself.
@Command(name = "train", sortOptions = false)
final class TextTrainCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "TEXT", descriptionKey = "param.text")
  private List<String> texts = new ArrayList<>();

  @Option(names = "--model", paramLabel = "NAME", descriptionKey = "option.text.model")
  private String model = TextModelChoice.LSTM.title();

  @Option(names = "--hidden", paramLabel = "N", descriptionKey = "option.hidden")
  private @Nullable Integer hidden;

  @Option(names = "--layers", paramLabel = "N", descriptionKey = "option.layers")
  private @Nullable Integer layers;

  @Option(names = "--context", paramLabel = "N", descriptionKey = "option.context")
  private @Nullable Integer context;

  @Option(names = "--dropout", paramLabel = "SHARE", descriptionKey = "option.dropout")
  private @Nullable Double dropout;

  @Option(names = "--tokens", paramLabel = "KIND", descriptionKey = "option.tokens")
  private String tokens = TokensChoice.CHARACTERS.title();

  @Option(names = "--vocabulary", paramLabel = "N", descriptionKey = "option.vocabulary")
  private @Nullable Integer vocabulary;

  @Mixin private TrainingOptions training = new TrainingOptions();

  @Mixin private FolderOptions where = new FolderOptions();

  @Mixin private RunOptions options = new RunOptions();

  TextTrainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    if (training.findsRate()) {
      throw new UserException("error.lr.text");
    }
    TextModelChoice chosen = TextModelChoice.all().get(model);
    TextModelChoice.Sizes usual = chosen.sizes();
    List<String> known = Corpus.requireKnown(texts);
    TokensChoice unit = TokensChoice.all().get(tokens);
    var settings =
        new TextSettings(
            known,
            chosen,
            new TextModelChoice.Sizes(
                hidden == null ? usual.hidden() : hidden,
                layers == null ? usual.layers() : layers,
                context == null ? usual.context() : context,
                dropout == null ? usual.dropout() : dropout),
            unit,
            vocabulary,
            training.change(chosen.training(Corpus.usualEpochs(known, unit, vocabulary))));
    options.begin(settings, where, session);
    return 0;
  }
}
