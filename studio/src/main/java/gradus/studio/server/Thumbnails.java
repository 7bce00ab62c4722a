package gradus.studio.server;

import gradus.course.Course;
import gradus.course.Experiment;
import gradus.course.Lesson;
import gradus.course.Recording;
import gradus.course.Stage;
import gradus.plot.Figure;
import gradus.plot.Text;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The pictures on the map: what each lesson's first experiment shows with its first settings.
///
/// They are computed one after the other, once, in the background, when a page asks for them.
public final class Thumbnails implements AutoCloseable {
  private static final int WIDTH = 336;
  private static final int HEIGHT = 252;

  /// The picture of a lesson that shows none.
  public static final String EMPTY =
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"336\" height=\"252\"/>";

  private final ExecutorService painter =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("thumbnails").factory());
  private final Map<String, CompletableFuture<String>> pictures = new ConcurrentHashMap<>();
  private volatile boolean closed;

  void answer(Context context) {
    String file = context.pathParam("file");
    for (Lesson lesson : Course.everyLesson()) {
      if (file.equals(lesson.folder() + ".svg")) {
        context.contentType("image/svg+xml");
        CompletableFuture<String> picture =
            pictures.computeIfAbsent(
                lesson.folder(),
                _ -> CompletableFuture.supplyAsync(() -> picture(lesson), painter));
        context.future(() -> picture.thenAccept(context::result));
        return;
      }
    }
    context.status(404);
  }

  private String picture(Lesson lesson) {
    if (lesson.experiments().isEmpty()) {
      return EMPTY;
    }
    Experiment experiment = Course.experiment(lesson.experiments().getFirst()).initial();
    Recording recording =
        new Recording() {
          @Override
          public void step(int done, int all) {
            if (closed) {
              throw new Stage.Closed();
            }
          }
        };
    try {
      experiment.run(recording);
    } catch (RuntimeException unavailable) {
      return EMPTY;
    }
    return recording.figures().values().stream().findFirst().map(Thumbnails::small).orElse(EMPTY);
  }

  /// The first panel of a figure, small.
  public static String small(Figure figure) {
    return new Figure(
            Text.EMPTY,
            Text.EMPTY,
            1,
            List.of(figure.panels().getFirst()),
            Locale.ENGLISH,
            new Figure.Size(WIDTH, HEIGHT))
        .toSvg();
  }

  @Override
  public void close() {
    closed = true;
    painter.shutdownNow();
  }
}
