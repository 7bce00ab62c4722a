package gradus.tensor.kernel;

import org.jspecify.annotations.Nullable;

/// What a matrix product does to each element on the way to memory: `C = relu(AB + C + bias)`, each
/// part optional.
///
/// The bias of row i and column j is `bias[biasAt + i * rowStep + j * columnStep]`.
///
/// @param accumulate whether the old value of C is added
/// @param bias a number for each column, for each row, or for each element; null for none
/// @param biasAt the offset of the first of them
/// @param rowStep from a row's bias to the next one's; 0 where all rows have the same
/// @param columnStep 1, or 0 where all columns have the same
/// @param relu whether negative results become 0
public record Epilogue(
    boolean accumulate,
    float @Nullable [] bias,
    int biasAt,
    int rowStep,
    int columnStep,
    boolean relu) {
  /// `C = AB`
  public static final Epilogue STORE = new Epilogue(false, null, 0, 0, 0, false);

  /// `C = AB + C`
  public static final Epilogue ACCUMULATE = new Epilogue(true, null, 0, 0, 0, false);

  /// A bias for each row, still to be given.
  public static Epilogue forRows(boolean relu) {
    return new Epilogue(false, null, 0, 1, 0, relu);
  }

  /// A bias for each column, still to be given.
  public static Epilogue forColumns(boolean relu) {
    return new Epilogue(false, null, 0, 0, 1, relu);
  }

  /// The same with a bias.
  public Epilogue withBias(float[] bias) {
    return new Epilogue(accumulate, bias, biasAt, rowStep, columnStep, relu);
  }

  /// The same for the rows of C from one on.
  Epilogue fromRow(int row) {
    return row == 0 || bias == null
        ? this
        : new Epilogue(accumulate, bias, biasAt + row * rowStep, rowStep, columnStep, relu);
  }
}
