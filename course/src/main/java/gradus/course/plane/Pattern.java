package gradus.course.plane;

import gradus.course.Option;
import gradus.plot.Text;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;

/// How points of two classes lie in the plane between -1 and 1.
public enum Pattern implements Option {
  /// Two clouds, which a line can part.
  CLOUDS("two clouds", "两团") {
    @Override
    void place(int index, double part, int label, double[] point) {
      point[0] = label == 1 ? 0.45 : -0.45;
      point[1] = label == 1 ? 0.3 : -0.3;
    }
  },
  /// Four corners, of which one is of class 1: both coordinates are positive.
  AND("and", "与（AND）") {
    @Override
    void place(int index, double part, int label, double[] point) {
      corner(index, point);
    }

    @Override
    int label(int index) {
      return index % CORNERS == 3 ? 1 : 0;
    }
  },
  /// Four corners, of which three are of class 1: one coordinate or both are positive.
  OR("or", "或（OR）") {
    @Override
    void place(int index, double part, int label, double[] point) {
      corner(index, point);
    }

    @Override
    int label(int index) {
      return index % CORNERS == 0 ? 0 : 1;
    }
  },
  /// Four corners, of which two opposite ones are of class 1: one coordinate alone is positive.
  XOR("exclusive or", "异或（XOR）") {
    @Override
    void place(int index, double part, int label, double[] point) {
      corner(index, point);
    }

    @Override
    int label(int index) {
      return index % CORNERS == 1 || index % CORNERS == 2 ? 1 : 0;
    }
  },
  /// A disc of class 1 within a ring of class 0.
  CIRCLES("circles", "同心圆") {
    @Override
    void place(int index, double part, int label, double[] point) {
      double radius = label == 1 ? 0.3 : 0.75;
      point[0] = radius * Math.cos(2 * Math.PI * part);
      point[1] = radius * Math.sin(2 * Math.PI * part);
    }
  },
  /// Two half moons that reach into each other.
  MOONS("two moons", "两个月牙") {
    @Override
    void place(int index, double part, int label, double[] point) {
      double angle = Math.PI * part;
      double side = label == 1 ? -0.55 : 0.55;
      point[0] = side * (Math.cos(angle) - 0.5);
      point[1] = side * (Math.sin(angle) - 0.25);
    }
  },
  /// Two arms that wind around each other, one and a half times.
  SPIRAL("spiral", "双螺旋") {
    @Override
    void place(int index, double part, int label, double[] point) {
      double radius = 0.08 + 0.76 * part;
      double angle = 3 * Math.PI * part + (label == 1 ? Math.PI : 0);
      point[0] = radius * Math.cos(angle);
      point[1] = radius * Math.sin(angle);
    }
  };

  private static final int CORNERS = 4;

  private final String english;
  private final String chinese;

  Pattern(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }

  /// Where a point lies before noise.
  ///
  /// @param part how far along its class it lies, from 0 to 1
  abstract void place(int index, double part, int label, double[] point);

  /// The class of a point.
  int label(int index) {
    return index % 2;
  }

  private static void corner(int index, double[] point) {
    point[0] = index % 2 == 1 ? 0.5 : -0.5;
    point[1] = index % CORNERS >= 2 ? 0.5 : -0.5;
  }

  /// Points of both classes.
  ///
  /// @param noise the deviation by which each coordinate is off
  public Samples draw(int count, double noise, long seed) {
    double[] x = new double[count];
    double[] y = new double[count];
    int[] labels = new int[count];
    double[] parts = RandomKey.of(seed).uniform(Shape.of(count)).toDoubles();
    double[] off = RandomKey.of(seed).fold(1).normal(Shape.of(count, 2)).toDoubles();
    double[] point = new double[2];
    for (int i = 0; i < count; i++) {
      labels[i] = label(i);
      place(i, parts[i], labels[i], point);
      x[i] = point[0] + noise * off[2 * i];
      y[i] = point[1] + noise * off[2 * i + 1];
    }
    return new Samples(x, y, labels);
  }
}
