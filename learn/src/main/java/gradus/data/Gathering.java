package gradus.data;

import gradus.tensor.Tensor;
import java.util.List;

/// Puts samples of a data set into batches, one after the other, on one thread.
final class Gathering {
  private final Dataset dataset;
  private final List<? extends Assembler<?>> inputs;
  private final List<? extends Assembler<?>> targets;

  /// @param ring the number of batches whose arrays exist at a time; 0 for new arrays each time
  Gathering(Dataset dataset, int ring) {
    this.dataset = dataset;
    this.inputs = assemblers(dataset.inputRows(), ring);
    this.targets = assemblers(dataset.targetRows(), ring);
  }

  private static List<? extends Assembler<?>> assemblers(List<Rows<?>> rows, int ring) {
    return rows.stream().map(row -> row.assembler(ring)).toList();
  }

  /// These samples; the array is kept.
  Batch gather(int[] indices) {
    var rows = dataset.resolve(indices);
    return new Batch(assemble(inputs, rows), assemble(targets, rows), indices);
  }

  private static List<Tensor> assemble(List<? extends Assembler<?>> parts, int[] rows) {
    return parts.stream().map(part -> part.assemble(rows)).toList();
  }
}
