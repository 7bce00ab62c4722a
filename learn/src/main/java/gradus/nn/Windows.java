package gradus.nn;

import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.Window;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What layers that move a window over pictures have in common.
final class Windows {
  private Windows() {}

  /// Whether a padding by name is `same`, and not `valid`.
  static boolean isSame(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "same" -> true;
      case "valid" -> false;
      default -> throw new UnknownNameException("padding", name, Set.of("same", "valid"));
    };
  }

  /// The window for pictures of a size.
  static Window over(Window window, boolean same, Tensor x) {
    return same ? window.padded(x.size(2), x.size(3)) : window;
  }

  /// A window that moves otherwise along both axes.
  static Window each(Window window, UnaryOperator<Window.Side> change) {
    return new Window(change.apply(window.rows()), change.apply(window.columns()), window.groups());
  }

  /// A window over sequences, which are pictures of one row, that moves otherwise.
  static Window along(Window window, UnaryOperator<Window.Side> change) {
    return new Window(window.rows(), change.apply(window.columns()), window.groups());
  }

  static void requireNoGroups(String name, Window window) {
    if (window.groups() != 1) {
      throw new ShapeException(
          "%s: pools each channel by itself; a window with groups makes no sense here", name);
    }
  }

  static void requireOneRow(String name, Window window) {
    if (window.rows().size() != 1) {
      throw new ShapeException(
          "%s: the window of a sequence has one row, got one of %d; its columns move along the time",
          name, window.rows().size());
    }
  }

  static void requirePictures(String name, Tensor x) {
    if (x.shape().rank() != 4) {
      throw new ShapeException(
          "%s: takes pictures [batch, channels, height, width], got %s; sequences have"
              + " layers of their own, such as maxPool1d",
          name, x.shape());
    }
  }

  /// A window with so much padding after that whatever is left over at the end has an output.
  static Window reachingOver(Window window, Tensor x) {
    return new Window(
        reachingOver(window.rows(), x.size(2)), reachingOver(window.columns(), x.size(3)), 1);
  }

  private static Window.Side reachingOver(Window.Side side, int inputs) {
    long room = (long) inputs + side.before() + side.after() - side.reach();
    long outputs = Math.ceilDiv(room, side.stride()) + 1;
    if ((outputs - 1) * side.stride() >= (long) inputs + side.before()) {
      outputs--;
    }
    long after = (outputs - 1) * side.stride() + side.reach() - inputs - side.before();
    if (after > Integer.MAX_VALUE) {
      throw new ShapeException(
          "pool: a window that reaches over %d is too far past %d inputs; use a smaller one",
          side.reach(), inputs);
    }
    return side.withPadding(side.before(), (int) Math.max(side.after(), after));
  }
}
