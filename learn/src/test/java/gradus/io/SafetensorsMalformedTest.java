package gradus.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class SafetensorsMalformedTest {
  private static final String GOOD = "{'a':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvFileSource(
      resources = "malformed-headers.csv",
      quoteCharacter = '`',
      delimiter = '|',
      maxCharsPerColumn = 1000)
  void saysWhatIsWrongWithAHeader(String header, int data, String problem) {
    assertThatThrownBy(() -> read(file(header, data)))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("test.safetensors, byte ")
        .hasMessageContaining(problem);
  }

  @Test
  void saysWhereAFileWasCutOff() throws IOException {
    byte[] whole = file(GOOD, 8);
    assertThat(read(whole).tensors()).containsOnlyKeys("a");
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(cut))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining(
              cut.length == 0
                  ? "byte 0: the file is empty"
                  : cut.length < 8
                      ? "byte " + cut.length + ": the file ends within the 8 bytes"
                      : cut.length < whole.length - 8
                          ? "byte 0: the header claims 54 bytes, but only " + (cut.length - 8)
                          : "but only " + (cut.length - whole.length + 8) + " are there");
    }
  }

  @Test
  void saysWhenAFileShrinksWhileItIsRead() {
    byte[] whole = file(GOOD, 8);
    for (int length = 8; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(
              () -> Safetensors.read(Path.of("x"), whole.length, new ByteArrayInputStream(cut)))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining("the file ends within");
    }
  }

  @Test
  void believesNoLengthThatTheFileDoesNotHave() {
    for (long length :
        new long[] {0, 1, 100_000_001, 1L << 33, Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
      byte[] file = file(GOOD, 8);
      ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      assertThatThrownBy(() -> read(file))
          .isInstanceOf(FormatException.class)
          .hasMessageContaining(
              "byte 0: the header claims " + Long.toUnsignedString(length) + " bytes");
    }
  }

  @Test
  void rejectsHeadersThatAreNotUtf8OrAreDeep() {
    byte[] file = file("{'\u007f':1}", 0);
    file[10] = (byte) 0xff;

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("byte 10: the header is wrong: JSON: the text is not UTF-8;");
    assertThatThrownBy(() -> read(file(" {}", 0)))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("byte 8: the header does not begin with '{'");
    assertThatThrownBy(() -> read(file("{'a':" + "[".repeat(1_000_000), 0)))
        .isInstanceOf(FormatException.class);
    assertThatThrownBy(() -> read(file("{'__metadata__':" + "{'a':".repeat(100_000), 0)))
        .isInstanceOf(FormatException.class);
  }

  @Test
  void acceptsOddNamesAndShowsThemHarmlessly() throws IOException {
    assertThat(
            read(file(
                    "{'../\\u0000\\u001b[31m':{'dtype':'U8','shape':[1],'data_offsets':[0,1]}}", 1))
                .tensors())
        .containsOnlyKeys("../\u0000\u001b[31m");
    assertThatThrownBy(() -> read(file("{'\\u001b[31m':1}", 0)))
        .hasMessageContaining("[\"\\u001b[31m\"]: expected an object");
    assertThat(read(file("{'__metadata__':null}   ", 0)).metadata()).isEmpty();
  }

  @Test
  void refusesPicklesAndSerialisedObjectsAndSaysWhatToDo() throws IOException {
    ByteArrayOutputStream objects = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(objects)) {
      out.writeObject(new ArrayList<>(List.of("a")));
    }
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("archive/data.pkl"));
    }
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(gzip)) {
      out.write(file(GOOD, 8));
    }
    String[] convert = {"Gradus never opens one", "torch.load(path, weights_only=True)"};

    refuses(objects.toByteArray(), "serialised Java objects", "Gradus never opens one");
    refuses(zip.toByteArray(), "zip archive", convert);
    refuses(latin1("\u0080\2K\1."), "Python pickle", convert);
    refuses(latin1("\u0080\4\u0095\u00b5\0\0\0\0\0\0\0}"), "Python pickle", convert);
    refuses(latin1("\u0080\2\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\31."), "Python pickle", convert);
    refuses(latin1("\u0089HDF\r\n\u001a\n\0\0\0\0"), "HDF5", "safetensors.numpy");
    refuses(latin1("\u0093NUMPY\1\0v\0{'descr'"), ".npy", "numpy.load");
    refuses(latin1("GGUF\3\0\0\0\0\0\0\0"), "GGUF", "safetensors files");
    refuses(gzip.toByteArray(), "gzip", "unpack");
    refuses(latin1("version https://git-lfs.github.com/spec/v1"), "Git LFS", "git lfs pull");
    refuses(latin1("<!DOCTYPE html><html>"), "web page", "download");
    refuses(latin1("{\"metadata\": {\"total_size\": 1}}"), "JSON", ".safetensors files beside");
  }

  @Test
  void takesNoProperFileForAPickle() throws IOException {
    // Headers of 0x0280 and 0x0480 bytes make files that begin as pickles do.
    for (int length : new int[] {0x0280, 0x0380, 0x0480, 0x0580}) {
      assertThat(read(file(GOOD + " ".repeat(length - GOOD.length()), 8)).tensors()).hasSize(1);
    }
  }

  @Test
  void namesWhatCannotBeReadAtAll() throws IOException {
    assertThatThrownBy(() -> Safetensors.read(folder))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("it is a directory");
    assertThatThrownBy(() -> Safetensors.readMetadata(folder.resolve("none")))
        .isInstanceOf(FileException.class)
        .hasMessageContaining("does not exist");
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThatThrownBy(() -> Safetensors.readHeader(empty))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining(empty + ", byte 0: the file is empty");
  }

  private static void refuses(byte[] file, String format, String... advice) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("no safetensors file")
        .hasMessageContaining(format)
        .hasMessageContainingAll(advice);
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static Safetensors.Contents read(byte[] file) throws IOException {
    return Safetensors.read(
        Path.of("test.safetensors"), file.length, new ByteArrayInputStream(file));
  }

  private static byte[] file(String header, int data) {
    byte[] text = header.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    byte[] file = new byte[8 + text.length + data];
    Arrays.fill(file, (byte) 7);
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length).put(text);
    return file;
  }
}
