package gradus.studio.server;

import gradus.course.Exercise;
import gradus.course.Exercises;
import gradus.course.check.Verdict;
import gradus.course.grade.Fault;
import gradus.course.grade.Grade;
import gradus.course.grade.Grader;
import gradus.io.AtomicFiles;
import gradus.io.FileException;
import gradus.io.JsonValue;
import gradus.studio.exercise.ExerciseFolder;
import gradus.studio.exercise.Progress;
import gradus.studio.site.Markup;
import gradus.studio.words.UserException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;

/// Exercises in the browser: the task, the learner's file, and its grade.
///
/// The page and the learner's IDE edit the same file, in the folder that `gradus exercise` uses.
/// Nothing of it is compiled or run in this process.
final class ExerciseRoutes {
  private final Path folder;
  private final boolean enabled;
  private final Progress progress;
  private final Semaphore grading = new Semaphore(1);

  ExerciseRoutes(Workplace place) {
    folder = place.exercises();
    enabled = place.code();
    progress = new Progress(place.home().resolve("exercises"));
  }

  void configure(RoutesConfig routes) {
    routes.get("/api/exercises/{lesson}", this::list);
    routes.post("/api/exercise/{name}", this::grade);
    routes.get("/api/exercise/{name}/solution", this::solution);
  }

  private void list(Context context) throws FileException {
    List<JsonValue> all = new ArrayList<>();
    for (Exercise exercise : Exercises.in(context.pathParam("lesson"))) {
      ExerciseFolder own = folderOf(exercise);
      all.add(
          JsonValue.object()
              .put("name", exercise.name())
              .put("title", Markup.json(exercise.title()))
              .put("en", exercise.task(Locale.ENGLISH))
              .put("zh", exercise.task(Locale.CHINESE))
              .put("file", own.file().toAbsolutePath().toString())
              .put("source", own.isBegun() ? own.source() : exercise.start())
              .put("start", exercise.start())
              .put("done", progress.isDone(exercise))
              .build());
    }
    Answers.json(
        context,
        JsonValue.object().put("enabled", enabled).put("exercises", JsonValue.array(all)).build());
  }

  private ExerciseFolder folderOf(Exercise exercise) {
    return new ExerciseFolder(folder.resolve(exercise.name()), exercise);
  }

  private void solution(Context context) {
    context
        .contentType("text/plain; charset=utf-8")
        .result(Exercises.of(context.pathParam("name")).solution());
  }

  /// Keeps what the learner wrote in the file, and grades it.
  private void grade(Context context) throws FileException, InterruptedException {
    if (!enabled) {
      throw new UserException("error.exercise.off");
    }
    Exercise exercise = Exercises.of(context.pathParam("name"));
    String source = context.body();
    ExerciseFolder own = folderOf(exercise);
    own.write(Answers.language(context), "gradus");
    AtomicFiles.write(own.file(), source);
    if (!grading.tryAcquire()) {
      throw new UserException("error.exercise.busy");
    }
    try {
      Grade grade = Grader.of().grade(exercise, source);
      if (grade.passed()) {
        progress.done(exercise, source);
      }
      Answers.json(context, json(grade));
    } finally {
      grading.release();
    }
  }

  private static JsonValue json(Grade grade) {
    List<JsonValue> verdicts = new ArrayList<>();
    for (Verdict verdict : grade.verdicts()) {
      verdicts.add(
          JsonValue.object()
              .put("title", Markup.json(verdict.title()))
              .put("passed", verdict.passed())
              .put("hint", Markup.json(verdict.hint()))
              .build());
    }
    List<JsonValue> faults = new ArrayList<>();
    for (Fault fault : grade.faults()) {
      faults.add(
          JsonValue.object()
              .put("line", fault.line())
              .put("source", fault.source())
              .put("message", Markup.json(fault.message()))
              .build());
    }
    return JsonValue.object()
        .put("passed", grade.passed())
        .put("outcome", grade.outcome().name().toLowerCase(Locale.ROOT))
        .put("summary", Markup.json(grade.summary()))
        .put("verdicts", JsonValue.array(verdicts))
        .put("faults", JsonValue.array(faults))
        .put("printed", grade.printed())
        .put("offline", grade.offline())
        .build();
  }
}
