package gradus.train;

import static gradus.train.CurveFindings.guesses;
import static gradus.train.Finding.Evidence.Form.COUNT;
import static gradus.train.Finding.Evidence.Form.NUMBER;
import static gradus.train.Finding.Evidence.Form.PERCENT;
import static gradus.train.Finding.Evidence.Form.TIMES;
import static gradus.train.Finding.Evidence.number;
import static gradus.train.Finding.Evidence.percent;

import gradus.tensor.Message;
import gradus.train.Finding.Evidence;
import gradus.train.Finding.Kind;
import gradus.train.Finding.Remedy;
import gradus.train.Finding.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a look inside a model says.
final class ProbeFindings {
  /// How many times as large as usual initial weights those are that have exploded.
  private static final double EXPLODED = 50;

  /// How many times as large they are where, besides, no gradient comes through.
  private static final double EXPLODED_WITHOUT_GRADIENT = 10;

  /// How many times as large weights are that saturate what follows.
  private static final double LARGE = 5;

  /// A learning rate at which large weights come of the steps, and not of how they began.
  private static final double HIGH_RATE = 0.1;

  private static final double MOST = 0.5;

  /// How much of the loss of guessing is left where little was learnt. Saturated units are no fault
  /// where all was learnt: they are how a sigmoid says that it is certain.
  private static final double MUCH = 0.25;

  private static final double LARGE_INPUT = 10;
  private static final double SMALL_INPUT = 0.02;

  /// How many times as frequent the most frequent class is as the rarest.
  private static final double UNBALANCED = 10;

  private ProbeFindings() {}

  static List<Finding> of(Curve curve, Probe probe) {
    List<Finding> all = new ArrayList<>();
    Optional<Finding> exploded = exploded(curve, probe);
    exploded.ifPresent(all::add);
    dead(curve, probe)
        .map(one -> exploded.map(cause -> one.withRemedy(cause.remedy())).orElse(one))
        .ifPresent(all::add);
    saturated(curve, probe).ifPresent(all::add);
    unbalanced(probe).ifPresent(all::add);
    boolean inVain =
        guesses(curve, probe)
            || (curve.epochs() > 0 && !curve.isFinite(curve.epochs() - 1))
            || all.stream().anyMatch(one -> one.severity() == Severity.GRAVE);
    Optional<Finding> unscaled = unscaled(probe, inVain);
    if (unscaled.isPresent() && inVain) {
      // The rest follows from it, and smaller steps would only hide it.
      Remedy remedy = unscaled.get().remedy();
      all.replaceAll(one -> one.severity() == Severity.GRAVE ? one.withRemedy(remedy) : one);
    }
    unscaled.ifPresent(all::add);
    return all;
  }

  private static boolean hasNoGradient(Probe probe) {
    return probe.samples() > 0
        && !probe.weights().isEmpty()
        && probe.weights().stream().allMatch(one -> one.gradientNorm() == 0);
  }

  private static Optional<Finding> exploded(Curve curve, Probe probe) {
    if (probe.weights().isEmpty()) {
      return Optional.empty();
    }
    Probe.Weights largest =
        Collections.max(probe.weights(), Comparator.comparingDouble(Probe.Weights::growth));
    boolean noGradient = hasNoGradient(probe);
    if (largest.growth() < (noGradient ? EXPLODED_WITHOUT_GRADIENT : EXPLODED)) {
      return Optional.empty();
    }
    List<Evidence> evidence = new ArrayList<>();
    addLarge(evidence, probe);
    if (probe.samples() > 0) {
      evidence.add(
          new Evidence(
              Message.of("gradient of %s", largest.name()),
              largest.gradientNorm(),
              NUMBER,
              noGradient));
    }
    Message end =
        noGradient
            ? Message.of("no gradient comes through them any more, so nothing will change again")
            : Message.of("a step changes answers beyond all measure");
    return Optional.of(
        new Finding(
            Kind.EXPLODED,
            Severity.GRAVE,
            Message.of("The weights have exploded"),
            Message.of(
                "%s is %s times as large as usual initial weights are: %s.",
                largest.name(), number(Math.rint(largest.growth())), end),
            evidence,
            Remedies.smallerSteps(curve)));
  }

  private static Optional<Finding> dead(Curve curve, Probe probe) {
    List<Probe.Activity> layers = layers(probe, Probe.Fault.DEAD);
    Probe.Activity worst = worst(layers);
    if (worst == null || worst.share() <= MOST) {
      return Optional.empty();
    }
    boolean inVain = hasNoGradient(probe) || guesses(curve, probe);
    List<Evidence> evidence = new ArrayList<>();
    layers.forEach(one ->
        evidence.add(
            new Evidence(
                Message.of("dead units in layer %s (%s)", one.path(), one.function()),
                one.share(),
                PERCENT,
                one.share() > MOST)));
    if (hasNoGradient(probe)) {
      evidence.add(new Evidence(Message.of("gradient of all weights"), 0, NUMBER, true));
    }
    CurveFindings.addRate(evidence, curve, false);
    return Optional.of(
        new Finding(
            Kind.DEAD,
            inVain ? Severity.GRAVE : Severity.WARNING,
            Message.of("Most ReLU units are dead"),
            Message.of(
                "Of the %d units in layer %s, %s answered 0 to each of %d samples. No gradient comes"
                    + " through a unit that always answers 0: it will not learn again, and the"
                    + " network is as much smaller.",
                worst.units(), worst.path(), percent(worst.share()), probe.samples()),
            evidence,
            growth(probe) >= LARGE || curve.rate() >= HIGH_RATE
                ? Remedies.calmerSteps(curve)
                : Remedies.leakyUnits()));
  }

  private static void addLarge(List<Evidence> evidence, Probe probe) {
    for (Probe.Weights one : probe.weights()) {
      if (one.growth() >= LARGE) {
        evidence.add(
            new Evidence(
                Message.of("%s beside usual initial weights", one.name()),
                one.growth(),
                TIMES,
                true));
      }
    }
  }

  private static double growth(Probe probe) {
    return probe.weights().stream().mapToDouble(Probe.Weights::growth).max().orElse(0);
  }

  private static List<Probe.Activity> layers(Probe probe, Probe.Fault fault) {
    return probe.activities().stream().filter(one -> one.fault() == fault).toList();
  }

  private static Probe.@Nullable Activity worst(List<Probe.Activity> layers) {
    return layers.stream().max(Comparator.comparingDouble(Probe.Activity::share)).orElse(null);
  }

  private static Optional<Finding> saturated(Curve curve, Probe probe) {
    List<Probe.Activity> layers = layers(probe, Probe.Fault.SATURATED);
    Probe.Activity worst = worst(layers);
    if (worst == null || worst.share() <= MOST) {
      return Optional.empty();
    }
    boolean large = growth(probe) >= LARGE;
    boolean little =
        Double.isFinite(probe.constantLoss())
            ? probe.loss() > MUCH * probe.constantLoss()
            : Curve.last(curve.loss()) > MUCH * curve.beginning(null);
    if (!little) {
      return Optional.empty();
    }
    List<Evidence> evidence = new ArrayList<>();
    layers.forEach(one ->
        evidence.add(
            new Evidence(
                Message.of("saturated answers in layer %s (%s)", one.path(), one.function()),
                one.share(),
                PERCENT,
                one.share() > MOST)));
    addLarge(evidence, probe);
    return Optional.of(
        new Finding(
            Kind.SATURATED,
            guesses(curve, probe) ? Severity.GRAVE : Severity.WARNING,
            Message.of("Most units are saturated"),
            Message.of(
                "In layer %s, %s of the answers are within 1 %% of where %s is flat. Next to no"
                    + " gradient comes through them, so the layers before hardly learn.",
                worst.path(), percent(worst.share()), worst.function()),
            evidence,
            curve.rate() >= HIGH_RATE
                ? Remedies.calmerSteps(curve)
                : large
                    ? Remedies.smallerWeights()
                    : Remedies.unitsThatDoNotSaturate(worst.function())));
  }

  private static Optional<Finding> unscaled(Probe probe, boolean inVain) {
    Probe.Scale scale = probe.input();
    if (scale == null) {
      return Optional.empty();
    }
    double largest = Math.max(Math.abs(scale.least()), Math.abs(scale.largest()));
    boolean large = Math.abs(scale.mean()) > LARGE_INPUT || scale.deviation() > LARGE_INPUT;
    boolean small = largest < SMALL_INPUT && largest > 0;
    if (!large && !small) {
      return Optional.empty();
    }
    Message end =
        large
            ? Message.of("the first sums, and the first steps, are as many times too large")
            : Message.of(
                "the first sums are next to nothing, and so is what can be learnt of them");
    return Optional.of(
        new Finding(
            Kind.UNSCALED,
            inVain ? Severity.GRAVE : Severity.WARNING,
            Message.of("The inputs are not scaled"),
            Message.of(
                "They run from %s to %s, with a standard deviation of %s. Networks are made for"
                    + " inputs around 0 with a deviation of about 1: here %s.",
                number(scale.least()), number(scale.largest()), number(scale.deviation()), end),
            List.of(
                new Evidence(Message.of("mean of the inputs"), scale.mean(), NUMBER, large),
                new Evidence(
                    Message.of("standard deviation of the inputs"),
                    scale.deviation(),
                    NUMBER,
                    true)),
            Remedies.scaled(scale)));
  }

  private static Optional<Finding> unbalanced(Probe probe) {
    Probe.TrainingData data = probe.data();
    if (data == null || data.counts().size() < 2) {
      return Optional.empty();
    }
    List<Long> counts = data.counts();
    long most = Collections.max(counts);
    long least = Collections.min(counts);
    if (most < UNBALANCED * least || most == least) {
      return Optional.empty();
    }
    long all = counts.stream().mapToLong(count -> count).sum();
    double share = (double) most / all;
    String frequent = name(data, counts.indexOf(most));
    String rare = name(data, counts.indexOf(least));
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(new Evidence(Message.of("samples of class %s", frequent), most, COUNT, true));
    evidence.add(new Evidence(Message.of("samples of class %s", rare), least, COUNT, true));
    if (least > 0) {
      evidence.add(new Evidence(Message.of("times as many"), (double) most / least, TIMES, true));
    }
    evidence.add(
        new Evidence(Message.of("right by always answering %s", frequent), share, PERCENT, false));
    return Optional.of(
        new Finding(
            Kind.UNBALANCED,
            Severity.WARNING,
            Message.of("The classes are not balanced"),
            Message.of(
                "Class %s has %d samples to train on, class %s has %d. Always to answer %s would be"
                    + " right for %s of them, and the loss hardly notices what becomes of rare"
                    + " classes: look at the recall of each class, and not at the accuracy.",
                frequent, most, rare, least, frequent, percent(share)),
            evidence,
            Remedies.balanced()));
  }

  private static String name(Probe.TrainingData data, int label) {
    return label < data.classes().size() ? data.classes().get(label) : Integer.toString(label);
  }
}
