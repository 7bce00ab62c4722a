package gradus.train;

import gradus.data.Batch;
import gradus.nn.Pass;
import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where values first stopped being finite in a batch whose step is not: the data, a parameter, a
/// layer, the loss itself or a gradient.
final class Diagnosis {
  private Diagnosis() {}

  /// @param state what steps change, by name
  /// @param gradient works out the batch's gradient
  static String of(
      Objective objective,
      Batch batch,
      RandomKey key,
      Map<String, Tensor> state,
      Supplier<Gradient> gradient) {
    String data = firstBad("input", batch.inputs());
    if (data != null) {
      return data;
    }
    for (Map.Entry<String, Tensor> tensor : state.entrySet()) {
      if (tensor.getValue().dtype().isFloating() && !allFinite(tensor.getValue())) {
        return "parameter "
            + tensor.getKey()
            + " is not finite: an earlier step was too large; lower the learning rate or clip"
            + " gradients";
      }
    }
    var first = new ArrayList<String>();
    Objective.Outcome outcome =
        Pass.training(key.toTensor())
            .observe((path, layer, output) -> {
              if (first.isEmpty() && output.dtype().isFloating() && !allFinite(output)) {
                first.add(
                    "layer %s (%s) gave the first value that is not finite"
                        .formatted(path, layer.getClass().getSimpleName()));
              }
            })
            .run(() -> objective.of(batch.inputs(), batch.targets()));
    if (!first.isEmpty()) {
      return first.getFirst();
    }
    String bad = firstBad("target", batch.targets());
    if (bad != null) {
      return bad;
    }
    return allFinite(outcome.loss())
        ? ofGradient(gradient.get())
        : "every layer's output is finite, so the loss itself is not: does it take the logarithm of"
            + " 0, or divide by 0?";
  }

  private static String ofGradient(Gradient gradient) {
    for (Map.Entry<String, Tensor> one : gradient.parameters().entrySet()) {
      if (!allFinite(one.getValue())) {
        return "the gradient of %s is not finite: does something take the root of 0, or divide by 0?"
            .formatted(one.getKey());
      }
    }
    return "the gradient, or the penalty's, is too large for its sum to be a number: clip it, or scale"
        + " the data";
  }

  static boolean allFinite(Tensor x) {
    return x.isFinite().all().item() != 0;
  }

  private static @Nullable String firstBad(String what, List<Tensor> tensors) {
    for (int i = 0; i < tensors.size(); i++) {
      String place = tensors.size() == 1 ? "the " + what : what + " " + i;
      String bad = firstBad(place, tensors.get(i));
      if (bad != null) {
        return bad;
      }
    }
    return null;
  }

  private static @Nullable String firstBad(String what, Tensor x) {
    if (!x.dtype().isFloating() || x.shape().rank() == 0) {
      return null;
    }
    double[] values = x.toDoubles();
    int columns = Math.max(1, values.length / Math.max(1, x.size(0)));
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        return String.format(
            Locale.ROOT,
            "%s is %s at sample %d of the batch, column %d",
            what,
            values[i],
            i / columns,
            i % columns);
      }
    }
    return null;
  }
}
