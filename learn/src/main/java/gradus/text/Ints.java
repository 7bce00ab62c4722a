package gradus.text;

import java.util.Arrays;

/// Whole numbers in an array that grows.
final class Ints {
  private int[] values = new int[8];
  private int size;

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.multiplyExact(size, 2));
    }
    values[size++] = value;
  }

  void addAll(int[] more) {
    for (int value : more) {
      add(value);
    }
  }

  int[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
