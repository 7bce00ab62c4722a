package gradus.course.judge;

import gradus.course.Sentence;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.Picture;
import gradus.plot.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/// The first of the pictures that a network named wrongly.
public final class Mistakes {
  private static final int COLUMNS = 8;
  private static final int SHOWN = 4 * COLUMNS;

  private Mistakes() {}

  /// The pictures, each with what it is and what was said.
  ///
  /// @param picture a picture of those that were answered
  /// @param kind what a class is called
  public static Figure of(Answers answers, IntFunction<Picture> picture, IntFunction<Text> kind) {
    int[] wrong = answers.wrong();
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (int i : Arrays.stream(wrong).limit(SHOWN).toArray()) {
      tiles.add(
          ImageGrid.Tile.of(
              picture.apply(i),
              Sentence.of(
                  "%s → %s",
                  "%s → %s", kind.apply(answers.labels()[i]), kind.apply(answers.said()[i]))));
    }
    return Figure.of(
        new ImageGrid(
            Sentence.of(
                "Answered wrongly: %s of %s; what it is, and what was said",
                "答错的：%s / %s；实际是什么 → 答成了什么", tiles.size(), Sentence.count(wrong.length)),
            COLUMNS,
            tiles));
  }
}
