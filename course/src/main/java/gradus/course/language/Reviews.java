package gradus.course.language;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.embedding;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.learnedPositions;
import static gradus.nn.Layers.masked;
import static gradus.nn.Layers.transformerBlock;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.NumberTable;
import gradus.course.Stage;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.plot.Text;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.ArrayList;
import java.util.List;

/// Two ways to tell whether a sentence praises: by which words it has, and by attention to which
/// word stands with which.
public record Reviews(
    @Control(en = "language", zh = "语言", initial = "english") Grammar grammar,
    @Control(en = "share of negations", zh = "带否定的比例", min = 0, max = 0.5, initial = "0.3")
        double negations,
    @Control(
            en = "training sentences",
            zh = "训练句子数",
            min = 50,
            max = 4000,
            log = true,
            initial = "1000")
        int samples,
    @Control(en = "epochs", zh = "轮数", min = 1, max = 60, initial = "15") int epochs,
    @Control(en = "seed", zh = "随机种子", min = 0, max = 1_000_000, initial = "1") long seed)
    implements Experiment {
  private static final int JUDGED = 1000;
  private static final int BATCH = 25;
  private static final double RATE = 0.003;
  private static final int FEATURES = 16;

  /// A way to read sentences.
  ///
  /// @param tokens whether it gets tokens in their order, and not counts of words
  record Way(Text name, boolean tokens, Model model, History history) {}

  /// The epochs of a training, as they come.
  private record Watching(Stage stage, Reviews opinions, List<Way> before, Text called)
      implements Callback {
    @Override
    public void onEpoch(TrainingRun run, History.Epoch epoch) {
      int done = before.size() * opinions.epochs + epoch.number();
      if (stage.wants(done, 2 * opinions.epochs)) {
        List<Way> ways = new ArrayList<>(before);
        ways.add(new Way(called, true, run.model(), run.history()));
        stage.show("accuracy", Reading.accuracy(ways, opinions.epochs));
      }
      stage.step(done, 2 * opinions.epochs);
    }
  }

  @Override
  public void run(Stage stage) {
    List<Grammar.Sentence> train = grammar.draw(samples, negations, true, seed);
    stage.show("sentences", Reading.sentences(train));
    List<Way> ways = new ArrayList<>();
    ways.add(train(stage, ways, Text.of("which words", "有哪些词"), false, train));
    ways.add(train(stage, ways, Text.of("attention", "注意力"), true, train));
    List<Grammar.Sentence> judged = grammar.draw(JUDGED, 0.5, false, seed + 1_000_003);
    stage.show("results", results(ways, judged));
    Grammar.Sentence shown =
        judged.stream()
            .filter(one -> one.negated() && !one.held() && one.words().size() < 11)
            .findFirst()
            .orElseThrow();
    Model model = ways.getLast().model();
    stage.show("attention", Reading.attention(model, grammar, shown));
    stage.show("words", Reading.words(model, grammar, shown));
    stage.say(Reading.verdict(ways, grammar, judged));
  }

  private Way train(
      Stage stage, List<Way> before, Text name, boolean tokens, List<Grammar.Sentence> sentences) {
    Model model = tokens ? attention() : bag();
    List<Grammar.Sentence> held = grammar.draw(JUDGED / 2, negations, true, seed + 2_000_003);
    History history =
        Trainer.of(model, Losses::crossEntropy, Adam.of(tokens ? RATE : 10 * RATE))
            .metrics(Metrics.accuracy())
            .callbacks(new Watching(stage, this, List.copyOf(before), name))
            .seed(seed)
            .fit(
                samples(sentences, tokens).shuffle(seed).batch(BATCH),
                samples(held, tokens).batch(JUDGED / 2),
                epochs);
    return new Way(name, tokens, model, history);
  }

  private Dataset samples(List<Grammar.Sentence> sentences, boolean tokens) {
    Tensor inputs = tokens ? grammar.tokens(sentences) : grammar.counts(sentences);
    return Grammar.labelled(inputs, sentences);
  }

  /// A weight for each word, and their sum.
  private Model bag() {
    return Model.of(Shape.of(grammar.vocabulary().size()), Seed.of(seed), dense(2));
  }

  /// A vector for each word and each place, one transformer block, and what it makes of all places.
  private Model attention() {
    return Model.of(
        Shape.of(Grammar.LENGTH),
        Seed.of(seed),
        masked(
            0,
            embedding(grammar.vocabulary().size() + 1, FEATURES),
            learnedPositions(),
            transformerBlock(2).withUnits(2 * FEATURES)),
        flatten(),
        dense(2));
  }

  private NumberTable results(List<Way> ways, List<Grammar.Sentence> judged) {
    NumberTable table =
        NumberTable.of(
            Text.of("reads", "读什么"),
            Text.of("parameters", "参数个数"),
            Text.of("without a negation", "不带否定"),
            Text.of("with a negation", "带否定"),
            Text.of("negations of words never negated in training", "否定了训练中从未被否定的词"));
    for (Way way : ways) {
      table =
          table.plus(
              way.name(),
              way.model().parameterCount(),
              Reading.accuracy(way, grammar, pick(judged, false, false)),
              Reading.accuracy(way, grammar, pick(judged, true, false)),
              Reading.accuracy(way, grammar, pick(judged, true, true)));
    }
    return table;
  }

  private static List<Grammar.Sentence> pick(
      List<Grammar.Sentence> sentences, boolean negated, boolean held) {
    return sentences.stream()
        .filter(one -> one.negated() == negated && (!negated || one.held() == held))
        .toList();
  }
}
