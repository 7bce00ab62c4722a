package gradus.course.transformer;

import gradus.course.Sentence;
import gradus.nn.EncoderDecoder;
import gradus.nn.Model;
import gradus.plot.Grid;
import gradus.plot.MatrixChart;
import gradus.plot.Text;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Where a translator looks while it writes.
final class Heat {
  private Heat() {}

  /// How much each word that is written looks at each word that is read: the mean of all heads of
  /// the decoder's last layer, or of one of its layers.
  ///
  /// @param layer counted from 0; -1 for the last
  static MatrixChart chart(Model model, Pair pair, List<String> written, int layer, Text title) {
    List<String> read = new ArrayList<>(pair.read());
    read.add("□");
    List<String> rows = new ArrayList<>(written);
    rows.add("□");
    return MatrixChart.of(
            title, names(rows), names(read), Grid.of(weights(model, pair, written, layer)))
        .withLabels(
            Text.of("written (□ the end)", "写出（□ 表示结束）"),
            Text.of("read", "读入"),
            Text.of("weight", "权重"));
  }

  /// The same for each word.
  static Tensor weights(Model model, Pair pair, List<String> written, int layer) {
    EncoderDecoder<?> translator = (EncoderDecoder<?>) model.root();
    Tensor source = Corpus.sources(List.of(pair), pair.read().size() + 1);
    Tensor target = Task.WORDS.beginning(List.of(written), written.size() + 1);
    List<Tensor> all = translator.alignments(source, target);
    return all.get(layer < 0 ? all.size() - 1 : layer).squeeze(0).mean(0);
  }

  private static List<Text> names(List<String> words) {
    return words.stream().map(Text::of).toList();
  }

  /// A pair as a title: `三百零五 → three hundred and five`.
  static Text title(Pair pair, List<String> written) {
    return Sentence.of("%s → %s", "%s → %s", Numerals.text(pair.source()), Numerals.text(written));
  }
}
