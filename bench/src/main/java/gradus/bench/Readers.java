package gradus.bench;

import gradus.data.DigitImage;
import gradus.data.Idx;
import gradus.data.PlainText;
import gradus.io.Json;
import gradus.io.Safetensors;
import gradus.nn.Model;
import gradus.table.Table;
import gradus.train.RunLog;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/// What reading a file costs that somebody made to cost much: `./gradus bench readers`.
///
/// Each file is read in a Java of its own, whose heap is what is promised: 64 MB and 4 times the
/// file, besides what an empty one needs. A reader that needs more fails for want of memory; the
/// table shows the processor time of the thread that reads, where a second is promised.
final class Readers {
  private static final long MEGABYTE = 1 << 20;

  /// What Java and the library's classes need themselves.
  private static final long EMPTY = 24 * MEGABYTE;

  private Readers() {}

  private interface Reader {
    Object read(Path file) throws IOException;
  }

  private record Sample(String name, String reader, Path file) {}

  static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 2) {
      child(arguments[0], Path.of(arguments[1]));
      return;
    }
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path folder = Files.createTempDirectory("gradus-readers");
    try {
      out.printf(
          Locale.ROOT, "%-34s %9s %9s %9s  %s%n", "file", "MB", "heap MB", "cpu s", "answer");
      for (Sample sample : samples(folder)) {
        long size = Files.size(sample.file());
        long heap = EMPTY + 64 * MEGABYTE + 4 * size;
        String answer = inAJavaOfItsOwn(sample, heap);
        String[] parts = answer.split(" ", 2);
        out.printf(
            Locale.ROOT,
            "%-34s %9.2f %9d %9s  %s%n",
            sample.name(),
            size / 1e6,
            heap / MEGABYTE,
            parts[0],
            parts.length > 1 ? parts[1] : "");
        Files.delete(sample.file());
      }
    } finally {
      Files.delete(folder);
    }
  }

  private static String inAJavaOfItsOwn(Sample sample, long heap)
      throws IOException, InterruptedException {
    Path answer = Files.createTempFile("gradus-answer", ".txt");
    try {
      var process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:+UseSerialGC",
                  "-Xmx" + heap,
                  "--add-modules=jdk.incubator.vector",
                  "-cp",
                  System.getProperty("java.class.path"),
                  Main.class.getName(),
                  "readers",
                  sample.reader(),
                  sample.file().toString())
              .redirectOutput(answer.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      int status = process.waitFor();
      String text = Files.readString(answer).strip();
      return status == 0 ? text : "- ended with status " + status;
    } finally {
      Files.delete(answer);
    }
  }

  private static void child(String reader, Path file) {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    String answer;
    try {
      answer = "read: " + reader(reader).read(file).getClass().getSimpleName();
    } catch (IOException | RuntimeException refused) {
      String message = String.valueOf(refused.getMessage()).replace(file.toString(), "FILE");
      answer = refused.getClass().getSimpleName() + ": " + message;
    }
    double seconds = (threads.getCurrentThreadCpuTime() - start) * 1e-9;
    out.printf(
        Locale.ROOT, "%.2f %s%n", seconds, answer.length() > 90 ? answer.substring(0, 90) : answer);
  }

  private static Reader reader(String name) {
    return switch (name) {
      case "json" -> Json::read;
      case "safetensors" -> Safetensors::read;
      case "model" -> Model::load;
      case "picture" -> DigitImage::read;
      case "idx" -> Idx::read;
      case "text" -> PlainText::read;
      case "csv" -> Table::readCsv;
      case "log" -> RunLog::read;
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static List<Sample> samples(Path folder) throws IOException {
    List<Sample> all = new ArrayList<>();
    all.add(json(folder, "arrays of nothing, 10 MB", "[],", 10_000_000));
    all.add(json(folder, "arrays of nothing, 96 MB", "[],", 96_000_000));
    all.add(json(folder, "small numbers, 96 MB", "1,", 96_000_000));
    all.add(json(folder, "objects of one, 48 MB", "{\"a\":0},", 48_000_000));
    all.add(json(folder, "short texts, 48 MB", "\"a\",", 48_000_000));
    all.add(
        new Sample("JSON, nested for ever", "json", repeated(folder, "deep", "", "[", 50_000_000)));
    all.add(header(folder));
    all.add(new Sample("JPEG of 1,000 passes", "picture", passes(folder)));
    all.add(new Sample("PNG of 16,000 x 16,000", "picture", large(folder)));
    all.add(new Sample("IDX, 1 GB of zeros in gzip", "idx", bomb(folder)));
    all.add(new Sample("text of 64 MB", "text", repeated(folder, "text", "", "a b\n", 64_000_000)));
    all.add(
        new Sample(
            "CSV of one column", "csv", repeated(folder, "column", "a\n", "1\n", 20_000_000)));
    all.add(new Sample("CSV of one row", "csv", repeated(folder, "row", "", "1,", 20_000_000)));
    all.add(
        new Sample(
            "CSV, one quote", "csv", repeated(folder, "quote", "a,b\n\"", "x\n", 20_000_000)));
    all.add(new Sample("CSV of new words", "csv", words(folder)));
    all.add(new Sample("run log of 96 MB", "log", log(folder)));
    return all;
  }

  private static Sample json(Path folder, String name, String element, int bytes)
      throws IOException {
    Path file = repeated(folder, name.replaceAll("\\W", ""), "[", element, bytes);
    Files.writeString(file, "0]", StandardOpenOption.APPEND);
    return new Sample("JSON, " + name, "json", file);
  }

  private static Path repeated(Path folder, String name, String start, String part, int bytes)
      throws IOException {
    Path file = folder.resolve(name);
    byte[] piece = part.repeat(1 << 12).getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(start.getBytes(StandardCharsets.UTF_8));
      for (int done = 0; done < bytes; done += piece.length) {
        out.write(piece);
      }
    }
    return file;
  }

  /// As many tensors without values as fit the longest header.
  private static Sample header(Path folder) throws IOException {
    Path file = folder.resolve("header");
    var text = new StringBuilder("{");
    for (int i = 0; text.length() < 60_000_000; i++) {
      text.append('"')
          .append(i)
          .append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},");
    }
    text.setCharAt(text.length() - 1, '}');
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(
          ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(bytes.length).array());
      out.write(bytes);
    }
    return new Sample("safetensors of empty tensors", "safetensors", file);
  }

  /// A progressive picture whose last pass is there again and again.
  private static Path passes(Path folder) throws IOException {
    var picture = new BufferedImage(2000, 2000, BufferedImage.TYPE_BYTE_GRAY);
    var bytes = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var settings = writer.getDefaultWriteParam();
    settings.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    try (var stream = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(stream);
      writer.write(null, new IIOImage(picture, null, null), settings);
    } finally {
      writer.dispose();
    }
    byte[] jpeg = bytes.toByteArray();
    int last = jpeg.length - 2;
    while ((jpeg[last] & 0xff) != 0xff || (jpeg[last + 1] & 0xff) != 0xda) {
      last--;
    }
    Path file = folder.resolve("passes.jpg");
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(jpeg, 0, jpeg.length - 2);
      for (int i = 0; i < 1000; i++) {
        out.write(jpeg, last, jpeg.length - 2 - last);
      }
      out.write(jpeg, jpeg.length - 2, 2);
    }
    return file;
  }

  private static Path large(Path folder) throws IOException {
    Path file = folder.resolve("large.png");
    ImageIO.write(
        new BufferedImage(16_000, 16_000, BufferedImage.TYPE_BYTE_BINARY), "png", file.toFile());
    return file;
  }

  private static Path bomb(Path folder) throws IOException {
    Path file = folder.resolve("bomb.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(new byte[] {0, 0, 8, 1, 0x40, 0, 0, 0});
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 1024; i++) {
        out.write(zeros);
      }
    }
    return file;
  }

  private static Path words(Path folder) throws IOException {
    Path file = folder.resolve("words");
    try (var out = Files.newBufferedWriter(file)) {
      out.write("a,b\n");
      for (int i = 0; i < 1_500_000; i++) {
        out.write("w" + i + ",v" + i + "\n");
      }
    }
    return file;
  }

  private static Path log(Path folder) throws IOException {
    String start = "{\"log\":\"gradus.run\",\"format\":1}\n";
    String line =
        "{\"event\":\"batch\",\"epoch\":1,\"batch\":1,\"batches\":9,\"loss\":1,\"values\":{},\"samples\":1,\"seconds\":1}\n";
    return repeated(folder, "log", start, line, 90_000_000);
  }
}
