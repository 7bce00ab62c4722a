package gradus.io;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writing a file so that, whatever happens, it is either the old one or the new one.
///
/// The content goes to a temporary file in the same folder, is forced to disk, and only then takes
/// the target's name by an atomic rename; the folder is forced too, where the platform allows it
/// (Windows does not). A reader, or a later run, therefore never sees half a file, not even after a
/// kill, a full disk or a power failure at the worst moment.
///
/// ```java
/// AtomicFiles.write(Path.of("runs/a/notes.txt"), "learning rate 0.01\n");
/// AtomicFiles.write(Path.of("big.bin"), out -> out.write(bytes));
/// ```
///
/// Missing folders are created. A symbolic link is followed, and stays a link. After a failure the
/// temporary file is removed; after a kill it stays behind under a name that starts with a dot and
/// ends in `.gradus-tmp`, which no reader looks for and which the next [FolderLock] clears away. An
/// interrupt does not stop a write: a checkpoint that was begun is finished.
public final class AtomicFiles {
  static final String TEMPORARY = ".gradus-tmp";
  private static final SecureRandom NAMES = new SecureRandom();

  private AtomicFiles() {}

  /// Something that can be written: given a stream, puts all its bytes there.
  @FunctionalInterface
  public interface Content {
    /// Writes all of it; the stream is buffered, and closed by the caller.
    void writeTo(OutputStream out) throws IOException;
  }

  /// The moments of a write between which a process may die; tests stop it at each.
  enum Step {
    CREATE_FOLDER,
    CREATE_TEMPORARY,
    WRITE,
    FORCE_FILE,
    RENAME,
    FORCE_FOLDER,
    DONE
  }

  /// Told before each step (and before each piece that is written); may throw to make it fail.
  @FunctionalInterface
  interface Watcher {
    void before(Step step) throws IOException;
  }

  /// Replaces the content of `target` by these bytes.
  ///
  /// @throws FileException if that fails; the old content is still there
  public static void write(Path target, byte[] content) throws FileException {
    write(target, out -> out.write(content));
  }

  /// Replaces the content of `target` by this text, in UTF-8.
  ///
  /// @throws FileException if that fails; the old content is still there
  public static void write(Path target, String text) throws FileException {
    write(target, text.getBytes(StandardCharsets.UTF_8));
  }

  /// Replaces the content of `target` by what `content` writes.
  ///
  /// @throws FileException if that fails; the old content is still there. An unchecked exception of
  ///   `content` passes through, and the old content is still there as well.
  public static void write(Path target, Content content) throws FileException {
    write(target, content, step -> {});
  }

  /// Checks that `target` could be written now, without changing it: for work that takes long
  /// before its result is written. Missing folders are created.
  ///
  /// @throws FileException if it could not
  public static void requireWritable(Path target) throws FileException {
    try {
      Path file = followed(target).toAbsolutePath();
      refuseWhatIsNoFile(target, file);
      Path probe = temporaryFor(file, createFolder(file, new ArrayList<>()));
      Files.createFile(probe);
      Files.delete(probe);
    } catch (IOException failure) {
      throw FileException.of("write", target, failure);
    }
  }

  static void write(Path path, Content content, Watcher watcher) throws FileException {
    try {
      Path target = followed(path).toAbsolutePath();
      refuseWhatIsNoFile(path, target);
      List<Path> folders = new ArrayList<>();
      watcher.before(Step.CREATE_FOLDER);
      Path folder = createFolder(target, folders);
      Path temporary = temporaryFor(target, folder);
      try {
        fill(temporary, content, watcher);
        watcher.before(Step.RENAME);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (Throwable failure) {
        removeAfter(failure, temporary);
        throw failure;
      }
      watcher.before(Step.FORCE_FOLDER);
      for (Path changed : folders) {
        forceFolder(changed);
      }
      watcher.before(Step.DONE);
    } catch (IOException failure) {
      throw FileException.of("write", path, failure);
    }
  }

  /// Removes what killed writers left in `folder`; to be called only by who holds its lock.
  static void removeLeftovers(Path folder) throws IOException {
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(folder, ".*" + TEMPORARY)) {
      for (Path leftover : leftovers) {
        Files.deleteIfExists(leftover);
      }
    }
  }

  private static void fill(Path temporary, Content content, Watcher watcher) throws IOException {
    watcher.before(Step.CREATE_TEMPORARY);
    Files.createFile(temporary);
    // Not a channel: an interrupt closes a channel in the middle of a write.
    try (FileOutputStream file = new FileOutputStream(temporary.toFile())) {
      OutputStream out = new BufferedOutputStream(new Watched(file, watcher), 1 << 16);
      content.writeTo(out);
      out.flush();
      watcher.before(Step.FORCE_FILE);
      file.getFD().sync();
    }
  }

  private static Path followed(Path path) throws IOException {
    if (!Files.isSymbolicLink(path)) {
      return path;
    }
    return Files.exists(path)
        ? path.toRealPath()
        : path.resolveSibling(Files.readSymbolicLink(path));
  }

  private static void refuseWhatIsNoFile(Path path, Path target) throws FileException {
    if (Files.isDirectory(target)) {
      throw new FileException(
          "write", path, "it is a directory", "give the name of a file inside it");
    }
    if (Files.exists(target)) {
      if (!Files.isRegularFile(target)) {
        throw new FileException(
            "write", path, "it is not a regular file", "give the name of a file on a disk");
      }
      if (!Files.isWritable(target)) {
        throw new FileException(
            "write", path, "it is read-only", "make it writable or choose another name");
      }
    }
  }

  /// Creates the folder of `target`; adds to `changed` each folder that gets a new entry by it.
  private static Path createFolder(Path target, List<Path> changed) throws IOException {
    Path folder = target.getParent();
    if (folder == null) {
      throw new FileException(
          "write", target, "it has no folder", "give the name of a file in a folder");
    }
    changed.add(folder);
    for (Path missing = folder; missing != null && !Files.exists(missing); ) {
      missing = missing.getParent();
      if (missing != null) {
        changed.add(missing);
      }
    }
    Files.createDirectories(folder);
    return folder;
  }

  private static Path temporaryFor(Path target, Path folder) {
    byte[] random = new byte[8];
    NAMES.nextBytes(random);
    String name = String.valueOf(target.getFileName());
    // A name may fill all the 255 bytes that a file system grants; the temporary's must not exceed.
    String start = name.length() > 50 ? name.substring(0, 50) : name;
    return folder.resolve("." + start + "." + HexFormat.of().formatHex(random) + TEMPORARY);
  }

  private static void removeAfter(Throwable failure, Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException | RuntimeException second) {
      failure.addSuppressed(second);
    }
  }

  private static void forceFolder(Path folder) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try (FileChannel channel = openFolder(folder)) {
          if (channel != null) {
            channel.force(true);
          }
          return;
        } catch (ClosedByInterruptException again) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @SuppressWarnings("resource")
  private static @Nullable FileChannel openFolder(Path folder) {
    try {
      return FileChannel.open(folder, StandardOpenOption.READ);
    } catch (IOException platformForcesNoFolders) {
      return null;
    }
  }

  /// A stream that tells the watcher before each piece.
  private static final class Watched extends FilterOutputStream {
    private final Watcher watcher;

    Watched(OutputStream out, Watcher watcher) {
      super(out);
      this.watcher = watcher;
    }

    @Override
    public void write(int one) throws IOException {
      watcher.before(Step.WRITE);
      out.write(one);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      watcher.before(Step.WRITE);
      out.write(bytes, from, count);
    }
  }
}
