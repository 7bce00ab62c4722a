package gradus.data;

import gradus.io.FileException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// Fashion-MNIST: images of clothes in the format and number of [Mnist], and harder to tell apart.
///
/// On first use the files are fetched, from the first source that works, into
/// `~/.gradus/data/fashion-mnist` (the environment variable `GRADUS_HOME` moves `~/.gradus`). They
/// are checked against the original's SHA-256.
///
/// Paper: Xiao, Rasul and Vollgraf, *Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine
/// Learning Algorithms*, 2017.
///
/// @param train the 60,000 training images
/// @param test the 10,000 test images
public record FashionMnist(Dataset train, Dataset test) {
  private static final IdxCollection ORIGINAL =
      new IdxCollection(
          "Fashion-MNIST",
          "fashion-mnist",
          new DataFile(
              "train-images-idx3-ubyte",
              47_040_016,
              "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
              0x7af1f2bf),
          new DataFile(
              "train-labels-idx1-ubyte",
              60_008,
              "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
              0x219e9393),
          new DataFile(
              "t10k-images-idx3-ubyte",
              7_840_016,
              "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
              0xaf8d0264),
          new DataFile(
              "t10k-labels-idx1-ubyte",
              10_008,
              "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
              0x0780b6fc),
          List.of(
              new FolderSource(Path.of("/usr/share/datasets/fashion-mnist")),
              HttpSource.of(URI.create("https://fashion-mnist.s3.eu-central-1.amazonaws.com/")),
              HttpSource.of(
                  URI.create("https://storage.googleapis.com/tensorflow/tf-keras-datasets/")),
              new DebianSource("dataset-fashion-mnist", "usr/share/datasets/fashion-mnist")),
          List.of(
              "T-shirt/top",
              "Trouser",
              "Pullover",
              "Dress",
              "Coat",
              "Sandal",
              "Shirt",
              "Sneaker",
              "Bag",
              "Ankle boot"));

  /// Loads the data set, fetching it on first use.
  ///
  /// @throws FileException where no source works, telling what was tried
  public static FashionMnist load() throws FileException {
    return load(DataOptions.of());
  }

  /// Loads the four files, plain or gzip, from a folder and nowhere else. Files that are not as
  /// long as the originals are taken for a data set of the user's own in the same format.
  ///
  /// @throws FileException where a file is missing or damaged
  public static FashionMnist load(Path folder) throws FileException {
    return load(DataOptions.of().withFolder(folder));
  }

  /// Loads the data set as the options say.
  ///
  /// @throws FileException where no source works, telling what was tried
  public static FashionMnist load(DataOptions options) throws FileException {
    var parts = ORIGINAL.load(options);
    return new FashionMnist(parts.train(), parts.test());
  }

  /// The training images followed by the test images: 70,000.
  public Dataset all() {
    return train.concat(test);
  }
}
