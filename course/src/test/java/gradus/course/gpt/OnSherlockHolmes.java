package gradus.course.gpt;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gradus.data.DataOptions;
import java.nio.file.Files;

/// Tests on the text itself, which is not fetched for a test.
final class OnSherlockHolmes {
  private OnSherlockHolmes() {}

  /// Skips what runs where the text is not on this machine.
  static void assumeThere() {
    assumeTrue(
        Files.exists(DataOptions.of().home().resolve("data/sherlock-holmes/pg1661.txt")),
        "the text is not on this machine");
  }
}
