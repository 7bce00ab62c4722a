package gradus.studio.server;

import gradus.course.Course;
import gradus.course.Lesson;
import gradus.course.Milestone;
import gradus.course.Recording;
import gradus.plot.Text;
import gradus.studio.site.DigitsPage;
import gradus.studio.site.GlassPage;
import gradus.studio.site.LessonPage;
import gradus.studio.site.MapPage;
import gradus.studio.site.Markup;
import gradus.studio.site.MilestonePage;
import gradus.studio.site.RunsPage;
import gradus.studio.site.Site;
import gradus.studio.words.UserException;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The local site: pages, their files, and the socket that experiments are watched through.
///
/// It listens on 127.0.0.1 alone, and lets in only who has its [#address].
public final class StudioServer implements AutoCloseable {
  private static final long LARGEST_REQUEST = 64 * 1024;

  /// Kept, so that their levels are: the server's own notes are for nobody who runs a course.
  private static final List<Logger> QUIET =
      List.of(Logger.getLogger("org.eclipse.jetty"), Logger.getLogger("io.javalin"));

  private final Guard guard = new Guard();
  private final Ensemble ensemble = new Ensemble();
  private final Thumbnails thumbnails = new Thumbnails();
  private final DigitsLab digits;

  /// Pages that are always the same, by their addresses.
  private final Map<String, String> pages = new ConcurrentHashMap<>();

  private final Site site = new Site(true);
  private final Javalin app;

  private StudioServer(int port, Workplace place) {
    digits = new DigitsLab(place.home());
    app = Javalin.create(config -> configure(config, port, place));
  }

  /// Starts it.
  ///
  /// @param port where it listens; 0 for any that is free
  /// @param place the folders that it works in
  /// @throws UserException where the port is taken
  public static StudioServer start(int port, Workplace place) {
    QUIET.forEach(logger -> logger.setLevel(Level.WARNING));
    StudioServer server = new StudioServer(port, place);
    try {
      server.app.start();
      Thread.ofPlatform().daemon().name("warm-up").start(StudioServer::warmUp);
    } catch (io.javalin.util.JavalinBindException e) {
      throw new UserException("error.studio.port", port);
    }
    return server;
  }

  /// Draws a picture that nobody sees, so that the first one that somebody waits for is quick.
  private static void warmUp() {
    Recording.of(Course.experiment("race").initial())
        .figures()
        .values()
        .forEach(figure -> figure.within(500).toSvg());
  }

  /// Where it listens.
  public int port() {
    return app.port();
  }

  /// The address that lets a browser in.
  public String address() {
    return "http://127.0.0.1:" + port() + "/?token=" + guard.secret();
  }

  private void configure(JavalinConfig config, int port, Workplace place) {
    config.jetty.host = "127.0.0.1";
    config.jetty.port = port;
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.maxRequestSize = LARGEST_REQUEST;
    config.http.generateEtags = true;
    RoutesConfig routes = config.routes;
    routes.before(guard::check);
    routes.wsBeforeUpgrade(guard::checkSocket);
    routes.get("/", context -> page(context, pages.computeIfAbsent("", _ -> MapPage.of(site))));
    routes.get("/learn/{lesson}", context -> lesson(context, "learn"));
    routes.get("/milestones/{lesson}", context -> lesson(context, "milestones"));
    routes.get("/thumb/{file}", thumbnails::answer);
    routes.get("/site/{file}", context -> file(context, Assets::own));
    routes.get(
        "/lib/{library}/{file}",
        context -> file(context, name -> Assets.library(context.pathParam("library"), name)));
    routes.get(
        "/lib/katex/fonts/{file}",
        context -> file(context, name -> Assets.library("katex/fonts", name)));
    routes.get("/runs", context -> page(context, RunsPage.of(site)));
    RunShelf shelf = new RunShelf(place.runs());
    new RunRoutes(shelf).configure(routes);
    routes.get("/glass", context -> page(context, GlassPage.of(site)));
    new GlassRoutes(shelf).configure(routes);
    routes.get("/digits", context -> page(context, DigitsPage.of(site)));
    new DigitsRoutes(digits).configure(routes);
    new ExerciseRoutes(place).configure(routes);
    routes.exception(Exception.class, StudioServer::failed);
    routes.ws("/live", new Live(ensemble)::configure);
  }

  private void lesson(Context context, String kind) {
    String address = kind + "/" + context.pathParam("lesson");
    for (Lesson lesson : site.lessons()) {
      if (lesson.address().equals(address)) {
        page(context, pages.computeIfAbsent(address, _ -> LessonPage.of(site, lesson)));
        return;
      }
    }
    for (Milestone milestone : Course.milestones()) {
      if (milestone.address().equals(address)) {
        page(context, MilestonePage.of(site, milestone));
        return;
      }
    }
    context.status(404);
  }

  /// What a person can put right is told in both languages; all else is ours.
  private static void failed(Exception failure, Context context) {
    boolean told = Words.isTold(failure);
    if (!told) {
      System.getLogger("gradus").log(System.Logger.Level.ERROR, "studio", failure);
    }
    Text words =
        told
            ? Words.of(failure)
            : Text.of(
                "Something went wrong in the studio; its terminal says what.", "网站内部出错了；详情见终端。");
    Answers.json(context.status(told ? 400 : 500), Markup.json(words));
  }

  private interface Source {
    byte @Nullable [] bytes(String name) throws IOException;
  }

  private static void file(Context context, Source source) throws IOException {
    String name = context.pathParam("file");
    Assets.answer(context, name, source.bytes(name));
  }

  private static void page(Context context, String html) {
    context.contentType("text/html; charset=utf-8").result(html);
  }

  @Override
  public void close() {
    ensemble.close();
    thumbnails.close();
    digits.close();
    app.stop();
  }
}
