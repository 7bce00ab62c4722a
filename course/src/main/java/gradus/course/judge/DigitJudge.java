package gradus.course.judge;

import static gradus.nn.Layers.conv2d;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.seed;

import gradus.course.Reproduction;
import gradus.data.DataOptions;
import gradus.data.Dataset;
import gradus.data.Mnist;
import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.io.Safetensors;
import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.optim.Schedules;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Callback;
import gradus.train.FrechetDistance;
import gradus.train.Metrics;
import gradus.train.Trainer;
import gradus.train.TrainingRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;

/// A network that reads handwritten digits, trained once by a fixed recipe, and judges pictures
/// that other networks make: how many it takes for a digit, whether all ten occur, and how far its
/// 128 features of them are from those of real ones.
public final class DigitJudge {
  private static final String RECIPE = "recipe";
  private static final String ACCURACY = "accuracy";
  private static final String FEATURES = "6";
  private static final String LOGITS = "7";
  private static final double SURE = 0.9;
  private static final int CLASSES = 10;
  private static final int CHUNK = 1000;
  private static final int JUDGED = 10_000;
  private static final int BATCH = 128;
  private static final Shape IMAGE = Shape.of(1, 28, 28);

  private final Model model;
  private final double accuracy;
  private final FrechetDistance distance;
  private final Opinion real;

  /// How a judge is trained.
  ///
  /// @param images how many of MNIST's training images it learns from
  /// @param epochs how often it sees each
  /// @param seed what its first weights and the order of images follow from
  public record Recipe(int images, int epochs, long seed) {
    /// That of the judge which is kept: all images, four times.
    public static final Recipe FULL = new Recipe(60_000, 4, 2014);

    /// A second: enough to tell whether something was learned at all.
    public static final Recipe SMALL = new Recipe(1280, 2, 2014);

    /// How many steps it takes.
    public int steps() {
      return epochs * Math.ceilDiv(images, BATCH);
    }

    /// What a kept judge must have been trained by.
    String description() {
      return this + ", rate falling by step";
    }
  }

  /// What a judge finds in pictures.
  ///
  /// @param sure the share that it takes for some digit with a probability above 0.9
  /// @param shares the share that it takes for each digit
  /// @param divergence of these shares from a tenth each: `sum of p log(10 p)`, 0 where all digits
  ///   are as frequent and log 10 = 2.3 where there is only one
  /// @param distance the Fréchet distance of its features from those of MNIST's 10,000 test images
  public record Opinion(double sure, List<Double> shares, double divergence, double distance) {
    /// Copies the list.
    public Opinion {
      shares = List.copyOf(shares);
    }
  }

  /// @param train as many real images as those that pictures are compared with
  /// @param test what pictures are compared with
  private DigitJudge(Model model, double accuracy, Dataset train, Dataset test) {
    this.model = model;
    this.accuracy = accuracy;
    Seen seen = look(test.inputs());
    distance = FrechetDistance.of(seen.features);
    Opinion itself = opinion(seen);
    double floor = distance.to(look(train.inputs()).features);
    real = new Opinion(itself.sure, itself.shares, itself.divergence, floor);
  }

  /// The judge in Gradus's home folder, or where there is none one that is trained now, in less
  /// than a minute, and kept there.
  ///
  /// @param step told of each step of training
  /// @throws FileException where it cannot be kept
  public static DigitJudge load(Mnist mnist, DataOptions options, IntConsumer step)
      throws FileException {
    return load(mnist, options, Recipe.FULL, step);
  }

  /// The judge for a milestone's size: the one that is kept, or at the smallest one of a second.
  ///
  /// @throws FileException where it cannot be kept
  public static DigitJudge of(Reproduction here, Mnist mnist) throws FileException {
    return switch (here.size()) {
      case TEST -> train(mnist, Recipe.SMALL, _ -> {});
      case NORMAL, FULL ->
          load(mnist, DataOptions.of(), done -> here.step(done, 2 * Recipe.FULL.steps()));
    };
  }

  static DigitJudge load(Mnist mnist, DataOptions options, Recipe recipe, IntConsumer step)
      throws FileException {
    Path file = options.home().resolve("milestones/judge-mnist.safetensors");
    if (fits(file, recipe)) {
      Map<String, String> texts = Safetensors.readMetadata(file);
      double accuracy = Double.parseDouble(texts.getOrDefault(ACCURACY, "NaN"));
      return of(Model.load(file), accuracy, mnist, recipe);
    }
    DigitJudge judge = train(mnist, recipe, step);
    judge.model.save(
        file, Map.of(RECIPE, recipe.description(), ACCURACY, Double.toString(judge.accuracy)));
    return judge;
  }

  /// Whether a file holds a judge of this recipe; one that is damaged or of another is replaced.
  private static boolean fits(Path file, Recipe recipe) throws FileException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try {
      return recipe.description().equals(Safetensors.readMetadata(file).get(RECIPE));
    } catch (FormatException damaged) {
      return false;
    }
  }

  /// A judge that is trained now and not kept.
  public static DigitJudge train(Mnist mnist, Recipe recipe, IntConsumer step) {
    Model model =
        Model.of(
            IMAGE,
            seed(recipe.seed()),
            conv2d(16, 5).withStride(2).withPadding("same"),
            relu(),
            conv2d(32, 5).withStride(2).withPadding("same"),
            relu(),
            flatten(),
            dense(128),
            relu(),
            dense(CLASSES));
    Callback watch =
        new Callback() {
          @Override
          public void onBatch(TrainingRun run, int batch, double loss) {
            step.accept((int) run.step());
          }
        };
    Trainer trainer =
        Trainer.of(model, Losses::crossEntropy, Adam.of(2e-3)).metrics(Metrics.accuracy());
    trainer
        .schedule(Schedules.cosine(0, recipe.steps()).byStep())
        .callbacks(watch)
        .fit(
            mnist.train().take(recipe.images()).shuffle(recipe.seed()).batch(BATCH),
            recipe.epochs());
    Dataset test = part(mnist.test(), recipe);
    double accuracy = trainer.evaluate(test.batch(CHUNK)).value("accuracy");
    return of(model, accuracy, mnist, recipe);
  }

  private static DigitJudge of(Model model, double accuracy, Mnist mnist, Recipe recipe) {
    return new DigitJudge(model, accuracy, part(mnist.train(), recipe), part(mnist.test(), recipe));
  }

  /// At most 10,000 images, and not more than there were to learn from.
  private static Dataset part(Dataset images, Recipe recipe) {
    return images.take(Math.min(Math.min(images.size(), JUDGED), recipe.images()));
  }

  /// The share of MNIST's test images that it reads rightly.
  public double accuracy() {
    return accuracy;
  }

  /// What it finds in MNIST's test images, which nothing that is made can be expected to surpass;
  /// the distance is that of as many training images from them.
  public Opinion real() {
    return real;
  }

  /// What it finds in some pictures.
  ///
  /// @param pictures `[n, 1, 28, 28]` or `[n, 784]`, from 0, which is black, to 1
  public Opinion judge(Tensor pictures) {
    return opinion(look(pictures));
  }

  /// The share of some pictures that it takes for a digit with a probability above 0.9.
  public double sure(Tensor pictures) {
    return sure(look(pictures));
  }

  private static double sure(Seen seen) {
    return seen.probabilities.max(1).greater(SURE).countNonZero().item()
        / seen.probabilities.size(0);
  }

  /// How probable it holds each digit to be, `[n, 10]`.
  public Tensor probabilities(Tensor pictures) {
    return look(pictures).probabilities;
  }

  /// Its 128 features of some pictures, `[n, 128]`.
  public Tensor features(Tensor pictures) {
    return look(pictures).features;
  }

  private record Seen(Tensor features, Tensor probabilities) {}

  private Seen look(Tensor pictures) {
    int size = pictures.size(0);
    Tensor images = pictures.reshape(size, 1, 28, 28);
    List<Tensor> features = new ArrayList<>();
    List<Tensor> logits = new ArrayList<>();
    for (int from = 0; from < size; from += CHUNK) {
      Map<String, Tensor> inside =
          model.activations(images.slice(0, from, Math.min(size, from + CHUNK)));
      features.add(Objects.requireNonNull(inside.get(FEATURES)));
      logits.add(Objects.requireNonNull(inside.get(LOGITS)));
    }
    return new Seen(Tensor.concat(0, features), Tensor.concat(0, logits).softmax(1));
  }

  private Opinion opinion(Seen seen) {
    int[] said = seen.probabilities.argMax(1).toInts();
    double[] counts = new double[CLASSES];
    Arrays.stream(said).forEach(digit -> counts[digit]++);
    List<Double> shares = Arrays.stream(counts).mapToObj(count -> count / said.length).toList();
    double divergence =
        shares.stream().mapToDouble(p -> p > 0 ? p * Math.log(CLASSES * p) : 0).sum();
    return new Opinion(sure(seen), shares, divergence, distance.to(seen.features));
  }
}
