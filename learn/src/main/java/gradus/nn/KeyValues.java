package gradus.nn;

import gradus.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys and values of the steps that an attention layer has seen: with them a next step costs
/// one query, not the whole sequence again.
///
/// # Shapes
///
/// Keys are columns, `[batch, heads, size, time]`, because one query meets them all at each step;
/// values are `[batch, heads, time, size]`.
///
/// A step copies both, which is a part of what reading them costs (about a quarter for a thousand
/// steps), so that it stays proportional to the steps seen.
public record KeyValues(Tensor keys, Tensor values) {
  /// What `next` gives: the output for new steps, and what to remember for those after.
  public record Step(Tensor output, KeyValues seen) {}

  /// How many steps were seen.
  static int length(@Nullable KeyValues seen) {
    return seen == null ? 0 : seen.values.size(2);
  }

  static KeyValues join(@Nullable KeyValues seen, Tensor keys, Tensor values) {
    return seen == null
        ? new KeyValues(keys, values)
        : new KeyValues(
            Tensor.concat(3, List.of(seen.keys, keys)),
            Tensor.concat(2, List.of(seen.values, values)));
  }
}
