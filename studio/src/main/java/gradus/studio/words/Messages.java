package gradus.studio.words;

import gradus.tensor.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Everything that a person reads, in one language: the texts of `messages.properties` (English)
/// and `messages_zh.properties`.
public final class Messages {
  /// What the command line is called where nobody says otherwise.
  public static final String COMMAND = "gradus";

  private static final String BUNDLE = "gradus.studio.messages";
  private static final Pattern HELP = Pattern.compile("usage|^option\\.|^param\\.");
  private static final Pattern PLACE = Pattern.compile("\\{(\\d|gradus|launcher)}");

  private final Language language;
  private final String command;
  private final ResourceBundle bundle;

  public Messages(Language language) {
    this(language, COMMAND);
  }

  /// The texts for a process that was called by some command, which is what stands for `{gradus}`
  /// in commands that are told.
  public Messages(Language language, String command) {
    this.language = language;
    this.command = command;
    // English is the root bundle, so that the machine's own locale never stands in for it.
    Locale locale = language == Language.ENGLISH ? Locale.ROOT : language.locale();
    bundle = ResourceBundle.getBundle(BUNDLE, locale);
  }

  public Language language() {
    return language;
  }

  /// The command by which the process was called.
  public String command() {
    return command;
  }

  /// The same texts in another language.
  public Messages in(Language other) {
    return new Messages(other, command);
  }

  public ResourceBundle bundle() {
    return bundle;
  }

  /// The texts of the help, whose keys begin with the names of commands as they were called.
  public ResourceBundle help() {
    // What the help is printed with takes a percent sign for the beginning of a place.
    Messages escaped = new Messages(language, command.replace("%", "%%"));
    List<Object[]> texts = new ArrayList<>();
    for (String key : bundle.keySet()) {
      if (HELP.matcher(key).find()) {
        String called = key.startsWith(COMMAND + ".") ? command + key.substring(6) : key;
        texts.add(new Object[] {called, escaped.text(key)});
      }
    }
    Object[][] contents = texts.toArray(Object[][]::new);
    return new ListResourceBundle() {
      @Override
      protected Object[][] getContents() {
        return contents;
      }
    };
  }

  public boolean has(String key) {
    return bundle.containsKey(key);
  }

  /// The text of a key, with `{0}`, `{1}`, ... replaced by the values, of which a [Message] is told
  /// in this language, and `{gradus}` by the command.
  public String text(String key, Object... values) {
    return fill(bundle.getString(key), values);
  }

  /// What the library says, in this language.
  public String text(Message message) {
    return message.in(language.locale());
  }

  /// Replaces places in one pass, so that a value may hold braces.
  private String fill(String pattern, Object... values) {
    return PLACE
        .matcher(pattern)
        .replaceAll(
            place -> Matcher.quoteReplacement(String.valueOf(value(place.group(1), values))));
  }

  private Object value(String place, Object... values) {
    return switch (place) {
      case "gradus" -> command;
      // Some of what ./gradus does, the jar cannot.
      case "launcher" -> command.startsWith("java ") ? "./gradus" : command;
      default -> {
        int index = place.charAt(0) - '0';
        yield index < values.length ? told(values[index]) : "";
      }
    };
  }

  private Object told(Object value) {
    return value instanceof Message message ? text(message) : value;
  }
}
