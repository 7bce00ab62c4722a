package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarTest {
  @TempDir Path folder;

  private final ByteArrayOutputStream archive = new ByteArrayOutputStream();

  @Test
  void takesOutWhatIsWantedAndNothingElse() throws IOException {
    entry("package/readme.md", '0', "not wanted");
    entry("../../evil", '0', "not wanted");
    entry("/etc/evil", '0', "not wanted");
    entry("./package/data/one", '0', "content one");
    entry("package/data/two", '\0', "x".repeat(1500));
    end();
    extract(Map.of("package/data/one", "one", "package/data/two", "two"));
    assertThat(folder.resolve("one")).hasContent("content one");
    assertThat(folder.resolve("two")).hasContent("x".repeat(1500));
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void joinsNamesThatAreDividedInTwo() throws IOException {
    entry("data/one", '0', "content", "package/long");
    end();
    extract(Map.of("package/long/data/one", "one"));
    assertThat(folder.resolve("one")).hasContent("content");
  }

  @Test
  void takesNoLinksForFiles() throws IOException {
    for (char type : new char[] {'1', '2', '5', '3'}) {
      archive.reset();
      entry("wanted", type, "");
      end();
      assertThatThrownBy(() -> extract(Map.of("wanted", "out")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("holds no wanted");
    }
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void rejectsFilesThatAreLargerThanExpected() {
    entry("wanted", '0', "x".repeat(101));
    end();
    assertThatThrownBy(() -> extract(Map.of("wanted", "out")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("101 bytes")
        .hasMessageContaining("at most 100");
  }

  @Test
  void rejectsDamagedHeaders() {
    entry("wanted", '0', "content");
    var bytes = archive.toByteArray();
    bytes[3] ^= 1;
    assertThatThrownBy(() -> extract(bytes))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("checksum");
  }

  @Test
  void rejectsArchivesThatAreCutOff() {
    entry("wanted", '0', "x".repeat(90));
    var bytes = archive.toByteArray();
    for (int length : new int[] {0, 1, 511, 512, 600}) {
      assertThatThrownBy(() -> extract(Arrays.copyOf(bytes, length)))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void answersMutatedArchivesWithIoExceptionsOnly() throws IOException {
    entry("other", '0', "y".repeat(600));
    entry("wanted", '0', "content");
    end();
    var original = archive.toByteArray();
    var random = new Random(1);
    for (int round = 0; round < 2_000; round++) {
      var bytes = original.clone();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        extract(bytes);
        assertThat(folder.resolve("out")).exists();
      } catch (IOException e) {
        assertThat(e).hasMessageMatching("(?s).+");
      }
      Files.deleteIfExists(folder.resolve("out"));
    }
  }

  private void extract(byte[] bytes) throws IOException {
    Tar.extract(
        new ByteArrayInputStream(bytes),
        Map.of("wanted", new Tar.Target(folder.resolve("out"), 100)));
  }

  private void extract(Map<String, String> names) throws IOException {
    var wanted = new HashMap<String, Tar.Target>();
    names.forEach((name, file) ->
        wanted.put(name, new Tar.Target(folder.resolve(file), file.equals("out") ? 100 : 5000)));
    Tar.extract(new ByteArrayInputStream(archive.toByteArray()), wanted);
  }

  private void entry(String name, char type, String content) {
    entry(name, type, content, "");
  }

  private void entry(String name, char type, String content, String prefix) {
    var header = new byte[512];
    put(header, 0, name);
    put(header, 100, "0000644\0");
    put(header, 124, String.format(Locale.ROOT, "%011o ", content.length()));
    put(header, 136, "00000000000 ");
    put(header, 148, "        ");
    header[156] = (byte) type;
    put(header, 257, "ustar\00000");
    put(header, 345, prefix);
    int sum = 0;
    for (byte b : header) {
      sum += b & 0xff;
    }
    put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
    archive.writeBytes(header);
    archive.writeBytes(content.getBytes(StandardCharsets.US_ASCII));
    archive.writeBytes(new byte[-content.length() & 511]);
  }

  private void end() {
    archive.writeBytes(new byte[1024]);
  }

  private static void put(byte[] header, int at, String text) {
    var bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }
}
