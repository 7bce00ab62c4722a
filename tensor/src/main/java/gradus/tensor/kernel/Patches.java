package gradus.tensor.kernel;

/// Some rows of patches of a plane, and where their numbers are: that of place `p` of patch `t` is
/// `values[at + p * step + t]`, patches being numbered row by row.
///
/// @param row the first row of patches in the plane
/// @param rows how many there are
/// @param scratchAt where in `values` there is room beside them: [PatchTransforms#scratch]
record Patches(Sliding sizes, int row, int rows, float[] values, int at, int step, int scratchAt) {
  /// Patches beside each other.
  int across() {
    return Winograd.across(sizes);
  }
}
