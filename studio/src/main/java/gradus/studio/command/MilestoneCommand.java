package gradus.studio.command;

import gradus.course.Chapter;
import gradus.course.Course;
import gradus.course.Measurement;
import gradus.course.Milestone;
import gradus.course.MilestoneResult;
import gradus.course.MilestoneSize;
import gradus.course.Reproduction;
import gradus.data.Cifar10;
import gradus.data.DataOptions;
import gradus.io.AtomicFiles;
import gradus.io.FileException;
import gradus.io.FolderLock;
import gradus.io.Json;
import gradus.studio.console.DownloadBar;
import gradus.studio.console.FileStage;
import gradus.studio.console.MilestoneConsole;
import gradus.studio.console.Session;
import gradus.studio.report.MilestoneReport;
import gradus.studio.run.MilestoneFolder;
import gradus.studio.words.Choices;
import gradus.studio.words.Machine;
import gradus.studio.words.Numbers;
import gradus.studio.words.PathText;
import gradus.studio.words.TextOutput;
import gradus.studio.words.UserException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gradus milestone`: the milestones of deep learning, made again on this machine.
@Command(name = "milestone", sortOptions = false)
final class MilestoneCommand implements Callable<Integer> {
  private static final Choices<MilestoneSize> SIZES = new Choices<>("size", sizes());

  private final Session shared;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "MILESTONE",
      descriptionKey = "param.milestone")
  private @Nullable String name;

  @Option(names = "--all", descriptionKey = "option.milestone.all")
  private boolean all;

  @Option(names = "--size", paramLabel = "SIZE", descriptionKey = "option.milestone.size")
  private String size = "normal";

  @Option(names = "--seed", paramLabel = "N", descriptionKey = "option.seed")
  private long seed = 42;

  @Option(names = "--out", paramLabel = "FOLDER", descriptionKey = "option.milestone.out")
  private Path out = Path.of("milestones");

  @Option(names = "--force", descriptionKey = "option.milestone.force")
  private boolean force;

  @Option(names = "--json", descriptionKey = "option.milestone.json")
  private boolean json;

  @Option(names = "--cifar10", paramLabel = "FOLDER", descriptionKey = "option.milestone.cifar10")
  private @Nullable Path cifar10;

  MilestoneCommand(Session session) {
    shared = session;
  }

  private static Map<String, MilestoneSize> sizes() {
    Map<String, MilestoneSize> sizes = new LinkedHashMap<>();
    for (MilestoneSize size : MilestoneSize.values()) {
      sizes.put(size.name().toLowerCase(Locale.ROOT), size);
    }
    return sizes;
  }

  @Override
  public Integer call() throws Exception {
    MilestoneSize wanted = SIZES.get(size);
    Session session = shared.quiet(json);
    if (cifar10 != null && (name == null || Course.milestone(name).own().isEmpty())) {
      throw new UserException("error.milestone.cifar10");
    }
    if (all) {
      if (name != null) {
        throw new UserException("error.milestone.all");
      }
      for (Milestone milestone : Course.milestones()) {
        if (milestone.isMade()) {
          run(milestone, wanted, session);
        }
      }
    } else if (name == null) {
      new MilestoneConsole(session).list(Course.milestones());
      session.say();
      session.tell(session.text("milestone.how"));
    } else {
      Milestone milestone = Course.milestone(name);
      if (!milestone.isMade()) {
        throw new UserException("error.milestone.none", milestone.name());
      }
      run(milestone, wanted, session);
    }
    return 0;
  }

  private void run(Milestone milestone, MilestoneSize wanted, Session session)
      throws FileException {
    Locale language = session.messages().language().locale();
    if (cifar10 != null) {
      // What is wrong with it is told before anything is computed.
      Cifar10 _ = Cifar10.load(cifar10);
    }
    session.say(session.style().bold(milestone.year() + " " + milestone.what().in(language)));
    DownloadBar bar = new DownloadBar(session);
    try {
      milestone.data().load(DataOptions.of().withProgress(bar));
    } finally {
      bar.end();
    }
    MilestoneFolder folder = MilestoneFolder.in(out, milestone, wanted, seed);
    folder.make();
    try (FolderLock _ = FolderLock.acquire(folder.path())) {
      if (force) {
        folder.forget();
        folder.make();
      }
      MilestoneResult result = carryOut(milestone, wanted, folder, session);
      session.say();
      session.tell(session.text("milestone.saved", PathText.shown(folder.report())));
      session.say();
      if (json) {
        session.console().out().println(TextOutput.json(result.toJson()));
      }
    }
  }

  private MilestoneResult carryOut(
      Milestone milestone, MilestoneSize wanted, MilestoneFolder folder, Session session)
      throws FileException {
    List<Measurement> measurements = new ArrayList<>();
    Map<String, String> shown = new LinkedHashMap<>();
    double seconds = 0;
    List<Chapter> chapters = new ArrayList<>(milestone.chapters());
    if (cifar10 != null) {
      chapters.addAll(milestone.own());
    }
    for (Chapter chapter : chapters) {
      Optional<MilestoneFolder.Kept> earlier = folder.kept(chapter);
      MilestoneFolder.Kept kept;
      if (earlier.isPresent()) {
        kept = earlier.get();
        session.say();
        session.tell(
            session.text(
                "milestone.kept", chapter.title().in(session.messages().language().locale())));
      } else {
        kept = carryOut(chapter, wanted, folder, session);
        folder.keep(chapter, kept);
      }
      new MilestoneConsole(session).tell(kept.measurements());
      measurements.addAll(kept.measurements());
      shown.put(chapter.name(), kept.html());
      seconds += kept.seconds();
    }
    MilestoneResult result =
        new MilestoneResult(
            milestone.name(),
            wanted,
            seed,
            seconds,
            "gradus milestone " + milestone.name() + " --size " + size + " --seed " + seed + own(),
            Machine.description(),
            LocalDate.now(ZoneId.systemDefault()),
            measurements);
    Json.write(folder.result(), result.toJson());
    AtomicFiles.write(
        folder.report(),
        new MilestoneReport(milestone, result, shown, session.messages().language()).toHtml());
    return result;
  }

  private String own() {
    return cifar10 == null ? "" : " --cifar10 " + PathText.shown(cifar10);
  }

  private MilestoneFolder.Kept carryOut(
      Chapter chapter, MilestoneSize wanted, MilestoneFolder folder, Session session)
      throws FileException {
    Locale language = session.messages().language().locale();
    FileStage stage = new FileStage(session, chapter.title().in(language));
    Reproduction here = new Reproduction(stage, wanted, seed, folder.work(), cifar10);
    double seconds;
    try {
      seconds = folder.time(chapter, () -> chapter.work().in(here));
    } finally {
      stage.end();
    }
    stage.tell();
    stage.save(folder.figures(), chapter.name());
    session.say(
        session.style().faint(session.text("milestone.chapter.seconds", Numbers.seconds(seconds))));
    return new MilestoneFolder.Kept(seconds, here.measurements(), MilestoneReport.chapter(stage));
  }
}
