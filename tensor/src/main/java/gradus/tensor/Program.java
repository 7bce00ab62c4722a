package gradus.tensor;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A function of tensors as a list of operations: what [#trace] saw the function do.
///
/// A program computes what the function would compute, bit for bit, for inputs of the same types
/// and shapes. Tensors with values that the function used, other than its inputs, are constants of
/// the program.
public final class Program {
  private final List<Tensor> inputs;
  private final List<Tensor> outputs;
  private final List<Tensor> steps;

  private Program(List<Tensor> inputs, List<Tensor> outputs) {
    this.inputs = inputs;
    this.outputs = outputs;
    this.steps = inOrder(outputs);
  }

  /// Runs a function once on tensors without values and keeps the operations that it applied.
  ///
  /// The function must not read values (that throws a [TensorException]); what it decides in Java
  /// while it is traced is decided for good.
  public static Program trace(UnaryOperator<List<Tensor>> function, List<Signature> inputs) {
    List<Tensor> symbols =
        inputs.stream().map(input -> Tensor.symbolic(input.dtype(), input.shape())).toList();
    return new Program(symbols, List.copyOf(function.apply(symbols)));
  }

  /// The types and shapes of the inputs.
  public List<Signature> inputs() {
    return inputs.stream().map(Tensor::signature).toList();
  }

  /// The types and shapes of the outputs.
  public List<Signature> outputs() {
    return outputs.stream().map(Tensor::signature).toList();
  }

  /// The outputs for these inputs.
  ///
  /// @throws ShapeException where an input does not have the type and shape that the program was
  ///   traced with
  public List<Tensor> run(List<Tensor> values) {
    if (values.size() != inputs.size()) {
      throw new ShapeException(
          "program: takes %d inputs, got %d".formatted(inputs.size(), values.size()));
    }
    var known = new IdentityHashMap<Tensor, Tensor>();
    for (int i = 0; i < values.size(); i++) {
      if (!values.get(i).signature().equals(inputs.get(i).signature())) {
        throw new ShapeException(
            "program: input %d was traced as %s, got %s"
                .formatted(i, inputs.get(i).signature(), values.get(i).signature()));
      }
      known.put(inputs.get(i), values.get(i).detach());
    }
    for (Tensor step : steps) {
      Op op = step.operation();
      if (op == null) {
        continue;
      }
      List<Tensor> operands =
          step.inputs().stream().map(x -> known.getOrDefault(x, x).detach()).toList();
      known.put(step, Tensor.apply(op, operands));
    }
    return outputs.stream().map(output -> known.getOrDefault(output, output).detach()).toList();
  }

  private static List<Tensor> inOrder(List<Tensor> outputs) {
    var order = new ArrayList<Tensor>();
    Set<Tensor> done = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Tensor output : outputs) {
      var stack = new ArrayList<Tensor>();
      var positions = new ArrayList<Integer>();
      if (done.add(output)) {
        stack.add(output);
        positions.add(0);
      }
      while (!stack.isEmpty()) {
        Tensor y = stack.getLast();
        int next = positions.getLast();
        if (next == y.inputs().size() || !y.isSymbolic()) {
          stack.removeLast();
          positions.removeLast();
          order.add(y);
          continue;
        }
        positions.set(positions.size() - 1, next + 1);
        Tensor x = y.inputs().get(next);
        if (done.add(x)) {
          stack.add(x);
          positions.add(0);
        }
      }
    }
    return order;
  }
}
