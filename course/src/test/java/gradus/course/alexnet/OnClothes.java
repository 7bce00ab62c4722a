package gradus.course.alexnet;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.data.DataOptions;
import java.nio.file.Files;

/// Tests on Fashion-MNIST itself, which is not fetched for a test.
final class OnClothes {
  private OnClothes() {}

  /// Skips what runs where Fashion-MNIST is not on this machine.
  static void assumeThere() {
    assumeTrue(
        Files.exists(DataOptions.of().home().resolve("data/fashion-mnist/train-images-idx3-ubyte")),
        "Fashion-MNIST is not on this machine");
  }
}
