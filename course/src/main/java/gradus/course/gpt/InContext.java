package gradus.course.gpt;

import gradus.course.Measurement;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.io.FileException;
import gradus.nn.Model;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.LineStyle;
import gradus.plot.Palette;
import gradus.plot.ReferenceLine;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;
import gradus.train.History;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A GPT that learns a function from the examples in its prompt, beside ridge regression, which
/// nobody can beat at it; and functions of other kinds, at which it fails.
final class InContext {
  /// After so many examples it is compared.
  static final int FEW = 6;

  private static final List<FunctionKind> KINDS =
      List.of(FunctionKind.LINEAR, FunctionKind.FAR, FunctionKind.STEEP, FunctionKind.SQUARES);

  private static final int INPUTS = 3;

  /// What share of the error of who always says 0 is too much at size TEST.
  private static final double MUST_LEARN = 0.6;

  private static final double NOISE = 0.5;
  private static final int PARTS = 20;
  private static final double MOST = 1.2;

  private static final int LOOKED = 100;
  private static final double ROUNDING = 1e-3;

  /// Below this share of the error that nobody can beat, the network must have seen the answer.
  private static final double LEAST = 0.95;

  private InContext() {}

  private static Path file(Reproduction here) {
    return here.folder().resolve("functions.safetensors");
  }

  static Prompts prompts(Reproduction here) {
    return new Prompts(
        FunctionKind.LINEAR,
        here.size().of(1, INPUTS, INPUTS),
        here.size().of(FEW + 1, 8, 13),
        NOISE);
  }

  static void learn(Reproduction here) throws FileException {
    Prompts prompts = prompts(here);
    FunctionReader.Size size =
        here.size()
            .of(
                new FunctionReader.Size(32, 2, 2, true),
                new FunctionReader.Size(32, 4, 2, true),
                new FunctionReader.Size(64, 4, 4, true));
    int steps = here.size().of(250, 3000, 8000);
    int batch = 64;
    double rate = here.size().of(5e-3, 4e-3, 2e-3);
    learn(here, prompts, size, steps, batch, rate, false);
  }

  /// @param exchanged whether each input of the training stands before the answer to another
  static void learn(
      Reproduction here,
      Prompts prompts,
      FunctionReader.Size size,
      int steps,
      int batch,
      double rate,
      boolean exchanged)
      throws FileException {
    FunctionReader reader = FunctionReader.of(prompts.inputs(), prompts.pairs(), size, here.seed());
    RandomKey key = RandomKey.of(here.seed()).fold(1);
    int tried = here.size().of(100, 1000, 2000);
    List<Double> moments = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    Training training =
        new Training(
            reader.trainer(rate, steps),
            prompts.batches(here.seed(), steps / PARTS, batch, exchanged),
            PARTS);
    History history =
        training.in(
            here,
            "functions",
            0,
            steps,
            (done, _) -> {
              moments.add((double) done);
              ratios.add(Errors.of(reader, prompts, prompts, key, tried).ratio(FEW));
              here.show("while-learning", whileLearning(moments, ratios, steps));
            });
    reader.model().save(file(here));
    int asked = here.size().of(1000, 10_000, 10_000);
    Errors.Compared found = Errors.of(reader, prompts, prompts, key.fold(1), asked);
    here.show("in-context", byExamples(found, NOISE, asked));
    here.show("examples", table(found));
    here.measured(measured(here, found, reader, prompts, history, batch * steps, asked));
    here.measured(ahead(reader, prompts.draw(key.fold(2), LOOKED)));
  }

  private static Figure whileLearning(List<Double> moments, List<Double> ratios, int steps) {
    return Figure.of(
        LineChart.of(
                Sentence.of("Error after %s examples, over ridge's", "%s 个例子之后的误差与岭回归之比", FEW),
                Series.of(Text.of("network", "网络"), Values.of(moments), Values.of(ratios))
                    .withColor(Palette.BLUE.color())
                    .withMarkers())
            .withReference(ReferenceLine.horizontal(1, Text.of("nobody can be better", "谁也不能更好")))
            .withAxes(
                Axis.of(Text.of("step", "步")).withRange(0, steps),
                Axis.log(Text.of("ratio", "比值"))));
  }

  /// What is learned from a prompt, by the number of its examples.
  static Figure byExamples(Errors.Compared found, double noise, int prompts) {
    double most = 1.3 * found.zero().answers()[0];
    return Figure.of(
        LineChart.of(
                Sentence.of(
                    "What is learned from a prompt (mean of %s prompts)",
                    "从提示中学到了什么（%s 个提示的平均）", Sentence.count(prompts)),
                line(Text.of("GPT", "GPT"), found.model(), Palette.BLUE).withMarkers(),
                line(Text.of("ridge regression", "岭回归"), found.ridge(), Palette.VERMILION)
                    .withStyle(LineStyle.DASHED),
                line(Text.of("least squares", "最小二乘"), found.squares(), Palette.SLATE)
                    .withStyle(LineStyle.DOTTED),
                line(Text.of("always 0", "总是回答 0"), found.zero(), Palette.ORANGE))
            .withReference(
                ReferenceLine.horizontal(noise * noise, Text.of("noise of the answers", "答案的噪声")))
            .withAxes(
                Axis.of(Text.of("examples in the prompt", "提示中的例子数")),
                Axis.of(Text.of("mean square error", "均方误差")).withRange(0, most)));
  }

  private static Series line(Text name, Errors errors, Palette color) {
    double[] values = errors.answers();
    return Series.of(name, Values.counting(0, values.length), Values.of(values))
        .withColor(color.color());
  }

  private static NumberTable table(Errors.Compared found) {
    NumberTable table =
        NumberTable.of(
            Text.of("examples", "例子数"),
            Text.of("GPT", "GPT"),
            Text.of("ridge regression", "岭回归"),
            Text.of("least squares", "最小二乘"),
            Text.of("GPT over ridge", "GPT 与岭回归之比"),
            Text.of("GPT, without noise", "GPT（不含噪声）"),
            Text.of("ridge, without noise", "岭回归（不含噪声）"));
    for (int i = 0; i < found.model().answers().length; i++) {
      table =
          table.plus(
              i,
              found.model().answers()[i],
              found.ridge().answers()[i],
              found.squares().answers()[i],
              found.ratio(i),
              found.model().values()[i],
              found.ridge().values()[i]);
    }
    return table;
  }

  private static Measurement measured(
      Reproduction here,
      Errors.Compared found,
      FunctionReader reader,
      Prompts prompts,
      History history,
      int seen,
      int asked) {
    double ratio = found.ratio(FEW);
    double least = MUST_LEARN * found.zero().answers()[FEW];
    boolean learned =
        switch (here.size()) {
          case TEST -> found.model().answers()[FEW] < least;
          case NORMAL, FULL -> ratio <= MOST;
        };
    return new Measurement(
        "in-context",
        Sentence.of(
            "error after %s examples of a new function, over that of ridge regression",
            "看了新函数的 %s 个例子之后的误差，与岭回归之比", FEW),
        Text.of(
            "1, which nobody can beat; at most 1.2 must come out (linear functions: Garg and others,"
                + " 2022)",
            "1，谁也不能更好；应不超过 1.2（线性函数：Garg 等，2022 年）"),
        ratio,
        Sentence.of(
            "%s: %s beside %s over %s prompts; without the answers' noise %s beside %s; without"
                + " examples %s",
            "%s：%4$s 个提示上 %2$s 对 %3$s；不计答案的噪声 %5$s 对 %6$s；没有例子时 %7$s",
            ratio,
            found.model().answers()[FEW],
            found.ridge().answers()[FEW],
            Sentence.count(asked),
            found.model().values()[FEW],
            found.ridge().values()[FEW],
            found.model().answers()[0]),
        Sentence.of(
            "functions of %s inputs with noise %s, %s parameters, trained on %s prompts of %s"
                + " examples (loss %s at the end); GPT-3 read texts, with 175 billion parameters",
            "%s 个输入的函数，噪声 %s，%s 个参数，用 %s 个含 %s 个例子的提示训练（最后的损失 %s）；" + "GPT-3 读的是文本，有 1750 亿个参数",
            prompts.inputs(),
            NOISE,
            Sentence.count(reader.model().parameterCount()),
            Sentence.count(seen),
            prompts.pairs() - 1,
            history.epochs().getLast().value("loss")),
        ratio >= LEAST && learned);
  }

  /// What stands from the answer on is taken away: where that changes what was said at the input,
  /// it was not learned from what stands before.
  private static Measurement ahead(FunctionReader reader, Prompts.Sample sample) {
    Tensor tokens = sample.tokens();
    int pairs = sample.y().size(1);
    int seen = 2 * FEW + 1;
    Tensor nothing = Tensor.zeros(tokens.size(0), tokens.size(1) - seen, tokens.size(2));
    Tensor cut = Tensor.concat(1, List.of(tokens.slice(1, 0, seen), nothing));
    double[] whole = reader.answers(tokens);
    double[] before = reader.answers(cut);
    double most = 0;
    for (int i = FEW; i < whole.length; i += pairs) {
      most = Math.max(most, Math.abs(whole[i] - before[i]));
    }
    return new Measurement(
        "ahead",
        Text.of(
            "how much an answer changes if all that stands after its input is taken away",
            "把输入之后的内容都拿掉，回答会变多少"),
        Text.of("0: a GPT sees only what stands before", "0：GPT 只看得见前面"),
        most,
        Sentence.of("at most %s", "最多 %s", most),
        Sentence.of("%s prompts", "%s 个提示", LOOKED),
        most < ROUNDING);
  }

  /// What the network of the chapter before says of what it was not trained on.
  static void beyond(Reproduction here) throws FileException {
    FunctionReader reader = new FunctionReader(Model.load(file(here)));
    Prompts trained = prompts(here);
    RandomKey key = RandomKey.of(here.seed()).fold(2);
    int asked = here.size().of(500, 4000, 10_000);
    NumberTable table =
        NumberTable.of(
            Text.of("prompts", "提示"),
            Sentence.of("GPT, after %s examples", "GPT，%s 个例子之后", FEW),
            Text.of("ridge regression", "岭回归"),
            Text.of("always 0", "总是回答 0"));
    List<Series> lines = new ArrayList<>();
    double far = 0;
    for (FunctionKind kind : KINDS) {
      Prompts other = new Prompts(kind, trained.inputs(), trained.pairs(), NOISE);
      Errors.Compared found = Errors.of(reader, trained, other, key, asked);
      table = row(table, kind.title(), found);
      lines.add(share(kind.title(), found));
      if (kind == FunctionKind.FAR) {
        far = found.ratio(FEW);
      }
    }
    Prompts quiet = new Prompts(FunctionKind.LINEAR, trained.inputs(), trained.pairs(), 0);
    Text quietly = Text.of("without noise", "没有噪声");
    Errors.Compared silent = Errors.of(reader, trained, quiet, key, asked);
    table = row(table, quietly, silent);
    lines.add(share(quietly, silent));
    Text mixed = Text.of("answers exchanged", "答案错位");
    Errors.Compared exchanged = exchanged(reader, trained, key, asked);
    table = row(table, mixed, exchanged);
    lines.add(share(mixed, exchanged).withStyle(LineStyle.DASHED));
    here.show(
        "beyond",
        Figure.of(
            LineChart.of(Text.of("Of what it was not trained on", "没有训练过的函数"), lines)
                .withReference(ReferenceLine.horizontal(1, Text.of("always 0", "总是回答 0")))
                .withAxes(
                    Axis.of(Text.of("examples in the prompt", "提示中的例子数")),
                    Axis.of(Text.of("error, as a share of that of 0", "误差（总是回答 0 为 1）"))
                        .withRange(0, 1.6))));
    here.show("beyond-numbers", table);
    here.measured(
        new Measurement(
            "beyond",
            Text.of("the same ratio where inputs are 3 times as large", "输入大 3 倍时的同一比值"),
            Text.of(
                "above 1.2: a network knows what it was trained on (Garg and others, 2022)",
                "大于 1.2：网络只懂训练过的东西（Garg 等，2022 年）"),
            far,
            Sentence.of(
                "%s; with answers exchanged in the prompt, %s times the error of always saying 0",
                "%s；提示里的答案错位时，误差是总是回答 0 的 %s 倍",
                far,
                exchanged.model().answers()[FEW] / exchanged.zero().answers()[FEW]),
            Sentence.of(
                "the network of the chapter before, %s prompts of each kind",
                "上一章的网络，每种 %s 个提示", Sentence.count(asked)),
            far > MOST));
  }

  /// The examples of a prompt stand beside the answers to others, and are of no use.
  static Errors.Compared exchanged(
      FunctionReader reader, Prompts trained, RandomKey key, int asked) {
    Prompts.Sample sample = trained.draw(key, asked);
    return Errors.of(reader, trained.penalty(), sample.exchanged(), sample);
  }

  private static Series share(Text name, Errors.Compared found) {
    int size = found.model().answers().length;
    double[] shares = new double[size];
    for (int i = 0; i < size; i++) {
      shares[i] = found.model().answers()[i] / found.zero().answers()[i];
    }
    return Series.of(name, Values.counting(0, size), Values.of(shares)).withMarkers();
  }

  private static NumberTable row(NumberTable table, Text name, Errors.Compared found) {
    return table.plus(
        name,
        found.model().answers()[FEW],
        found.ridge().answers()[FEW],
        found.zero().answers()[FEW]);
  }
}
