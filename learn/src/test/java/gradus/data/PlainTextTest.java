package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.FileException;
import gradus.io.FormatException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainTextTest {
  @TempDir private Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("text.txt"), bytes);
  }

  private Path file(String text) throws IOException {
    return file(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void refuses(Path file, long offset, String message) {
    assertThatThrownBy(() -> PlainText.read(file))
        .isInstanceOfSatisfying(
            FormatException.class, failure -> assertThat(failure.offset()).isEqualTo(offset))
        .hasMessageContaining(file + ", byte " + offset)
        .hasMessageContaining(message);
  }

  @Test
  void readsTextAsItIs() throws IOException {
    assertThat(PlainText.read(file("床前明月光，\n  疑是地上霜。😀\n"))).isEqualTo("床前明月光，\n  疑是地上霜。😀\n");
  }

  @Test
  void endsEveryLineWithALineFeed() throws IOException {
    assertThat(PlainText.read(file("one\r\ntwo\rthree\n\r\n"))).isEqualTo("one\ntwo\nthree\n\n");
  }

  @Test
  void leavesAByteOrderMarkOut() throws IOException {
    assertThat(PlainText.read(file("\ufefftext \ufeff"))).isEqualTo("text \ufeff");
  }

  @Test
  void namesTheFirstByteThatIsNoUtf8() throws IOException {
    refuses(file(new byte[] {'a', 'b', (byte) 0xe5, 'c'}), 2, "0xE5 is no character of UTF-8");
    refuses(file(new byte[] {'a', (byte) 0xe5, (byte) 0xba}), 1, "0xE5");
    // An overlong form and half of a surrogate pair.
    refuses(file(new byte[] {(byte) 0xc0, (byte) 0x80}), 0, "0xC0");
    refuses(file(new byte[] {'x', (byte) 0xed, (byte) 0xa0, (byte) 0x80}), 1, "0xED");
  }

  @Test
  void tellsHowToConvertOtherEncodings() throws IOException {
    refuses(file("春眠不觉晓".getBytes(Charset.forName("GB18030"))), 0, "iconv -f GB18030 -t UTF-8");
    refuses(file("\ufefftext".getBytes(StandardCharsets.UTF_16LE)), 0, "this is UTF-16");
    refuses(file("\ufefftext".getBytes(StandardCharsets.UTF_16BE)), 0, "this is UTF-16");
  }

  @Test
  void refusesWhatIsBinaryOrEmpty() throws IOException {
    refuses(file("text\0"), 4, "the file is binary");
    refuses(file(""), 0, "the file is empty");
    refuses(file(" \n\t "), 0, "nothing but white space");
    refuses(file("\ufeff"), 0, "nothing but white space");
  }

  @Test
  void refusesWhatIsNotThereOrTooLarge() throws IOException {
    assertThatThrownBy(() -> PlainText.read(folder.resolve("no.txt")))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("it does not exist");
    assertThatThrownBy(() -> PlainText.read(folder))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("it is a folder");
    Path large = folder.resolve("large.txt");
    try (var sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(PlainText.MAXIMUM_BYTES + 1L);
    }
    assertThatThrownBy(() -> PlainText.read(large))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("67108865 bytes, more than the 67108864");
  }
}
