package gradus.data;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.io.InputFile;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// CIFAR-10: photographs of ten kinds of things, `[3, 32, 32]`, in its binary version.
///
/// The files are taken from a folder that you name; nothing is fetched. `data_batch_1.bin` to
/// `data_batch_5.bin` are for training, and `test_batch.bin` is for the end. An image is a byte for
/// its label, from 0 to 9, and 3,072 for its pixels: 1,024 of red, row after row, then green, then
/// blue. Files of fewer images are taken, too.
///
/// Report: Krizhevsky, *Learning multiple layers of features from tiny images*, 2009.
///
/// @param train the 50,000 training images
/// @param test the 10,000 test images
public record Cifar10(Dataset train, Dataset test) {
  private static final Shape IMAGE = Shape.of(3, 32, 32);
  private static final int PIXELS = 3 * 32 * 32;

  /// The most images that a file may have, as those that are published have.
  private static final int MOST = 10_000;

  private static final List<String> TRAINING =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin");

  private static final List<String> TEST = List.of("test_batch.bin");

  private static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  /// Loads the six files from a folder.
  ///
  /// @throws FileException where it is no folder, or a file is missing or cannot be read
  /// @throws FormatException where a file is not a whole number of images, has too many, or a label
  ///   is above 9
  public static Cifar10 load(Path folder) throws FileException {
    if (!Files.isDirectory(folder)) {
      throw new FileException(
          "read",
          folder,
          Message.of("it is not a folder"),
          Message.of(
              "name the folder that holds data_batch_1.bin and the other files of CIFAR-10"));
    }
    // A missing file is told before any is read.
    require(folder, TRAINING);
    require(folder, TEST);
    return new Cifar10(dataset(folder, TRAINING), dataset(folder, TEST));
  }

  private static void require(Path folder, List<String> names) throws FileException {
    for (String name : names) {
      if (!Files.exists(folder.resolve(name))) {
        throw new FileException(
            "read",
            folder.resolve(name),
            Message.of("this file is not there"),
            Message.of(
                "put data_batch_1.bin to data_batch_5.bin and test_batch.bin of CIFAR-10's binary"
                    + " version into the folder"));
      }
    }
  }

  private static Dataset dataset(Path folder, List<String> names) throws FileException {
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    ByteArrayOutputStream labels = new ByteArrayOutputStream();
    for (String name : names) {
      Path file = folder.resolve(name);
      byte[] bytes = read(file);
      for (int at = 0; at < bytes.length; at += 1 + PIXELS) {
        labels.write(label(file, bytes[at], at));
        pixels.write(bytes, at + 1, PIXELS);
      }
    }
    byte[] each = labels.toByteArray();
    int[] numbers = new int[each.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = each[i];
    }
    return Dataset.images(IMAGE, pixels.toByteArray(), numbers, CLASSES);
  }

  private static byte[] read(Path file) throws FileException {
    byte[] bytes = InputFile.of(file).bytes(MOST * (1 + PIXELS), Message.of("a part of CIFAR-10"));
    if (bytes.length == 0 || bytes.length % (1 + PIXELS) != 0) {
      throw new FormatException(
          file,
          0,
          Message.of(
              "%s bytes are not a whole number of images of %s bytes, a label and 3 x 32 x 32 pixels",
              bytes.length, 1 + PIXELS),
          Message.of("take the binary version of CIFAR-10, unpacked; or the file is cut short"));
    }
    return bytes;
  }

  private static int label(Path file, byte label, int at) throws FormatException {
    int value = Byte.toUnsignedInt(label);
    if (value >= CLASSES.size()) {
      throw new FormatException(
          file,
          at,
          Message.of("the label of an image is %s, but labels are 0 to 9", value),
          Message.of("the file is damaged or of another kind: CIFAR-100 has two labels an image"));
    }
    return value;
  }
}
