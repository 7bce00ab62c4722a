package gradus.augment;

import gradus.data.DataException;
import gradus.tensor.Message;

/// What the settings of augmentations may be.
final class Limits {
  private Limits() {}

  static void share(String name, String quantity, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new DataException(
          "%s: %s must be from 0 to 1, got %s", name, Message.of(quantity), value);
    }
  }

  /// Refuses what is negative or not finite.
  static void size(String name, String quantity, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw new DataException(
          "%s: %s must be finite and at least 0, got %s", name, Message.of(quantity), value);
    }
  }

  static void atLeastOne(String name, String quantity, int value) {
    if (value < 1) {
      throw new DataException(
          "%s: %s must be at least 1, got %d", name, Message.of(quantity), value);
    }
  }

  static void ordered(String name, double low, double high) {
    if (!(low > 0 && low <= high && Double.isFinite(high))) {
      throw new DataException(
          "%s: needs positive limits, the lower one first, got %s and %s", name, low, high);
    }
  }
}
