package gradus.tensor.kernel;

import org.jspecify.annotations.Nullable;

/// What a matrix product does to each element on the way to memory: `C = relu(AB + bias + C)`, each
/// part optional.
///
/// @param accumulate whether the old value of C is added
/// @param bias one number per column of C, or null for none
/// @param biasAt the offset of the first of them
/// @param relu whether negative results become 0
public record Epilogue(boolean accumulate, float @Nullable [] bias, int biasAt, boolean relu) {
  /// `C = AB`
  public static final Epilogue STORE = new Epilogue(false, null, 0, false);

  /// `C = AB + C`
  public static final Epilogue ACCUMULATE = new Epilogue(true, null, 0, false);
}
