package gradus.course.digits;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.data.DataOptions;
import java.nio.file.Files;

/// Tests on MNIST itself, which is not fetched for a test.
public final class OnMnist {
  private OnMnist() {}

  /// Skips what runs where MNIST is not on this machine.
  public static void assumeThere() {
    assumeTrue(
        Files.exists(DataOptions.of().home().resolve("data/mnist/train-images-idx3-ubyte")),
        "MNIST is not on this machine");
  }
}
