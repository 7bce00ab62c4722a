package gradus.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.FormatException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ByteVocabularyTest {
  @TempDir private Path folder;

  private static Path resource(String name) throws Exception {
    return Path.of(ByteVocabularyTest.class.getResource(name).toURI());
  }

  @Test
  void refusesMergesOfAnotherVocabulary() throws Exception {
    List<String> lines = Files.readAllLines(resource("merges.txt"));
    assertThat(lines).hasSizeGreaterThan(30);
    Path some = folder.resolve("merges.txt");
    Files.write(some, lines.subList(0, lines.size() / 2));

    assertThatThrownBy(() -> ByteVocabulary.readGpt2(resource("vocab.json"), some))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("the merges make only")
        .hasMessageContaining("use the two files of one tokenizer");
    Files.writeString(some, "#version: 0.2\n");
    assertThatThrownBy(() -> ByteVocabulary.readGpt2(resource("vocab.json"), some))
        .isInstanceOf(FormatException.class);
    ByteVocabulary.readGpt2(resource("vocab.json"), resource("merges.txt"));
  }
}
