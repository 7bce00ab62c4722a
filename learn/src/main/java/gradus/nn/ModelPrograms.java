package gradus.nn;

import gradus.tensor.DType;
import gradus.tensor.Program;
import gradus.tensor.ShapeException;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// A model's predictions as programs, traced once for each shape of batch; they always compute with
/// the weights of the moment. For any number of threads.
final class ModelPrograms {
  /// How many shapes to keep a program for; more come from data of ever-changing sizes, for which
  /// programs do not pay.
  private static final int MAXIMUM = 16;

  private final ModelInputs inputs;
  private final List<Cell> cells;
  private final Map<List<Signature>, Program> programs = new ConcurrentHashMap<>();

  ModelPrograms(ModelInputs inputs, Map<String, Cell> cells) {
    this.inputs = inputs;
    this.cells = List.copyOf(cells.values());
  }

  /// The output in inference.
  Tensor run(List<Tensor> batch) {
    List<Signature> signatures = batch.stream().map(Tensor::signature).toList();
    Program program = programs.get(signatures);
    if (program == null) {
      inputs.require(batch);
      program = trace(signatures);
    }
    List<Tensor> operands = new ArrayList<>();
    cells.forEach(cell -> operands.add(cell.stored()));
    operands.addAll(batch);
    try {
      return program.run(operands).getFirst();
    } catch (TensorException failure) {
      // A program does not know layers: without it, the same error says where it happened.
      Pass.inference(() -> Pass.current().within(inputs.root(), batch));
      throw failure;
    }
  }

  /// The class that each row of a model's output names.
  static int[] classes(Tensor y) {
    if (y.shape().rank() != 2 || y.size(1) == 0) {
      throw new ShapeException(
          "predictClasses: the model's output must be [batch, classes], got %s", y.shape());
    }
    return (y.size(1) == 1 ? y.squeeze(1).greaterOrEqual(0.5).cast(DType.INT32) : y.argMax(1))
        .toInts();
  }

  private Program trace(List<Signature> signatures) {
    List<Signature> all = new ArrayList<>(cells.stream().map(Cell::signature).toList());
    all.addAll(signatures);
    UnaryOperator<List<Tensor>> function =
        symbols -> {
          Map<Cell, Tensor> bindings = new LinkedHashMap<>();
          for (int i = 0; i < cells.size(); i++) {
            bindings.put(cells.get(i), symbols.get(i));
          }
          List<Tensor> batch = symbols.subList(cells.size(), symbols.size());
          Pass pass = Pass.inference().bind(bindings);
          return List.of(pass.run(() -> Pass.current().within(inputs.root(), batch)));
        };
    Program program = Program.trace(function, all);
    if (programs.size() < MAXIMUM) {
      programs.put(signatures, program);
    }
    return program;
  }
}
