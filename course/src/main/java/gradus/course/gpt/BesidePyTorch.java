package gradus.course.gpt;

import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.data.Batch;
import gradus.data.Batches;
import gradus.io.FileException;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.Safetensors;
import gradus.loss.Losses;
import gradus.networks.Networks;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.PyTorchWeights;
import gradus.optim.Adam;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.LineStyle;
import gradus.plot.Palette;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.Tensor;
import gradus.train.Callback;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The same small GPT with the same first weights on the same batches as PyTorch's, whose losses
/// are kept beside the lesson. `scripts/reference/small_gpt.py` computed them from what this
/// chapter writes into its folder.
final class BesidePyTorch {
  private static final String LOSSES = "/lessons/2020-gpt3/pytorch.json";

  /// Whatever the milestone's own is, for PyTorch's losses belong to this one.
  private static final long SEED = 42;

  private static final int CONTEXT = 64;
  private static final int WIDTH = 64;
  private static final int BLOCKS = 2;
  private static final int HEADS = 4;
  private static final int BATCH = 16;

  /// For how many steps batches are written.
  private static final int STEPS = 300;

  private static final int EVERY = 20;
  private static final double RATE = 1e-3;
  private static final double MOST = 0.01;

  /// What PyTorch reached.
  ///
  /// @param version which PyTorch
  /// @param losses of the batches of some steps
  /// @param end of the end of the text, after the last step
  record Theirs(String version, Map<Integer, Double> losses, double end) {
    /// How many steps it made.
    int steps() {
      return losses.keySet().stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    static Theirs load() {
      try (InputStream in = BesidePyTorch.class.getResourceAsStream(LOSSES)) {
        String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        JsonCursor json = new JsonCursor(Json.parse(text), LOSSES);
        Map<Integer, Double> losses = new LinkedHashMap<>();
        for (JsonCursor one : json.member("losses").elements()) {
          losses.put(one.member("step").integer(), one.member("loss").number());
        }
        return new Theirs(json.member("pytorch").text(), losses, json.member("end").number());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private BesidePyTorch() {}

  static void compare(Reproduction here) throws FileException {
    Theirs theirs = Theirs.load();
    int steps = here.size().of(EVERY, theirs.steps(), theirs.steps());
    Story story = Story.of(CONTEXT);
    Model model =
        Networks.gpt(story.tokenizer().size(), CONTEXT, WIDTH, BLOCKS, HEADS, 0, Layers.seed(SEED));
    Batches batches = story.batches(SEED, steps, BATCH);
    if (here.size() != MilestoneSize.TEST) {
      write(here.folder(), model, story, story.batches(SEED, STEPS, BATCH));
    }
    List<Double> losses = new ArrayList<>();
    Callback watch =
        new Callback() {
          @Override
          public void onBatch(TrainingRun run, int batch, double loss) {
            losses.add(loss);
            here.step(losses.size(), steps);
          }
        };
    Object _ =
        Trainer.of(model, Losses::crossEntropy, Adam.of(RATE)).callbacks(watch).fit(batches, 1);
    here.show("beside-pytorch", figure(losses, theirs));
    here.show("beside-pytorch-numbers", table(losses, theirs));
    boolean whole = here.size() != MilestoneSize.TEST;
    double own = whole ? story.loss(model) : losses.getLast();
    double other = whole ? theirs.end : Objects.requireNonNull(theirs.losses.get(steps));
    double apart = Math.abs(own / other - 1);
    here.measured(
        new Measurement(
            "pytorch",
            Sentence.of(
                "how far the loss is from PyTorch %s's after %s equal steps",
                "%2$s 个相同的步之后，损失与 PyTorch %1$s 相差多少", theirs.version, steps),
            Text.of("at most 1 % must come out", "应不超过 1%"),
            apart,
            Sentence.of("%s: %s beside %s", "%s：%s 对 %s", Sentence.percent(apart, 4), own, other),
            Sentence.of(
                "%s parameters, the same first weights and batches of %s characters; losses of PyTorch"
                    + " are kept, by scripts/reference/small_gpt.py",
                "%s 个参数，初始权重相同，每批同样的 %s 个字符；PyTorch 的损失由" + " scripts/reference/small_gpt.py 算出并保存",
                Sentence.count(model.parameterCount()),
                Sentence.count(BATCH * CONTEXT)),
            apart <= MOST));
  }

  /// What the script needs: the first weights, the batches, and the end of the text.
  private static void write(Path folder, Model model, Story story, Batches batches)
      throws FileException {
    PyTorchWeights.of(model).save(folder.resolve("start.safetensors"));
    Map<String, Tensor> all = new LinkedHashMap<>();
    put(all, "training", batches);
    put(all, "end", story.end().batch(story.end().sampleCount()));
    Safetensors.write(folder.resolve("batches.safetensors"), all);
  }

  private static void put(Map<String, Tensor> all, String name, Batches batches) {
    List<Tensor> inputs = new ArrayList<>();
    List<Tensor> targets = new ArrayList<>();
    Iterator<Batch> epoch = batches.epoch(0);
    while (epoch.hasNext()) {
      Batch batch = epoch.next();
      inputs.add(batch.input());
      targets.add(batch.target());
    }
    all.put(name + ".inputs", Tensor.stack(0, inputs));
    all.put(name + ".targets", Tensor.stack(0, targets));
  }

  private static Figure figure(List<Double> losses, Theirs theirs) {
    List<Double> at = new ArrayList<>();
    List<Double> other = new ArrayList<>();
    theirs.losses.forEach((step, loss) -> {
      if (step <= losses.size()) {
        at.add((double) step);
        other.add(loss);
      }
    });
    return Figure.of(
        LineChart.of(
                Text.of("The same GPT twice", "同一个 GPT，两种实现"),
                Series.of(Text.of("Gradus"), Values.counting(1, losses.size()), Values.of(losses))
                    .withColor(Palette.BLUE.color()),
                Series.of(Text.of("PyTorch"), Values.of(at), Values.of(other))
                    .withColor(Palette.VERMILION.color())
                    .withStyle(LineStyle.DOTTED)
                    .withMarkers())
            .withAxes(
                Axis.of(Text.of("step", "步")).withRange(0, losses.size()),
                Axis.of(Text.of("loss (nats for a character)", "损失（每字符，奈特）"))));
  }

  private static NumberTable table(List<Double> losses, Theirs theirs) {
    NumberTable table =
        NumberTable.of(
            Text.of("step", "步"), Text.of("Gradus"), Text.of("PyTorch"), Text.of("apart", "相差"));
    for (Map.Entry<Integer, Double> one : theirs.losses.entrySet()) {
      if (one.getKey() <= losses.size()) {
        double own = losses.get(one.getKey() - 1);
        table =
            table.plus(
                one.getKey(),
                own,
                one.getValue(),
                Sentence.percent(Math.abs(own / one.getValue() - 1), 4));
      }
    }
    return table;
  }
}
