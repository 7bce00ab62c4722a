package gradus.course.grade;

import gradus.plot.Text;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;

/// What the compiler makes of a submission, all in memory: classes, or faults.
///
/// @param classes the bytes of each class, by name
/// @param faults why there are none, those of the learner's file first
record Compilation(Map<String, byte[]> classes, List<Fault> faults) {
  private static final String CHECKS = "Checks.java";
  private static final int MOST_FAULTS = 10;

  static Compilation of(
      Submission submission,
      JavaCompiler compiler,
      StandardJavaFileManager files,
      String classPath) {
    var found = new DiagnosticCollector<JavaFileObject>();
    Outputs outputs = new Outputs(files);
    List<String> options =
        List.of("-proc:none", "-Xlint:none", "-nowarn", "-g", "-implicit:none", "-cp", classPath);
    List<Source> sources =
        List.of(
            new Source(submission.file(), submission.source()),
            new Source(CHECKS, submission.checks()));
    boolean compiled =
        compiler.getTask(new StringWriter(), outputs, found, options, null, sources).call();
    if (compiled) {
      Map<String, byte[]> classes = new HashMap<>();
      outputs.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      return new Compilation(classes, List.of());
    }
    List<Diagnostic<? extends JavaFileObject>> errors =
        found.getDiagnostics().stream()
            .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
            .toList();
    List<Fault> own =
        errors.stream()
            .filter(error -> isIn(submission.file(), error))
            .limit(MOST_FAULTS)
            .map(error -> fault(error, submission.source()))
            .toList();
    return new Compilation(
        Map.of(), own.isEmpty() ? List.of(disagreement(submission, errors)) : own);
  }

  private static boolean isIn(String file, Diagnostic<? extends JavaFileObject> error) {
    return error.getSource() != null && error.getSource().getName().endsWith(file);
  }

  private static Fault fault(Diagnostic<? extends JavaFileObject> error, String source) {
    List<String> lines = source.lines().toList();
    int line = (int) Math.max(0, error.getLineNumber());
    return new Fault(
        line,
        (int) Math.max(0, error.getColumnNumber()),
        line > 0 && line <= lines.size() ? lines.get(line - 1) : "",
        CompilerWords.of(error));
  }

  /// The learner's file compiles by itself, and the checks do not find in it what they ask for.
  private static Fault disagreement(
      Submission submission, List<Diagnostic<? extends JavaFileObject>> errors) {
    String english = errors.isEmpty() ? "" : said(errors.getFirst(), Locale.ENGLISH);
    String chinese = errors.isEmpty() ? "" : said(errors.getFirst(), Locale.SIMPLIFIED_CHINESE);
    return new Fault(
        0,
        0,
        "",
        new Text(
            "The checks no longer fit the class "
                + submission.type()
                + ": keep its name and its methods' names, parameters and results as they were. The"
                + " compiler says: "
                + english,
            "检查与类 " + submission.type() + " 对不上：请保持类名以及各方法的名称、参数和返回类型不变。编译器说：" + chinese));
  }

  /// What the compiler says of it, on one line.
  static String said(Diagnostic<?> error, Locale language) {
    String separator = language.getLanguage().equals("zh") ? "；" : "; ";
    return error
        .getMessage(language)
        .lines()
        .map(String::strip)
        .collect(Collectors.joining(separator));
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("memory:///" + name), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignored) {
      return text;
    }
  }

  /// Keeps the classes that are written.
  private static final class Outputs extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, ByteArrayOutputStream> classes = new HashMap<>();

    Outputs(JavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      return new SimpleJavaFileObject(URI.create("memory:///" + name + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          return classes.computeIfAbsent(name, _ -> new ByteArrayOutputStream());
        }
      };
    }
  }
}
