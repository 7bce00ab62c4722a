package gradus.studio.run;

import gradus.io.AtomicFiles;
import gradus.io.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// How long something has taken in all its sittings: while one lasts, a file is told again and
/// again how long they have taken, so that one that is killed counts, too.
final class SittingClock implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final Path file;
  private final double earlier;
  private final long begun = System.nanoTime();
  private final Thread thread;
  private boolean closed;

  private SittingClock(Path file, double earlier) {
    this.file = file;
    this.earlier = earlier;
    this.thread = Thread.ofPlatform().daemon().name("gradus-clock").unstarted(this::tell);
  }

  /// Goes on from what the file says; begins at 0 where there is none, or none that can be read.
  static SittingClock start(Path file) {
    double earlier;
    try {
      earlier = Files.exists(file) ? Double.parseDouble(Files.readString(file).strip()) : 0;
    } catch (IOException | NumberFormatException e) {
      earlier = 0;
    }
    var clock = new SittingClock(file, earlier >= 0 && earlier < Double.MAX_VALUE ? earlier : 0);
    clock.thread.start();
    return clock;
  }

  double seconds() {
    return earlier + (System.nanoTime() - begun) * 1e-9;
  }

  private void tell() {
    try {
      while (true) {
        Thread.sleep(INTERVAL);
        write();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (FileException e) {
      System.getLogger("gradus.studio")
          .log(System.Logger.Level.DEBUG, "the time so far is not kept", e);
    }
  }

  private synchronized void write() throws FileException {
    if (!closed) {
      AtomicFiles.write(file, seconds() + "\n");
    }
  }

  /// Ends the sitting; the file stays as it is.
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    thread.interrupt();
  }
}
