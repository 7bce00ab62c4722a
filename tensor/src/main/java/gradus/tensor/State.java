package gradus.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tensors that change from step to step of [Program#step], in arrays that nobody else sees and
/// that are written in place.
///
/// Not for several threads at once.
public final class State {
  private final List<Signature> signatures;
  private final Object[] arrays;
  private final @Nullable Object[] spares;
  private final @Nullable Object[] replacements;

  /// A state that begins with copies of these tensors.
  public State(List<Tensor> tensors) {
    signatures = tensors.stream().map(Tensor::signature).toList();
    arrays = new Object[tensors.size()];
    spares = new @Nullable Object[tensors.size()];
    replacements = new @Nullable Object[tensors.size()];
    set(tensors);
  }

  /// The number of tensors.
  public int size() {
    return arrays.length;
  }

  /// Copies of the tensors as they are now.
  public List<Tensor> tensors() {
    var copies = new ArrayList<Tensor>(arrays.length);
    for (int i = 0; i < arrays.length; i++) {
      copies.add(tensor(i));
    }
    return copies;
  }

  /// A copy of one of the tensors as it is now.
  ///
  /// @throws IndexOutOfBoundsException where there is no such tensor
  public Tensor tensor(int index) {
    Signature signature = signatures.get(index);
    return tensor(signature, copy(signature, arrays[index]));
  }

  /// Replaces the tensors by copies of others.
  ///
  /// @throws ShapeException where there are more or fewer, or one has another type or shape
  public void set(List<Tensor> tensors) {
    if (!tensors.stream().map(Tensor::signature).toList().equals(signatures)) {
      throw new ShapeException(
          "state: holds %s, got %s", signatures, tensors.stream().map(Tensor::signature).toList());
    }
    var copies = new Object[arrays.length];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = copy(signatures.get(i), tensors.get(i).array());
    }
    // Nothing has been changed where a copy found no memory.
    System.arraycopy(copies, 0, arrays, 0, copies.length);
  }

  private static Tensor tensor(Signature signature, Object array) {
    return new Tensor(signature.dtype(), signature.shape(), array, false, null, List.of());
  }

  /// A tensor with the same values in an array of its own.
  static Tensor copy(Tensor tensor) {
    return tensor(tensor.signature(), copy(tensor.signature(), tensor.array()));
  }

  private static Object copy(Signature signature, Object array) {
    int length = signature.shape().elements();
    Object copy = gradus.tensor.Arrays.allocate(signature.dtype(), length);
    System.arraycopy(array, 0, copy, 0, length);
    return copy;
  }

  /// The tensor itself, or a copy where its array is one that later steps write.
  Tensor givenAway(Tensor tensor) {
    for (int i = 0; i < arrays.length; i++) {
      if (isSame(arrays[i], tensor.array()) || isSpare(i, tensor.array())) {
        return copy(tensor);
      }
    }
    return tensor;
  }

  Signature signature(int i) {
    return signatures.get(i);
  }

  Object array(int i) {
    return arrays[i];
  }

  /// An array in which the next value of a tensor can be computed while the present one is still
  /// read.
  Object spare(int i) {
    Object spare = spares[i];
    if (spare == null) {
      spare =
          gradus.tensor.Arrays.allocate(
              signatures.get(i).dtype(), signatures.get(i).shape().elements());
      spares[i] = spare;
    }
    return spare;
  }

  /// Says where the next value of a tensor was computed: in its spare array, or in one that belongs
  /// to somebody else.
  void replace(int i, Object array) {
    replacements[i] = array;
  }

  /// Makes the next values the present ones, after all of them are known: one may be another's
  /// present one.
  void advance() {
    for (int i = 0; i < arrays.length; i++) {
      Object replacement = replacements[i];
      if (replacement != null && !isSpare(i, replacement)) {
        replacements[i] = copy(signatures.get(i), replacement);
      }
    }
    for (int i = 0; i < arrays.length; i++) {
      Object replacement = replacements[i];
      if (replacement != null) {
        spares[i] = isSpare(i, replacement) ? arrays[i] : spares[i];
        arrays[i] = replacement;
      }
    }
    Arrays.fill(replacements, null);
  }

  private boolean isSpare(int i, Object array) {
    return isSame(spares[i], array);
  }

  @SuppressWarnings("ReferenceEquality") // The question is whether it is the same array.
  private static boolean isSame(@Nullable Object one, Object other) {
    return one == other;
  }
}
