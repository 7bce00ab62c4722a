package gradus.plot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Lines across several upright axes that stand side by side, one line for each observation, in the
/// colour of what was measured of it (Inselberg, "The plane with parallel coordinates", 1985).
///
/// A line has a gap where its value is NaN or infinite.
///
/// @param title what stands above the chart
/// @param axes the axes from left to right
/// @param lines the values of each observation on each axis, an observation a row, drawn in order
/// @param measured what was measured of each observation
/// @param label what that is called
/// @param shades the colour of a part of the measured range, from 0 to 1
/// @param range the measured range; null to fit the data
public record ParallelChart(
    Text title,
    List<Upright> axes,
    Grid lines,
    Values measured,
    Text label,
    Shades shades,
    @Nullable Range range)
    implements Panel {
  /// Which end of the measured range is dark.
  public enum Shades {
    /// Small values are dark blue, large ones pale, as of losses.
    SMALL_IS_DARK,
    /// Large values are dark blue, small ones pale, as of accuracies.
    LARGE_IS_DARK;

    Color at(double part) {
      double dark = Math.clamp(this == SMALL_IS_DARK ? 1 - part : part, 0, 1);
      return ColorMap.BLUES.at(0.3 + 0.7 * dark);
    }
  }

  /// An upright axis.
  ///
  /// @param axis its label and scale
  /// @param categories names of the values 0, 1, 2, ..., from the bottom up; empty for numbers
  public record Upright(Axis axis, List<Text> categories) {
    /// Copies the names.
    public Upright {
      categories = List.copyOf(categories);
    }
  }

  /// @throws PlotException if there are not as many columns as axes, or as many rows as
  ///   measurements
  public ParallelChart {
    axes = List.copyOf(axes);
    if (lines.columns() != axes.size() || lines.rows() != measured.size()) {
      throw new PlotException(
          "parallel chart \"%s\": %d axes and %d measurements need a grid of %d rows and %d columns,"
              + " not %d and %d",
          title.english(),
          axes.size(),
          measured.size(),
          measured.size(),
          axes.size(),
          lines.rows(),
          lines.columns());
    }
  }
}
