package gradus.tensor;

/// The five kinds of Java array that hold a tensor's values.
final class Arrays {
  private Arrays() {}

  /// A new array.
  ///
  /// @throws OutOfMemoryError that says how much was needed and how much there is
  static Object allocate(DType dtype, int length) {
    try {
      return switch (dtype) {
        case FLOAT32 -> new float[length];
        case FLOAT64 -> new double[length];
        case INT32 -> new int[length];
        case INT64 -> new long[length];
        case BOOL -> new boolean[length];
      };
    } catch (OutOfMemoryError exhausted) {
      long megabyte = 1L << 20;
      throw new HeapError(
          Message.of(
              "a tensor of %d %s elements needs %d MB, more than is left of the %d MB heap; use"
                  + " smaller batches, or give the JVM more with -Xmx",
              length,
              dtype,
              (long) length * dtype.bytes() / megabyte,
              Runtime.getRuntime().maxMemory() / megabyte),
          exhausted);
    }
  }

  static Tensor ofRows(float[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    Shape shape = Shape.of("tensor", rows.length, columns);
    var values = new float[shape.elements()];
    for (int r = 0; r < rows.length; r++) {
      if (rows[r].length != columns) {
        throw new ShapeException(
            "tensor: row %d has %d elements, but row 0 has %d; all rows must be equally long",
            r, rows[r].length, columns);
      }
      System.arraycopy(rows[r], 0, values, r * columns, columns);
    }
    return Tensor.of(shape, values);
  }

  static Object filled(DType dtype, int length, double value) {
    Object array = allocate(dtype, length);
    if (value != 0 || Double.doubleToRawLongBits(value) != 0) {
      fill(dtype, array, 0, length, value);
    }
    return array;
  }

  static void fill(DType dtype, Object array, int from, int to, double value) {
    switch (dtype) {
      case FLOAT32 -> java.util.Arrays.fill((float[]) array, from, to, (float) value);
      case FLOAT64 -> java.util.Arrays.fill((double[]) array, from, to, value);
      case INT32 -> java.util.Arrays.fill((int[]) array, from, to, (int) value);
      case INT64 -> java.util.Arrays.fill((long[]) array, from, to, (long) value);
      case BOOL -> java.util.Arrays.fill((boolean[]) array, from, to, value != 0);
    }
  }

  /// An element as a double, which holds it exactly unless it is an INT64 number beyond 2^53.
  static double element(DType dtype, Object array, int at) {
    return switch (dtype) {
      case FLOAT32 -> ((float[]) array)[at];
      case FLOAT64 -> ((double[]) array)[at];
      case INT32 -> ((int[]) array)[at];
      case INT64 -> ((long[]) array)[at];
      case BOOL -> ((boolean[]) array)[at] ? 1 : 0;
    };
  }

  static double element(Tensor x, int[] indices) {
    Shape shape = x.shape();
    if (indices.length != shape.rank()) {
      throw new IndexException(
          "get: %d indices for a tensor of rank %d, %s; give one for each axis",
          indices.length, shape.rank(), shape);
    }
    int at = 0;
    for (int axis = 0; axis < indices.length; axis++) {
      int index = indices[axis];
      if (index < 0 || index >= shape.size(axis)) {
        throw new IndexException(
            "get: index %d at axis %d is out of range for %s: it must be at least 0 and below %d",
            index, axis, shape, shape.size(axis));
      }
      at = at * shape.size(axis) + index;
    }
    return element(x.dtype(), x.array(), at);
  }

  /// Whether two tensors agree in type, shape and every bit, all not-a-numbers being one.
  static boolean sameBits(Tensor x, Tensor y) {
    int n = x.shape().elements();
    if (!x.signature().equals(y.signature())) {
      return false;
    }
    return switch (x.dtype()) {
      case FLOAT32 -> java.util.Arrays.equals((float[]) x.array(), 0, n, (float[]) y.array(), 0, n);
      case FLOAT64 ->
          java.util.Arrays.equals((double[]) x.array(), 0, n, (double[]) y.array(), 0, n);
      case INT32 -> java.util.Arrays.equals((int[]) x.array(), 0, n, (int[]) y.array(), 0, n);
      case INT64 -> java.util.Arrays.equals((long[]) x.array(), 0, n, (long[]) y.array(), 0, n);
      case BOOL ->
          java.util.Arrays.equals((boolean[]) x.array(), 0, n, (boolean[]) y.array(), 0, n);
    };
  }

  static double[] toDoubles(Tensor x) {
    var values = new double[x.shape().elements()];
    Object array = x.array();
    for (int i = 0; i < values.length; i++) {
      values[i] = element(x.dtype(), array, i);
    }
    return values;
  }

  static float[] toFloats(Tensor x) {
    int length = x.shape().elements();
    if (x.array() instanceof float[] floats) {
      return java.util.Arrays.copyOf(floats, length);
    }
    if (x.dtype() == DType.INT64) {
      return toFloats(x.cast(DType.FLOAT32));
    }
    var values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) element(x.dtype(), x.array(), i);
    }
    return values;
  }

  static int[] toInts(Tensor x) {
    int length = x.shape().elements();
    return switch (x.array()) {
      case int[] ints -> java.util.Arrays.copyOf(ints, length);
      case boolean[] booleans -> {
        var values = new int[length];
        java.util.Arrays.setAll(values, i -> booleans[i] ? 1 : 0);
        yield values;
      }
      case long[] _ ->
          throw new DTypeException(
              "toInts: the tensor is INT64; use toLongs, or cast(DType.INT32) where all numbers fit"
                  + " 32 bits");
      default ->
          throw new DTypeException(
              "toInts: the tensor is %s; use cast(DType.INT32) to drop fractions", x.dtype());
    };
  }

  static long[] toLongs(Tensor x) {
    int length = x.shape().elements();
    return switch (x.dtype()) {
      case INT64 -> java.util.Arrays.copyOf((long[]) x.array(), length);
      case INT32, BOOL -> (long[]) x.cast(DType.INT64).array();
      case FLOAT32, FLOAT64 ->
          throw new DTypeException(
              "toLongs: the tensor is %s; use cast(DType.INT64) to drop fractions", x.dtype());
    };
  }

  static boolean[] toBooleans(Tensor x) {
    if (x.array() instanceof boolean[] booleans) {
      return java.util.Arrays.copyOf(booleans, x.shape().elements());
    }
    throw new DTypeException(
        "toBooleans: the tensor is %s" + ", not a mask; compare it with a number first", x.dtype());
  }
}
