package gradus.nn;

import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The same numbers in another shape, sample by sample.
///
/// @param sizes the sizes of a sample, without the batch; one may be -1: it is worked out from the
///   others
public record Reshape(List<Integer> sizes) implements Layer {
  /// Copies the sizes.
  public Reshape {
    sizes = List.copyOf(sizes);
  }

  /// A layer that gives these sizes, of which one may be -1.
  public static Reshape of(int... sizes) {
    return new Reshape(Arrays.stream(sizes).boxed().toList());
  }

  @Override
  public Tensor apply(Tensor x) {
    return x.reshape(
        Stream.concat(Stream.of(x.size(0)), sizes.stream()).mapToInt(Integer::intValue).toArray());
  }
}
