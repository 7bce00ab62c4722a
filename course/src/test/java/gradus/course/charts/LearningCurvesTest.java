package gradus.course.charts;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.course.Recording;
import gradus.plot.LineChart;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.train.History;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LearningCurvesTest {
  private final Recording recording = new Recording();
  private final LearningCurves curves =
      new LearningCurves(recording, "learning", Text.of("Learning"), 3);

  private static History history(double... accuracies) {
    History history = History.empty();
    for (double accuracy : accuracies) {
      int number = history.epochs().size() + 1;
      history = history.plus(new History.Epoch(number, Map.of("accuracy", accuracy), 1));
    }
    return history;
  }

  private List<Series> lines() {
    return ((LineChart) recording.figures().get("learning").panels().getFirst()).series();
  }

  @Test
  void aTrainingThatIsDoneStaysWhileTheNextGoesOn() {
    Text first = Text.of("first");
    Text second = Text.of("second");
    curves.of(first, 100).accept(history(0.5));
    curves.of(first, 100).accept(history(0.5, 0.75));
    curves.of(second, 100).accept(history(0.25));

    assertThat(recording.figures()).containsOnlyKeys("learning");
    assertThat(lines()).extracting(Series::name).containsExactly(first, second);
    assertThat(lines().getFirst().y().toArray()).containsExactly(50, 25);
    assertThat(lines().getLast().y().toArray()).containsExactly(75);
  }

  /// A scale of factors has no place for nothing.
  @Test
  void noErrorIsDrawnAsHalfAPicture() {
    curves.of(Text.of("all right"), 200).accept(history(1));
    assertThat(lines().getFirst().y().toArray()).containsExactly(0.25);
  }
}
