package gradus.tensor.kernel;

/// What [Winograd] does to patches on the way in and out, a plane at a time.
///
/// A patch is what two by two neighbouring outputs see: four by four inputs. Its place in row i and
/// column j is number `4 i + j` of [Patches]. Of these, up to a vector beyond the end of a place is
/// overwritten. Sums are taken in the order of the formulas, for columns first, so that all
/// implementations give the same bits.
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

  /// `B' d B` for each patch d of a plane, with
  ///
  /// ```
  ///      [ 1  0 -1  0 ]
  /// B' = [ 0  1  1  0 ]
  ///      [ 0 -1  1  0 ]
  ///      [ 0  1  0 -1 ]
  /// ```
  void inputs(Floats x, Patches to);

  /// `y = A' m A + bias` for each patch m, two by two outputs of a plane, with
  ///
  /// ```
  /// A' = [ 1  1  1  0 ]
  ///      [ 0  1 -1 -1 ]
  /// ```
  ///
  /// @return whether all numbers were finite
  boolean outputs(Patches from, float bias, Floats y);

  /// `A y A'` for the two by two outputs y of each patch: the transpose of [#outputs].
  void gradients(Floats y, Patches to);

  /// The room that is needed beside the patches.
  int scratch(Sliding s, int rows);
}
