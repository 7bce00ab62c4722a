package gradus.data;

/// Puts samples of a data set into batches, one after the other, on one thread.
final class Gathering {
  private final Dataset dataset;
  private final Assembler<?> inputs;
  private final Assembler<?> targets;

  /// @param ring the number of batches whose arrays exist at a time; 0 for new arrays each time
  Gathering(Dataset dataset, int ring) {
    this.dataset = dataset;
    this.inputs = dataset.inputs().assembler(ring);
    this.targets = dataset.targets().assembler(ring);
  }

  /// These samples; the array is kept.
  Batch gather(int[] indices) {
    var rows = dataset.resolve(indices);
    return new Batch(inputs.assemble(rows), targets.assemble(rows), indices);
  }
}
