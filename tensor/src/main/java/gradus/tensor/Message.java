package gradus.tensor;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What went wrong, to be told in any language: an English template, and what its places are filled
/// with.
///
/// The template is written where the error is thrown and is the key to its translations, as in
/// gettext. [#in] tells it in the language that it is given; [#toString] and the messages of
/// exceptions are English, so that logs and searches do not depend on anybody's settings.
///
/// ```java
/// throw new ShapeException("matmul: needs %d columns, got %s", columns, shape);
/// ```
///
/// An argument may be a message itself; it is told in the same language. Translations are files
/// `META-INF/gradus/messages_zh.po` (or another language) on the class or module path: see
/// [Translations].
public final class Message implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  private final String template;
  private final Serializable[] arguments;
  private final String omitted;

  private Message(String template, Serializable[] arguments, String omitted) {
    this.template = template;
    this.arguments = arguments;
    this.omitted = omitted;
  }

  /// A template with its arguments.
  ///
  /// @param template English, with places as in [String#format]; without arguments it is taken
  ///   literally, `%` included
  /// @param arguments numbers and messages are kept; everything else is turned into text at once
  public static Message of(String template, @Nullable Object... arguments) {
    return new Message(template, kept(arguments), "");
  }

  private static Serializable[] kept(@Nullable Object[] arguments) {
    Serializable[] kept = new Serializable[arguments.length];
    for (int i = 0; i < kept.length; i++) {
      kept[i] =
          switch (arguments[i]) {
            case Message message -> message;
            case Number number -> number;
            case Character character -> character;
            case null, default -> String.valueOf(arguments[i]);
          };
    }
    return kept;
  }

  /// What a failure says: the message of an [Explained] one, or else its text as it is.
  public static Message of(Throwable failure) {
    return failure instanceof Explained explained
        ? explained.explanation()
        : verbatim(failure.getMessage() == null ? failure.toString() : failure.getMessage());
  }

  /// A text that is the same in every language.
  public static Message verbatim(String text) {
    return new Message("%s", new Serializable[] {text}, "");
  }

  /// One part after the other; the separator (`", "`, `"; "`) is translated like any template.
  public static Message joined(String separator, List<?> parts) {
    List<Object> all = new ArrayList<>();
    for (Object part : parts) {
      if (!all.isEmpty()) {
        all.add(of(separator));
      }
      all.add(part);
    }
    String places = "%s".repeat(all.size());
    return new Message(places, kept(all.toArray()), "");
  }

  /// The same message without its first words, where it begins with them.
  public Message without(String firstWords) {
    return new Message(template, arguments, firstWords);
  }

  /// The English text with its places not filled in: the key to its translations.
  public String template() {
    return template;
  }

  /// The text in a language, or in English where there is no translation.
  public String in(Locale language) {
    String translated = Translations.of(language).template(template);
    Object[] told =
        Arrays.stream(arguments)
            .<Object>map(
                argument -> argument instanceof Message inner ? inner.in(language) : argument)
            .toArray();
    // Digits and separators of numbers stay the same everywhere: they may be copied into code.
    String text = told.length == 0 ? translated : String.format(Locale.ROOT, translated, told);
    return text.startsWith(omitted) ? text.substring(omitted.length()) : text;
  }

  /// The text in English.
  @Override
  public String toString() {
    return in(Locale.ENGLISH);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Message that
        && template.equals(that.template)
        && Arrays.equals(arguments, that.arguments)
        && omitted.equals(that.omitted);
  }

  @Override
  public int hashCode() {
    return template.hashCode() * 31 + Arrays.hashCode(arguments);
  }
}
