package gradus.course.grade;

import gradus.course.check.Examiner;
import gradus.course.check.Verdict;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.plot.Text;
import gradus.tensor.Tensor;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The process in which submissions are compiled and checked: reads them from standard input and
/// tells what comes of them, a [Report] a line.
///
/// Each line begins with a word that the starter chose, so that nothing that a learner's program
/// writes is taken for one; and what it writes is caught before it gets there.
final class Workbench {
  private static final int KEPT = 16_000;

  private final PrintStream out;
  private final String word;

  private Workbench(String word) {
    out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    this.word = word;
  }

  public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
    Locale.setDefault(Locale.ROOT);
    JsonCursor job = Json.parse(System.in.readAllBytes()).cursor("job");
    System.setIn(InputStream.nullInputStream());
    Workbench bench = new Workbench(job.member("word").text());
    endAfter(job.member("seconds").integer());
    bench.tell(new Report.Ready());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      bench.tell(new Report.NoCompiler());
    } else {
      try (StandardJavaFileManager files =
          compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
        String classPath = classPath();
        for (JsonCursor one : job.member("submissions").elements()) {
          bench.grade(
              new Submission(
                  one.member("type").text(),
                  one.member("source").text(),
                  one.member("checks").text()),
              compiler,
              files,
              classPath);
        }
      }
    }
    // Whatever a learner's threads still do.
    Runtime.getRuntime().halt(0);
  }

  /// Ends this process even where the one that started it was ended before.
  private static void endAfter(int seconds) {
    Thread.ofPlatform()
        .daemon()
        .name("end")
        .start(() -> {
          try {
            Thread.sleep(Duration.ofSeconds(seconds));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          Runtime.getRuntime().halt(1);
        });
  }

  private synchronized void tell(Report report) {
    // Something that went past what is caught may have left a line without an end.
    out.print("\n" + word + report.line() + "\n");
    out.flush();
  }

  private void grade(
      Submission submission, JavaCompiler compiler, StandardJavaFileManager files, String classPath)
      throws ReflectiveOperationException {
    Compilation compiled = Compilation.of(submission, compiler, files, classPath);
    if (compiled.faults().isEmpty()) {
      tell(new Report.Compiled());
      Caught caught = new Caught();
      PrintStream stream = new PrintStream(caught, true, StandardCharsets.UTF_8);
      System.setOut(stream);
      System.setErr(stream);
      check(submission, compiled.classes());
      stream.flush();
      caught.send();
    } else {
      compiled.faults().forEach(fault -> tell(new Report.NotCompiled(fault)));
    }
    tell(new Report.Ended());
  }

  private void check(Submission submission, Map<String, byte[]> classes)
      throws ReflectiveOperationException {
    Examiner examiner =
        new Examiner(
            submission.file(),
            new Examiner.Listener() {
              @Override
              public void begins(Text title) {
                tell(new Report.Begun(title));
              }

              @Override
              public void ends(Verdict verdict) {
                tell(new Report.Checked(verdict));
              }
            });
    Method check =
        new Loader(classes).loadClass("Checks").getDeclaredMethod("check", Examiner.class);
    check.setAccessible(true);
    check.invoke(null, examiner);
  }

  /// What the learner's code is compiled against: the library and the course, without the
  /// dictionaries, whose jars are large.
  private static String classPath() {
    return Stream.of(Tensor.class, Text.class, Workbench.class)
        .map(Workbench::place)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String place(Class<?> one) {
    try {
      return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  /// Classes in memory.
  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super("exercise", Workbench.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      byte[] bytes = classes.get(name);
      if (bytes == null) {
        return super.findClass(name);
      }
      return defineClass(name, bytes, 0, bytes.length);
    }
  }

  /// What a submission writes: told line by line up to a bound, and then no more.
  private final class Caught extends OutputStream {
    private final byte[] line = new byte[1000];
    private int length;
    private int all;
    private boolean cut;

    @Override
    public synchronized void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) {
      for (int i = from; i < from + count && !cut; i++) {
        line[length++] = bytes[i];
        if (bytes[i] == '\n' || length == line.length) {
          send();
        }
        if (++all >= KEPT) {
          send();
          cut = true;
          tell(new Report.Cut());
        }
      }
    }

    synchronized void send() {
      if (length > 0) {
        tell(new Report.Printed(new String(line, 0, length, StandardCharsets.UTF_8)));
        length = 0;
      }
    }
  }
}
