package gradus.train;

import gradus.tensor.Message;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Something that a [Diagnosis] sees in a training: what it is, what shows it, and one thing to
/// try.
///
/// @param kind what it is
/// @param severity how bad it is
/// @param title it in a few words
/// @param explanation it in a sentence or two, with the numbers
/// @param evidence what shows it, the most telling first
/// @param remedy what to try; null where nothing need be done
public record Finding(
    Kind kind,
    Severity severity,
    Message title,
    Message explanation,
    List<Evidence> evidence,
    @Nullable Remedy remedy) {
  /// Copies the evidence.
  public Finding {
    evidence = List.copyOf(evidence);
  }

  /// The same with something else to try.
  Finding withRemedy(@Nullable Remedy other) {
    return new Finding(kind, severity, title, explanation, evidence, other);
  }

  /// How bad a finding is.
  public enum Severity {
    /// Nothing is learnt: the training was in vain.
    GRAVE,
    /// Something is learnt, but less than could be.
    WARNING,
    /// No complaint.
    GOOD,
    /// Good to know.
    NOTE
  }

  /// What can be found; of two that are as bad, causes come before what follows from them.
  public enum Kind {
    /// The inputs are far larger, or smaller, than networks are made for.
    UNSCALED,
    /// The loss, or a gradient, is no number any more.
    NON_FINITE,
    /// Weights are many times as large as they begin.
    EXPLODED,
    /// Most units of a ReLU layer answer 0 to everything.
    DEAD,
    /// Most answers of sigmoid or tanh layers are where the function is flat.
    SATURATED,
    /// The loss is that of whoever does not look at the inputs.
    GUESSING,
    /// Some classes have far fewer samples than others.
    UNBALANCED,
    /// What is trained on gets better, what is not gets worse.
    OVERFITTING,
    /// The loss falls so slowly that it was far from done at the end.
    TOO_SLOW,
    /// The validation loss jumps up and down.
    NOISY,
    /// Nothing moves any more, though little was learnt.
    PLATEAU,
    /// More epochs would still help.
    STILL_LEARNING,
    /// There are too few epochs to say.
    TOO_EARLY,
    /// Nothing is wrong.
    HEALTHY
  }

  /// A number that shows a finding.
  ///
  /// @param label what it is of
  /// @param number the number
  /// @param form how people read it
  /// @param isAlarming whether it is out of the ordinary
  public record Evidence(Message label, double number, Form form, boolean isAlarming) {
    /// How people read a number.
    public enum Form {
      /// Four digits of it: `0.4344`.
      NUMBER,
      /// A share as a percentage: `87.6%`.
      PERCENT,
      /// A ratio: `414×`.
      TIMES,
      /// A whole number: `12,000`.
      COUNT,
      /// The number of an epoch.
      EPOCH
    }

    /// The number as people read it.
    public Message value() {
      return switch (form) {
        case NUMBER -> Message.verbatim(Evidence.number(number));
        case PERCENT -> Message.verbatim(percent(number));
        case TIMES -> Message.verbatim(times(number));
        case COUNT -> Message.verbatim(String.format(Locale.ROOT, "%,d", Math.round(number)));
        case EPOCH -> Message.of("epoch %d", Math.round(number));
      };
    }

    /// Four digits, without zeros that say nothing.
    static String number(double number) {
      double size = Math.abs(number);
      if (size != 0 && (size < 1e-3 || size >= 1e6)) {
        return String.format(Locale.ROOT, "%.2e", number);
      }
      int digits = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
      String text = String.format(Locale.ROOT, "%." + digits + "f", number);
      return digits == 0 ? text : text.replaceAll("\\.?0+$", "");
    }

    static String percent(double share) {
      return String.format(Locale.ROOT, "%.1f%%", 100 * share);
    }

    static String times(double ratio) {
      return ratio < 10
          ? String.format(Locale.ROOT, "%.1f×", ratio)
          : ratio < 1e6
              ? String.format(Locale.ROOT, "%.0f×", ratio)
              : String.format(Locale.ROOT, "%.0e×", ratio);
    }
  }

  /// What to try.
  ///
  /// @param advice it in a sentence
  /// @param removed the lines of code that go
  /// @param added the lines of code that come in their place
  /// @param settings what does the same in a run that is told by settings, by their names in its
  ///   `run.json`: `learningRate`, `epochs`
  /// @param gave what it gave where it was measured; null where it was not
  public record Remedy(
      Message advice,
      List<String> removed,
      List<String> added,
      Map<String, Double> settings,
      @Nullable Message gave) {
    /// Copies the lists and the map.
    public Remedy {
      removed = List.copyOf(removed);
      added = List.copyOf(added);
      settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }
  }
}
