package gradus.course.digits;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.data.DataOptions;
import java.nio.file.Files;

/// Tests on MNIST itself, which is not fetched for a test.
public final class OnMnist {
  private OnMnist() {}

  /// Skips what runs where MNIST is not on this machine.
  public static void assumeThere() {
    assumeThere("mnist");
  }

  /// Likewise with Fashion-MNIST, whose files have the same names.
  public static void assumeFashionThere() {
    assumeThere("fashion-mnist");
  }

  private static void assumeThere(String folder) {
    assumeTrue(
        Files.exists(
            DataOptions.of().home().resolve("data/" + folder + "/train-images-idx3-ubyte")),
        folder + " is not on this machine");
  }
}
