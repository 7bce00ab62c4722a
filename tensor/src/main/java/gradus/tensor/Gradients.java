package gradus.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reverse-mode differentiation: the recorded operations, last first, each passing its gradient on
/// to its inputs.
final class Gradients {
  private Gradients() {}

  static List<Tensor> of(Tensor loss, List<Tensor> sources, boolean differentiable) {
    if (loss.shape().elements() != 1) {
      throw new ShapeException(
          "gradients: only one number has gradients, but the loss has shape %s; take its sum or"
              + " mean",
          loss.shape());
    }
    if (!loss.dtype().isFloating()) {
      throw new DTypeException(
          "gradients: the loss must be FLOAT32 or FLOAT64, got %s; a loss of integers has no slope",
          loss.signature());
    }
    for (Tensor source : sources) {
      if (!source.isTracked()) {
        throw new TensorException(
            "gradients: the tensor %s"
                + " is not tracked; call tracked() on it and compute the loss from the result",
            source.signature());
      }
    }
    var collected = new IdentityHashMap<Tensor, Contributions>();
    at(collected, loss).add(Tensor.full(loss.dtype(), loss.shape(), 1));
    var gradients = new IdentityHashMap<Tensor, Tensor>();
    Set<Tensor> wanted = Collections.newSetFromMap(new IdentityHashMap<>());
    wanted.addAll(sources);
    for (Tensor y : lastFirst(loss)) {
      Contributions parts = collected.remove(y);
      if (parts == null) {
        continue;
      }
      Op op = y.operation();
      if (op == null && !wanted.contains(y)) {
        continue;
      }
      Tensor g = parts.total();
      if (wanted.contains(y)) {
        gradients.put(y, g);
      }
      if (op == null) {
        continue;
      }
      List<Tensor> in = y.inputs();
      var needed = new boolean[in.size()];
      for (int i = 0; i < needed.length; i++) {
        needed[i] = in.get(i).isTracked();
      }
      if (op instanceof Op.Slice slice) {
        at(collected, in.getFirst()).addSlice(slice, g);
        continue;
      }
      if (needed[1 % needed.length] && Choices.joinsRows(op, in)) {
        Tensor left = in.getFirst();
        at(collected, in.get(1)).addProduct(differentiable ? left : shadow(left), g);
        needed[1] = false;
      }
      List<@Nullable Tensor> slopes =
          differentiable
              ? Vjp.of(op, in, y, g, needed)
              : Vjp.of(op, in.stream().map(Gradients::shadow).toList(), shadow(y), g, needed);
      for (int i = 0; i < in.size(); i++) {
        Tensor x = in.get(i);
        Tensor part = slopes.get(i);
        if (needed[i] && part != null) {
          if (op instanceof Op.Custom && !part.signature().equals(x.signature())) {
            throw new ShapeException(
                "%s: vjp gave %s as the gradient of input %d, which is %s; they must agree",
                Names.of(op), part.signature(), i, x.signature());
          }
          Tensor fitted = undoBroadcast(part, x.shape());
          at(collected, x).add(fitted);
        }
      }
    }
    var results = new ArrayList<Tensor>();
    for (Tensor source : sources) {
      Tensor gradient = gradients.get(source);
      if (gradient == null) {
        results.add(Tensor.zeros(source.signature()));
      } else {
        // Rules applied to symbolic tensors were recorded all the same.
        results.add(differentiable ? gradient : gradient.detach());
      }
    }
    return List.copyOf(results);
  }

  private static Contributions at(IdentityHashMap<Tensor, Contributions> collected, Tensor x) {
    return collected.computeIfAbsent(x, key -> new Contributions(key.shape()));
  }

  /// The same values without history, so that the rules record nothing; a program being traced
  /// needs the history.
  private static Tensor shadow(Tensor x) {
    return x.isSymbolic() ? x : x.detach();
  }

  /// The gradient of an operand that was broadcast: summed over what was repeated.
  private static Tensor undoBroadcast(Tensor g, Shape shape) {
    if (g.shape().equals(shape)) {
      return g;
    }
    int extra = g.shape().rank() - shape.rank();
    var axes = new ArrayList<Integer>();
    for (int axis = 0; axis < g.shape().rank(); axis++) {
      if (axis < extra || (shape.size(axis - extra) == 1 && g.size(axis) != 1)) {
        axes.add(axis);
      }
    }
    Tensor summed =
        axes.isEmpty() ? g : g.sumKeeping(axes.stream().mapToInt(Integer::intValue).toArray());
    // A rule may also give a smaller gradient than its operand, for example one number for all
    // elements.
    return summed.shape().elements() == shape.elements()
        ? summed.reshape(shape)
        : summed.broadcastTo(shape);
  }

  /// The tracked tensors from which the loss was computed, each after everything that was computed
  /// from it.
  private static List<Tensor> lastFirst(Tensor loss) {
    var order = new ArrayList<Tensor>();
    Set<Tensor> done = Collections.newSetFromMap(new IdentityHashMap<>());
    // An explicit stack: a network unrolled over thousands of steps is deeper than the thread's
    // own.
    var stack = new ArrayList<Tensor>();
    var positions = new ArrayList<Integer>();
    stack.add(loss);
    positions.add(0);
    done.add(loss);
    while (!stack.isEmpty()) {
      Tensor y = stack.getLast();
      int next = positions.getLast();
      if (next == y.inputs().size()) {
        stack.removeLast();
        positions.removeLast();
        order.add(y);
        continue;
      }
      positions.set(positions.size() - 1, next + 1);
      Tensor x = y.inputs().get(next);
      if (x.isTracked() && done.add(x)) {
        stack.add(x);
        positions.add(0);
      }
    }
    Collections.reverse(order);
    return order;
  }
}
