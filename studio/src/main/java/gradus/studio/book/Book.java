package gradus.studio.book;

import gradus.course.Course;
import gradus.course.Lesson;
import gradus.course.Milestone;
import gradus.course.Recording;
import gradus.io.FileException;
import gradus.io.Json;
import gradus.io.JsonValue;
import gradus.plot.Figure;
import gradus.plot.Text;
import gradus.studio.server.Shown;
import gradus.studio.server.Thumbnails;
import gradus.studio.site.FigurePage;
import gradus.studio.site.FiguresPage;
import gradus.studio.site.LessonPage;
import gradus.studio.site.MapPage;
import gradus.studio.site.Markup;
import gradus.studio.site.MilestonePage;
import gradus.studio.site.RecordedFigure;
import gradus.studio.site.SearchPage;
import gradus.studio.site.Site;
import gradus.studio.site.Take;
import gradus.studio.words.Version;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/// The lessons as a folder of pages that nothing runs behind: what the experiments give was
/// recorded, for the settings that the lessons' texts name. Any server can publish it, and a
/// browser can open it as files.
public final class Book {
  /// The width of pictures beside a text.
  private static final int BENCH = 480;

  private static final String DARK =
      "<style>#dark:target > rect:first-of-type { fill: none; }"
          + " #dark:target image { filter: invert(1) hue-rotate(180deg); }</style>";

  private final BookFolder folder;
  private final Site site;
  private final LocalDate date;
  private final List<RecordedFigure> figures = new ArrayList<>();

  private Book(BookFolder folder, List<Lesson> lessons, LocalDate date) {
    this.folder = folder;
    site = new Site(false, lessons);
    this.date = date;
  }

  /// Begins it.
  ///
  /// @param lessons which have pages
  /// @param date of the recording, as the pages tell it
  /// @throws gradus.studio.words.UserException where the folder holds something else
  /// @throws FileException where it cannot be written
  public static Book begin(Path path, List<Lesson> lessons, LocalDate date) throws FileException {
    BookFolder folder = BookFolder.claim(path);
    folder.writeAssets();
    return new Book(folder, lessons, date);
  }

  /// Writes the pages and recordings of a lesson.
  ///
  /// @param perform runs an experiment to its end
  /// @throws FileException where a file cannot be written
  public void add(Lesson lesson, Function<Take, Recording> perform) throws FileException {
    List<RecordedFigure> own = new ArrayList<>();
    List<JsonValue> takes = new ArrayList<>();
    String thumbnail = Thumbnails.EMPTY;
    for (Take take : Take.of(lesson)) {
      Recording recording = perform.apply(take);
      List<RecordedFigure> shown = new ArrayList<>();
      for (Map.Entry<String, Figure> entry : recording.figures().entrySet()) {
        shown.add(save(take, entry.getKey(), entry.getValue()));
      }
      if (takes.isEmpty() && !recording.figures().isEmpty()) {
        thumbnail = Thumbnails.small(recording.figures().values().iterator().next());
      }
      takes.add(json(take, shown, recording));
      own.addAll(shown);
    }
    folder.write("thumb/" + lesson.folder() + ".svg", thumbnail);
    String data = "recorded/" + lesson.folder() + ".js";
    folder.write(
        data,
        "globalThis.gradusRecorded = "
            + Json.compact(
                JsonValue.object()
                    .put("date", date.toString())
                    .put("version", Version.TEXT)
                    .put("takes", JsonValue.array(takes))
                    .build())
            + ";\n");
    folder.write(lesson.address() + ".html", LessonPage.of(site, lesson, own, data));
    for (int i = 0; i < own.size(); i++) {
      folder.write(own.get(i).page() + ".html", FigurePage.of(site, own, i, note()));
    }
    figures.addAll(own);
  }

  private Text note() {
    return Text.of(
        "Recorded on " + date + " with Gradus " + Version.TEXT + ".",
        "由 Gradus " + Version.TEXT + " 录制于 " + date + "。");
  }

  private RecordedFigure save(Take take, String name, Figure figure) throws FileException {
    String stem = "recorded/" + take.lesson().folder() + "/" + take.stem() + "-" + name;
    Text title = figure.title().isEmpty() ? figure.panels().getFirst().title() : figure.title();
    return new RecordedFigure(
        take,
        name,
        title.isEmpty() ? take.type().title() : title,
        both(stem, figure.within(BENCH)),
        both(stem + "-wide", figure));
  }

  private Text both(String stem, Figure figure) throws FileException {
    String english = figure.in(Locale.ENGLISH).toSvg();
    String chinese = figure.in(Locale.CHINESE).toSvg();
    folder.write(stem + ".en.svg", themed(english));
    if (english.equals(chinese)) {
      return Text.of(stem + ".en.svg");
    }
    folder.write(stem + ".zh.svg", themed(chinese));
    return Text.of(stem + ".en.svg", stem + ".zh.svg");
  }

  /// The document with what its address with `#dark` changes. A page turns the colours of the whole
  /// over in the dark; its paper then goes, and images of pixels are turned back.
  private static String themed(String svg) {
    return svg.replaceFirst("<svg ([^>]*)>", "<svg id=\"dark\" $1>" + DARK);
  }

  private static JsonValue json(Take take, List<RecordedFigure> figures, Recording recording) {
    JsonValue.ObjectBuilder settings = JsonValue.object();
    take.settings().forEach(settings::put);
    List<JsonValue> pictures = new ArrayList<>();
    for (RecordedFigure figure : figures) {
      pictures.add(
          JsonValue.object()
              .put("name", figure.name())
              .put("title", Markup.json(figure.title()))
              .put("file", Markup.json(figure.narrow()))
              .put("page", figure.page() + ".html")
              .build());
    }
    return JsonValue.object()
        .put("experiment", take.type().name())
        .put("settings", settings.build())
        .put("changes", Markup.json(take.changes()))
        .put("figures", JsonValue.array(pictures))
        .put("en", words(recording, Locale.ENGLISH))
        .put("zh", words(recording, Locale.CHINESE))
        .build();
  }

  private static JsonValue words(Recording recording, Locale language) {
    return Shown.words(recording.tables(), recording.sentences(), language).build();
  }

  /// Writes the pages that are about all lessons.
  ///
  /// @throws FileException where a file cannot be written
  public void end() throws FileException {
    folder.write("index.html", MapPage.of(site));
    for (Milestone milestone : Course.milestones()) {
      if (milestone.lesson().filter(site.lessons()::contains).isEmpty()) {
        folder.write(milestone.address() + ".html", MilestonePage.of(site, milestone));
      }
    }
    folder.write("figures.html", FiguresPage.of(site, figures));
    folder.write("search-index.js", SearchIndex.script(site.lessons()));
    folder.write("search.html", SearchPage.of(site, "search-index.js"));
  }
}
