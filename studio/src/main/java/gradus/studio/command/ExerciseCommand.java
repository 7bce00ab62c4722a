package gradus.studio.command;

import gradus.course.Course;
import gradus.course.Exercise;
import gradus.course.Exercises;
import gradus.course.Lesson;
import gradus.course.grade.Grade;
import gradus.course.grade.Grader;
import gradus.io.Cells;
import gradus.io.FileException;
import gradus.studio.console.GradeLines;
import gradus.studio.console.Session;
import gradus.studio.exercise.ExerciseFolder;
import gradus.studio.exercise.Progress;
import gradus.studio.words.PathText;
import gradus.studio.words.UserException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus exercise`: the exercises of the course, written in any editor and graded here.
@Command(name = "exercise", sortOptions = false)
final class ExerciseCommand implements Callable<Integer> {
  private static final int NOT_PASSED = 1;
  private static final long LOOK_MILLISECONDS = 200;

  private final Session session;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "EXERCISE",
      descriptionKey = "param.exercise")
  private @Nullable String name;

  @Option(names = "--check", descriptionKey = "option.exercise.check")
  private boolean check;

  @Option(names = "--watch", descriptionKey = "option.exercise.watch")
  private boolean watch;

  @Option(names = "--solution", descriptionKey = "option.exercise.solution")
  private boolean solution;

  @Option(names = "--out", paramLabel = "FOLDER", descriptionKey = "option.exercise.out")
  private Path out = ExerciseFolder.USUAL;

  @Option(names = "--force", descriptionKey = "option.exercise.force")
  private boolean force;

  ExerciseCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    boolean asks = check || watch || solution || force;
    if (name == null) {
      if (asks) {
        throw new UserException("error.exercise.name");
      }
      list();
      return 0;
    }
    if (Stream.of(check, watch, solution, force).filter(chosen -> chosen).count() > 1) {
      throw new UserException("error.exercise.one");
    }
    Exercise exercise = Exercises.of(name);
    ExerciseFolder folder = new ExerciseFolder(out.resolve(exercise.name()), exercise);
    if (solution) {
      session.say(exercise.solution().stripTrailing());
      return 0;
    }
    if (check) {
      return grade(folder) ? 0 : NOT_PASSED;
    }
    if (watch) {
      watch(folder);
      return 0;
    }
    write(folder);
    return 0;
  }

  private Locale language() {
    return session.messages().language().locale();
  }

  private Progress progress() {
    return Progress.of(session.environment());
  }

  private void list() {
    Progress progress = progress();
    int widest = Cells.widest(Exercises.all().stream().map(Exercise::name).toList());
    List<String> lessons = Exercises.all().stream().map(Exercise::lesson).distinct().toList();
    for (String lesson : lessons) {
      session.say(session.style().bold(title(lesson)));
      for (Exercise exercise : Exercises.in(lesson)) {
        boolean done = progress.isDone(exercise);
        session.say(
            "  "
                + (done ? session.style().green("✓") : session.style().faint("·"))
                + " "
                + Cells.left(exercise.name(), widest)
                + "  "
                + exercise.title().in(language()));
      }
    }
    long done = Exercises.all().stream().filter(progress::isDone).count();
    session.say();
    session.tell(session.text("exercise.list", done, Exercises.all().size()));
  }

  private String title(String folder) {
    Optional<Lesson> lesson =
        Course.everyLesson().stream().filter(one -> one.folder().equals(folder)).findFirst();
    return lesson.map(one -> one.number() + " " + one.title().in(language())).orElse(folder);
  }

  private void write(ExerciseFolder folder) throws FileException {
    boolean begun = folder.isBegun();
    if (begun && force) {
      Path kept = folder.restart();
      session.tell(session.text("exercise.restarted", PathText.shown(kept)));
      begun = false;
    }
    folder.write(language(), session.messages().command());
    Exercise exercise = folder.exercise();
    session.say(session.style().bold(exercise.title().in(language())));
    session.say();
    task(exercise);
    session.say();
    session.tell(
        session.text(begun ? "exercise.begun" : "exercise.written", PathText.shown(folder.file())));
    session.tell(session.text("exercise.next", exercise.name() + elsewhere()));
  }

  /// The task without its title, formulas indented.
  private void task(Exercise exercise) {
    boolean formula = false;
    for (String line : exercise.markdown(language()).lines().skip(2).toList()) {
      if (line.startsWith("```")) {
        formula = !formula;
      } else {
        session.tell(formula ? "  " + line : line);
      }
    }
  }

  /// What a command needs to find the folder again.
  private String elsewhere() {
    return out.equals(ExerciseFolder.USUAL) ? "" : " --out " + PathText.quoted(out);
  }

  private void requireWritten(ExerciseFolder folder) {
    if (!Files.exists(folder.file())) {
      throw new UserException(
          "error.exercise.missing",
          PathText.shown(folder.file()),
          folder.exercise().name() + elsewhere());
    }
  }

  private boolean grade(ExerciseFolder folder) throws FileException, InterruptedException {
    requireWritten(folder);
    Exercise exercise = folder.exercise();
    String source = folder.source();
    Grade grade = Grader.of().grade(exercise, source);
    new GradeLines(session, exercise).tell(grade);
    if (grade.passed()) {
      Progress progress = progress();
      progress.done(exercise, source);
      following(exercise, progress)
          .ifPresentOrElse(
              next -> session.tell(session.text("exercise.following", next.name() + elsewhere())),
              () -> session.tell(session.text("exercise.all")));
    } else if (grade.outcome() != Grade.Outcome.UNAVAILABLE) {
      session.tell(session.text("exercise.help", exercise.name()));
    }
    return grade.passed();
  }

  /// The next one that is not done, from here on and then from the beginning.
  private static Optional<Exercise> following(Exercise exercise, Progress progress) {
    List<Exercise> all = Exercises.all();
    int here = all.indexOf(exercise);
    return Stream.concat(all.stream().skip(here), all.stream().limit(here))
        .filter(one -> !progress.isDone(one))
        .findFirst();
  }

  /// Grades the file as it is and each time that it is saved, until it passes.
  private void watch(ExerciseFolder folder) throws FileException, InterruptedException {
    requireWritten(folder);
    String graded = folder.source();
    while (!grade(folder)) {
      session.tell(session.text("exercise.watching", PathText.shown(folder.file())));
      while (!Files.exists(folder.file()) || folder.source().equals(graded)) {
        Thread.sleep(LOOK_MILLISECONDS);
      }
      graded = folder.source();
      session.say();
    }
  }
}
