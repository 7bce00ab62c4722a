package gradus.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Lines of equal value through a grid, by marching squares: every square of four neighbouring
/// samples is crossed by a straight piece wherever the level lies between its corners, and pieces
/// that meet on an edge are joined. A square with a NaN or infinite corner is left out; at a saddle
/// the mean of the corners decides which corners are connected.
///
/// Lorensen and Cline, "Marching cubes" (SIGGRAPH 1987), in two dimensions.
final class Contours {
  /// A line through points at `(column, row)` positions between the samples; closed lines end where
  /// they start.
  record Line(Values columns, Values rows) {}

  private static final int NONE = -1;

  private final Grid grid;
  private final double level;
  // Each crossed edge has at most two neighbours along its line, one from each adjacent square.
  // Edge 2i runs from sample i to its right, edge 2i + 1 from sample i downwards.
  private final int[] before;
  private final int[] after;

  private Contours(Grid grid, double level) {
    this.grid = grid;
    this.level = level;
    before = new int[2 * grid.rows() * grid.columns()];
    after = before.clone();
    Arrays.fill(before, NONE);
    Arrays.fill(after, NONE);
  }

  /// The lines on which a grid has a level.
  static List<Line> at(Grid grid, double level) {
    Contours contours = new Contours(grid, level);
    for (int row = 0; row + 1 < grid.rows(); row++) {
      for (int column = 0; column + 1 < grid.columns(); column++) {
        contours.cross(row, column);
      }
    }
    return contours.trace();
  }

  private void cross(int row, int column) {
    double a = grid.at(row, column);
    double b = grid.at(row, column + 1);
    double c = grid.at(row + 1, column + 1);
    double d = grid.at(row + 1, column);
    if (!Double.isFinite(a) || !Double.isFinite(b) || !Double.isFinite(c) || !Double.isFinite(d)) {
      return;
    }
    int start = row * grid.columns() + column;
    int top = 2 * start;
    int left = top + 1;
    int right = 2 * (start + 1) + 1;
    int bottom = 2 * (start + grid.columns());
    int corners = bit(a, 8) | bit(b, 4) | bit(c, 2) | bit(d, 1);
    switch (corners) {
      case 1, 14 -> join(left, bottom);
      case 2, 13 -> join(bottom, right);
      case 3, 12 -> join(left, right);
      case 4, 11 -> join(top, right);
      case 6, 9 -> join(top, bottom);
      case 7, 8 -> join(left, top);
      case 5, 10 -> {
        boolean highMiddle = a / 4 + b / 4 + c / 4 + d / 4 >= level;
        if (highMiddle == (corners == 5)) {
          join(left, top);
          join(bottom, right);
        } else {
          join(left, bottom);
          join(top, right);
        }
      }
      default -> {}
    }
  }

  private int bit(double value, int bit) {
    return value >= level ? bit : 0;
  }

  private void join(int one, int two) {
    link(one, two);
    link(two, one);
  }

  private void link(int from, int to) {
    if (before[from] == NONE) {
      before[from] = to;
    } else {
      after[from] = to;
    }
  }

  private List<Line> trace() {
    boolean[] seen = new boolean[before.length];
    List<Line> lines = new ArrayList<>();
    for (int edge = 0; edge < before.length; edge++) {
      if (before[edge] != NONE && after[edge] == NONE && !seen[edge]) {
        lines.add(walk(edge, seen, false));
      }
    }
    for (int edge = 0; edge < before.length; edge++) {
      if (before[edge] != NONE && !seen[edge]) {
        lines.add(walk(edge, seen, true));
      }
    }
    return lines;
  }

  private Line walk(int start, boolean[] seen, boolean closed) {
    List<Integer> edges = new ArrayList<>();
    int edge = start;
    while (edge != NONE) {
      edges.add(edge);
      seen[edge] = true;
      edge = unseen(edge, seen);
    }
    if (closed) {
      edges.add(start);
    }
    double[] columns = edges.stream().mapToDouble(this::column).toArray();
    double[] rows = edges.stream().mapToDouble(this::row).toArray();
    return new Line(Values.of(columns), Values.of(rows));
  }

  private int unseen(int edge, boolean[] seen) {
    if (!seen[before[edge]]) {
      return before[edge];
    }
    return after[edge] != NONE && !seen[after[edge]] ? after[edge] : NONE;
  }

  private double column(int edge) {
    double column = edge / 2 % grid.columns();
    return edge % 2 == 0 ? column + part(edge / 2, edge / 2 + 1) : column;
  }

  private double row(int edge) {
    int start = edge / 2 / grid.columns();
    double row = start;
    return edge % 2 == 1 ? row + part(edge / 2, edge / 2 + grid.columns()) : row;
  }

  private double part(int from, int to) {
    double low = grid.values().get(from) / 2;
    double high = grid.values().get(to) / 2;
    return (level / 2 - low) / (high - low);
  }
}
