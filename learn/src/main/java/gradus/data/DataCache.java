package gradus.data;

import gradus.io.AtomicFiles;
import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.io.InputFile;
import gradus.tensor.Message;
import gradus.tensor.StateException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/// A folder that holds a data set's files, decompressed and verified, and fetches those that it
/// lacks.
///
/// Files are placed by an atomic rename, so a file that is there is whole, and readers need no
/// lock. Fetching takes a lock that spans processes; whoever comes second waits, and then finds the
/// files there.
final class DataCache {
  private static final ReentrantLock THREADS = new ReentrantLock();
  private static final Duration PATIENCE = Duration.ofMinutes(15);
  private static final int SHOWN_FILES = 4;
  private static final int POLL_MILLIS = 100;
  private static final int GZIP_SLACK_BYTES = 1 << 16;
  private static final String STAGING = ".fetch-";

  private final String title;
  private final Path folder;
  private final List<DataFile> files;
  private final String advice;
  private final DownloadProgress progress;

  /// @param advice what to do where no source works
  DataCache(
      String title, Path folder, List<DataFile> files, String advice, DownloadProgress progress) {
    this.title = title;
    this.folder = folder;
    this.files = files;
    this.advice = advice;
    this.progress = progress;
  }

  Path path(DataFile file) {
    return folder.resolve(file.name());
  }

  /// What a kept file holds.
  byte[] read(DataFile file) throws FileException {
    try {
      return InputFile.of(path(file))
          .bytes(file.bytes() + GZIP_SLACK_BYTES, Message.verbatim(file.name()));
    } catch (IOException e) {
      throw FileException.of("read", path(file), e);
    }
  }

  /// Removes a file that turned out to be damaged.
  void discard(DataFile file) throws FileException {
    try {
      Files.deleteIfExists(path(file));
    } catch (IOException e) {
      throw FileException.of("delete", path(file), e);
    }
  }

  /// Makes sure that all files are there, trying each source in turn.
  ///
  /// @throws FileException where some cannot be had, telling what was tried and why each failed
  void complete(List<DataSource> sources) throws FileException {
    if (missing().isEmpty()) {
      return;
    }
    // A process's own file locks exclude no threads of it, hence a lock for those as well.
    THREADS.lock();
    try {
      Files.createDirectories(folder);
      try (var lock =
          FileChannel.open(
              folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        await(lock);
        removeStaging();
        fetch(sources);
      }
    } catch (IOException e) {
      throw FileException.of(Message.of("fetch %s into", title), folder, e);
    } finally {
      THREADS.unlock();
    }
  }

  private void fetch(List<DataSource> sources) throws IOException {
    var missing = missing();
    var failures = new ArrayList<Message>();
    if (!missing.isEmpty()) {
      sources.forEach(DataSource::prepare);
    }
    for (var source : sources) {
      if (missing.isEmpty()) {
        break;
      }
      progress.note(Message.of("%s: trying %s", title, source.title()));
      var staging = Files.createTempDirectory(folder, STAGING);
      try {
        try {
          source.fetch(List.copyOf(missing), staging, progress);
        } catch (InterruptedIOException e) {
          throw e;
        } catch (IOException e) {
          fail(failures, source, Message.of(e));
        }
        for (var file : List.copyOf(missing)) {
          if (place(file, staging, source, failures)) {
            missing.remove(file);
          }
        }
      } finally {
        remove(staging);
      }
    }
    if (!missing.isEmpty()) {
      throw new FileException(
          Message.of("fetch %s into", title),
          folder,
          Message.of(
              "%s could not be had. Tried:%s\n",
              names(missing),
              Message.joined(
                  "", failures.stream().map(line -> Message.of("\n  %s", line)).toList())),
          Message.of("connect to a network and try again, %s", advice));
    }
  }

  /// The first few names of files, and how many more there are.
  private static Message names(List<DataFile> files) {
    String first =
        files.stream().limit(SHOWN_FILES).map(DataFile::name).collect(Collectors.joining(", "));
    int more = files.size() - SHOWN_FILES;
    return more > 0 ? Message.of("%s and %d more", first, more) : Message.verbatim(first);
  }

  /// Verifies a file that a source delivered and gives it its place; false where it is absent or
  /// wrong.
  private boolean place(DataFile file, Path staging, DataSource source, List<Message> failures)
      throws IOException {
    var plain = staging.resolve(file.name());
    var delivered = Files.isRegularFile(plain) ? plain : staging.resolve(file.gzipName());
    if (!Files.isRegularFile(delivered)) {
      return false;
    }
    byte[] content;
    try {
      content = content(file, delivered);
    } catch (FormatException e) {
      fail(failures, source, Message.of("%s: %s", file.name(), e.reason()));
      return false;
    }
    var sha256 = sha256(content);
    if (!sha256.equals(file.sha256())) {
      fail(
          failures,
          source,
          Message.of(
              "%s has the SHA-256 %s and not the original's %s; it was thrown away",
              file.name(), sha256, file.sha256()));
      return false;
    }
    AtomicFiles.write(path(file), content);
    return true;
  }

  private static byte[] content(DataFile file, Path delivered) throws IOException {
    if (Files.size(delivered) > (long) file.bytes() + GZIP_SLACK_BYTES) {
      throw new FormatException(
          delivered, file.bytes(), "it is larger than the original", "try another source");
    }
    var bytes = Files.readAllBytes(delivered);
    if (bytes.length < 2 || !Gzip.isGzip(bytes[0], bytes[1])) {
      return bytes;
    }
    try (var gzip = new Gzip(bytes, delivered)) {
      var content = new byte[file.bytes()];
      gzip.readFully(content, 0, content.length);
      gzip.finish();
      return content;
    }
  }

  private void fail(List<Message> failures, DataSource source, Message reason) {
    Message line = Message.of("%s: %s", source.title(), reason);
    failures.add(line);
    progress.note(Message.of("%s: %s", title, line));
  }

  private List<DataFile> missing() {
    var missing = new ArrayList<DataFile>();
    for (var file : files) {
      var path = path(file);
      try {
        if (!Files.isRegularFile(path) || Files.size(path) != file.bytes()) {
          missing.add(file);
        }
      } catch (IOException e) {
        missing.add(file);
      }
    }
    return missing;
  }

  private void await(FileChannel lock) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (boolean told = false; ; told = true) {
      if (lock.tryLock() != null) {
        return;
      }
      if (!told) {
        progress.note(Message.of("%s: waiting for another download of the same files", title));
      }
      if (System.nanoTime() > deadline) {
        throw new TransferException(
            "another process has been fetching for %d minutes", PATIENCE.toMinutes());
      }
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for another download");
      }
    }
  }

  /// Removes what a killed process left behind. Only called with the lock held.
  private void removeStaging() throws IOException {
    try (var left = Files.newDirectoryStream(folder, STAGING + "*")) {
      for (var directory : left) {
        remove(directory);
      }
    }
  }

  private static void remove(Path tree) throws IOException {
    try (var walk = Files.walk(tree)) {
      for (var path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new StateException(Message.of("every Java platform has SHA-256"), e);
    }
  }
}
