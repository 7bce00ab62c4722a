package gradus.augment;

/// A translator that the user supplies: a model or a service that this library does not have.
@FunctionalInterface
public interface Translator {
  /// A text in another language. The same text must always become the same, or a training gives
  /// other bits each time.
  ///
  /// @param from the text's language, as in `zh`
  /// @param to the language that is wanted, as in `en`
  String translate(String text, String from, String to);
}
