package gradus.data;

import gradus.io.FileException;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// A folder of pictures with a folder for each class.
///
/// ```java
/// Dataset pets = PictureFolder.of(Path.of("pets")).withSize(64, 64).read(DownloadProgress.SILENT);
/// ```
///
/// Classes are the names of the folders, and pictures the PNG and JPEG files in them and in folders
/// below, in the order of their names; hidden ones are left out. Every picture is made the same
/// size, whatever its own proportions, with its pixels blended.
///
/// @param path the folder
/// @param height the rows of each picture
/// @param width the columns of each picture
/// @param channels 1 for levels of grey, 3 for red, green and blue
public record PictureFolder(Path path, int height, int width, int channels) {
  private static final int SIDE = 32;
  private static final int MOST_BYTES = 1 << 30;
  private static final int SHOWN = 10;

  /// Checks the sizes.
  ///
  /// @throws DataException where one is below 1, or there are neither 1 nor 3 channels
  public PictureFolder {
    if (height < 1 || width < 1 || (channels != 1 && channels != 3)) {
      throw new DataException(
          "pictures: need a size of at least 1 x 1, and 1 channel or 3, got %d x %d and %d",
          height, width, channels);
    }
  }

  /// The pictures in a folder, 32 rows and columns of colour.
  public static PictureFolder of(Path path) {
    return new PictureFolder(path, SIDE, SIDE, 3);
  }

  /// The same pictures in another size.
  public PictureFolder withSize(int height, int width) {
    return new PictureFolder(path, height, width, channels);
  }

  /// The same pictures in grey, 1, or in colour, 3.
  public PictureFolder withChannels(int channels) {
    return new PictureFolder(path, height, width, channels);
  }

  /// The shape of one picture.
  public Shape shape() {
    return Shape.of(channels, height, width);
  }

  /// Whether a folder has folders with pictures in them.
  public static boolean isOne(Path folder) {
    try {
      for (Path inner : inside(folder)) {
        if (Files.isDirectory(inner) && !files(inner).isEmpty()) {
          return true;
        }
      }
      return false;
    } catch (IOException unreadable) {
      return false;
    }
  }

  private record Sample(Path file, int label) {}

  /// Reads all pictures.
  ///
  /// @param progress told how many bytes of the files are read
  /// @throws DataException where there are fewer than two classes with pictures, files that are no
  ///   pictures, or more pixels than fit 1 GB
  /// @throws FileException where the folder cannot be read
  public Dataset read(DownloadProgress progress) throws FileException {
    List<String> classes = new ArrayList<>();
    List<Sample> samples = new ArrayList<>();
    long bytes = 0;
    try {
      for (Path inner : inside(path)) {
        List<Path> files = Files.isDirectory(inner) ? files(inner) : List.of();
        if (files.isEmpty()) {
          if (Files.isDirectory(inner)) {
            progress.note(Message.of("%s holds no pictures and is left out", inner));
          }
          continue;
        }
        for (Path file : files) {
          samples.add(new Sample(file, classes.size()));
          bytes += Files.size(file);
        }
        classes.add(String.valueOf(inner.getFileName()));
      }
    } catch (IOException failure) {
      throw FileException.of("read", path, failure);
    }
    if (classes.size() < 2) {
      throw new DataException(
          "pictures: %s needs at least two folders with PNG or JPEG pictures in them, one for each"
              + " class, and has %d",
          path, classes.size());
    }
    requireRoom(samples.size());
    return read(classes, samples, bytes, progress);
  }

  private void requireRoom(int pictures) {
    long needed = (long) pictures * shape().elements();
    if (needed > MOST_BYTES) {
      int side = (int) Math.sqrt((double) MOST_BYTES / pictures / channels);
      throw new DataException(
          "pictures: %d of them as %s take %d MB, more than %d; withSize(%d, %d) would fit",
          pictures, shape(), needed >> 20, MOST_BYTES >> 20, side, side);
    }
  }

  private Dataset read(
      List<String> classes, List<Sample> samples, long bytes, DownloadProgress progress)
      throws FileException {
    int size = shape().elements();
    byte[] pixels = new byte[samples.size() * size];
    int[] labels = new int[samples.size()];
    List<Message> bad = new ArrayList<>();
    String what = String.valueOf(path.getFileName());
    long done = 0;
    for (int i = 0; i < labels.length; i++) {
      Path file = samples.get(i).file();
      labels[i] = samples.get(i).label();
      try {
        System.arraycopy(pixels(file), 0, pixels, i * size, size);
        done += Files.size(file);
        progress.bytes(what, done, bytes);
      } catch (FileException unreadable) {
        bad.add(Message.of("\n  %s", unreadable.explanation()));
      } catch (IOException failure) {
        throw FileException.of("read", file, failure);
      }
    }
    if (!bad.isEmpty()) {
      throw new DataException(
          "pictures: %d of %d files cannot be read:%s",
          bad.size(),
          labels.length,
          Message.joined("", bad.subList(0, Math.min(SHOWN, bad.size()))));
    }
    return Dataset.images(shape(), pixels, labels, classes);
  }

  private byte[] pixels(Path file) throws FileException {
    List<GreyImage> planes =
        channels == 1 ? List.of(GreyImage.read(file)) : GreyImage.readColours(file);
    byte[] pixels = new byte[shape().elements()];
    for (int i = 0; i < channels; i++) {
      byte[] plane = Resizing.to(planes.get(i), width, height).levels();
      System.arraycopy(plane, 0, pixels, i * plane.length, plane.length);
    }
    return pixels;
  }

  /// One picture as a model takes it that was trained on such a folder.
  ///
  /// @param shape channels, 1 or 3, height and width
  /// @return levels from 0 to 1, `[1, channels, height, width]`
  /// @throws FileException where it cannot be read or is no picture
  public static Tensor picture(Path file, Shape shape) throws FileException {
    if (shape.rank() != 3) {
      throw new DataException(
          "pictures: a picture has the shape [channels, height, width], not %s", shape);
    }
    PictureFolder like =
        new PictureFolder(Path.of(""), shape.size(1), shape.size(2), shape.size(0));
    byte[] pixels = like.pixels(file);
    float[] levels = new float[pixels.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (pixels[i] & 0xff) / 255f;
    }
    return Tensor.of(shape.insert(0, 1), levels);
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(PictureFolder::isShown).sorted().toList();
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(PictureFolder::isShown)
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .filter(PictureFolder::isNamedPicture)
          .sorted()
          .toList();
    }
  }

  private static boolean isShown(Path path) {
    return !String.valueOf(path.getFileName()).startsWith(".");
  }

  private static boolean isNamedPicture(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(".png") || name.endsWith(".jpg") || name.endsWith(".jpeg");
  }
}
