package gradus.tensor.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/// [RowSums] on vectors: a vector of a row stays in a register until all its pieces are added. Were
/// it stored after each, the next would wait for it, since most begin between two stores.
final class SimdRowSums {
  private static final VectorSpecies<Float> SPECIES = Lanes.SPECIES;
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, SPECIES.vectorShape());
  private static final int LANES = Lanes.COUNT;

  private SimdRowSums() {}

  /// As [Kernels#add].
  static void add(RowSums sums, float[] x, int xAt, float[] y, int yAt) {
    int[] rows = sums.rows();
    int[] lengths = sums.lengths();
    int[] starts = sums.starts();
    int[] sources = sums.sources();
    int[] maskAt = sums.maskAt();
    int[] masks = sums.masks();
    for (int r = 0; r < rows.length; r++) {
      for (int j = 0; j < lengths[r]; j += LANES) {
        int to = yAt + rows[r] + j;
        VectorMask<Float> there = SPECIES.indexInRange(j, lengths[r]);
        FloatVector sum = FloatVector.fromArray(SPECIES, y, to, there);
        for (int i = starts[r]; i < starts[r + 1]; i++) {
          // Bits that are kept or cleared, rather than a VectorMask, which would have to be made.
          IntVector bits =
              FloatVector.fromArray(SPECIES, x, xAt + sources[i] + j).reinterpretAsInts();
          IntVector kept = bits.and(IntVector.fromArray(INTS, masks, maskAt[i] + j));
          sum = sum.add(kept.reinterpretAsFloats());
        }
        sum.intoArray(y, to, there);
      }
    }
  }
}
