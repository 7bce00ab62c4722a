package gradus.course.grade;

import gradus.io.JsonException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// The lines that a process tells, as they come; whatever else it writes is left out.
final class Reports {
  /// What has come of waiting.
  sealed interface Event {
    /// A report.
    record Told(Report report) implements Event {}

    /// There will be no more: it has ended, or wrote too much.
    record Over(boolean flooded) implements Event {}
  }

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final String word;
  private final long most;

  private Reports(String word, long most) {
    this.word = word;
    this.most = most;
  }

  /// Reads in the background.
  ///
  /// @param word what each line begins with
  /// @param most how many bytes are read at most
  static Reports of(InputStream in, String word, long most) {
    Reports reports = new Reports(word, most);
    Thread.ofVirtual().name("exercise-reports").start(() -> reports.read(in));
    return reports;
  }

  /// The next event; none where it took too long.
  Optional<Event> next(long nanoseconds) throws InterruptedException {
    return Optional.ofNullable(events.poll(nanoseconds, TimeUnit.NANOSECONDS));
  }

  private void read(InputStream in) {
    long all = 0;
    byte[] buffer = new byte[8192];
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      for (int count = in.read(buffer); count >= 0 && all <= most; count = in.read(buffer)) {
        all += count;
        for (int i = 0; i < count; i++) {
          if (buffer[i] == '\n') {
            take(line.toString(StandardCharsets.UTF_8));
            line.reset();
          } else {
            line.write(buffer[i]);
          }
        }
      }
    } catch (IOException ended) {
      // The process was ended while it was read from.
      all = Math.min(all, most);
    }
    events.add(new Event.Over(all > most));
  }

  private void take(String line) {
    if (line.startsWith(word)) {
      try {
        events.add(new Event.Told(Report.parse(line.substring(word.length()))));
      } catch (JsonException broken) {
        // Something was written into the middle of it; then its end will be missing too.
        System.getLogger("gradus").log(System.Logger.Level.DEBUG, "no report: " + line, broken);
      }
    }
  }
}
