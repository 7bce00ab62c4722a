package gradus.course.digits;

import gradus.course.Sentence;
import gradus.course.Stage;
import gradus.data.DataOptions;
import gradus.data.Dataset;
import gradus.data.Mnist;
import gradus.io.FileException;
import gradus.plot.Picture;
import gradus.plot.Text;
import gradus.tensor.Message;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Handwritten digits for experiments: parts of MNIST, small enough to be learned in a moment.
///
/// @param train up to 10,000 images to learn from
/// @param validation up to 2,000 others to decide by
/// @param test up to 2,000 of the images that MNIST keeps for the end
public record Digits(Dataset train, Dataset validation, Dataset test) {
  /// How many images there are to learn from.
  public static final int MOST = 10_000;

  /// How many classes there are.
  public static final int CLASSES = 10;

  private static final int JUDGED = 2000;

  /// The digits; where MNIST is neither there nor to be had, that is said on the stage.
  public static Optional<Digits> load(Stage stage) {
    return load(stage, DataOptions.of());
  }

  static Optional<Digits> load(Stage stage, DataOptions options) {
    return orSay(stage, "MNIST", () -> of(Mnist.load(options)));
  }

  /// Loads a data set, or fetches it.
  @FunctionalInterface
  public interface Loading<D> {
    /// The data.
    ///
    /// @throws FileException where it is neither there nor to be had
    D load() throws FileException;
  }

  /// Some data for an experiment; where it is neither there nor to be had, that is said on the
  /// stage.
  ///
  /// @param name what a person calls the data
  public static <D> Optional<D> orSay(Stage stage, String name, Loading<D> loading) {
    try {
      return Optional.of(loading.load());
    } catch (FileException failure) {
      Message why = Message.of(failure);
      stage.say(
          Sentence.of(
              "%s is not there and cannot be fetched, so this experiment has nothing to learn from:"
                  + " %s",
              "本机没有 %s，也下载不到，这个实验没有数据可学：%s",
              name,
              Text.of(why.in(Locale.ENGLISH), why.in(Locale.CHINESE))));
      return Optional.empty();
    }
  }

  private static Digits of(Mnist mnist) {
    int size = mnist.train().size();
    int judged = Math.min(JUDGED, size / 6);
    int learned = Math.min(MOST, size - judged);
    int[] held = IntStream.range(learned, learned + judged).toArray();
    // The later half of the test images is written more neatly than the first: some of both.
    int apart = Math.max(1, mnist.test().size() / JUDGED);
    int[] last = IntStream.range(0, mnist.test().size() / apart).map(i -> i * apart).toArray();
    return new Digits(
        mnist.train().take(learned), mnist.train().subset(held), mnist.test().subset(last));
  }

  /// An image as a picture: white on black, as MNIST has it.
  public static Picture picture(Dataset images, int index) {
    return Picture.of(images.gather(index).input().squeeze(0));
  }

  /// The numbers from 0 on in an order by chance (Fisher and Yates).
  public static int[] shuffled(int count, SplittableRandom random) {
    int[] order = IntStream.range(0, count).toArray();
    for (int i = 0; i < count; i++) {
      int other = random.nextInt(i + 1);
      int moved = order[i];
      order[i] = order[other];
      order[other] = moved;
    }
    return order;
  }

  /// The first image of each class, by class.
  public static int[] firstOfEach(Dataset images) {
    int[] labels = images.labels();
    return IntStream.range(0, CLASSES)
        .map(label ->
            IntStream.range(0, labels.length).filter(i -> labels[i] == label).findFirst().orElse(0))
        .toArray();
  }
}
