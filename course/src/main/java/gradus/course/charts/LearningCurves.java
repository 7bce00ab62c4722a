package gradus.course.charts;

import gradus.course.Stage;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.train.History;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The errors of trainings on what they learn from, epoch by epoch, in one picture. Trainings
/// follow each other, and the picture grows with each.
public final class LearningCurves {
  private record Curve(History history, int images) {
    private double[] percents() {
      // Nothing at all has no place on a scale of factors.
      double least = 0.5 / images;
      return Arrays.stream(wrong(history)).map(share -> 100 * Math.max(share, least)).toArray();
    }
  }

  private final Stage stage;
  private final String name;
  private final Text title;
  private final int epochs;
  private final Map<Text, Curve> curves = new LinkedHashMap<>();

  /// @param name what the picture is called
  /// @param epochs how many each training has
  public LearningCurves(Stage stage, String name, Text title, int epochs) {
    this.stage = stage;
    this.name = name;
    this.title = title;
    this.epochs = epochs;
  }

  /// Is told what was measured so far of a training, and shows it. Tell it at the end, too: one
  /// that goes on from a checkpoint of its last epoch has no epoch to tell of.
  ///
  /// @param training what it is called beside the others
  /// @param images how many it learns from
  public Consumer<History> of(Text training, int images) {
    return history -> {
      curves.put(training, new Curve(history, images));
      stage.show(name, figure());
    };
  }

  /// The share of pictures that were named wrongly while learning, by epoch.
  public static double[] wrong(History history) {
    return Arrays.stream(history.values("accuracy")).map(right -> 1 - right).toArray();
  }

  private Figure figure() {
    List<Series> lines = new ArrayList<>();
    curves.forEach((training, curve) -> lines.add(Epochs.line(training, curve.percents())));
    return Figure.of(Epochs.chart(title, epochs, Axis.log(Text.of("wrong, %", "答错（%）")), lines));
  }
}
