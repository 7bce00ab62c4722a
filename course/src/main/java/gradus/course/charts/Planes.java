package gradus.course.charts;

import gradus.plot.ColorMap;
import gradus.plot.Grid;
import gradus.plot.Picture;
import gradus.plot.Range;
import gradus.plot.Values;
import java.util.ArrayList;
import java.util.List;

/// Weights and activities as pictures: blue above zero, orange below, and white at zero. Those that
/// are drawn together have one scale.
public final class Planes {
  /// So that planes of nothing but zeros have a scale, too.
  private static final double LEAST = 1e-6;

  private Planes() {}

  /// Planes that lie one after the other.
  ///
  /// @param values as many whole planes as there are, row after row
  public static List<Picture> pictures(float[] values, int height, int width) {
    List<double[]> planes = new ArrayList<>();
    for (int from = 0; from < values.length; from += height * width) {
      double[] plane = new double[height * width];
      for (int i = 0; i < plane.length; i++) {
        plane[i] = values[from + i];
      }
      planes.add(plane);
    }
    return pictures(planes, height, width);
  }

  /// Planes, each row after row.
  public static List<Picture> pictures(List<double[]> planes, int height, int width) {
    double most = LEAST;
    for (double[] plane : planes) {
      for (double value : plane) {
        most = Math.max(most, Math.abs(value));
      }
    }
    Range range = new Range(-most, most);
    return planes.stream()
        .map(plane ->
            Picture.of(new Grid(height, width, Values.of(plane)), ColorMap.VERMILION_BLUE, range))
        .toList();
  }
}
