package gradus.studio;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/// The texts that the library's sources say to people, read with the compiler's own trees: which
/// templates there are, and where a text is said that no catalogue can translate.
///
/// A text is said where it is given for a parameter called `template`, `problem`, `advice`,
/// `action`, `separator` or `quantity`. What is given must be constant, since it is the key to its
/// translations; a parameter of such a name may be handed on.
final class SpokenTexts {
  private static final Set<String> SPOKEN =
      Set.of("template", "problem", "advice", "action", "separator", "quantity");

  /// Exceptions whose texts stay English: of mistakes in this library, of loops over an iterator
  /// past its end, and of interrupts, of which a [gradus.io.FileException] tells in turn.
  private static final Set<String> OTHERS =
      Set.of(
          "java.lang.AssertionError",
          "java.util.NoSuchElementException",
          "java.io.InterruptedIOException");

  private static final String PLACES = "%(?:\\d+\\$)?[-#+ 0,(]*\\d*(?:\\.\\d+)?[a-zA-Z]";

  /// Words of a language, and not the names of axes in their brackets.
  private static final Pattern WORDS = Pattern.compile("[A-Za-z]{2,}(?![^\\[]*])");

  private final Map<String, Set<String>> templates = new LinkedHashMap<>();
  private final Set<String> faults = new LinkedHashSet<>();

  /// Parameters, variables and methods whose texts end in places of templates.
  private final Set<Element> handedOn = new HashSet<>();

  private SpokenTexts() {}

  /// The texts in the sources of all library modules.
  static SpokenTexts ofLibrary() throws IOException {
    SpokenTexts texts = new SpokenTexts();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      List<Path> sources = new ArrayList<>();
      List<String> options =
          new ArrayList<>(List.of("-proc:none", "-Xlint:none", "-d", BuiltJars.ROOT.toString()));
      for (String module : List.of("tensor", "learn", "words", "course")) {
        Path root = BuiltJars.ROOT.resolve(module + "/src/main/java");
        options.add("--module-source-path=gradus." + module + "=" + root);
        try (Stream<Path> all = Files.walk(root)) {
          all.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
        }
      }
      options.add("--module-path=" + String.join(File.pathSeparator, BuiltJars.all()));
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources));
      Iterable<? extends CompilationUnitTree> units = task.parse();
      task.analyze();
      int known;
      do {
        // What is handed on is known only when all has been read.
        known = texts.handedOn.size();
        texts.faults.clear();
        for (CompilationUnitTree unit : units) {
          // The class of messages itself hands on what it is given.
          if (!unit.getSourceFile().getName().endsWith("gradus/tensor/Message.java")) {
            texts.new Reading(task).scan(unit, null);
          }
        }
      } while (texts.handedOn.size() > known);
    }
    return texts;
  }

  /// Every template, with the classes that say it.
  Map<String, Set<String>> templates() {
    return templates;
  }

  /// Whether a text holds words of a language, and not only places, marks, the names of axes and
  /// what stands in quotes.
  static boolean hasWords(String text) {
    return WORDS.matcher(text.replaceAll(PLACES, "%").replaceAll("\"[^\"]*\"", "")).find();
  }

  /// Where a text is said that cannot be translated.
  List<String> faults() {
    return List.copyOf(faults);
  }

  private final class Reading extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final Trees trees;
    private final Types types;
    private final TypeMirror throwable;
    private @Nullable Element answering;

    Reading(JavacTask task) {
      this.trees = Trees.instance(task);
      this.types = task.getTypes();
      this.throwable = task.getElements().getTypeElement("java.lang.Throwable").asType();
    }

    @Override
    public @Nullable Void visitNewClass(NewClassTree call, @Nullable Void none) {
      Element element = trees.getElement(getCurrentPath());
      if (element instanceof ExecutableElement constructor) {
        read(constructor, call.getArguments());
        foreign(call, constructor);
      }
      return super.visitNewClass(call, null);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
      Element element = trees.getElement(getCurrentPath());
      if (element instanceof ExecutableElement method) {
        read(method, call.getArguments());
      }
      return super.visitMethodInvocation(call, null);
    }

    @Override
    public @Nullable Void visitVariable(VariableTree variable, @Nullable Void none) {
      if (variable.getInitializer() != null
          && handedOn.contains(trees.getElement(getCurrentPath()))) {
        handedOn(variable.getInitializer());
      }
      return super.visitVariable(variable, null);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void none) {
      Element outer = answering;
      answering = trees.getElement(getCurrentPath());
      super.visitMethod(method, null);
      answering = outer;
      return null;
    }

    @Override
    public @Nullable Void visitReturn(ReturnTree answer, @Nullable Void none) {
      if (answer.getExpression() != null && handedOn.contains(answering)) {
        handedOn(answer.getExpression());
      }
      return super.visitReturn(answer, null);
    }

    private void read(ExecutableElement called, List<? extends ExpressionTree> arguments) {
      List<? extends VariableElement> parameters = called.getParameters();
      boolean spoken = false;
      for (int i = 0; i < arguments.size(); i++) {
        VariableElement parameter = parameters.get(Math.min(i, parameters.size() - 1));
        if (isText(parameter.asType())
            && isGradus(called)
            && SPOKEN.contains(parameter.getSimpleName().toString())) {
          template(arguments.get(i));
          spoken = true;
        } else if (handedOn.contains(parameter)) {
          handedOn(arguments.get(i));
        } else if (spoken && called.isVarArgs() && i >= parameters.size() - 1) {
          value(arguments.get(i));
        }
      }
    }

    /// Notes a template, or that it is none.
    private void template(ExpressionTree text) {
      switch (text) {
        case ParenthesizedTree inner -> template(inner.getExpression());
        case ConditionalExpressionTree choice -> {
          template(choice.getTrueExpression());
          template(choice.getFalseExpression());
        }
        case SwitchExpressionTree choice -> branches(choice).forEach(this::template);
        default -> {
          String constant = constant(text);
          if (constant != null) {
            templates.computeIfAbsent(constant, _ -> new LinkedHashSet<>()).add(place(false));
          } else if (!isHandedOn(text)) {
            fault("not constant", text);
          }
        }
      }
    }

    private static List<ExpressionTree> branches(SwitchExpressionTree choice) {
      List<ExpressionTree> branches = new ArrayList<>();
      choice
          .getCases()
          .forEach(one -> {
            switch (one.getBody()) {
              case ExpressionTree value -> branches.add(value);
              case YieldTree yielded -> branches.add(yielded.getValue());
              case null, default -> {}
            }
          });
      return branches;
    }

    /// Notes where a value of a place is English.
    private void value(ExpressionTree value) {
      value(value, SpokenTexts::hasWords);
    }

    /// Notes where a text that ends in a place is English: more than the name of something.
    private void handedOn(ExpressionTree value) {
      value(value, text -> text.matches("(?s).*[A-Za-z]{2,} [a-z].*"));
    }

    private void value(ExpressionTree value, Predicate<String> english) {
      switch (value) {
        case ParenthesizedTree inner -> value(inner.getExpression(), english);
        case ConditionalExpressionTree choice -> {
          value(choice.getTrueExpression(), english);
          value(choice.getFalseExpression(), english);
        }
        case SwitchExpressionTree choice -> branches(choice).forEach(one -> value(one, english));
        case BinaryTree sum when isText(trees.getTypeMirror(path(sum))) -> {
          value(sum.getLeftOperand(), english);
          value(sum.getRightOperand(), english);
        }
        case LiteralTree literal -> {
          if (literal.getValue() instanceof String text && english.test(text)) {
            fault("English in a place", value);
          }
        }
        case MethodInvocationTree call
            when call.getMethodSelect() instanceof MemberSelectTree of
                && of.getIdentifier().contentEquals("formatted") ->
            value(of.getExpression(), english);
        default -> other(value);
      }
    }

    private void other(ExpressionTree value) {
      Element element = trees.getElement(path(value));
      if (types.isSubtype(trees.getTypeMirror(path(value)), throwable)
          || value.toString().endsWith(".getMessage()")
          || value.toString().endsWith(".problem()")) {
        fault("a failure's text in a place; Message.of(failure) can be told", value);
      } else if (element != null && isText(trees.getTypeMirror(path(value)))) {
        handedOn.add(element);
      }
    }

    /// Notes exceptions of others with texts of ours.
    private void foreign(NewClassTree call, ExecutableElement constructor) {
      String name = constructor.getEnclosingElement().toString();
      boolean text =
          call.getArguments().stream()
              .anyMatch(argument -> isText(trees.getTypeMirror(path(argument))));
      if (text
          && name.startsWith("java.")
          && !OTHERS.contains(name)
          && !isKernel()
          && types.isSubtype(constructor.getEnclosingElement().asType(), throwable)) {
        fault("no message of Gradus", call);
      }
    }

    private @Nullable String constant(ExpressionTree text) {
      return switch (text) {
        case LiteralTree literal -> literal.getValue() instanceof String value ? value : null;
        case ParenthesizedTree inner -> constant(inner.getExpression());
        case BinaryTree sum when sum.getKind() == Tree.Kind.PLUS -> {
          String left = constant(sum.getLeftOperand());
          String right = constant(sum.getRightOperand());
          yield left == null || right == null ? null : left + right;
        }
        default ->
            trees.getElement(path(text)) instanceof VariableElement variable
                    && variable.getConstantValue() instanceof String value
                ? value
                : null;
      };
    }

    private boolean isHandedOn(ExpressionTree text) {
      Element element = trees.getElement(path(text));
      return element != null
          && element.getKind() != ElementKind.LOCAL_VARIABLE
          && SPOKEN.contains(element.getSimpleName().toString());
    }

    private TreePath path(Tree tree) {
      return new TreePath(getCurrentPath(), tree);
    }

    private boolean isText(@Nullable TypeMirror type) {
      return type != null
          && type.getKind() == TypeKind.DECLARED
          && type.toString().endsWith("String");
    }

    private static boolean isGradus(Element element) {
      return element.getEnclosingElement().toString().startsWith("gradus.");
    }

    /// Whether this is of the kernels, which know arrays and settings of the JVM, and no messages.
    private boolean isKernel() {
      return getCurrentPath()
          .getCompilationUnit()
          .getPackageName()
          .toString()
          .equals("gradus.tensor.kernel");
    }

    private void fault(String what, Tree tree) {
      faults.add(place(true) + ": " + what + ": " + tree);
    }

    private String place(boolean line) {
      CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
      String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
      long at = trees.getSourcePositions().getStartPosition(unit, getCurrentPath().getLeaf());
      return line
          ? file + ":" + unit.getLineMap().getLineNumber(at)
          : unit.getPackageName() + " " + file.replace(".java", "");
    }
  }
}
