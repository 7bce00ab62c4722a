package gradus.course.recurrent;

import gradus.plot.Axis;
import gradus.plot.ColorMap;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.HeatMap;
import gradus.plot.Range;
import gradus.plot.Scale;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.Tensor;

/// Pictures of what a recurrent layer remembers from step to step.
final class HiddenStates {
  /// What no hidden state of these cells is beyond.
  private static final Values WHOLE = Values.of(-1, 1);

  private HiddenStates() {}

  /// A column for each step, a row for each unit: blue above 0, vermilion below.
  ///
  /// @param states `[time, units]`, at least two of both
  static Figure figure(Text title, Tensor states) {
    Range steps = Range.of(1, states.size(0));
    Range units = Range.of(1, states.size(1));
    return Figure.of(
            HeatMap.ofSamples(title, Grid.of(states.transpose(1, 0)), steps, units)
                .withAxes(Axis.of(Text.of("step t", "时间步 t")), Axis.of(Text.of("unit", "神经元")))
                .withContours(WHOLE)
                .withColors(ColorMap.VERMILION_BLUE, Scale.LINEAR))
        .withSize(640, 420);
  }
}
