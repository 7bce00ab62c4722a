package gradus.course.plane;

import gradus.course.Points;
import gradus.plot.Axis;
import gradus.plot.ColorMap;
import gradus.plot.Grid;
import gradus.plot.HeatMap;
import gradus.plot.Palette;
import gradus.plot.Picture;
import gradus.plot.Range;
import gradus.plot.Scale;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import java.util.Arrays;

/// Pictures of the plane: what is answered everywhere in it, and the points.
public final class Plane {
  private static final Range SIDE = Range.of(-Points.EDGE, Points.EDGE);

  private Plane() {}

  /// The places of a lattice of `side` by `side`, row after row from the foot.
  public static Samples lattice(int side) {
    double[] x = new double[side * side];
    double[] y = new double[side * side];
    double[] places = Values.spaced(-Points.EDGE, Points.EDGE, side).toArray();
    for (int i = 0; i < x.length; i++) {
      x[i] = places[i % side];
      y[i] = places[i / side];
    }
    return new Samples(x, y, new int[x.length]);
  }

  /// The answers at a [#lattice], blue towards class 1 and vermilion towards class 0, with lines
  /// where they are a tenth, half and nine tenths of the way from one to the other.
  ///
  /// @param low what stands for class 0
  /// @param high what stands for class 1
  public static HeatMap field(Text title, int side, double[] answers, double low, double high) {
    double tenth = (high - low) / 10;
    return HeatMap.ofSamples(title, new Grid(side, side, Values.of(answers)), SIDE, SIDE)
        .withAxes(Axis.of(Text.of("x₁")), Axis.of(Text.of("x₂")))
        .withContours(Values.of(low + tenth, (low + high) / 2, high - tenth))
        .withColors(ColorMap.PALE_VERMILION_BLUE, Scale.LINEAR);
  }

  /// The same field with points on it: discs of class 1, squares of class 0.
  public static HeatMap with(HeatMap field, Samples samples) {
    return field
        .withPoints(points(samples, 1, Text.of("class 1", "类别 1"), Palette.BLUE))
        .withPoints(points(samples, 0, Text.of("class 0", "类别 0"), Palette.VERMILION));
  }

  private static Series points(Samples samples, int label, Text name, Palette color) {
    Samples own = samples.where(i -> samples.labels()[i] == label);
    return Series.of(name, Values.of(own.x()), Values.of(own.y())).withColor(color.color());
  }

  /// A small map of answers at a [#lattice]: blue above 0, vermilion below, and the stronger the
  /// larger they are beside the largest.
  public static Picture map(int side, double... answers) {
    double largest = Arrays.stream(answers).map(Math::abs).max().orElse(0);
    double[] fromTheTop = new double[answers.length];
    for (int row = 0; row < side; row++) {
      System.arraycopy(answers, row * side, fromTheTop, (side - 1 - row) * side, side);
    }
    // A map of nothing but zeros is white, whatever its range.
    double edge = largest > 0 ? largest : 1;
    return Picture.of(
        new Grid(side, side, Values.of(fromTheTop)),
        ColorMap.VERMILION_BLUE,
        Range.of(-edge, edge));
  }
}
