package gradus.course.limits;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/// The simplex method on whole numbers without rounding (Edmonds, 1967): looks for multipliers, not
/// below 0 and together 1, with which samples add up to 0. Where there are none, it ends with
/// weights that prove it.
///
/// Every number in its table stands for itself divided by one common divisor, which is the last
/// pivot; all divisions come out even. It takes the first column that helps, and among rows the one
/// of the first variable, and so never goes round in circles (Bland, 1977).
final class Simplex {
  private final int features;
  private final int samples;
  private final BigInteger[][] rows;
  private final BigInteger[] cost;
  private final int[] basis;
  private BigInteger divisor = BigInteger.ONE;

  Simplex(List<int[]> signed) {
    features = signed.getFirst().length;
    samples = signed.size();
    int conditions = features + 1;
    int columns = samples + conditions + 1;
    rows = new BigInteger[conditions][columns];
    cost = new BigInteger[columns];
    basis = new int[conditions];
    Arrays.fill(cost, BigInteger.ZERO);
    for (int row = 0; row < conditions; row++) {
      Arrays.fill(rows[row], BigInteger.ZERO);
      for (int sample = 0; sample < samples; sample++) {
        int entry = row < features ? signed.get(sample)[row] : 1;
        rows[row][sample] = BigInteger.valueOf(entry);
        cost[sample] = cost[sample].subtract(rows[row][sample]);
      }
      rows[row][samples + row] = BigInteger.ONE;
      basis[row] = samples + row;
    }
    rows[features][columns - 1] = BigInteger.ONE;
    cost[columns - 1] = BigInteger.ONE.negate();
  }

  void solve() {
    for (int column = entering(); column >= 0 && !isFeasible(); column = entering()) {
      pivot(leaving(column), column);
    }
  }

  /// Whether multipliers were found.
  boolean isFeasible() {
    return cost[cost.length - 1].signum() == 0;
  }

  private int entering() {
    for (int column = 0; column < samples; column++) {
      if (cost[column].signum() < 0) {
        return column;
      }
    }
    return -1;
  }

  private int leaving(int column) {
    int best = -1;
    for (int row = 0; row < rows.length; row++) {
      if (rows[row][column].signum() > 0 && (best < 0 || isBefore(row, best, column))) {
        best = row;
      }
    }
    return best;
  }

  private boolean isBefore(int row, int other, int column) {
    int last = cost.length - 1;
    int order =
        rows[row][last]
            .multiply(rows[other][column])
            .compareTo(rows[other][last].multiply(rows[row][column]));
    return order < 0 || (order == 0 && basis[row] < basis[other]);
  }

  private void pivot(int row, int column) {
    BigInteger[] pivots = rows[row];
    for (int other = 0; other < rows.length; other++) {
      if (other != row) {
        eliminate(rows[other], pivots, column);
      }
    }
    eliminate(cost, pivots, column);
    divisor = pivots[column];
    basis[row] = column;
  }

  private void eliminate(BigInteger[] line, BigInteger[] pivots, int column) {
    BigInteger pivot = pivots[column];
    BigInteger factor = line[column];
    for (int i = 0; i < line.length; i++) {
      BigInteger scaled = line[i].signum() == 0 ? BigInteger.ZERO : line[i].multiply(pivot);
      if (factor.signum() != 0 && pivots[i].signum() != 0) {
        scaled = scaled.subtract(factor.multiply(pivots[i]));
      }
      line[i] = divisor.equals(BigInteger.ONE) ? scaled : scaled.divide(divisor);
    }
  }

  /// The multipliers, times the common divisor.
  List<BigInteger> solution() {
    List<BigInteger> solution = new ArrayList<>(Collections.nCopies(samples, BigInteger.ZERO));
    for (int row = 0; row < rows.length; row++) {
      if (basis[row] < samples) {
        solution.set(basis[row], rows[row][cost.length - 1]);
      }
    }
    return solution;
  }

  /// The weights, times the common divisor.
  List<BigInteger> dual() {
    List<BigInteger> dual = new ArrayList<>();
    for (int feature = 0; feature < features; feature++) {
      dual.add(cost[samples + feature].subtract(divisor));
    }
    return dual;
  }
}
