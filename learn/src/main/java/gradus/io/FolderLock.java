package gradus.io;

import gradus.tensor.Message;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The exclusive use of a folder, so that two runs never write into one.
///
/// ```java
/// try (FolderLock lock = FolderLock.acquire(Path.of("runs/mnist"))) {
///   // train, checkpoint, resume
/// }
/// ```
///
/// The lock is one of the operating system, on the file `.lock` inside the folder: it ends with the
/// process that holds it, however that dies, so there is never a stale one to delete by hand. The
/// file itself stays; it holds the number of the process that last held the lock.
public final class FolderLock implements AutoCloseable {
  static final String FILE_NAME = ".lock";

  private static final String OWNER = "process ";

  // Beyond the text, so that where locks are mandatory (Windows) others can still read who holds
  // it.
  private static final long LOCKED_BYTE = Integer.MAX_VALUE;

  // POSIX drops all of a process's locks on a file when it closes any channel on that file, so a
  // second attempt within this process must be refused before it opens one.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final Path key;
  private final FileChannel channel;

  private FolderLock(Path folder, Path key, FileChannel channel) {
    this.folder = folder;
    this.key = key;
    this.channel = channel;
  }

  /// Takes the folder, or refuses at once if another run has it; creates the folder if missing, and
  /// clears away temporary files that a killed run left there.
  ///
  /// @throws FileException if the folder is in use, or cannot be created or written
  public static FolderLock acquire(Path folder) throws FileException {
    try {
      Files.createDirectories(folder);
      Path key = folder.toRealPath();
      if (!HELD_HERE.add(key)) {
        throw inUse(folder, Message.of("this process"));
      }
      FolderLock lock = null;
      try {
        lock = open(folder, key);
        AtomicFiles.removeLeftovers(folder);
        return lock;
      } catch (Throwable failure) {
        if (lock == null) {
          HELD_HERE.remove(key);
        } else {
          lock.close();
        }
        throw failure;
      }
    } catch (IOException failure) {
      throw FileException.of("use folder", folder, failure);
    }
  }

  /// The folder that is held.
  public Path folder() {
    return folder;
  }

  /// Gives the folder free; again to do so changes nothing.
  @Override
  public void close() throws FileException {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException failure) {
      throw FileException.of("release", folder, failure);
    } finally {
      HELD_HERE.remove(key);
    }
  }

  private static FolderLock open(Path folder, Path key) throws IOException {
    Path file = folder.resolve(FILE_NAME);
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
        && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw foreign(file, "it is a link, a folder or a device");
    }
    // Whoever puts a link there in this very moment is not followed either.
    FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    try {
      if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
        throw inUse(folder, owner(channel));
      }
      if (channel.size() > 0 && !isOwner(text(channel))) {
        throw foreign(file, "it holds something that is not a lock's");
      }
      String self = OWNER + ProcessHandle.current().pid();
      channel.truncate(0).write(ByteBuffer.wrap(self.getBytes(StandardCharsets.UTF_8)), 0);
      return new FolderLock(folder, key, channel);
    } catch (OverlappingFileLockException here) {
      channel.close();
      throw inUse(folder, Message.of("this process"));
    } catch (Throwable failure) {
      channel.close();
      throw failure;
    }
  }

  private static Message owner(FileChannel channel) throws IOException {
    String owner = text(channel);
    return isOwner(owner)
        ? Message.of("process %s", owner.substring(OWNER.length()))
        : Message.of("another process");
  }

  private static String text(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(64);
    channel.read(text, 0);
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
  }

  private static boolean isOwner(String text) {
    return text.matches(OWNER + "\\d+");
  }

  private static FileException foreign(Path file, String problem) {
    return new FileException(
        "use", file, problem, "choose another folder, or move this file away if it is not needed");
  }

  private static FileException inUse(Path folder, Message owner) {
    return new FileException(
        "use folder",
        folder,
        Message.of("another run is working in it (%s)", owner),
        Message.of("wait until it has finished, or choose another folder"));
  }
}
