package gradus.course.language;

import gradus.course.Sentence;
import gradus.course.charts.Epochs;
import gradus.nn.Model;
import gradus.plot.Axis;
import gradus.plot.BarChart;
import gradus.plot.Figure;
import gradus.plot.Grid;
import gradus.plot.MatrixChart;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.TextPanel;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.ConfusionMatrix;
import java.util.ArrayList;
import java.util.List;

/// What networks make of sentences, in figures and numbers.
final class Reading {
  private static final int SHOWN = 8;

  private Reading() {}

  /// Some sentences and what they say.
  static Figure sentences(List<Grammar.Sentence> sentences) {
    List<Text> lines = new ArrayList<>();
    for (Grammar.Sentence one : sentences.subList(0, Math.min(SHOWN, sentences.size()))) {
      lines.add(
          Sentence.of(
              "%s %s",
              "%s %s",
              one.praises() ? Text.of("praise:", "好评：") : Text.of("blame:", "差评："),
              String.join(" ", one.words())));
    }
    return Figure.of(new TextPanel(Text.of("Some of the training sentences", "部分训练句子"), lines))
        .withSize(640, 320);
  }

  /// The validation accuracies so far.
  static Figure accuracy(List<Reviews.Way> ways, int epochs) {
    List<Series> lines = new ArrayList<>();
    for (Reviews.Way way : ways) {
      lines.add(Epochs.line(way.name(), way.history().values("valAccuracy")));
    }
    return Figure.of(
        Epochs.chart(
            Text.of("Validation sentences that are read correctly", "读对的验证句子"),
            epochs,
            Axis.of(Text.of("accuracy", "准确率")).withRange(0, 1),
            lines));
  }

  /// The share of sentences that a way reads correctly.
  static double accuracy(Reviews.Way way, Grammar grammar, List<Grammar.Sentence> sentences) {
    if (sentences.isEmpty()) {
      return Double.NaN;
    }
    Tensor inputs = way.tokens() ? grammar.tokens(sentences) : grammar.counts(sentences);
    Tensor labels = Grammar.labelled(inputs, sentences).targets();
    return ConfusionMatrix.of(way.model().predict(inputs), labels).accuracy();
  }

  /// How much each word attends to each other, the mean of both heads.
  static Figure attention(Model model, Grammar grammar, Grammar.Sentence sentence) {
    Tensor weights = model.attention(grammar.tokens(List.of(sentence))).values().iterator().next();
    int count = sentence.words().size();
    Tensor shown = weights.squeeze(0).mean(0).slice(0, 0, count).slice(1, 0, count);
    List<Text> words = sentence.words().stream().map(Text::of).toList();
    return Figure.of(
        MatrixChart.of(
                Text.of("What each word (row) attends to (column)", "每个词（行）注意哪些词（列）"),
                words,
                words,
                Grid.of(shown))
            .withLabels(Text.EMPTY, Text.EMPTY, Text.of("weight", "权重")));
  }

  /// How much each word speaks for the answer: how much less probable it is without the word.
  static Figure words(Model model, Grammar grammar, Grammar.Sentence sentence) {
    int[] tokens = grammar.tokens(List.of(sentence)).toInts();
    double whole = praise(model, tokens);
    double sign = whole > 0.5 ? 1 : -1;
    double[] falls = new double[sentence.words().size()];
    List<Text> words = new ArrayList<>();
    for (int i = 0; i < falls.length; i++) {
      int[] without = new int[tokens.length];
      System.arraycopy(tokens, 0, without, 0, i);
      System.arraycopy(tokens, i + 1, without, i, tokens.length - i - 1);
      falls[i] = sign * (whole - praise(model, without));
      words.add(Text.of((i + 1) + " " + sentence.words().get(i)));
    }
    Text answer = whole > 0.5 ? Text.of("praise", "好评") : Text.of("blame", "差评");
    return Figure.of(
        BarChart.of(
                Sentence.of(
                    "The answer: %s, %s. What does it lose without each word?",
                    "回答：%s，%s。去掉每个词，概率下降多少？", answer, Sentence.percent(Math.max(whole, 1 - whole))),
                words,
                falls)
            .withAxes(Axis.of(Text.EMPTY), Axis.of(Text.of("loss of probability", "概率下降"))));
  }

  private static double praise(Model model, int[] tokens) {
    Tensor logits = model.predict(Tensor.of(Shape.of(1, tokens.length), tokens));
    return logits.softmax(1).select(1, 1).item();
  }

  static Text verdict(List<Reviews.Way> ways, Grammar grammar, List<Grammar.Sentence> judged) {
    return Sentence.of(
        "On 1,000 new sentences, half of them with a negation, words alone are right in %s, attention"
            + " in %s.",
        "1,000 个新句子，一半带否定：只看有哪些词答对 %s，用注意力答对 %s。",
        Sentence.percent(accuracy(ways.getFirst(), grammar, judged)),
        Sentence.percent(accuracy(ways.getLast(), grammar, judged)));
  }
}
