package gradus.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The sizes of a tensor's axes, outermost first. `[]` is the shape of a single number.
public final class Shape {
  /// The shape of a single number, of rank 0.
  public static final Shape SCALAR = new Shape(new int[0]);

  private final int[] sizes;
  private final int elements;

  private Shape(int[] sizes) {
    this("shape", sizes);
  }

  /// Takes ownership of `sizes`; an error begins with the name of the operation that wants them.
  private Shape(String operation, int[] sizes) {
    long product = 1;
    boolean empty = false;
    for (int size : sizes) {
      if (size < 0) {
        throw new ShapeException(
            "%s: sizes must not be negative, got %s", operation, Arrays.toString(sizes));
      }
      empty |= size == 0;
    }
    // Only the product of the sizes can overflow, and a zero anywhere makes it 0.
    for (int i = 0; i < sizes.length && !empty; i++) {
      product *= sizes[i];
      if (product > Integer.MAX_VALUE) {
        throw new ShapeException(
            "%s: %s"
                + " has more than 2^31 - 1 elements, the most that one tensor can hold;"
                + " work in smaller batches",
            operation, Arrays.toString(sizes));
      }
    }
    this.sizes = sizes;
    this.elements = empty ? 0 : (int) product;
  }

  /// The shape with these sizes.
  ///
  /// @throws ShapeException where a size is negative or the elements are more than 2^31 - 1
  public static Shape of(int... sizes) {
    return sizes.length == 0 ? SCALAR : new Shape(sizes.clone());
  }

  /// The shape with these sizes.
  public static Shape of(List<Integer> sizes) {
    return new Shape(sizes.stream().mapToInt(Integer::intValue).toArray());
  }

  /// The shape with these sizes, the result of an operation that the error begins with.
  static Shape of(String operation, int... sizes) {
    return new Shape(operation, sizes.clone());
  }

  /// Shapes one after the other, the result of an operation that the error begins with.
  static Shape join(String operation, Shape... parts) {
    int rank = 0;
    for (Shape part : parts) {
      rank += part.rank();
    }
    var joined = new int[rank];
    int at = 0;
    for (Shape part : parts) {
      System.arraycopy(part.sizes, 0, joined, at, part.rank());
      at += part.rank();
    }
    return new Shape(operation, joined);
  }

  /// This shape with another size at an axis, the result of an operation that the error begins
  /// with.
  Shape with(String operation, int axis, int size) {
    var changed = sizes.clone();
    changed[axis(operation, axis)] = size;
    return new Shape(operation, changed);
  }

  /// The number of axes.
  public int rank() {
    return sizes.length;
  }

  /// The number of elements, the product of all sizes; 1 for rank 0.
  public int elements() {
    return elements;
  }

  /// The size of an axis; a negative axis counts from the back.
  public int size(int axis) {
    return sizes[axis("shape", axis)];
  }

  /// A copy of the sizes.
  public int[] sizes() {
    return sizes.clone();
  }

  /// The sizes as a list.
  public List<Integer> toList() {
    return Arrays.stream(sizes).boxed().toList();
  }

  /// The axis that a possibly negative one stands for.
  ///
  /// @param operation the name that the error begins with
  /// @throws ShapeException where there is no such axis
  public int axis(String operation, int axis) {
    int resolved = axis < 0 ? axis + sizes.length : axis;
    if (resolved < 0 || resolved >= sizes.length) {
      throw new ShapeException(
          "%s: axis %d is out of range for %s; %s",
          operation,
          axis,
          this,
          sizes.length == 0
              ? Message.of("a single number has no axes")
              : Message.of(
                  "axes run from 0 to %d, or from -1 back to %d", sizes.length - 1, -sizes.length));
    }
    return resolved;
  }

  /// The distinct axes that these stand for, in increasing order; all axes where none are given.
  ///
  /// @throws ShapeException where an axis does not exist or is named twice
  List<Integer> axes(String operation, int... axes) {
    var resolved = new ArrayList<Integer>();
    if (axes.length == 0) {
      for (int i = 0; i < sizes.length; i++) {
        resolved.add(i);
      }
    }
    for (int axis : axes) {
      int one = axis(operation, axis);
      if (resolved.contains(one)) {
        throw new ShapeException(
            "%s: axis %d of %s is named twice in %s; name each axis once",
            operation, one, this, Arrays.toString(axes));
      }
      resolved.add(one);
    }
    resolved.sort(null);
    return List.copyOf(resolved);
  }

  /// This shape with another size at an axis.
  public Shape with(int axis, int size) {
    return with("shape", axis, size);
  }

  /// This shape with a new axis of a size before `axis`; `axis == rank()` appends it.
  ///
  /// @throws ShapeException where `axis` is negative or larger than the rank
  public Shape insert(int axis, int size) {
    if (axis < 0 || axis > sizes.length) {
      throw new ShapeException(
          "shape: an axis cannot be inserted at %d into %s; it must be from 0 to %d",
          axis, this, sizes.length);
    }
    var longer = new int[sizes.length + 1];
    System.arraycopy(sizes, 0, longer, 0, axis);
    longer[axis] = size;
    System.arraycopy(sizes, axis, longer, axis + 1, sizes.length - axis);
    return new Shape(longer);
  }

  /// This shape without an axis.
  public Shape remove(int axis) {
    int gone = axis("shape", axis);
    var shorter = new int[sizes.length - 1];
    System.arraycopy(sizes, 0, shorter, 0, gone);
    System.arraycopy(sizes, gone + 1, shorter, gone, sizes.length - gone - 1);
    return new Shape(shorter);
  }

  /// The axes from `from` (inclusive) to `to` (exclusive) as a shape of their own.
  ///
  /// @throws ShapeException where these are not axes of this shape, in order
  public Shape part(int from, int to) {
    if (from < 0 || from > to || to > sizes.length) {
      throw new ShapeException("shape: there are no axes from %d to %d in %s", from, to, this);
    }
    return new Shape(Arrays.copyOfRange(sizes, from, to));
  }

  /// This shape followed by another.
  public Shape plus(Shape other) {
    var joined = Arrays.copyOf(sizes, sizes.length + other.sizes.length);
    System.arraycopy(other.sizes, 0, joined, sizes.length, other.sizes.length);
    return new Shape(joined);
  }

  /// The product of the sizes from one axis (inclusive) to another (exclusive). It can wrap around
  /// where another axis has size 0: then there is nothing to count.
  int elements(int from, int to) {
    int product = 1;
    for (int i = from; i < to; i++) {
      product *= sizes[i];
    }
    return product;
  }

  /// The shape that two operands of an elementwise operation broadcast to: axes are matched from
  /// the back, and an axis that is 1 or missing takes the other's size.
  ///
  /// @param operation the name that the error begins with
  /// @throws ShapeException where two sizes differ and neither is 1
  public static Shape broadcast(String operation, Shape a, Shape b) {
    if (a.equals(b)) {
      return a;
    }
    int rank = Math.max(a.rank(), b.rank());
    var sizes = new int[rank];
    for (int back = 1; back <= rank; back++) {
      int left = back <= a.rank() ? a.sizes[a.rank() - back] : 1;
      int right = back <= b.rank() ? b.sizes[b.rank() - back] : 1;
      if (left != right && left != 1 && right != 1) {
        throw new ShapeException(
            "%s: %s and %s do not broadcast: the sizes %d and %d at axis %d differ and neither is"
                + " 1; expand or reshape one of them so that its axes line up from the back",
            operation, a, b, left, right, -back);
      }
      sizes[rank - back] = left == 1 ? right : left;
    }
    return new Shape(operation, sizes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /// The sizes in brackets: `[2, 3]`.
  @Override
  public String toString() {
    return Arrays.toString(sizes);
  }
}
