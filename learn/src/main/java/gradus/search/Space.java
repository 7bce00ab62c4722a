package gradus.search;

import gradus.tensor.ArgumentException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// All that a search may try: named parameters, each with its values.
///
/// ```java
/// Space space = Space.of(
///     logUniform("learningRate", 1e-5, 1e-1),
///     powersOfTwo("batchSize", 16, 256),
///     choice("optimizer", "adam", "sgd"),
///     uniform("momentum", 0, 0.99).where("optimizer", "sgd"));
/// ```
///
/// A condition names a parameter that stands before; where that one does not exist itself, neither
/// does what depends on it.
///
/// @param dimensions the parameters, in order
public record Space(List<Dimension> dimensions) {
  /// Copies and checks the parameters.
  ///
  /// @throws ArgumentException where there is none, two share a name, or a condition names a
  ///   parameter or an option that there is not
  public Space {
    dimensions = List.copyOf(dimensions);
    if (dimensions.isEmpty()) {
      throw new ArgumentException("space: needs at least one parameter");
    }
    Map<String, Domain> before = new LinkedHashMap<>();
    for (Dimension dimension : dimensions) {
      requireKnown(dimension, before);
      if (before.put(dimension.name(), dimension.domain()) != null) {
        throw new ArgumentException(
            "space: two parameters are called %s; rename one", dimension.name());
      }
    }
  }

  private static void requireKnown(Dimension dimension, Map<String, Domain> before) {
    Condition condition = dimension.condition();
    if (condition == null) {
      return;
    }
    Domain parent = before.get(condition.parent());
    if (parent == null) {
      throw new ArgumentException(
          "space: %s depends on %s, but the parameters before it are %s; put that one first",
          dimension.name(), condition.parent(), before.keySet());
    }
    switch (condition) {
      case Condition.OneOf(String name, List<String> options) -> {
        if (!(parent instanceof Domain.Choice(List<String> known))) {
          throw new ArgumentException(
              "space: %s depends on an option of %s, which is a number; say whereAtLeast",
              dimension.name(), name);
        }
        if (!known.containsAll(options)) {
          throw new ArgumentException(
              "space: %s depends on the options %s of %s, which has %s",
              dimension.name(), options, name, known);
        }
      }
      case Condition.AtLeast(String name, double least) -> {
        if (parent instanceof Domain.Choice
            || parent instanceof Domain.ZeroOrLogUniform
            || Double.isNaN(least)) {
          throw new ArgumentException(
              "space: %s depends on %s being at least %s, which is no order of %s; for options say"
                  + " where",
              dimension.name(), name, least, parent);
        }
      }
    }
  }

  /// A space of these parameters.
  public static Space of(Dimension... dimensions) {
    return new Space(List.of(dimensions));
  }

  /// What is usually searched first when a network is trained by gradient descent: the learning
  /// rate, the size of batches, the depth, dropout, weight decay, and the optimizer with its
  /// momentum where it has one.
  ///
  /// | parameter | values |
  /// |---|---|
  /// | `learningRate` | log-uniform, 1e-5 to 1e-1 |
  /// | `batchSize` | powers of two, 16 to 256 |
  /// | `depth` | whole numbers, 2 to 20 |
  /// | `dropout` | uniform, 0 to 0.5 |
  /// | `weightDecay` | zero, or log-uniform, 1e-6 to 1e-1 |
  /// | `optimizer` | adam, sgd, rmsprop, adagrad |
  /// | `momentum` | uniform, 0 to 0.99, where the optimizer is sgd |
  public static Space ofTraining() {
    return of(
        logUniform("learningRate", 1e-5, 1e-1),
        powersOfTwo("batchSize", 16, 256),
        integers("depth", 2, 20),
        uniform("dropout", 0, 0.5),
        zeroOrLogUniform("weightDecay", 1e-6, 1e-1),
        choice("optimizer", "adam", "sgd", "rmsprop", "adagrad"),
        uniform("momentum", 0, 0.99).where("optimizer", "sgd"));
  }

  /// A parameter of real numbers; see [Domain.Uniform].
  public static Dimension uniform(String name, double low, double high) {
    return new Dimension(name, new Domain.Uniform(low, high), null);
  }

  /// A parameter of positive numbers that is searched by ratios; see [Domain.LogUniform].
  public static Dimension logUniform(String name, double low, double high) {
    return new Dimension(name, new Domain.LogUniform(low, high), null);
  }

  /// A parameter that is zero or log-uniform; see [Domain.ZeroOrLogUniform].
  public static Dimension zeroOrLogUniform(String name, double low, double high) {
    return new Dimension(name, new Domain.ZeroOrLogUniform(low, high), null);
  }

  /// A parameter of whole numbers, both ends included; see [Domain.Integers].
  public static Dimension integers(String name, long low, long high) {
    return new Dimension(name, new Domain.Integers(low, high), null);
  }

  /// A parameter of positive whole numbers that is searched by ratios; see [Domain.LogIntegers].
  public static Dimension logIntegers(String name, long low, long high) {
    return new Dimension(name, new Domain.LogIntegers(low, high), null);
  }

  /// A parameter of powers of two, both ends included; see [Domain.PowersOfTwo].
  public static Dimension powersOfTwo(String name, long low, long high) {
    return new Dimension(name, new Domain.PowersOfTwo(low, high), null);
  }

  /// A parameter that is one of several options: texts, numbers, truths or constants of an enum,
  /// which are kept as their texts. See [Domain.Choice].
  public static Dimension choice(String name, Object... options) {
    List<String> texts = Arrays.stream(options).map(String::valueOf).toList();
    return new Dimension(name, new Domain.Choice(texts), null);
  }

  /// The parameters' names, in order.
  public List<String> names() {
    return dimensions.stream().map(Dimension::name).toList();
  }

  /// The parameter of that name.
  ///
  /// @throws ArgumentException where there is none
  public Dimension dimension(String name) {
    return dimensions.stream()
        .filter(dimension -> dimension.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new ArgumentException("space: there is no parameter %s; there are %s", name, names()));
  }
}
