package gradus.tensor.kernel;

/// What [Winograd] does to patches on the way in and out, a plane at a time.
///
/// A patch is what two by two neighbouring outputs see: four by four inputs. Patches are numbered
/// row by row; `row` is the first row of patches, `rows` how many there are. Numbers of a place of
/// all patches lie side by side, and up to a vector beyond their end is overwritten. Sums are taken
/// in the order of the formulas, for columns first, so that all implementations give the same bits.
interface PatchTransforms {
  /// `to[at + (4 i + j) * step + w] = (G g G')[i][j]` for each window g, of which `weights[(3 i +
  /// j) * count + w]` is the number in row i and column j, with
  ///
  /// ```
  ///     [  1   0   0  ]
  /// G = [ 1/2 1/2 1/2 ]
  ///     [ 1/2 -1/2 1/2 ]
  ///     [  0   0   1  ]
  /// ```
  void windows(float[] weights, int count, float[] to, int at, int step);

  /// `to[at + (4 i + j) * step + t] = (B' d B)[i][j]` for each patch d, with
  ///
  /// ```
  ///      [ 1  0 -1  0 ]
  /// B' = [ 0  1  1  0 ]
  ///      [ 0 -1  1  0 ]
  ///      [ 0  1  0 -1 ]
  /// ```
  ///
  /// @param scratchAt where in `to` there is room: [#scratch]
  void inputs(
      Sliding s,
      float[] x,
      int xAt,
      int row,
      int rows,
      float[] to,
      int at,
      int step,
      int scratchAt);

  /// `y = A' m A + bias` for each patch m, of which `from[at + (4 i + j) * step + t]` is the number
  /// in row i and column j, with
  ///
  /// ```
  /// A' = [ 1  1  1  0 ]
  ///      [ 0  1 -1 -1 ]
  /// ```
  ///
  /// @param scratchAt where in `from` there is room: [#scratch]
  /// @return whether all numbers were finite
  boolean outputs(
      Sliding s,
      float[] from,
      int at,
      int step,
      int row,
      int rows,
      float bias,
      float[] y,
      int yAt,
      int scratchAt);

  /// `to[at + (4 i + j) * step + t] = (A y A')[i][j]` for each patch's two by two outputs y: the
  /// transpose of [#outputs].
  ///
  /// @param scratchAt where in `to` there is room: [#scratch]
  void gradients(
      Sliding s,
      float[] y,
      int yAt,
      int row,
      int rows,
      float[] to,
      int at,
      int step,
      int scratchAt);

  /// The room that is needed beside the patches.
  int scratch(Sliding s, int rows);
}
