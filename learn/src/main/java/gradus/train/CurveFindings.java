package gradus.train;

import static gradus.train.Finding.Evidence.Form.COUNT;
import static gradus.train.Finding.Evidence.Form.EPOCH;
import static gradus.train.Finding.Evidence.Form.NUMBER;
import static gradus.train.Finding.Evidence.Form.PERCENT;
import static gradus.train.Finding.Evidence.Form.TIMES;
import static gradus.train.Finding.Evidence.number;
import static gradus.train.Finding.Evidence.percent;

import gradus.tensor.Message;
import gradus.train.Finding.Evidence;
import gradus.train.Finding.Kind;
import gradus.train.Finding.Severity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the curves of a training say, epoch by epoch.
///
/// The thresholds lie between trainings with a fault and healthy ones (`DiagnosisTest`): networks
/// of 128 and 64 units on patterns and digits.
final class CurveFindings {
  /// How near to that of guessing a loss is that learnt nothing.
  private static final double NEARLY_ALL = 0.97;

  /// And the share of the training loss below which something was.
  private static final double LEARNT = 0.9;

  /// How far above its lowest the validation loss ends where it rises.
  private static final double RISE = 1.15;

  /// How much better the training data is answered where a network learns by heart.
  private static final double GAP = 0.08;

  /// How much of the loss is left where a training is far from done.
  private static final double FAR = 0.1;

  /// How much is left where a training has hardly begun.
  private static final double HARDLY_BEGUN = 0.75;

  /// The training accuracy of which a network is not far from done, where that of guessing is not
  /// known.
  private static final double RIGHT = 0.93;

  /// How much the loss must still fall in each epoch where a schedule ends it too early.
  private static final double SLOWED_WHILE_FALLING = 0.005;

  private static final double JITTER = 0.035;
  private static final double POOR = 0.9;
  private static final int EPOCHS_OF_A_CURVE = 4;

  private CurveFindings() {}

  static @Nullable Finding nonFinite(Curve curve) {
    for (int i = 0; i < curve.epochs(); i++) {
      if (curve.isFinite(i)) {
        continue;
      }
      List<Evidence> evidence = new ArrayList<>();
      evidence.add(new Evidence(Message.of("the loss breaks off in"), i + 1, EPOCH, true));
      if (i > 0) {
        evidence.add(new Evidence(Message.of("loss before"), curve.loss()[i - 1], NUMBER, false));
      }
      addRate(evidence, curve, true);
      return new Finding(
          Kind.NON_FINITE,
          Severity.GRAVE,
          Message.of("The loss is no number any more"),
          Message.of(
              "In epoch %d a step was so large that what followed from it overflowed. From there on"
                  + " nothing can be learnt.",
              i + 1),
          evidence,
          Remedies.smallerSteps(curve));
    }
    return null;
  }

  static void addRate(List<Evidence> evidence, Curve curve, boolean isAlarming) {
    if (Double.isFinite(curve.rate())) {
      evidence.add(new Evidence(Message.of("learning rate"), curve.rate(), NUMBER, isAlarming));
    }
  }

  /// A loss, and that of always the same answer; not-a-number where it is not known.
  private record Level(double loss, double constant) {
    static Level of(Curve curve, @Nullable Probe probe) {
      return probe != null && Double.isFinite(probe.constantLoss())
          ? new Level(probe.loss(), probe.constantLoss())
          : new Level(Curve.last(curve.judged()), guessed(curve));
    }
  }

  /// Whether an answer that is always the same would be as good.
  static boolean guesses(Curve curve, @Nullable Probe probe) {
    Level known = Level.of(curve, probe);
    double loss = known.loss;
    double level = known.constant;
    double accuracy = Curve.last(curve.validationAccuracy());
    // Where the training loss is small, something was learnt, if not what others have in common
    // with it; where it falls, something is about to be. And who is right far more often than by
    // chance may have a large loss, by being certain of the mistakes.
    return level > 0
        && loss >= NEARLY_ALL * level
        && !(Curve.last(curve.loss()) < LEARNT * level)
        && !(accuracy > Math.exp(-level) + 0.2)
        && !isTooSlow(curve, probe);
  }

  static @Nullable Finding guessing(Curve curve, @Nullable Probe probe) {
    if (!guesses(curve, probe)) {
      return null;
    }
    Level known = Level.of(curve, probe);
    double loss = known.loss;
    double level = known.constant;
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(new Evidence(Message.of("loss"), loss, NUMBER, true));
    evidence.add(new Evidence(Message.of("loss of always the same answer"), level, NUMBER, false));
    addAccuracy(evidence, Message.of("validation accuracy"), curve.validationAccuracy(), true);
    addRate(evidence, curve, false);
    return new Finding(
        Kind.GUESSING,
        Severity.GRAVE,
        Message.of("It does no better than guessing"),
        Message.of(
            "The loss is %s. Whoever always gives the same answer, without a look at the input, has"
                + " %s: nothing was learnt of what the inputs show.",
            number(loss), number(level)),
        evidence,
        Remedies.findRate(curve));
  }

  /// The loss of guessing among as many classes as the accuracy and the loss both speak of;
  /// not-a-number where they do not.
  private static double guessed(Curve curve) {
    double loss = Curve.last(curve.judged());
    double accuracy =
        Curve.last(curve.isValidated() ? curve.validationAccuracy() : curve.accuracy());
    double classes = Math.rint(Math.exp(loss));
    boolean fits =
        classes >= 2
            && Math.abs(loss / Math.log(classes) - 1) < 0.03
            && Math.abs(accuracy * classes - 1) < 0.35;
    return fits ? Math.log(classes) : Double.NaN;
  }

  private static void addAccuracy(
      List<Evidence> evidence, Message label, double[] values, boolean isAlarming) {
    double last = Curve.last(values);
    if (Double.isFinite(last)) {
      evidence.add(new Evidence(label, last, PERCENT, isAlarming));
    }
  }

  static @Nullable Finding overfitting(Curve curve, @Nullable Probe probe) {
    int n = curve.epochs();
    if (!curve.isValidated() || n < 2) {
      return null;
    }
    double[] validation = curve.validation();
    int best = Curve.best(validation);
    double lately = Arrays.stream(validation, Math.max(0, n - 3), n).average().orElse(Double.NaN);
    boolean rises =
        n - 1 - best >= 3
            && curve.isPositive()
            && lately >= RISE * validation[best]
            && Curve.last(curve.loss()) <= 0.8 * curve.loss()[best];
    double accuracy = Curve.last(curve.accuracy());
    double judged = Curve.last(curve.validationAccuracy());
    boolean differs = accuracy - judged >= GAP;
    if (!rises && !differs) {
      return null;
    }
    Message explanation =
        rises
            ? Message.of(
                "The training loss went on falling, to %s, while the validation loss rose from %s in"
                    + " epoch %d to %s: it learns the training data by heart, and no longer what"
                    + " others have in common with it.",
                number(Curve.last(curve.loss())),
                number(validation[best]),
                best + 1,
                number(Curve.last(validation)))
            : Message.of(
                "Of the training data %s are answered right, of the validation data %s: what was"
                    + " learnt of the ones does not hold for the others.",
                percent(accuracy), percent(judged));
    return new Finding(
        Kind.OVERFITTING,
        Severity.WARNING,
        Message.of("It learns by heart"),
        explanation,
        overfitted(curve, probe, best, differs),
        Remedies.lessByHeart(best + 1));
  }

  private static List<Evidence> overfitted(
      Curve curve, @Nullable Probe probe, int best, boolean differs) {
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(new Evidence(Message.of("lowest validation loss in"), best + 1, EPOCH, false));
    evidence.add(
        new Evidence(
            Message.of("validation loss / training loss"),
            Curve.last(curve.validation()) / Curve.last(curve.loss()),
            TIMES,
            true));
    Probe.TrainingData data = probe == null ? null : probe.data();
    if (probe != null && data != null && data.samples() > 0) {
      double each = (double) probe.parameters() / data.samples();
      evidence.add(new Evidence(Message.of("parameters a sample"), each, NUMBER, each > 10));
      evidence.add(new Evidence(Message.of("training samples"), data.samples(), COUNT, false));
    }
    addAccuracy(evidence, Message.of("training accuracy"), curve.accuracy(), false);
    addAccuracy(evidence, Message.of("validation accuracy"), curve.validationAccuracy(), differs);
    return evidence;
  }

  /// What is to be said of how fast it went, at most one of each kind.
  static List<Finding> ofProgress(Curve curve, @Nullable Probe probe) {
    List<Finding> all = new ArrayList<>();
    if (curve.isEmpty() || !curve.isPositive()) {
      return all;
    }
    if (isTooSlow(curve, probe)) {
      all.add(tooSlow(curve, probe));
    } else if (isNoisy(curve, probe)) {
      all.add(noisy(curve));
    } else if (isPlateau(curve, probe)) {
      all.add(plateau(curve));
    } else if (isStillLearning(curve)) {
      all.add(stillLearning(curve));
    }
    return all;
  }

  /// Whether much of the loss is left that there was at the beginning. Where only the mean of the
  /// first epoch is known, which a fast network has half behind it, more has to be left.
  private static boolean isFar(Curve curve, @Nullable Probe probe) {
    boolean known = probe != null && Double.isFinite(probe.constantLoss());
    return Curve.last(curve.loss()) >= (known ? FAR : 2 * FAR) * curve.beginning(probe)
        && (known || !(Curve.last(curve.accuracy()) >= RIGHT));
  }

  private static boolean isTooSlow(Curve curve, @Nullable Probe probe) {
    boolean hardlyBegan = hardlyBegan(curve, probe);
    double steadily = hardlyBegan ? 0.003 : 0.02;
    if (curve.epochs() < EPOCHS_OF_A_CURVE) {
      return false;
    }
    if (curve.isSlowedDown()) {
      int quick = curve.epochsBeforeSlowingDown();
      return hardlyBegan
          && quick >= 2
          && Curve.falls(Arrays.copyOf(curve.loss(), quick), quick - 1, SLOWED_WHILE_FALLING)
          && Curve.falls(Arrays.copyOf(curve.judged(), quick), quick - 1, SLOWED_WHILE_FALLING);
    }
    return isFar(curve, probe)
        && Curve.falls(curve.loss(), curve.tail(), steadily)
        && Curve.falls(curve.judged(), curve.tail(), steadily / 2);
  }

  private static boolean hardlyBegan(Curve curve, @Nullable Probe probe) {
    return Curve.last(curve.loss()) >= HARDLY_BEGUN * curve.beginning(probe);
  }

  private static Finding tooSlow(Curve curve, @Nullable Probe probe) {
    double fall = -Curve.change(curve.loss(), 1);
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        new Evidence(
            Message.of("left of the loss at the beginning"),
            Curve.last(curve.loss()) / curve.beginning(probe),
            PERCENT,
            true));
    evidence.add(new Evidence(Message.of("fall in the last epoch"), fall, PERCENT, true));
    addAccuracy(evidence, Message.of("validation accuracy"), curve.validationAccuracy(), false);
    addRate(evidence, curve, true);
    return new Finding(
        Kind.TOO_SLOW,
        Severity.WARNING,
        Message.of("It learns too slowly"),
        curve.isSlowedDown()
            ? Message.of(
                "After %d epochs the loss is %s, and it was falling steadily when the schedule made"
                    + " the learning rate small: the steps were so small that hardly anything was"
                    + " learnt before.",
                curve.epochs(), number(Curve.last(curve.loss())))
            : Message.of(
                "After %d epochs the loss is %s and still falls steadily, by %s in the last one: the"
                    + " steps are so small that it was far from done when it ended.",
                curve.epochs(), number(Curve.last(curve.loss())), percent(fall)),
        evidence,
        Remedies.largerSteps(curve));
  }

  /// Validation losses always go up and down a little; where the training loss is small, too large
  /// steps are not what does it.
  private static boolean isNoisy(Curve curve, @Nullable Probe probe) {
    return curve.epochs() > EPOCHS_OF_A_CURVE
        && isFar(curve, probe)
        && Curve.jitter(curve.judged()) >= JITTER;
  }

  private static Finding noisy(Curve curve) {
    double jitter = Curve.jitter(curve.judged());
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(new Evidence(Message.of("up and down, an epoch"), jitter, PERCENT, true));
    addRate(evidence, curve, true);
    return new Finding(
        Kind.NOISY,
        Severity.WARNING,
        Message.of("The loss jumps up and down"),
        Message.of(
            "From epoch to epoch the loss goes up and down again by %s on average: the last steps"
                + " are so large that they jump over what they look for, or the validation data is"
                + " too small to tell.",
            percent(jitter)),
        evidence,
        Remedies.calmerSteps(curve));
  }

  private static boolean isPlateau(Curve curve, @Nullable Probe probe) {
    double accuracy = Curve.last(curve.accuracy());
    boolean isPoor =
        Double.isFinite(accuracy)
            ? accuracy < POOR
            : probe != null && Curve.last(curve.loss()) > 0.5 * probe.constantLoss();
    return curve.epochs() >= 6
        && isPoor
        && !curve.isSlowedDown()
        && Math.abs(Curve.change(curve.loss(), curve.tail())) < 0.01
        && Math.abs(Curve.change(curve.judged(), curve.tail())) < 0.01;
  }

  private static Finding plateau(Curve curve) {
    int steps = curve.tail();
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(
        new Evidence(
            Message.of("change over the last epochs"),
            Math.abs(Curve.change(curve.loss(), steps)),
            PERCENT,
            true));
    addAccuracy(evidence, Message.of("training accuracy"), curve.accuracy(), true);
    addRate(evidence, curve, false);
    return new Finding(
        Kind.PLATEAU,
        Severity.WARNING,
        Message.of("It has stopped getting better"),
        Message.of(
            "Over the last %d epochs neither loss moved by 1 %%, though much of what there is to"
                + " learn is not learnt: the network is too small for it, the inputs do not say it,"
                + " or the steps jump over it.",
            steps),
        evidence,
        Remedies.offThePlateau());
  }

  private static boolean isStillLearning(Curve curve) {
    double[] judged = curve.judged();
    return curve.epochs() >= 3
        && !curve.isSlowedDown()
        && Curve.best(judged) == judged.length - 1
        && Curve.change(judged, 1) <= -0.03;
  }

  private static Finding stillLearning(Curve curve) {
    double fall = -Curve.change(curve.judged(), 1);
    return new Finding(
        Kind.STILL_LEARNING,
        Severity.NOTE,
        Message.of("More epochs would still help"),
        Message.of(
            "The last epoch was the best one, and the loss fell by %s in it.", percent(fall)),
        List.of(new Evidence(Message.of("fall in the last epoch"), fall, PERCENT, false)),
        Remedies.moreEpochs(curve));
  }

  static Finding noComplaint(Curve curve, @Nullable Probe probe) {
    boolean none = curve.isEmpty();
    if (none && (probe == null || probe.samples() == 0)) {
      return new Finding(
          Kind.TOO_EARLY,
          Severity.NOTE,
          Message.of("There is nothing to judge yet"),
          Message.of("No epoch was recorded, and no batch was looked at."),
          List.of(),
          null);
    }
    List<Evidence> evidence = new ArrayList<>();
    if (!none) {
      evidence.add(
          new Evidence(Message.of("training loss"), Curve.last(curve.loss()), NUMBER, false));
    }
    if (curve.isValidated()) {
      int best = Curve.best(curve.validation());
      evidence.add(
          new Evidence(
              Message.of("lowest validation loss"), curve.validation()[best], NUMBER, false));
      evidence.add(new Evidence(Message.of("lowest validation loss in"), best + 1, EPOCH, false));
    }
    addAccuracy(evidence, Message.of("validation accuracy"), curve.validationAccuracy(), false);
    boolean early = !none && curve.epochs() < EPOCHS_OF_A_CURVE;
    return new Finding(
        early ? Kind.TOO_EARLY : Kind.HEALTHY,
        early ? Severity.NOTE : Severity.GOOD,
        early ? Message.of("No complaint so far") : Message.of("No complaint"),
        early
            ? Message.of(
                "Nothing is out of the ordinary, but %d epochs are too few to see a curve in them.",
                curve.epochs())
            : none
                ? Message.of("Nothing is out of the ordinary in the model's weights and answers.")
                : Message.of("The loss falls as it should, and no number is out of the ordinary."),
        evidence,
        null);
  }
}
