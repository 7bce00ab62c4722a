package gradus.data;

import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Copies scattered rows into one tensor, in a new array each time or in a ring of arrays that come
/// round again.
///
/// @param <A> the array that the tensors are made of
final class Assembler<A> {
  private final Rows<A> rows;
  private final int ringSize;
  private final List<A> ring;
  private int turn;
  private int ringElements = -1;

  /// @param ringSize the number of arrays in the ring; 0 for a new array each time
  Assembler(Rows<A> rows, int ringSize) {
    this.rows = rows;
    this.ringSize = ringSize;
    this.ring = new ArrayList<>(ringSize);
  }

  /// The rows with these indices, `[indices.length, ...]`.
  Tensor assemble(int[] indices) {
    var shape = rows.shape().insert(0, indices.length);
    var values = array(shape.elements());
    rows.copyAll(indices, values);
    return rows.tensor(shape, values);
  }

  private A array(int elements) {
    if (ringSize == 0) {
      return rows.allocate(elements);
    }
    if (ringElements < 0) {
      ringElements = elements;
    }
    if (elements != ringElements) {
      // The last, short batch.
      return rows.allocate(elements);
    }
    if (ring.size() < ringSize) {
      var fresh = rows.allocate(elements);
      ring.add(fresh);
      return fresh;
    }
    var next = ring.get(turn);
    turn = (turn + 1) % ringSize;
    return next;
  }
}
