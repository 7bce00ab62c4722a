package gradus.course.grade;

import gradus.course.Exercise;
import gradus.io.Json;
import gradus.io.JsonValue;
import gradus.plot.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Who grades what learners write: never in this process, and with bounds.
///
/// ```java
/// Grade grade = Grader.of().grade(Exercises.of("momentum"), source);
/// ```
///
/// Compiling and running happen in a Java process of its own, which has a bounded heap, gets no
/// environment, and on Linux (where namespaces are allowed) no network; it is ended with all that
/// it started when its time is up.
///
/// @param time how long the checks of a file may run
/// @param megabytes how much heap they may take
public record Grader(Duration time, int megabytes) {
  /// How long a file may be.
  public static final int LONGEST = 64_000;

  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration END = Duration.ofSeconds(5);
  private static final long MOST_BYTES = 2_000_000;

  /// Checks the bounds.
  public Grader {
    if (time.isNegative() || time.isZero() || megabytes < 64) {
      throw new gradus.course.CourseException(
          "grader: needs a time above 0 and at least 64 MB, got %s and %d", time, megabytes);
    }
  }

  /// The usual bounds: 10 seconds, 256 MB.
  public static Grader of() {
    return new Grader(Duration.ofSeconds(10), 256);
  }

  /// Whether the system keeps what is graded from the network.
  public static boolean isOffline() {
    return Sandbox.isOffline();
  }

  /// Compiles a learner's file and makes its checks.
  ///
  /// @param source the file's text
  /// @throws InterruptedException where this thread is interrupted meanwhile; the process is ended
  public Grade grade(Exercise exercise, String source) throws InterruptedException {
    return grade(List.of(Submission.of(exercise, source))).getFirst();
  }

  /// Grades several in one process, one after the other; in another one after what stopped it.
  List<Grade> grade(List<Submission> submissions) throws InterruptedException {
    List<Grade> grades = new ArrayList<>();
    while (grades.size() < submissions.size()) {
      List<Submission> left = submissions.subList(grades.size(), submissions.size());
      if (left.getFirst().source().length() > LONGEST) {
        grades.add(
            new Attempt()
                .unavailable(
                    Text.of(
                        "The file has more than " + LONGEST + " characters.",
                        "文件超过 " + LONGEST + " 个字符。")));
      } else {
        grades.addAll(start(left));
      }
    }
    return grades;
  }

  /// The grades of the first of them, one at least.
  private List<Grade> start(List<Submission> submissions) throws InterruptedException {
    if (!Files.isExecutable(Sandbox.java())) {
      return List.of(new Attempt().unavailable(needsJdk()));
    }
    Path folder = null;
    Process process = null;
    try {
      folder = Sandbox.folder();
      process = Sandbox.start(folder, megabytes);
      return new Conversation(process, submissions).grades();
    } catch (IOException e) {
      return List.of(new Attempt().unavailable(notStarted(String.valueOf(e.getMessage()))));
    } finally {
      if (process != null) {
        Sandbox.end(process);
        process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
      }
      if (folder != null) {
        Sandbox.remove(folder);
      }
    }
  }

  private static Text needsJdk() {
    return Text.of(
        "Exercises are compiled, and the Java that runs Gradus here has no compiler: start it with"
            + " a JDK 25.",
        "练习需要编译，而这里运行 Gradus 的 Java 不带编译器：请用 JDK 25 启动。");
  }

  private static Text notStarted(String why) {
    return Text.of("The process that checks could not be started: " + why, "无法启动检查用的进程：" + why);
  }

  /// What is said to a process and heard from it.
  private final class Conversation {
    private final Process process;
    private final List<Submission> submissions;
    private final String word;
    private final Reports reports;
    private final CompletableFuture<String> errors;

    Conversation(Process process, List<Submission> submissions) throws IOException {
      this.process = process;
      this.submissions = submissions;
      byte[] random = new byte[16];
      new SecureRandom().nextBytes(random);
      word = HexFormat.of().formatHex(random) + " ";
      reports = Reports.of(process.getInputStream(), word, MOST_BYTES * submissions.size());
      errors =
          CompletableFuture.supplyAsync(
              () -> beginning(process.getErrorStream()),
              task -> Thread.ofVirtual().name("exercise-errors").start(task));
      try (OutputStream in = process.getOutputStream()) {
        in.write(job());
      }
    }

    private byte[] job() {
      return Json.compact(
              JsonValue.object()
                  .put("word", word)
                  .put("seconds", START.plus(time).toSeconds() * submissions.size())
                  .put(
                      "submissions",
                      JsonValue.array(
                          submissions.stream()
                              .map(one ->
                                  JsonValue.object()
                                      .put("type", one.type())
                                      .put("source", Report.sound(one.source()))
                                      .put("checks", one.checks())
                                      .build())
                              .toList()))
                  .build())
          .getBytes(StandardCharsets.UTF_8);
    }

    List<Grade> grades() throws InterruptedException {
      List<Grade> grades = new ArrayList<>();
      Attempt attempt = new Attempt();
      long deadline = System.nanoTime() + START.toNanos();
      boolean ready = false;
      while (grades.size() < submissions.size()) {
        Optional<Reports.Event> event = reports.next(deadline - System.nanoTime());
        if (event.isEmpty()) {
          grades.add(attempt.stopped(tooSlow(attempt)));
          return grades;
        }
        switch (event.get()) {
          case Reports.Event.Over(boolean flooded) -> {
            grades.add(over(attempt, flooded, ready));
            return grades;
          }
          case Reports.Event.Told(Report.NoCompiler _) -> {
            grades.add(attempt.unavailable(needsJdk()));
            return grades;
          }
          case Reports.Event.Told(Report.Ended _) -> {
            grades.add(attempt.ended());
            attempt = new Attempt();
            deadline = System.nanoTime() + START.toNanos();
          }
          case Reports.Event.Told(Report report) -> {
            ready = true;
            attempt.add(report);
            if (report instanceof Report.Compiled) {
              deadline = System.nanoTime() + time.toNanos();
            }
          }
        }
      }
      return grades;
    }

    private Text tooSlow(Attempt attempt) {
      return attempt.isRunning()
          ? Text.of(
              "It was stopped after " + seconds() + " seconds: is there a loop that cannot end?",
              "运行 " + seconds() + " 秒后被停止：是不是有个循环停不下来？")
          : Text.of("Compiling took too long.", "编译时间过长。");
    }

    private String seconds() {
      return time.toMillis() % 1000 == 0
          ? String.valueOf(time.toSeconds())
          : String.valueOf(time.toMillis() / 1000.0);
    }

    private Grade over(Attempt attempt, boolean flooded, boolean ready)
        throws InterruptedException {
      if (flooded) {
        return attempt.stopped(
            Text.of("It was stopped for writing without an end.", "输出没完没了，已被停止。"));
      }
      process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
      String told = errors.join();
      if (told.contains("OutOfMemoryError")) {
        return attempt.stopped(
            Text.of(
                "It needs more than "
                    + megabytes
                    + " MB of memory: does something grow without an end?",
                "需要的内存超过 " + megabytes + " MB：是不是有东西在无限增长？"));
      }
      if (!ready) {
        return attempt.unavailable(notStarted(told.lines().findFirst().orElse("")));
      }
      return attempt.stopped(
          Text.of(
              "The program ended before the checks did: leave System.exit out of it.",
              "检查还没做完，程序就结束了：请不要调用 System.exit。"));
    }

    /// The first of what is written, all of which is read, so that nobody waits for it.
    private static String beginning(InputStream in) {
      StringBuilder text = new StringBuilder();
      byte[] buffer = new byte[4096];
      try {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          if (text.length() < buffer.length) {
            text.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
          }
        }
      } catch (IOException ended) {
        return text.toString();
      }
      return text.toString();
    }
  }
}
