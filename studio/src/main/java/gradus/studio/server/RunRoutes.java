package gradus.studio.server;

import gradus.io.FileException;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.plot.Axis;
import gradus.plot.Figure;
import gradus.plot.LineChart;
import gradus.plot.Scale;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.studio.run.Checkup;
import gradus.studio.site.Markup;
import gradus.studio.words.Language;
import gradus.studio.words.UserException;
import gradus.train.Finding;
import gradus.train.History;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the page of runs asks for: which there are, how one is going, several beside each other,
/// their files, and new ones.
final class RunRoutes {
  private static final int MOST_COMPARED = 6;
  private static final int NARROWEST = 280;
  private static final int WIDEST = 1400;
  private static final Set<String> FILES =
      Set.of("model.safetensors", "report.html", "history.csv", "result.json", "run.json");

  private final RunShelf shelf;
  private final RunStarter starter;

  RunRoutes(RunShelf shelf) {
    this.shelf = shelf;
    starter = new RunStarter(shelf);
  }

  void configure(RoutesConfig routes) {
    routes.get("/api/runs", this::list);
    routes.get("/api/runs/{run}", this::run);
    routes.get("/api/runs/{run}/figure/{name}", this::figure);
    routes.get("/api/runs/{run}/file/{name}", this::file);
    routes.get("/api/compare", this::compare);
    routes.post("/api/runs", this::begin);
    routes.post(
        "/api/runs/{run}/resume",
        context -> {
          starter.resume(shelf.path(context.pathParam("run")));
          Answers.json(context, JsonValue.object().put("started", true).build());
        });
    routes.post("/api/runs/{run}/again", this::again);
  }

  /// Starts a run anew with what the doctor advises against one of its findings.
  private void again(Context context) throws FileException {
    String kind = new JsonCursor(Json.parse(context.body()), "again").member("finding").text();
    RunShelf.Story story = shelf.story(context.pathParam("run"));
    Checkup checkup = story.checkup();
    Map<String, Double> changes =
        checkup == null
            ? Map.of()
            : checkup.diagnosis().findings().stream()
                .filter(finding -> finding.kind().name().equals(kind))
                .map(Finding::remedy)
                .filter(Objects::nonNull)
                .findFirst()
                .map(Finding.Remedy::settings)
                .orElse(Map.of());
    if (changes.isEmpty()) {
      throw new UserException("error.run.again");
    }
    String name = starter.again(shelf.path(story.name()), changes);
    Answers.json(context, JsonValue.object().put("name", name).build());
  }

  private void list(Context context) throws FileException {
    List<JsonValue> runs = new ArrayList<>();
    for (String name : shelf.names()) {
      runs.add(summary(name));
    }
    Answers.json(
        context,
        JsonValue.object()
            .put("folder", shelf.folder().toAbsolutePath().toString())
            .put("runs", JsonValue.array(runs))
            .build());
  }

  /// A run in a line; one whose log cannot be read says so, and the others are told all the same.
  private JsonValue summary(String name) {
    try {
      RunShelf.Story story = shelf.story(name);
      return summary(story).build();
    } catch (FileException failure) {
      Text words = Words.of(failure);
      return JsonValue.object()
          .put("name", name)
          .put("state", "unreadable")
          .put("failure", Markup.json(words))
          .build();
    }
  }

  private static JsonValue.ObjectBuilder summary(RunShelf.Story story) {
    JsonValue.ObjectBuilder summary =
        JsonValue.object()
            .put("name", story.name())
            .put("state", story.state().name().toLowerCase(Locale.ROOT))
            .put("kind", story.kind())
            .put("settings", story.settings())
            .put("epoch", story.history().epochs().size())
            .put("epochs", story.epochs())
            .put(
                "losses",
                JsonValue.array(
                    story.history().epochs().stream()
                        .map(RunRoutes::shown)
                        .filter(Double::isFinite)
                        .map(JsonValue::of)
                        .toList()));
    if (!story.history().epochs().isEmpty()) {
      JsonValue.ObjectBuilder last = JsonValue.object();
      story
          .history()
          .epochs()
          .getLast()
          .values()
          .forEach((measurement, value) -> {
            if (Double.isFinite(value)) {
              last.put(measurement, value);
            }
          });
      summary.put("last", last.build());
    }
    return summary;
  }

  private static double shown(History.Epoch epoch) {
    double validation = epoch.value("valLoss");
    return Double.isNaN(validation) ? epoch.value("loss") : validation;
  }

  private void run(Context context) throws FileException {
    RunShelf.Story story = shelf.story(context.pathParam("run"));
    JsonValue.ObjectBuilder figures = JsonValue.object();
    figures.put("loss", svg(losses(story), context));
    Figure shares = shares(story);
    if (shares != null) {
      figures.put("accuracy", svg(shares, context));
    }
    List<JsonValue> files = new ArrayList<>();
    for (String file : FILES) {
      if (Files.isRegularFile(shelf.path(story.name()).resolve(file), LinkOption.NOFOLLOW_LINKS)) {
        files.add(JsonValue.of(file));
      }
    }
    JsonValue.ObjectBuilder answer =
        summary(story)
            .put("batches", story.batches())
            .put("step", story.steps().isEmpty() ? 0 : (long) story.steps().getLast()[0])
            .put("figures", figures.build())
            .put("files", JsonValue.array(files))
            .put("pictures", JsonValue.array(story.figures().stream().map(JsonValue::of).toList()));
    Checkup checkup = story.checkup();
    if (checkup != null) {
      boolean chinese = Answers.language(context).getLanguage().equals("zh");
      answer.put("doctor", checkup.toJson(chinese ? Language.CHINESE : Language.ENGLISH));
    }
    String failure = story.failure();
    if (failure != null) {
      answer.put("failure", Markup.json(Text.of(failure)));
    }
    Answers.json(context, answer.build());
  }

  /// A figure as the page has room for it, in its language.
  private static String svg(Figure figure, Context context) {
    return figure.in(Answers.language(context)).within(width(context)).toSvg();
  }

  private static int width(Context context) {
    try {
      return Math.clamp(
          Integer.parseInt(String.valueOf(context.queryParam("width"))), NARROWEST, WIDEST);
    } catch (NumberFormatException e) {
      return NARROWEST;
    }
  }

  /// The loss of single batches, faint, and those of whole epochs.
  private static Figure losses(RunShelf.Story story) {
    List<Series> lines = new ArrayList<>();
    double[] x = story.steps().stream().mapToDouble(point -> point[0]).toArray();
    double[] y = story.steps().stream().mapToDouble(point -> point[1]).toArray();
    if (x.length > 0) {
      lines.add(Series.of(Text.of("training, by batch", "训练（每批）"), Values.of(x), Values.of(y)));
    }
    addEpochs(lines, story, "loss", Text.of("training", "训练"));
    addEpochs(lines, story, "valLoss", Text.of("validation", "验证"));
    boolean positive =
        lines.stream().allMatch(line -> line.y().stream().allMatch(loss -> loss > 0));
    Axis height = Axis.of(Text.of("loss", "损失"));
    return Figure.of(
        LineChart.of(Text.of("Loss", "损失"), lines)
            .withAxes(
                Axis.of(Text.of("step", "步")),
                positive && !lines.isEmpty() ? height.withScale(Scale.LOG) : height));
  }

  private static void addEpochs(
      List<Series> lines, RunShelf.Story story, String measurement, Text name) {
    List<History.Epoch> epochs =
        story.history().epochs().stream()
            .filter(epoch -> Double.isFinite(epoch.value(measurement)))
            .toList();
    if (!epochs.isEmpty()) {
      int batches = Math.max(1, story.batches());
      lines.add(
          Series.of(
              name,
              Values.of(
                  epochs.stream()
                      .mapToDouble(epoch -> (double) epoch.number() * batches)
                      .toArray()),
              Values.of(epochs.stream().mapToDouble(epoch -> epoch.value(measurement)).toArray())));
    }
  }

  /// The accuracies, where there are any.
  private static @Nullable Figure shares(RunShelf.Story story) {
    List<Series> lines = new ArrayList<>();
    addEpochs(lines, story, "accuracy", Text.of("training", "训练"));
    addEpochs(lines, story, "valAccuracy", Text.of("validation", "验证"));
    return lines.isEmpty()
        ? null
        : Figure.of(
            LineChart.of(Text.of("Accuracy", "准确率"), lines)
                .withAxes(Axis.of(Text.of("step", "步")), Axis.of(Text.of("accuracy", "准确率"))));
  }

  private void compare(Context context) throws FileException {
    List<String> names = List.of(String.valueOf(context.queryParam("runs")).split(",", -1));
    if (names.size() > MOST_COMPARED) {
      throw new UserException("error.run.compare", MOST_COMPARED);
    }
    List<Series> losses = new ArrayList<>();
    List<Series> shares = new ArrayList<>();
    for (String name : names) {
      RunShelf.Story story = shelf.story(name);
      List<History.Epoch> epochs = story.history().epochs();
      double[] x = epochs.stream().mapToDouble(History.Epoch::number).toArray();
      double[] y = epochs.stream().mapToDouble(RunRoutes::shown).toArray();
      if (x.length > 0) {
        losses.add(Series.of(Text.of(name), Values.of(x), Values.of(y)));
        if (Double.isFinite(epochs.getFirst().value("valAccuracy"))) {
          double[] right =
              epochs.stream().mapToDouble(epoch -> epoch.value("valAccuracy")).toArray();
          shares.add(Series.of(Text.of(name), Values.of(x), Values.of(right)));
        }
      }
    }
    JsonValue.ObjectBuilder figures = JsonValue.object();
    Axis epoch = Axis.of(Text.of("epoch", "轮"));
    figures.put(
        "loss",
        svg(
            Figure.of(
                LineChart.of(Text.of("Validation loss", "验证损失"), losses)
                    .withAxes(epoch, Axis.of(Text.of("loss", "损失")))),
            context));
    if (!shares.isEmpty()) {
      figures.put(
          "accuracy",
          svg(
              Figure.of(
                  LineChart.of(Text.of("Validation accuracy", "验证准确率"), shares)
                      .withAxes(epoch, Axis.of(Text.of("accuracy", "准确率")))),
              context));
    }
    Answers.json(context, JsonValue.object().put("figures", figures.build()).build());
  }

  private void figure(Context context) throws FileException, IOException {
    RunShelf.Story story = shelf.story(context.pathParam("run"));
    String name = context.pathParam("name");
    Path file = shelf.path(story.name()).resolve("figures").resolve(name + ".svg");
    if (!story.figures().contains(name)
        || name.contains("/")
        || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      context.status(404);
      return;
    }
    context.contentType("image/svg+xml").result(Files.readAllBytes(file));
  }

  /// A file to keep: never shown as a page of this site.
  private void file(Context context) throws IOException {
    String name = context.pathParam("name");
    Path file = shelf.path(context.pathParam("run")).resolve(name);
    if (!FILES.contains(name) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      context.status(404);
      return;
    }
    context.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
    context.contentType("application/octet-stream").result(Files.newInputStream(file));
  }

  private void begin(Context context) {
    JsonCursor wanted = new JsonCursor(Json.parse(context.body()), "run");
    String name =
        starter.begin(
            wanted.member("model").text(),
            wanted.member("epochs").integer(),
            wanted.member("optimizer").text(),
            wanted.member("rate").number());
    Answers.json(context, JsonValue.object().put("name", name).build());
  }
}
