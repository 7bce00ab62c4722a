package gradus.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TranslationsTest {
  @Test
  void scan() throws IOException {
    var t = SpokenTexts.ofLibrary();
    java.nio.file.Files.write(java.nio.file.Path.of("/tmp/faults.txt"), t.faults());
    java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/templates.txt"), t.templates().entrySet().stream().map(e -> e.getValue() + "\t" + e.getKey()).collect(java.util.stream.Collectors.joining("\n")));
    assertThat(t.faults()).isEmpty();
  }
}
