package gradus.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnTableTest {
  @Test
  void learnsWhoComesBack(@TempDir Path folder) throws Exception {
    Path csv = OwnTable.writeGuests(folder.resolve("guests.csv"), 1);

    OwnTable.Result result = OwnTable.train(csv, "comes back", 1);

    assertThat(result.answers())
        .hasSize(120)
        .allSatisfy(answer -> assertThat(answer.text()).isIn("true", "false"));
    // Who waited is missing in every twentieth row.
    assertThat(result.accuracy()).isGreaterThan(0.9);
  }
}
