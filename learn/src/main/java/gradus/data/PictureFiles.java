package gradus.data;

import gradus.io.FileException;
import gradus.tensor.Message;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// The files of pictures in a folder with a folder for each class, told by their names.
///
/// Links are followed, but for those that lead in circles.
///
/// @param classes the names of the folders with pictures
/// @param files the pictures, class by class in the order of their names
/// @param labels the class of each
/// @param bytes how large all files are
/// @param notes what was left out that a person may miss
record PictureFiles(
    List<String> classes, List<Path> files, int[] labels, long bytes, List<Message> notes) {
  private static final int SHOWN = 10;

  private static final Set<String> READ = Set.of("png", "jpg", "jpeg");

  private static final Set<String> OTHER =
      Set.of(
          "gif", "webp", "bmp", "tif", "tiff", "heic", "heif", "avif", "jxl", "jp2", "svg", "ppm");

  /// What people call the folders of a data set that they have divided.
  private static final Set<String> PARTS =
      Set.of("train", "training", "test", "testing", "val", "valid", "validation", "dev");

  /// Whether there is a picture in a folder of the folder.
  static boolean isAny(Path folder) {
    try {
      for (Path inner : folders(folder)) {
        if (!new Walk(folder, true).in(inner).files.isEmpty()) {
          return true;
        }
      }
      return false;
    } catch (IOException unreadable) {
      return false;
    }
  }

  /// All pictures in the folders of a folder.
  ///
  /// @throws DataException where there are fewer than two classes, or these are parts of data
  /// @throws FileException where a folder cannot be read
  static PictureFiles in(Path folder) throws FileException {
    List<String> classes = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    List<Message> notes = new ArrayList<>();
    try {
      Walk walk = new Walk(folder, false);
      for (Path inner : folders(folder)) {
        int files = walk.files.size();
        int links = walk.links.size();
        walk.in(inner);
        if (walk.files.size() == files) {
          if (walk.links.size() == links) {
            notes.add(Message.of("%s holds no PNG or JPEG pictures and is left out", inner));
          }
          continue;
        }
        while (labels.size() < walk.files.size()) {
          labels.add(classes.size());
        }
        classes.add(String.valueOf(inner.getFileName()));
      }
      notes.addAll(walk.notes());
      requireClasses(folder, classes, notes);
      int[] numbers = labels.stream().mapToInt(label -> label).toArray();
      return new PictureFiles(classes, walk.files, numbers, walk.bytes, shortened(notes));
    } catch (IOException failure) {
      throw FileException.of("read", folder, failure);
    }
  }

  private static void requireClasses(Path folder, List<String> classes, List<Message> notes) {
    if (classes.size() < 2) {
      List<Message> details = new ArrayList<>();
      classes.forEach(name -> details.add(Message.verbatim(": " + name)));
      shortened(notes).forEach(note -> details.add(Message.of("\n  %s", note)));
      throw new DataException(
          "pictures: %s needs at least two folders with PNG or JPEG pictures in them, one for each"
              + " class, and has %d%s",
          folder, classes.size(), Message.joined("", details));
    }
    if (classes.stream().allMatch(name -> PARTS.contains(name.toLowerCase(Locale.ROOT)))) {
      throw new DataException(
          "pictures: the folders in %s are parts of data and no classes: %s; take one of them, such"
              + " as %s, or rename them if they are classes",
          folder, String.join(", ", classes), folder.resolve(classes.getFirst()));
    }
  }

  private static List<Message> shortened(List<Message> notes) {
    if (notes.size() <= SHOWN) {
      return notes;
    }
    List<Message> first = new ArrayList<>(notes.subList(0, SHOWN));
    first.add(Message.of("and %d more of this kind", notes.size() - SHOWN));
    return first;
  }

  private static List<Path> folders(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(PictureFiles::isShown).filter(Files::isDirectory).sorted().toList();
    }
  }

  private static boolean isShown(Path path) {
    return !String.valueOf(path.getFileName()).startsWith(".");
  }

  private static String kind(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /// A way through folders, which collects the pictures in them.
  private static final class Walk extends SimpleFileVisitor<Path> {
    final List<Path> files = new ArrayList<>();
    long bytes;
    private final Path root;
    private final boolean first;
    private final List<Message> links = new ArrayList<>();
    private final List<Path> others = new ArrayList<>();

    /// @param root the folder with the folders of all classes
    /// @param first whether one picture is enough
    Walk(Path root, boolean first) throws IOException {
      this.root = root.toRealPath();
      this.first = first;
    }

    Walk in(Path folder) throws IOException {
      int before = files.size();
      Files.walkFileTree(folder, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, this);
      files.subList(before, files.size()).sort(null);
      return this;
    }

    List<Message> notes() {
      List<Message> notes = new ArrayList<>(links);
      if (!others.isEmpty()) {
        notes.add(
            Message.of(
                "pictures that are neither PNG nor JPEG and are left out: %d, such as %s; save them"
                    + " as one of these",
                others.size(), others.getFirst()));
      }
      return notes;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      if (!isShown(folder)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      // A link to the folder of all classes would put the pictures of all into one.
      return Files.isSymbolicLink(folder) && root.startsWith(folder.toRealPath())
          ? circle(folder)
          : FileVisitResult.CONTINUE;
    }

    private FileVisitResult circle(Path link) {
      links.add(Message.of("%s is a link to a folder that it lies in, and is left out", link));
      return FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (!isShown(file)) {
        return FileVisitResult.CONTINUE;
      }
      if (OTHER.contains(kind(file))) {
        others.add(file);
      } else if (READ.contains(kind(file))) {
        if (attributes.isRegularFile()) {
          files.add(file);
          bytes += attributes.size();
          return first ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }
        links.add(
            attributes.isSymbolicLink()
                ? Message.of("%s is a link to nothing, and is left out", file)
                : Message.of("%s is no file but a pipe or a device, and is left out", file));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
      if (failure instanceof FileSystemLoopException) {
        return circle(file);
      }
      throw FileException.of("read", file, failure);
    }
  }
}
