package gradus.data;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;

/// Pictures in files, each decoded whenever it is asked for: the values of [Rows.Bytes] without
/// their memory.
///
/// @param decoder what decodes them
/// @param checksums what tells each picture's levels from others, by which a file that is changed
///   is noticed
/// @param table the float for each level
record DecodedRows(PictureDecoder decoder, long[] checksums, float[] table)
    implements Rows<float[]> {

  /// Levels from 0 to 255 as floats from 0 to 1.
  static DecodedRows scaled(PictureDecoder decoder, long[] checksums) {
    var bytes = Rows.Bytes.scaled(new byte[0], decoder.like().shape());
    return new DecodedRows(decoder, checksums, bytes.table());
  }

  @Override
  public int count() {
    return checksums.length;
  }

  @Override
  public Shape shape() {
    return decoder.like().shape();
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
    copy(new int[] {row}, into, at);
  }

  @Override
  public void copyAll(int[] rows, float[] into) {
    copy(rows, into, 0);
  }

  private void copy(int[] rows, float[] into, int at) {
    int length = shape().elements();
    var failures =
        decoder.decode(
            rows,
            (place, pixels) -> {
              requireSame(rows[place], pixels);
              new Rows.Bytes(pixels, shape(), table).copy(0, into, at + place * length);
            });
    if (!failures.isEmpty()) {
      FileException first = failures.sequencedValues().getFirst();
      throw new DataException("pictures: a batch cannot be made: %s", first.explanation());
    }
  }

  private void requireSame(int row, byte[] pixels) throws FormatException {
    if (ContentChecksum.of(pixels, 0, pixels.length) != checksums[row]) {
      throw new FormatException(
          decoder.files().get(row),
          0,
          "the picture was changed while it was being learned from",
          "restore it, or begin anew");
    }
  }

  @Override
  public Tensor tensor(Shape shape, float[] values) {
    return Tensor.of(shape, values);
  }

  @Override
  public Rows<float[]> normalize(float mean, float standardDeviation) {
    var bytes = new Rows.Bytes(new byte[0], shape(), table);
    return new DecodedRows(decoder, checksums, bytes.normalized(mean, standardDeviation));
  }

  /// What the levels would give in memory, worked out from what each picture's give.
  @Override
  public void digest(ContentChecksum checksum) {
    for (long one : checksums) {
      checksum.append((int) one, shape().elements());
    }
    Rows.digest(checksum, table);
  }

  @Override
  public long checksum(int row) {
    return checksums[row];
  }
}
