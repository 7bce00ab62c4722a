package gradus.course.convolution;

import static gradus.nn.Layers.conv2d;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.maxPool2d;
import static gradus.nn.Layers.relu;
import static gradus.train.Metrics.accuracy;

import gradus.course.Control;
import gradus.course.Experiment;
import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.course.charts.Planes;
import gradus.course.digits.Digits;
import gradus.data.Dataset;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.optim.Adam;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.Text;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Callback;
import gradus.train.History;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Kernels that learn: what they become, and what each makes of a digit.
public record FeatureMaps(
    @Control(
            en = "images to learn from",
            zh = "训练图片数",
            min = 100,
            max = 10_000,
            log = true,
            initial = "2000")
        int images,
    @Control(en = "epochs", zh = "轮数", min = 1, max = 20, initial = "5") int epochs,
    @Control(en = "filters", zh = "卷积核个数", min = 1, max = 16, initial = "8") int filters,
    @Control(en = "learning rate", zh = "学习率", min = 1e-4, max = 0.1, log = true, initial = "0.005")
        double rate,
    @Control(en = "the digit looked at", zh = "看哪个数字", min = 0, max = 9, initial = "4") int digit,
    @Control(en = "seed", zh = "随机种子", min = 1, max = 9999, initial = "1") long seed)
    implements Experiment {
  private static final int SIZE = 5;
  private static final int ACROSS = 4;

  @Override
  public void run(Stage stage) {
    Optional<Digits> loaded = Digits.load(stage);
    if (loaded.isEmpty()) {
      return;
    }
    Digits digits = loaded.get();
    Tensor image = digits.test().gather(Digits.firstOfEach(digits.test())[digit]).input();
    Model model = network();
    show(stage, model, image);
    stage.step(0, epochs);
    Dataset train = digits.train().take(images);
    History history =
        Trainer.of(model, Losses::crossEntropy, Adam.of(rate))
            .metrics(accuracy())
            .callbacks(
                new Callback() {
                  @Override
                  public void onEpoch(TrainingRun run, History.Epoch epoch) {
                    if (stage.wants(epoch.number(), epochs)) {
                      show(stage, run.model(), image);
                    }
                    stage.step(epoch.number(), epochs);
                  }
                })
            .fit(train.shuffle(seed).batch(64), digits.validation().batch(500), epochs);
    stage.say(
        Sentence.of(
            "After %s epochs on %s images the network is right in %s of the validation images. It"
                + " has %s parameters, of which %s belong to the kernels.",
            "在 %2$s 张图片上训练 %1$s 轮之后，验证集上认对 %3$s。网络有 %4$s 个参数，其中 %5$s 个属于卷积核。",
            epochs,
            Sentence.count(images),
            Sentence.percent(history.epochs().getLast().value("valAccuracy")),
            Sentence.count(model.parameterCount()),
            filters * (SIZE * SIZE + 1)));
  }

  /// One layer of kernels, a pool, and a layer that reads what they found.
  Model network() {
    return Model.of(
        Shape.of(1, 28, 28),
        Seed.of(seed),
        conv2d(filters, SIZE),
        relu(),
        maxPool2d(2),
        flatten(),
        dense(Digits.CLASSES));
  }

  private static void show(Stage stage, Model model, Tensor image) {
    stage.show(
        "kernels",
        grid(
            Text.of("The kernels", "卷积核"),
            Objects.requireNonNull(model.weights().get("0.weight"))));
    stage.show(
        "maps",
        grid(
            Text.of("What each makes of the digit", "每个核看到的数字"),
            Objects.requireNonNull(model.activations(image).get("1"))));
  }

  /// The planes of a tensor `[.., planes, .., height, width]` as pictures, blue above zero.
  private static Figure grid(Text title, Tensor tensor) {
    int rank = tensor.shape().rank();
    int height = tensor.shape().size(rank - 2);
    int width = tensor.shape().size(rank - 1);
    List<ImageGrid.Tile> tiles =
        Planes.pictures(tensor.toFloats(), height, width).stream()
            .map(picture -> ImageGrid.Tile.of(picture, Text.EMPTY))
            .toList();
    return Figure.of(new ImageGrid(title, ACROSS, tiles));
  }
}
