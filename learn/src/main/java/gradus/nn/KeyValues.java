package gradus.nn;

import gradus.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys and values of the steps that an attention layer has seen: with them a next step costs
/// one query, not the whole sequence again.
///
/// # Shapes
///
/// Both are `[batch, heads, time, size]`.
public record KeyValues(Tensor keys, Tensor values) {
  /// What `next` gives: the output for new steps, and what to remember for those after.
  public record Step(Tensor output, KeyValues seen) {}

  /// How many steps were seen.
  static int length(@Nullable KeyValues seen) {
    return seen == null ? 0 : seen.keys.size(2);
  }

  static KeyValues join(@Nullable KeyValues seen, Tensor keys, Tensor values) {
    return seen == null
        ? new KeyValues(keys, values)
        : new KeyValues(
            Tensor.concat(2, List.of(seen.keys, keys)),
            Tensor.concat(2, List.of(seen.values, values)));
  }
}
