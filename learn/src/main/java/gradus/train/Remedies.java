package gradus.train;

import static gradus.train.Finding.Evidence.percent;

import gradus.tensor.Message;
import gradus.train.Finding.Remedy;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;

/// What to try against what a [Diagnosis] finds, and what it gave where we measured it.
///
/// Gains are validation accuracies on MNIST, measured by `RemediesTest`: 12,000 images to learn
/// from, 2,000 others, a network of 784, 128, 64 and 10 units, 8 epochs.
final class Remedies {
  /// Accuracies before and after.
  ///
  /// @param before not-a-number where the training broke off
  record Gain(double before, double after) {
    Message told() {
      return Double.isNaN(before)
          ? Message.of(
              "On digits of MNIST a training that broke off became one with %s right.",
              percent(after))
          : Message.of(
              "On digits of MNIST the accuracy went from %s to %s with it.",
              percent(before), percent(after));
    }
  }

  /// Momentum 0.9 at a rate of 2, and of 0.02.
  static final Gain SMALLER_STEPS = new Gain(Double.NaN, 0.949);

  /// Adam at a rate of 0.02, whose last epochs lie between 88 % and 92.5 %, and of 0.002.
  static final Gain CALMER_STEPS = new Gain(0.9245, 0.9495);

  /// Adam at a rate of 0.2, and at the one that [Trainer#findLearningRate] suggests.
  static final Gain FOUND_RATE = new Gain(0.1005, 0.93);

  /// Plain descent at a rate of 0.001, and of 0.01.
  static final Gain LARGER_STEPS = new Gain(0.8815, 0.947);

  /// A bias of -30 before ReLU; a bias of 0 before leaky ReLU.
  static final Gain LEAKY_UNITS = new Gain(0.1025, 0.961);

  /// Initial weights with a deviation of 1 before tanh, and Glorot's.
  static final Gain SMALLER_WEIGHTS = new Gain(0.6795, 0.9295);

  /// Pixels from 0 to 255, and standardised.
  static final Gain SCALED = new Gain(0.1025, 0.947);

  /// One class 20 times as frequent as the others, as it is and oversampled.
  static final Gain BALANCED = new Gain(0.828, 0.85);

  /// 800 images in 40 epochs, and 12,000 in 8.
  static final Gain MORE_DATA = new Gain(0.878, 0.95);

  /// No rate above it is advised, however much larger it was.
  private static final double LARGEST_RATE = 0.1;

  private Remedies() {}

  static Remedy smallerSteps(Curve curve) {
    return rate(
        Message.of("Take a far smaller learning rate, or clip the gradients."),
        curve,
        0.01,
        SMALLER_STEPS,
        ".clip(GradientClip.byNorm(1))");
  }

  static Remedy calmerSteps(Curve curve) {
    return rate(
        Message.of(
            "Take a tenth of the learning rate, or let a schedule make it small at the end."),
        curve,
        0.1,
        CALMER_STEPS,
        ".schedule(Schedules.cosine(0, steps))");
  }

  static Remedy largerSteps(Curve curve) {
    return rate(
        Message.of(
            "Take ten times the learning rate; more epochs help too, but cost as much more."),
        curve,
        10,
        LARGER_STEPS,
        "double rate = trainer.findLearningRate(train).suggestion();");
  }

  static Remedy findRate(Curve curve) {
    String old = curve.rate() > 0 ? "optimizer.withLearningRate(" + code(curve.rate()) + ")" : "";
    return new Remedy(
        Message.of(
            "Let a short test find the learning rate. Where that does not help, look at some inputs"
                + " beside their labels: do they belong together?"),
        old.isEmpty() ? List.of() : List.of(old),
        List.of(
            "double rate = trainer.findLearningRate(train).suggestion();",
            "optimizer.withLearningRate(rate)"),
        Map.of(),
        FOUND_RATE.told());
  }

  /// Another learning rate.
  ///
  /// @param otherwise what to write where the rate is not known
  private static Remedy rate(
      Message advice, Curve curve, double factor, Gain gain, String otherwise) {
    double rate = curve.rate();
    if (!(rate > 0)) {
      return new Remedy(advice, List.of(), List.of(otherwise), Map.of(), gain.told());
    }
    double other = rounded(Math.min(rate * factor, LARGEST_RATE));
    return new Remedy(
        advice,
        List.of("optimizer.withLearningRate(" + code(rate) + ")"),
        List.of("optimizer.withLearningRate(" + code(other) + ")"),
        Map.of("learningRate", other),
        gain.told());
  }

  private static double rounded(double rate) {
    return new BigDecimal(rate).round(new MathContext(2)).doubleValue();
  }

  private static String code(double value) {
    return new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros().toPlainString();
  }

  static Remedy lessByHeart(int best) {
    return new Remedy(
        Message.of(
            "More data helps most. Where there is none, stop early, add dropout, or change the"
                + " pictures at random."),
        List.of(".callbacks()"),
        List.of(".callbacks(earlyStopping(5))"),
        Map.of("epochs", (double) best),
        Message.of(
            "On MNIST, %s were right with 12,000 digits to learn from, and %s with 800.",
            percent(MORE_DATA.after), percent(MORE_DATA.before)));
  }

  static Remedy leakyUnits() {
    return new Remedy(
        Message.of(
            "Begin with weights made for ReLU and a bias of 0, and take leaky ReLU, through which"
                + " some gradient always comes."),
        List.of("dense(128), relu()"),
        List.of(
            "dense(128).withWeights(Initializers.heNormal(), Initializers.zeros()),",
            "leakyRelu()"),
        Map.of(),
        LEAKY_UNITS.told());
  }

  static Remedy smallerWeights() {
    return new Remedy(
        Message.of("Begin with smaller weights: Glorot's are made for these functions."),
        List.of(),
        List.of("dense(128).withWeight(Initializers.glorotUniform())"),
        Map.of(),
        SMALLER_WEIGHTS.told());
  }

  static Remedy unitsThatDoNotSaturate(String function) {
    return new Remedy(
        Message.of("Take ReLU in the hidden layers: it is flat on one side only."),
        List.of(function + "()"),
        List.of("relu()"),
        Map.of(),
        null);
  }

  static Remedy scaled(Probe.Scale scale) {
    String numbers = code(scale.mean()) + ", " + code(scale.deviation());
    return new Remedy(
        Message.of(
            "Subtract the mean and divide by the standard deviation, both of the training part, in"
                + " training and afterwards."),
        List.of("train.batch(64)"),
        List.of("train.normalize(" + numbers + ").batch(64)"),
        Map.of(),
        SCALED.told());
  }

  static Remedy balanced() {
    return new Remedy(
        Message.of(
            "Show the samples of rare classes more often, in the training part alone, or weight the"
                + " loss by class."),
        List.of("train.shuffle(42)"),
        List.of("ClassBalance.oversampled(train, 42).shuffle(42)"),
        Map.of(),
        BALANCED.told());
  }

  static Remedy offThePlateau() {
    return new Remedy(
        Message.of(
            "Add units or a layer. Where that does not help, the learning rate may be too large:"
                + " lower it whenever the loss stays."),
        List.of("dense(10)"),
        List.of("dense(128), relu(), dense(10)"),
        Map.of(),
        null);
  }

  static Remedy moreEpochs(Curve curve) {
    int epochs = curve.epochs();
    return new Remedy(
        Message.of("Train for twice as many epochs, and stop where the validation loss does."),
        List.of(".fit(train, validation, " + epochs + ")"),
        List.of(".callbacks(earlyStopping(3)).fit(train, validation, " + 2 * epochs + ")"),
        Map.of("epochs", 2.0 * epochs),
        null);
  }
}
