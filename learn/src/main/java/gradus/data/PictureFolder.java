package gradus.data;

import gradus.io.FileException;
import gradus.io.InputFile;
import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A folder of pictures with a folder for each class.
///
/// ```java
/// Dataset pets = PictureFolder.of(Path.of("pets")).withSize(64, 64).open(DownloadProgress.SILENT);
/// ```
///
/// Classes are the names of the folders, and pictures the PNG and JPEG files in them and in folders
/// below, in the order of their names; hidden ones are left out, and links are followed. Every
/// picture is made the same size, whatever its own proportions, with its pixels blended.
///
/// [#open] takes folders of any size: pictures that are too many for the memory are decoded batch
/// by batch.
///
/// @param path the folder
/// @param height the rows of each picture
/// @param width the columns of each picture
/// @param channels 1 for levels of grey, 3 for red, green and blue
public record PictureFolder(Path path, int height, int width, int channels) {
  private static final int SIDE = 32;
  private static final int MOST_BYTES = 1 << 30;
  private static final int SHOWN = 10;
  private static final int AT_A_TIME = 8;
  private static final long MEGABYTE = 1 << 20;

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
    return PictureFiles.isAny(folder);
  }

  /// Reads all pictures into memory.
  ///
  /// @param progress told how many bytes of the files are read, and what a person should know:
  ///   which files are left out, and which pictures are the same
  /// @throws DataException where there are fewer than two classes with pictures, files that are no
  ///   pictures, or more pixels than fit 1 GB
  /// @throws FileException where the folder cannot be read
  public Dataset read(DownloadProgress progress) throws FileException {
    return read(PictureFiles.in(path), progress);
  }

  /// The pictures as a data set that decodes each anew whenever it comes into a batch, on the
  /// thread that prepares batches and, where memory allows it, on several: for folders whose
  /// pictures do not fit into memory. All are decoded once at the beginning, so that a file that is
  /// no picture is told then.
  ///
  /// Batches have the same bits as those of [#read], and a training may go on with either. A file
  /// that is changed or taken away meanwhile makes its batch fail, with a [DataException].
  ///
  /// @param progress as for [#read]
  /// @throws DataException where there are fewer than two classes with pictures, or files that are
  ///   no pictures
  /// @throws FileException where the folder cannot be read
  public Dataset stream(DownloadProgress progress) throws FileException {
    return stream(PictureFiles.in(path), progress);
  }

  /// The pictures in memory, as by [#read], where they take at most a quarter of what Java may use
  /// (`-Xmx`) and at most 1 GB; else as by [#stream], of which `progress` is told.
  ///
  /// @param progress as for [#read]
  /// @throws DataException as by [#stream]
  /// @throws FileException where the folder cannot be read
  public Dataset open(DownloadProgress progress) throws FileException {
    return open(progress, Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 4));
  }

  /// @param most how many bytes of pictures are kept in memory
  Dataset open(DownloadProgress progress, long most) throws FileException {
    PictureFiles found = PictureFiles.in(path);
    long needed = (long) found.files().size() * shape().elements();
    if (needed <= most) {
      return read(found, progress);
    }
    progress.note(
        Message.of(
            "the pictures take %d MB, more than the %d MB of memory that are for them, and are"
                + " decoded anew for each batch, which is slower; more: -Xmx",
            Math.ceilDiv(needed, MEGABYTE), Math.ceilDiv(most, MEGABYTE)));
    return stream(found, progress);
  }

  private Dataset read(PictureFiles found, DownloadProgress progress) throws FileException {
    requireRoom(found.files().size());
    int size = shape().elements();
    byte[] pixels = new byte[found.files().size() * size];
    decode(found, progress, (i, picture) -> System.arraycopy(picture, 0, pixels, i * size, size));
    return Dataset.images(shape(), pixels, found.labels(), found.classes());
  }

  private Dataset stream(PictureFiles found, DownloadProgress progress) throws FileException {
    requireRoom(1);
    long[] checksums = decode(found, progress, (_, _) -> {});
    var decoder = new PictureDecoder(this, found.files());
    var rows = DecodedRows.scaled(decoder, checksums);
    int[] labels = found.labels();
    return Dataset.of(rows, new Rows.Ints(labels, Shape.SCALAR, labels.length))
        .withClasses(found.classes());
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

  /// Decodes all pictures once, and tells what a person should know of them.
  ///
  /// @param sink what is done with each
  /// @return what tells each from others
  private long[] decode(PictureFiles found, DownloadProgress progress, PictureDecoder.Sink sink)
      throws FileException {
    found.notes().forEach(progress::note);
    var decoder = new PictureDecoder(this, found.files());
    long[] checksums = new long[found.files().size()];
    List<Message> bad = new ArrayList<>();
    String what = String.valueOf(path.getFileName());
    long done = 0;
    int step = AT_A_TIME * PictureDecoder.width();
    for (int from = 0; from < checksums.length; from += step) {
      int first = from;
      int[] some = IntStream.range(from, Math.min(from + step, checksums.length)).toArray();
      var failures =
          decoder.decode(
              some,
              (place, pixels) -> {
                checksums[first + place] = ContentChecksum.of(pixels, 0, pixels.length);
                sink.take(first + place, pixels);
              });
      failures.values().forEach(failure -> bad.add(Message.of("\n  %s", failure.explanation())));
      for (int i : some) {
        if (!failures.containsKey(i - first)) {
          done += InputFile.of(found.files().get(i)).size();
          progress.bytes(what, done, found.bytes());
        }
      }
    }
    if (!bad.isEmpty()) {
      throw new DataException(
          "pictures: %d of %d files cannot be read:%s%s",
          bad.size(),
          checksums.length,
          Message.joined("", bad.subList(0, Math.min(SHOWN, bad.size()))),
          bad.size() > SHOWN
              ? Message.of("\n  and %d more", bad.size() - SHOWN)
              : Message.verbatim(""));
    }
    new PictureCopies(path, found, checksums).notes().forEach(progress::note);
    return checksums;
  }

  byte[] pixels(Path file) throws FileException {
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
}
