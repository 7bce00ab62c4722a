package gradus.loss;

import gradus.tensor.DType;
import gradus.tensor.DTypeException;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import java.util.ArrayList;
import java.util.List;

/// Connectionist temporal classification: the negative logarithm of the probability that a sequence
/// of labels is read off a longer sequence of predictions, whatever step each label falls on. A
/// model says at each step a label or a blank; equal labels in a row are read as one, and blanks
/// part them.
///
/// `-log(sum over alignments of product over steps of p(step, label or blank))`, summed in
/// logarithms by the forward recursion. Gradients are those of the logits, as PyTorch's of what
/// goes into its `log_softmax`.
///
/// ```java
/// Loss loss = Ctc.of();                                       // label 0 is the blank
/// loss.of(logits, Tensor.of(Shape.of(2, 3), new int[] {3, 1, 1, 2, 0, 0}));
/// ```
///
/// As a [Loss] it takes targets that are filled up with blanks at their ends, and predictions of
/// one length; [#costs] takes lengths. The mean is that of each sequence's cost divided by its
/// number of labels, as in PyTorch.
///
/// # Shapes
///
/// Predictions `[batch, time, classes]`: logits, or logarithms of probabilities, which are logits
/// as well. Targets `INT32[batch, labels]`.
///
/// Graves and others, "Connectionist temporal classification: labelling unsegmented sequence data
/// with recurrent neural networks", 2006.
///
/// @param blank the class that is no label
/// @param zeroInfinity whether a sequence that is too short for its labels costs nothing, with a
///   gradient of zeros, rather than infinity
public record Ctc(int blank, boolean zeroInfinity) implements MeanLoss {

  /// Checks the blank.
  ///
  /// @throws TensorException where it is negative
  public Ctc {
    if (blank < 0) {
      throw new TensorException("ctc: the blank must be a class of at least 0, got %s", blank);
    }
  }

  /// Class 0 is the blank, and what is too short costs infinity.
  public static Ctc of() {
    return new Ctc(0, false);
  }

  /// With another blank.
  public Ctc withBlank(int blank) {
    return new Ctc(blank, zeroInfinity);
  }

  /// With nothing, or infinity, as the cost of what is too short.
  public Ctc withZeroInfinity(boolean zeroInfinity) {
    return new Ctc(blank, zeroInfinity);
  }

  /// What each sequence costs for each of its labels, `[batch]`.
  @Override
  public Tensor each(Tensor prediction, Tensor target) {
    requireSequences(prediction, target);
    int batch = prediction.size(0);
    Tensor counts = target.notEqualTo(blank).cast(DType.INT32).sum(1);
    Tensor steps = Tensor.full(DType.INT32, Shape.of(batch), prediction.size(1));
    Tensor costs = costs(prediction, target, steps, counts);
    return costs.dividedBy(counts.maximum(1).cast(costs.dtype()));
  }

  /// What each sequence costs, `[batch]`.
  ///
  /// @param predictionLengths how many steps of each prediction count, `INT32[batch]`
  /// @param targetLengths how many labels of each target count, `INT32[batch]`
  /// @throws ShapeException where the shapes do not fit
  /// @throws TensorException where a label is no class or the blank, or a length is out of range
  public Tensor costs(
      Tensor prediction, Tensor target, Tensor predictionLengths, Tensor targetLengths) {
    requireSequences(prediction, target);
    int time = prediction.size(1);
    int labels = target.size(1);
    requireLengths("predictions", predictionLengths, prediction, 1, time);
    requireLengths("targets", targetLengths, target, 0, labels);
    requireLabels(target, targetLengths);
    int batch = prediction.size(0);
    int states = 2 * labels + 1;
    DType dtype = prediction.dtype();

    // Blanks around and between the labels; odd states are labels.
    Tensor blanks = Tensor.full(DType.INT32, Shape.of(batch, labels, 1), blank);
    Tensor path =
        Tensor.concat(2, List.of(blanks, target.expand(2)))
            .reshape(batch, 2 * labels)
            .pad(1, 0, 1, blank);
    Tensor every = path.expand(1).broadcastTo(Shape.of(batch, time, states));
    Tensor emitted = prediction.logSoftmax(2).takeAlong(every, 2);

    Tensor never = Tensor.scalar(dtype, Double.NEGATIVE_INFINITY);
    // A blank may be left out between labels that differ.
    Tensor before = labels == 0 ? path : path.slice(1, 0, states - 2).pad(1, 2, 0, blank);
    Tensor skips = path.notEqualTo(blank).and(path.notEqualTo(before));
    Tensor state = Tensor.range(states).expand(0);
    Tensor reached = Tensor.where(state.less(2), emitted.select(1, 0), never);
    for (int t = 1; t < time; t++) {
      List<Tensor> ways = new ArrayList<>(List.of(reached));
      if (labels > 0) {
        ways.add(shifted(reached, 1));
        ways.add(Tensor.where(skips, shifted(reached, 2), never));
      }
      Tensor next = Tensor.stack(2, ways).logSumExp(2).plus(emitted.select(1, t));
      reached = Tensor.where(predictionLengths.greater(t).expand(1), next, reached);
    }
    // A reading ends in the last label or in the blank after it.
    Tensor end = targetLengths.times(2).expand(1);
    Tensor last = state.lessOrEqual(end).and(state.greaterOrEqual(end.minus(1)));
    Tensor costs = Tensor.where(last, reached, never).logSumExp(1).negate();
    return zeroInfinity ? Tensor.where(costs.isFinite(), costs, Tensor.scalar(dtype, 0)) : costs;
  }

  private static Tensor shifted(Tensor reached, int states) {
    return reached
        .slice(1, 0, reached.size(1) - states)
        .pad(1, states, 0, Double.NEGATIVE_INFINITY);
  }

  private void requireSequences(Tensor prediction, Tensor target) {
    if (prediction.shape().rank() != 3
        || target.shape().rank() != 2
        || target.size(0) != prediction.size(0)
        || prediction.size(1) == 0
        || prediction.size(2) <= blank) {
      throw new ShapeException(
          "ctc: takes predictions [batch, time, classes], with a class for the blank %d and a step"
              + " at least, and targets [batch, labels], got %s and %s",
          blank, prediction.shape(), target.shape());
    }
    Losses.requireSamples("ctc", prediction);
    if (target.dtype() != DType.INT32) {
      throw new DTypeException(
          "ctc: targets must be class indices INT32[batch, labels], got %s; cast them",
          target.signature());
    }
    new Labels("ctc", null, null).requireClasses(target, prediction.size(2));
  }

  private static void requireLengths(String of, Tensor lengths, Tensor x, int least, int most) {
    if (lengths.dtype() != DType.INT32 || !lengths.shape().equals(Shape.of(x.size(0)))) {
      throw new ShapeException(
          "ctc: the lengths of %s %s must be INT32[%d], got %s",
          of, x.shape(), x.size(0), lengths.signature());
    }
    if (lengths.isSymbolic()) {
      return;
    }
    for (int length : lengths.toInts()) {
      if (length < least || length > most) {
        throw new TensorException(
            "ctc: a length of %s is %d, but for %s it must be from %d to %d",
            of, length, x.shape(), least, most);
      }
    }
  }

  private void requireLabels(Tensor target, Tensor lengths) {
    if (target.isSymbolic() || lengths.isSymbolic()) {
      return;
    }
    int[] labels = target.toInts();
    int[] counts = lengths.toInts();
    for (int sample = 0; sample < counts.length; sample++) {
      for (int i = 0; i < counts[sample]; i++) {
        if (labels[sample * target.size(1) + i] == blank) {
          throw new TensorException(
              "ctc: label %d of target %d is the blank, %d, which is no label; blanks may only fill"
                  + " up a target's end",
              i, sample, blank);
        }
      }
    }
  }
}
