package gradus.studio.command;

import gradus.course.Block;
import gradus.course.Course;
import gradus.course.Experiment;
import gradus.course.ExperimentType;
import gradus.course.Lesson;
import gradus.course.Recording;
import gradus.io.Cells;
import gradus.io.FileException;
import gradus.plot.Text;
import gradus.studio.book.Book;
import gradus.studio.console.FileStage;
import gradus.studio.console.Session;
import gradus.studio.server.Words;
import gradus.studio.site.Take;
import gradus.studio.words.PathText;
import gradus.studio.words.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus lesson`: the course's lessons, and their experiments without a browser.
@Command(name = "lesson", sortOptions = false)
final class LessonCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", arity = "0..1", paramLabel = "LESSON", descriptionKey = "param.lesson")
  private @Nullable String name;

  @Option(names = "--all", descriptionKey = "option.lesson.all")
  private boolean all;

  @Option(names = "--set", paramLabel = "NAME=VALUE", descriptionKey = "option.lesson.set")
  private Map<String, String> settings = new LinkedHashMap<>();

  @Option(names = "--out", paramLabel = "FOLDER", descriptionKey = "option.lesson.out")
  private Path out = Path.of("lessons");

  @Option(names = "--site", paramLabel = "FOLDER", descriptionKey = "option.lesson.site")
  private @Nullable Path site;

  LessonCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws Exception {
    String wanted = name;
    Path pages = site;
    if (pages != null) {
      if (all || !settings.isEmpty()) {
        throw new UserException("error.lesson.site");
      }
      record(pages, wanted == null ? Course.everyLesson() : List.of(Course.lesson(wanted)));
    } else if (all) {
      if (wanted != null || !settings.isEmpty()) {
        throw new UserException("error.lesson.all");
      }
      for (Lesson lesson : Course.lessons()) {
        run(lesson);
      }
    } else if (wanted == null) {
      list();
    } else {
      run(Course.lesson(wanted));
    }
    return 0;
  }

  /// Writes lessons as pages that nothing runs behind.
  private void record(Path folder, List<Lesson> lessons) throws FileException {
    Book book = Book.begin(folder, lessons, LocalDate.now(ZoneId.systemDefault()));
    int takes = lessons.stream().mapToInt(lesson -> Take.of(lesson).size()).sum();
    AtomicInteger done = new AtomicInteger();
    for (Lesson lesson : lessons) {
      int before = done.get();
      book.add(lesson, take -> perform(take, done.incrementAndGet(), takes));
      session.say(
          Cells.left(lesson.number(), 5)
              + lesson.title().in(language())
              + "  "
              + session.style().faint(session.text("lesson.recorded", done.get() - before)));
    }
    book.end();
    session.say();
    session.tell(session.text("lesson.site", PathText.shown(folder.resolve("index.html"))));
  }

  /// Runs an experiment; where it cannot run, its page says why.
  private Recording perform(Take take, int number, int all) {
    String what = number + "/" + all + " " + take.lesson().number() + " " + take.type().name();
    FileStage stage = new FileStage(session, what);
    try {
      take.build().run(stage);
      return stage;
    } catch (RuntimeException failure) {
      if (!Words.isTold(failure)) {
        throw failure;
      }
      Text words = Words.of(failure);
      stage.end();
      session.warn(session.text("lesson.unrecorded", take.stem(), words.in(language())));
      Recording told = new Recording();
      told.say(words);
      return told;
    } finally {
      stage.end();
    }
  }

  private Locale language() {
    return session.messages().language().locale();
  }

  private void list() {
    List<String> titles =
        Course.lessons().stream().map(lesson -> lesson.title().in(language())).toList();
    List<String> names = Course.lessons().stream().map(Lesson::name).toList();
    int widest = Cells.widest(titles);
    int widestName = Cells.widest(names);
    for (int i = 0; i < titles.size(); i++) {
      Lesson lesson = Course.lessons().get(i);
      session.say(
          Cells.left(lesson.number(), 5)
              + session.style().bold(Cells.left(names.get(i), widestName))
              + "  "
              + Cells.left(titles.get(i), widest)
              + "  "
              + session.style().faint(String.join(", ", lesson.experiments())));
    }
    session.say();
    session.tell(session.text("lesson.how"));
  }

  /// Runs the experiments of a lesson, as its text sets them and the options change them.
  private void run(Lesson lesson) throws FileException {
    Path folder = out.resolve(lesson.folder());
    try {
      Files.createDirectories(folder);
    } catch (IOException failure) {
      throw FileException.of("write", folder, failure);
    }
    Map<String, String> left = new HashMap<>(settings);
    List<Run> runs = new ArrayList<>();
    for (Block block : lesson.blocks(language())) {
      if (block instanceof Block.Bench bench) {
        ExperimentType type = Course.experiment(bench.action().experiment());
        Map<String, String> chosen = new LinkedHashMap<>(bench.action().settings());
        type.settings()
            .forEach(setting -> {
              String value = left.remove(type.name() + "." + setting.name());
              if (value == null) {
                value = left.remove(setting.name());
              }
              if (value != null) {
                chosen.put(setting.name(), value);
              }
            });
        runs.add(new Run(type, type.of(chosen)));
      }
    }
    requireUsed(left, runs);
    session.say(session.style().bold(lesson.number() + " " + lesson.title().in(language())));
    for (Run run : runs) {
      run(run, folder);
    }
    session.say();
    session.tell(session.text("lesson.saved", PathText.shown(folder)));
    session.say();
  }

  private record Run(ExperimentType type, Experiment experiment) {}

  private static void requireUsed(Map<String, String> left, List<Run> runs) {
    if (!left.isEmpty()) {
      List<String> known = new ArrayList<>();
      runs.forEach(run -> run.type().settings().forEach(setting -> known.add(setting.name())));
      throw new gradus.nn.UnknownNameException("--set", left.keySet().iterator().next(), known);
    }
  }

  private void run(Run run, Path folder) throws FileException {
    FileStage stage = new FileStage(session, run.type().title().in(language()));
    try {
      run.experiment().run(stage);
    } finally {
      stage.end();
    }
    stage.tell();
    stage.save(folder, run.type().name());
  }
}
