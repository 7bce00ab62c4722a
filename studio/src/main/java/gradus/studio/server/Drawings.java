package gradus.studio.server;

import gradus.data.Dataset;
import gradus.data.DigitImage;
import gradus.io.AtomicFiles;
import gradus.io.FileException;
import gradus.studio.words.UserException;
import gradus.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Digits that were drawn here and told what they are, kept in a file: of each its label, then its
/// 784 pixels.
final class Drawings {
  private static final int PIXELS = DigitImage.SIDE * DigitImage.SIDE;
  private static final int MOST = 2_000;

  /// A drawing and what it is.
  record Drawing(int label, DigitImage image) {}

  private final Path file;
  private @Nullable List<Drawing> kept;

  Drawings(Path file) {
    this.file = file;
  }

  /// All of them, the newest last.
  synchronized List<Drawing> all() throws FileException {
    List<Drawing> all = kept;
    if (all == null) {
      all = read();
      kept = all;
    }
    return List.copyOf(all);
  }

  private List<Drawing> read() throws FileException {
    List<Drawing> all = new ArrayList<>();
    if (!Files.isRegularFile(file)) {
      return all;
    }
    try {
      byte[] bytes = Files.readAllBytes(file);
      for (int at = 0; at + PIXELS < bytes.length; at += PIXELS + 1) {
        byte[] pixels = java.util.Arrays.copyOfRange(bytes, at + 1, at + 1 + PIXELS);
        all.add(new Drawing(Math.clamp(bytes[at], 0, 9), new DigitImage(pixels)));
      }
      return all;
    } catch (IOException failure) {
      throw FileException.of("read", file, failure);
    }
  }

  /// Keeps one more.
  ///
  /// @throws UserException where there are enough
  synchronized void add(int label, DigitImage image) throws FileException {
    List<Drawing> all = new ArrayList<>(all());
    if (all.size() >= MOST) {
      throw new UserException("error.digits.many", MOST);
    }
    all.add(new Drawing(label, image));
    write(all);
  }

  /// Forgets all.
  synchronized void clear() throws FileException {
    write(List.of());
  }

  private void write(List<Drawing> all) throws FileException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Drawing drawing : all) {
      out.write(drawing.label());
      out.writeBytes(drawing.image().pixels());
    }
    AtomicFiles.write(file, out.toByteArray());
    kept = new ArrayList<>(all);
  }

  /// All of them as data, each so many times; null where there are none.
  @Nullable Dataset dataset(int times) throws FileException {
    List<Drawing> all = all();
    if (all.isEmpty()) {
      return null;
    }
    byte[] pixels = new byte[all.size() * times * PIXELS];
    int[] labels = new int[all.size() * times];
    for (int i = 0; i < labels.length; i++) {
      Drawing drawing = all.get(i % all.size());
      System.arraycopy(drawing.image().pixels(), 0, pixels, i * PIXELS, PIXELS);
      labels[i] = drawing.label();
    }
    List<String> names = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
    Shape shape = Shape.of(1, DigitImage.SIDE, DigitImage.SIDE);
    return Dataset.images(shape, pixels, labels, names);
  }
}
