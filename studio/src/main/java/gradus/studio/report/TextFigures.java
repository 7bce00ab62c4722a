package gradus.studio.report;

import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.MatrixChart;
import gradus.plot.Plot;
import gradus.plot.Text;
import gradus.studio.run.TextResult;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.text.Tokenizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The pictures of a run on text, by the names of their files.
final class TextFigures {
  private static final int MOST_TOKENS = 24;
  private static final int COLUMNS = 2;

  private TextFigures() {}

  static Map<String, Figure> of(TextResult result) {
    Map<String, Figure> all = new LinkedHashMap<>();
    all.put("history", Plot.history(result.history()));
    Tokenizer tokenizer = result.corpus().tokenizer();
    int[] tokens = tokenizer.encode(result.writing().strip());
    int count =
        Math.min(tokens.length, Math.min(MOST_TOKENS, result.corpus().training().context()));
    int[] first = Arrays.copyOf(tokens, count);
    if (count > 1) {
      Map<String, Tensor> weights = result.model().attention(Tensor.of(Shape.of(1, count), first));
      if (!weights.isEmpty()) {
        all.put("attention", attention(tokenizer, first, weights));
      }
    }
    return all;
  }

  /// What each token looks at in each layer, the mean over its heads.
  private static Figure attention(Tokenizer tokenizer, int[] tokens, Map<String, Tensor> weights) {
    List<Text> names =
        Arrays.stream(tokens).mapToObj(token -> Text.of(seen(tokenizer.decode(token)))).toList();
    List<MatrixChart> charts = new ArrayList<>();
    for (Tensor layer : weights.values()) {
      int number = charts.size() + 1;
      charts.add(
          MatrixChart.of(
                  Text.of("Attention, layer " + number, "第 " + number + " 层注意力"),
                  names,
                  names,
                  Grid.of(layer.select(0, 0).mean(0)))
              .withLabels(
                  Text.of("when it has read", "读到"),
                  Text.of("it looks at", "看向"),
                  Text.of("share of its attention", "注意力占比")));
    }
    return Figure.of(Text.EMPTY, Math.min(COLUMNS, charts.size()), charts);
  }

  /// A piece of text whose blanks can be seen.
  private static String seen(String piece) {
    return piece.replace("\n", "↵").replace(" ", "␣").replace("\u3000", "␣");
  }
}
