package gradus.studio.server;

import gradus.io.FileException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the page of the glass box asks for: a small network with all that it was at every step, one
/// step in full, and the layers of a run's network.
final class GlassRoutes {
  /// How many trainings are kept, so that scrubbing through one does not repeat it.
  private static final int KEPT = 8;

  /// The networks of runs, and when their files were written.
  private record Open(Path run, long time, GlassModel model) {}

  private final RunShelf shelf;
  private final Map<GlassSettings, GlassNet> nets = new LinkedHashMap<>();
  private @Nullable Open open;

  GlassRoutes(RunShelf shelf) {
    this.shelf = shelf;
  }

  void configure(RoutesConfig routes) {
    routes.get("/api/glass/net", context -> Answers.json(context, GlassJson.net(net(context))));
    routes.get("/api/glass/step", this::step);
    routes.get("/api/glass/runs/{run}", this::run);
    routes.get("/api/glass/runs/{run}/unit", this::unit);
  }

  /// A number of the query; 0 where it is not there.
  private static int number(Context context, String name, int below) {
    String text = context.queryParam(name);
    return Answers.number(text == null ? "0" : text, below);
  }

  /// One training at a time: whoever asks for the same one waits for it.
  private GlassNet net(Context context) {
    GlassSettings settings = GlassSettings.of(context::queryParam);
    synchronized (nets) {
      GlassNet net = nets.remove(settings);
      if (net == null) {
        net = GlassNet.trained(settings);
      }
      nets.put(settings, net);
      if (nets.size() > KEPT) {
        nets.remove(nets.keySet().iterator().next());
      }
      return net;
    }
  }

  private void step(Context context) {
    GlassNet net = net(context);
    int step = number(context, "step", net.steps() + 1);
    int sample = number(context, "sample", net.samples().size());
    Answers.json(context, GlassJson.step(net, step, sample));
  }

  private synchronized GlassModel model(Context context) throws FileException {
    Path run = shelf.path(context.pathParam("run"));
    long time = written(run);
    Open before = open;
    if (before != null && before.run().equals(run) && before.time() == time) {
      return before.model();
    }
    GlassModel model = GlassModel.open(run);
    open = new Open(run, time, model);
    return model;
  }

  private static long written(Path run) {
    try {
      return Files.getLastModifiedTime(run.resolve("model.safetensors")).toMillis();
    } catch (IOException missing) {
      return 0;
    }
  }

  private void run(Context context) throws FileException {
    GlassModel model = model(context);
    int picture = picture(context, model);
    Answers.json(context, GlassJson.seen(model, picture, model.see(picture)));
  }

  private void unit(Context context) throws FileException {
    GlassModel model = model(context);
    GlassModel.Seen seen = model.see(picture(context, model));
    // The input is the first of what the page shows.
    int place = number(context, "layer", seen.layers().size() + 1);
    GlassModel.Opened layer = place == 0 ? seen.input() : seen.layers().get(place - 1);
    int unit = number(context, "unit", layer.output().shape().elements());
    Answers.json(context, GlassJson.unit(GlassModel.unit(layer, unit)));
  }

  private static int picture(Context context, GlassModel model) {
    return number(context, "picture", model.pictures() == 0 ? 10_000 : model.pictures());
  }
}
