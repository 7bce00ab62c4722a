package gradus.studio.server;

import gradus.course.plane.Pattern;
import gradus.nn.Activation;
import gradus.optim.Adam;
import gradus.optim.Optimizer;
import gradus.optim.Sgd;
import gradus.studio.words.UserException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a small network of the glass box is, and how it learns.
///
/// @param hidden the units of each hidden layer
/// @param rate the learning rate
record GlassSettings(
    List<Integer> hidden,
    Activation activation,
    Pattern pattern,
    Rule rule,
    double rate,
    int seed) {
  private static final int MOST_LAYERS = 3;
  private static final int MOST_UNITS = 8;
  private static final int HIGHEST_RATE = 10;
  private static final int HIGHEST_SEED = 999_999;

  private static final List<Activation> ACTIVATIONS =
      List.of(Activation.TANH, Activation.RELU, Activation.SIGMOID);
  private static final List<Pattern> PATTERNS =
      List.of(Pattern.MOONS, Pattern.XOR, Pattern.CIRCLES);

  /// By which rule the weights move.
  enum Rule {
    ADAM,
    SGD
  }

  /// Checks the settings.
  ///
  /// @throws UserException where one is out of bounds
  GlassSettings {
    hidden = List.copyOf(hidden);
    boolean fits =
        !hidden.isEmpty()
            && hidden.size() <= MOST_LAYERS
            && hidden.stream().allMatch(units -> units >= 1 && units <= MOST_UNITS);
    if (!fits) {
      throw new UserException("error.glass.hidden", MOST_LAYERS, MOST_UNITS);
    }
    require("activation", ACTIVATIONS, activation);
    require("data", PATTERNS, pattern);
    if (!(rate > 0 && rate <= HIGHEST_RATE)) {
      throw new UserException("error.glass.rate", HIGHEST_RATE);
    }
    if (seed < 0 || seed > HIGHEST_SEED) {
      throw new UserException("error.glass.seed", HIGHEST_SEED);
    }
  }

  /// The settings that a page's address names; what it does not name is as usual.
  ///
  /// @throws UserException where one is not to be understood or out of bounds
  static GlassSettings of(Function<String, @Nullable String> query) {
    return new GlassSettings(
        hidden(or(query.apply("hidden"), "4,3")),
        one("activation", ACTIVATIONS, or(query.apply("activation"), "tanh")),
        one("data", PATTERNS, or(query.apply("data"), "moons")),
        one("optimizer", List.of(Rule.values()), or(query.apply("optimizer"), "adam")),
        rate(or(query.apply("rate"), "0.03")),
        seed(or(query.apply("seed"), "2")));
  }

  private static String or(@Nullable String given, String usual) {
    return given == null ? usual : given;
  }

  private static List<Integer> hidden(String text) {
    try {
      return Arrays.stream(text.split(",", MOST_LAYERS + 1)).map(Integer::valueOf).toList();
    } catch (NumberFormatException e) {
      throw new UserException("error.glass.hidden", MOST_LAYERS, MOST_UNITS);
    }
  }

  private static double rate(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new UserException("error.glass.rate", HIGHEST_RATE);
    }
  }

  private static int seed(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new UserException("error.glass.seed", HIGHEST_SEED);
    }
  }

  private static <E extends Enum<E>> E one(String setting, List<E> known, String name) {
    return known.stream()
        .filter(one -> name(one).equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(setting, known));
  }

  private static <E extends Enum<E>> void require(String setting, List<E> known, E one) {
    if (!known.contains(one)) {
      throw unknown(setting, known);
    }
  }

  private static <E extends Enum<E>> UserException unknown(String setting, List<E> known) {
    List<String> names = known.stream().map(GlassSettings::name).toList();
    return new UserException("error.glass.choice", setting, String.join(", ", names));
  }

  /// How a choice is written in addresses.
  static String name(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  /// The rule with its rate.
  Optimizer optimizer() {
    return switch (rule) {
      case ADAM -> Adam.of(rate);
      case SGD -> Sgd.of(rate);
    };
  }

  /// How many units each layer has, the two inputs and the one output among them.
  List<Integer> sizes() {
    return Stream.concat(Stream.concat(Stream.of(2), hidden.stream()), Stream.of(1)).toList();
  }
}
