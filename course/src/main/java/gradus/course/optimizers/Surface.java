package gradus.course.optimizers;

import gradus.course.Option;
import gradus.plot.Range;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.DType;
import gradus.tensor.Tensor;
import java.util.List;

/// A function of two variables to descend on.
public enum Surface implements Option {
  /// A narrow valley that bends: `(1 - x)^2 + 100 (y - x^2)^2`, least at (1, 1).
  ROSENBROCK("Rosenbrock", "Rosenbrock", new Range(-2, 2), new Range(-1, 3), 0.1, 1000) {
    @Override
    public Tensor of(Tensor x, Tensor y) {
      Tensor away = x.negate().plus(1).square();
      return away.plus(y.minus(x.square()).square().times(100));
    }
  },
  /// A bowl that is a hundred times as steep one way as the other: `(x^2 + 100 y^2) / 2`.
  BOWL("a long bowl", "狭长的碗", new Range(-2, 2), new Range(-3, 3), 0.01, 400) {
    @Override
    public Tensor of(Tensor x, Tensor y) {
      return x.square().plus(y.square().times(100)).times(0.5);
    }
  },
  /// Four valleys: `(x^2 + y - 11)^2 + (x + y^2 - 7)^2` (Himmelblau).
  FOUR_VALLEYS("four valleys", "四个山谷", new Range(-5, 5), new Range(-5, 5), 1, 400) {
    @Override
    public Tensor of(Tensor x, Tensor y) {
      Tensor one = x.square().plus(y).minus(11).square();
      return one.plus(x.plus(y.square()).minus(7).square());
    }
  },
  /// A plain on which gradients are small everywhere, with a valley: Beale's function.
  PLAIN("a plain with a valley", "平原与山谷", new Range(-4.5, 4.5), new Range(-4.5, 4.5), 0.1, 10_000) {
    @Override
    public Tensor of(Tensor x, Tensor y) {
      Tensor sum = Tensor.scalar(DType.FLOAT64, 0);
      double[] heights = {1.5, 2.25, 2.625};
      for (int power = 1; power <= 3; power++) {
        Tensor part = x.times(y.power(power)).minus(x).plus(heights[power - 1]);
        sum = sum.plus(part.square());
      }
      return sum;
    }
  };

  private static final int LEVELS = 20;

  private final String english;
  private final String chinese;

  // Ranges are records, which the checker cannot see to be immutable.
  @SuppressWarnings("ImmutableEnumChecker")
  private final transient Range x;

  @SuppressWarnings("ImmutableEnumChecker")
  private final transient Range y;

  private final double lowest;
  private final double highest;

  Surface(String english, String chinese, Range x, Range y, double lowest, double highest) {
    this.english = english;
    this.chinese = chinese;
    this.x = x;
    this.y = y;
    this.lowest = lowest;
    this.highest = highest;
  }

  /// The height at each of some places.
  ///
  /// @param x `FLOAT64`, of any shape
  /// @param y of the same shape
  public abstract Tensor of(Tensor x, Tensor y);

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }

  /// The stretch that is shown from left to right.
  public Range x() {
    return x;
  }

  /// The stretch that is shown from the foot to the top.
  public Range y() {
    return y;
  }

  /// The heights at which lines are drawn.
  public Values levels() {
    return Values.geometric(lowest, highest, LEVELS);
  }

  /// The height at a place.
  public double at(double px, double py) {
    return of(Tensor.ofDoubles(px), Tensor.ofDoubles(py)).item();
  }

  /// The largest curvature at a place: the largest eigenvalue of the second derivatives. Gradient
  /// descent is stable there for rates below 2 over it.
  public double curvature(double px, double py) {
    Tensor x = Tensor.ofDoubles(px).tracked();
    Tensor y = Tensor.ofDoubles(py).tracked();
    List<Tensor> first = of(x, y).sum().differentiableGradients(List.of(x, y));
    List<Tensor> ofX = first.get(0).sum().gradients(List.of(x, y));
    List<Tensor> ofY = first.get(1).sum().gradients(List.of(x, y));
    double xx = ofX.get(0).item();
    double xy = ofX.get(1).item();
    double yy = ofY.get(1).item();
    double half = (xx - yy) / 2;
    return (xx + yy) / 2 + Math.sqrt(half * half + xy * xy);
  }
}
