package gradus.studio.run;

import gradus.data.DataOptions;
import gradus.data.DownloadProgress;
import gradus.data.PlainText;
import gradus.data.TextCollection;
import gradus.io.FileException;
import gradus.io.JsonValue;
import gradus.io.Sha256;
import gradus.studio.words.Choices;
import gradus.studio.words.Numbers;
import gradus.studio.words.UserException;
import gradus.text.TextWindows;
import gradus.text.Tokenizer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The text of a run, divided.
///
/// @param title what it is called
/// @param text all of it
/// @param tokenizer what makes tokens of it
/// @param training its beginning, which is trained on
/// @param validation its end, which is held back and looked at after every epoch
public record Corpus(
    String title, String text, Tokenizer tokenizer, TextWindows training, TextWindows validation) {
  private static final double KEPT = 0.95;
  private static final double MOST_CHARACTERS_SEEN = 5e6;

  /// With so many tokens to choose from, one takes twice the time that it takes with few.
  private static final double CHOICES_AT_HALF = 2000;

  private static final int MOST_EPOCHS = 40;

  /// About how many characters a token of byte pairs has.
  private static final double PAIR_LENGTH = 2.5;

  /// Checks what is named to learn from, and makes files' paths absolute, so that a run can be
  /// resumed from elsewhere.
  public static List<String> requireKnown(List<String> texts) {
    return texts.stream().map(Corpus::requireKnown).toList();
  }

  private static String requireKnown(String text) {
    if (TextCollection.of(text).isPresent()) {
      return text;
    }
    try {
      Path file = Path.of(text);
      if (Files.exists(file)) {
        return file.toAbsolutePath().normalize().toString();
      }
      if (text.contains("/") || text.contains("\\") || text.contains(".")) {
        throw new UserException("error.text.file", text);
      }
    } catch (InvalidPathException e) {
      throw new UserException("error.text.path", text);
    }
    throw Choices.unknown(
        "text", text, TextCollection.all().stream().map(TextCollection::name).toList());
  }

  /// How often to go through texts where nobody says: so often that it takes minutes. Tokens cost
  /// the more, the more there are to choose from.
  ///
  /// @throws FileException where a file cannot be read
  public static int usualEpochs(
      List<String> texts, TokensChoice tokens, @Nullable Integer vocabulary) throws FileException {
    long characters = 1;
    long choices = 1;
    for (String name : texts) {
      var collection = TextCollection.of(name);
      if (collection.isPresent()) {
        characters += collection.get().characters();
        choices = Math.max(choices, collection.get().distinctCharacters());
      } else {
        String text = PlainText.read(Path.of(name));
        characters += text.length();
        choices = Math.max(choices, text.codePoints().distinct().count());
      }
    }
    boolean pairs = tokens == TokensChoice.BPE;
    choices = vocabulary != null ? vocabulary : pairs ? TokensChoice.USUAL_PAIRS : choices;
    double seen =
        MOST_CHARACTERS_SEEN * (pairs ? PAIR_LENGTH : 1) / (1 + choices / CHOICES_AT_HALF);
    return Math.clamp(Math.round(seen / characters), 2, MOST_EPOCHS);
  }

  /// Loads and divides the text.
  ///
  /// @throws FileException where it cannot be read or fetched
  static Corpus load(TextSettings settings, DownloadProgress progress) throws FileException {
    List<String> all = new ArrayList<>();
    long length = 0;
    for (String name : settings.texts()) {
      String one = read(name, progress);
      length += one.length();
      if (length > PlainText.MAXIMUM_BYTES) {
        throw new UserException("error.text.large", Numbers.count(PlainText.MAXIMUM_BYTES));
      }
      all.add(one.endsWith("\n") ? one : one + "\n");
    }
    String text = String.join("\n", all);
    Tokenizer tokenizer = settings.tokens().of(text, settings.vocabulary());
    int[] tokens = tokenizer.encode(text);
    int context = settings.sizes().context();
    int needed = (int) Math.ceil((context + 1) / (1 - KEPT));
    if (tokens.length < needed) {
      throw new UserException(
          "error.text.short", Numbers.count(tokens.length), Numbers.count(needed), context);
    }
    TextWindows.Split parts = TextWindows.of(tokens, context).split(KEPT);
    int batch = settings.training().batch();
    return new Corpus(
        title(settings.texts()),
        text,
        tokenizer,
        parts.first().shuffle(settings.training().seed()).batch(batch),
        parts.rest().batch(batch));
  }

  private static String read(String name, DownloadProgress progress) throws FileException {
    var collection = TextCollection.of(name);
    return collection.isPresent()
        ? collection.get().load(DataOptions.of().withProgress(progress))
        : PlainText.read(Path.of(name));
  }

  public static String title(List<String> texts) {
    return texts.stream()
        .map(text -> String.valueOf(Path.of(text).getFileName()))
        .collect(Collectors.joining(", "));
  }

  /// The number of characters, of which a Chinese one is one.
  public int characters() {
    return text.codePointCount(0, text.length());
  }

  public int distinctCharacters() {
    return (int) text.codePoints().distinct().count();
  }

  /// How many tokens a character takes.
  public double tokensPerCharacter() {
    return (double) (training.tokenCount() + validation.tokenCount()) / characters();
  }

  /// What a loss, in nats a token, is in bits a character: the least number with which the text
  /// could be written down, given the model.
  public double bitsPerCharacter(double loss) {
    return Numbers.bitsPerCharacter(loss, tokensPerCharacter());
  }

  /// What is told of it.
  JsonValue facts() {
    return JsonValue.object()
        .put("characters", characters())
        .put("distinctCharacters", distinctCharacters())
        .put("trainingTokens", training.tokenCount())
        .put("validationTokens", validation.tokenCount())
        .put("vocabulary", tokenizer.size())
        .put("context", training.context())
        .put("tokensPerCharacter", tokensPerCharacter())
        .build();
  }

  String sha256() {
    return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
