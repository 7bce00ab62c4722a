package gradus.train;

import gradus.data.Batch;
import gradus.nn.Pass;
import gradus.tensor.Message;
import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where values first stopped being finite in a batch whose step is not: the data, a parameter, a
/// layer, the loss itself or a gradient.
final class NonFiniteCause {
  private NonFiniteCause() {}

  /// @param state what steps change, by name
  /// @param gradient works out the batch's gradient
  static Message of(
      Objective objective,
      Batch batch,
      RandomKey key,
      Map<String, Tensor> state,
      Supplier<Gradient> gradient) {
    Message data =
        firstBad(Message.of("the input"), i -> Message.of("input %d", i), batch.inputs());
    if (data != null) {
      return data;
    }
    for (Map.Entry<String, Tensor> tensor : state.entrySet()) {
      if (tensor.getValue().dtype().isFloating() && !allFinite(tensor.getValue())) {
        return Message.of(
            "parameter %s is not finite: an earlier step was too large; lower the learning rate or"
                + " clip gradients",
            tensor.getKey());
      }
    }
    var first = new ArrayList<Message>();
    Objective.Outcome outcome =
        Pass.training(key.toTensor())
            .observe((path, layer, output) -> {
              if (first.isEmpty() && output.dtype().isFloating() && !allFinite(output)) {
                first.add(
                    Message.of(
                        "layer %s (%s) gave the first value that is not finite",
                        path, layer.getClass().getSimpleName()));
              }
            })
            .run(() -> objective.of(batch.inputs(), batch.targets()));
    if (!first.isEmpty()) {
      return first.getFirst();
    }
    Message bad =
        firstBad(Message.of("the target"), i -> Message.of("target %d", i), batch.targets());
    if (bad != null) {
      return bad;
    }
    return allFinite(outcome.loss())
        ? ofGradient(gradient.get())
        : Message.of(
            "every layer's output is finite, so the loss itself is not: does it take the logarithm of"
                + " 0, or divide by 0?");
  }

  private static Message ofGradient(Gradient gradient) {
    for (Map.Entry<String, Tensor> one : gradient.parameters().entrySet()) {
      if (!allFinite(one.getValue())) {
        return Message.of(
            "the gradient of %s is not finite: does something take the root of 0, or divide by 0?",
            one.getKey());
      }
    }
    return Message.of(
        "the gradient, or the penalty's, is too large for its sum to be a number: clip it, or scale"
            + " the data");
  }

  static boolean allFinite(Tensor x) {
    return x.isFinite().all().item() != 0;
  }

  private static @Nullable Message firstBad(
      Message only, IntFunction<Message> numbered, List<Tensor> tensors) {
    for (int i = 0; i < tensors.size(); i++) {
      Message place = tensors.size() == 1 ? only : numbered.apply(i);
      Message bad = firstBad(place, tensors.get(i));
      if (bad != null) {
        return bad;
      }
    }
    return null;
  }

  private static @Nullable Message firstBad(Message what, Tensor x) {
    if (!x.dtype().isFloating() || x.shape().rank() == 0) {
      return null;
    }
    double[] values = x.toDoubles();
    int columns = Math.max(1, values.length / Math.max(1, x.size(0)));
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        return Message.of(
            "%s is %s at sample %d of the batch, column %d",
            what, values[i], i / columns, i % columns);
      }
    }
    return null;
  }
}
