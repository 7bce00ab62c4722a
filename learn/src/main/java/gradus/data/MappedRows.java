package gradus.data;

import gradus.io.FileException;
import gradus.io.InputFile;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/// Rows of floats in a file that is mapped, and read where they are asked for.
record MappedRows(MemorySegment values, Shape shape, int count) implements Rows<float[]> {
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int BLOCK = 1 << 16;

  static MappedRows of(Path file, Shape shape, int count) throws FileException {
    long size = InputFile.of(file).size();
    long needed = (long) count * shape.elements() * Float.BYTES;
    if (size != needed || count == 0) {
      throw new DataException(
          "data set: %s holds %d bytes, but %d inputs %s of FLOAT32 are %d",
          file, size, count, shape, needed);
    }
    try (FileChannel channel = FileChannel.open(file)) {
      MemorySegment values = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto());
      MappedRows rows = new MappedRows(values, shape, count);
      rows.blocks((block, first) -> Rows.requireFinite(block, first, shape, "inputs"));
      return rows;
    } catch (IOException failure) {
      throw FileException.of("read", file, failure);
    }
  }

  private interface Blocks {
    void accept(float[] block, long first);
  }

  /// All values, a block after the other.
  private void blocks(Blocks blocks) {
    long all = (long) count * shape.elements();
    for (long at = 0; at < all; at += BLOCK) {
      float[] block = new float[(int) Math.min(BLOCK, all - at)];
      MemorySegment.copy(values, FLOAT, at * Float.BYTES, block, 0, block.length);
      blocks.accept(block, at);
    }
  }

  @Override
  public DType dtype() {
    return DType.FLOAT32;
  }

  @Override
  public float[] allocate(int elements) {
    return new float[elements];
  }

  @Override
  public void copy(int row, float[] into, int at) {
    int length = shape.elements();
    MemorySegment.copy(values, FLOAT, (long) row * length * Float.BYTES, into, at, length);
  }

  @Override
  public Tensor tensor(Shape shape, float[] values) {
    return Tensor.of(shape, values);
  }

  @Override
  public Rows<float[]> normalize(float mean, float standardDeviation) {
    throw new DataException(
        "normalize: the inputs lie in a file; normalize them before they are written there");
  }

  @Override
  public void digest(ContentChecksum checksum) {
    blocks((block, _) -> Rows.digest(checksum, block));
  }

  @Override
  public long checksum(int row) {
    float[] values = new float[shape.elements()];
    copy(row, values, 0);
    return Rows.checksum(values, 0, values.length);
  }
}
