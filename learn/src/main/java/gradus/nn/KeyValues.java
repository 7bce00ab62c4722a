package gradus.nn;

import gradus.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys and values of the steps that an attention layer has seen: with them a next step costs
/// one query, not the whole sequence again.
///
/// The latest steps are held apart. Each new step copies only these, and now and then they join
/// those before, so that copying costs little beside reading.
///
/// # Shapes
///
/// Keys are columns, `[batch, heads, size, time]`, because one query meets them all at each step;
/// values are `[batch, heads, time, size]`.
///
/// @param earlier the steps before; null where there are none
public record KeyValues(@Nullable KeyValues earlier, Tensor keys, Tensor values) {
  /// How many of the latest steps are held apart.
  private static final int APART = 64;

  /// What `next` gives: the output for new steps, and what to remember for those after.
  public record Step(Tensor output, KeyValues seen) {}

  /// Those of some sequences of the batch, in another order or repeated: for a beam search, whose
  /// hypotheses go on from one another.
  ///
  /// @param rows which sequences, `INT32 [n]`
  public KeyValues rows(Tensor rows) {
    return new KeyValues(
        earlier == null ? null : earlier.rows(rows), keys.take(rows, 0), values.take(rows, 0));
  }

  /// How many steps were seen.
  static int length(@Nullable KeyValues seen) {
    return seen == null ? 0 : length(seen.earlier) + seen.values.size(2);
  }

  /// With further steps.
  static KeyValues join(@Nullable KeyValues seen, Tensor keys, Tensor values) {
    KeyValues latest = new KeyValues(null, keys, values);
    if (seen == null) {
      return latest;
    }
    if (seen.values.size(2) < APART) {
      return latest.after(seen, seen.earlier);
    }
    KeyValues apart = new KeyValues(null, seen.keys, seen.values);
    KeyValues before = seen.earlier == null ? apart : apart.after(seen.earlier, null);
    return new KeyValues(before, keys, values);
  }

  /// These steps in one piece with those of `seen`.
  private KeyValues after(KeyValues seen, @Nullable KeyValues earlier) {
    return new KeyValues(
        earlier,
        Tensor.concat(3, List.of(seen.keys, keys)),
        Tensor.concat(2, List.of(seen.values, values)));
  }

  /// The scores of queries for all keys, `[batch, heads, queries, time]`.
  Tensor scores(Tensor query) {
    Tensor latest = query.matmul(keys);
    return earlier == null ? latest : Tensor.concat(3, List.of(query.matmul(earlier.keys), latest));
  }

  /// The sums of all values by weights `[batch, heads, queries, time]`.
  Tensor mix(Tensor weights) {
    if (earlier == null) {
      return weights.matmul(values);
    }
    int before = earlier.values.size(2);
    return weights
        .slice(3, 0, before)
        .matmul(earlier.values)
        .plus(weights.slice(3, before, weights.size(3)).matmul(values));
  }
}
