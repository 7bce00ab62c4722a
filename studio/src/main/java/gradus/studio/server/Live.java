package gradus.studio.server;

import gradus.course.Course;
import gradus.course.ExperimentType;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.plot.Figure;
import gradus.plot.Text;
import gradus.studio.site.Markup;
import gradus.studio.words.UserException;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The socket of a page with experiments: starts, holds and ends them, and hands out their states.
///
/// The page asks for each state that it is ready to paint, so it is never sent more than it can
/// show, and an experiment never waits for a page. What is said without being asked is only that
/// there is something new: `{"type":"news","id":...}`.
///
/// An experiment outlives its socket: the page that comes back asks for it by its id.
final class Live {
  private static final int LONGEST_MESSAGE = 64 * 1024;
  private static final int MESSAGES_A_SECOND = 200;
  private static final int MOST_SOCKETS = 16;
  private static final int NARROWEST = 280;
  private static final int WIDEST = 1200;

  private final Ensemble ensemble;
  private final Map<String, Traffic> sockets = new ConcurrentHashMap<>();

  Live(Ensemble ensemble) {
    this.ensemble = ensemble;
  }

  void configure(WsConfig socket) {
    socket.onConnect(context -> {
      if (sockets.size() >= MOST_SOCKETS) {
        context.closeSession(1013, "too many pages are open");
        return;
      }
      context.session.setMaxTextMessageSize(LONGEST_MESSAGE);
      context.enableAutomaticPings();
      sockets.put(context.sessionId(), new Traffic());
    });
    socket.onMessage(context -> {
      Traffic traffic = sockets.get(context.sessionId());
      if (traffic == null || !traffic.admits()) {
        context.closeSession(1008, "too many messages");
        return;
      }
      answer(context, context.message());
    });
    socket.onClose(context -> {
      sockets.remove(context.sessionId());
      ensemble.leave(context.sessionId());
    });
    socket.onError(context -> {
      sockets.remove(context.sessionId());
      ensemble.leave(context.sessionId());
    });
  }

  /// How many messages a page sent within the present second.
  private static final class Traffic {
    private long second;
    private int messages;

    synchronized boolean admits() {
      long now = System.nanoTime() / 1_000_000_000;
      messages = now == second ? messages + 1 : 1;
      second = now;
      return messages <= MESSAGES_A_SECOND;
    }
  }

  private void answer(WsContext context, String text) {
    String id = "";
    try {
      JsonCursor message = new JsonCursor(Json.parse(text), "message");
      id = message.member("id").text();
      switch (message.member("do").text()) {
        case "start" -> start(context, id, message);
        case "resume" -> {
          ensemble.join(id, context.sessionId(), news(context, id));
          send(context, news(id));
        }
        case "hold" -> ensemble.of(id).stage().hold();
        case "go" -> ensemble.of(id).stage().go();
        case "step" -> ensemble.of(id).stage().once();
        case "stop" -> ensemble.of(id).close();
        case "view" -> view(context, id, message);
        case String other -> throw new UserException("error.live.command", other);
      }
    } catch (RuntimeException failure) {
      if (!Words.isTold(failure)) {
        throw failure;
      }
      send(
          context,
          JsonValue.object()
              .put("type", "error")
              .put("id", id)
              .put("message", Markup.json(Words.of(failure)))
              .build());
    }
  }

  private void start(WsContext context, String id, JsonCursor message) {
    ExperimentType type = Course.experiment(message.member("experiment").text());
    Map<String, String> settings = new LinkedHashMap<>();
    JsonCursor wanted = message.member("settings");
    wanted.names().forEach(name -> settings.put(name, wanted.member(name).text()));
    ensemble.start(id, context.sessionId(), type, settings, news(context, id));
  }

  private Runnable news(WsContext context, String id) {
    return () -> {
      if (context.session.isOpen()) {
        send(context, news(id));
      }
    };
  }

  private JsonValue news(String id) {
    Performance performance = ensemble.of(id);
    int[] progress = performance.stage().progress();
    JsonValue.ObjectBuilder news =
        JsonValue.object()
            .put("type", "news")
            .put("id", id)
            .put("phase", performance.phase().name().toLowerCase(Locale.ROOT))
            .put("held", performance.stage().isHeld())
            .put("states", performance.stage().count())
            .put("done", progress[0])
            .put("all", progress[1]);
    Text failure = performance.failure();
    if (failure != null) {
      news.put("message", Markup.json(failure));
    }
    return news.build();
  }

  private void view(WsContext context, String id, JsonCursor message) {
    LiveStage stage = ensemble.of(id).stage();
    int index = message.member("state").integer();
    if (index < 0 || index >= stage.count()) {
      throw new UserException("error.live.state", index, stage.count());
    }
    int width = Math.clamp(message.member("width").integer(), NARROWEST, WIDEST);
    Locale language = Locale.of(message.member("lang").text());
    LiveStage.State state = stage.state(index);
    JsonValue.ObjectBuilder figures = JsonValue.object();
    for (Map.Entry<String, Figure> figure : state.figures().entrySet()) {
      figures.put(figure.getKey(), figure.getValue().in(language).within(width).toSvg());
    }
    send(
        context,
        Shown.words(state.tables(), state.sentences(), language)
            .put("type", "state")
            .put("id", id)
            .put("state", index)
            .put("done", state.done())
            .put("all", state.all())
            .put("figures", figures.build())
            .build());
  }

  private static void send(WsContext context, JsonValue message) {
    context.send(Json.compact(message));
  }
}
