package gradus.studio.server;

import gradus.data.Dataset;
import gradus.data.DigitImage;
import gradus.io.FileException;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.nn.Activation;
import gradus.nn.Layer;
import gradus.nn.Model;
import gradus.nn.Pass;
import gradus.plot.Text;
import gradus.studio.run.Judgement;
import gradus.studio.site.Markup;
import gradus.studio.words.UserException;
import gradus.tensor.Tensor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What the page of digits asks for: how training goes, what a drawing does in each layer, which
/// images were mistaken for what, and why.
final class DigitsRoutes {
  /// The sides of the picture of the pad that a page sends.
  private static final int PAD = 112;

  private static final int DIGITS = 10;
  private static final int SHOWN = 24;
  private static final int MOST_EPOCHS = 20;

  private final DigitsLab lab;

  DigitsRoutes(DigitsLab lab) {
    this.lab = lab;
  }

  void configure(RoutesConfig routes) {
    routes.get(
        "/api/digits",
        context -> {
          lab.wake();
          Answers.json(context, state());
        });
    routes.post("/api/digits/train", this::train);
    routes.post(
        "/api/digits/stop",
        context -> {
          lab.stop();
          Answers.json(context, state());
        });
    routes.post("/api/digits/see", context -> Answers.json(context, see(drawing(context))));
    routes.get(
        "/api/digits/test/{index}",
        context -> Answers.json(context, see(test(context.pathParam("index")))));
    routes.get("/api/digits/cell/{truth}/{said}", this::cell);
    routes.post("/api/digits/drawings/{label}", this::keep);
    routes.delete(
        "/api/digits/drawings",
        context -> {
          lab.drawings().clear();
          Answers.json(context, state());
        });
  }

  private JsonValue state() throws FileException {
    DigitsLab.Training training = lab.training();
    JsonValue.ObjectBuilder state =
        JsonValue.object()
            .put("running", training.running())
            .put("steps", training.steps())
            .put("losses", numbers(thinned(training.losses())))
            .put("done", training.losses().size())
            .put("accuracies", numbers(training.accuracies()))
            .put("drawings", lab.drawings().all().size());
    Text failure = lab.failure();
    if (failure != null) {
      state.put("failure", Markup.json(failure));
    }
    DigitsLab.Loading loading = lab.loading();
    if (loading != null && training.running()) {
      state.put(
          "loading",
          JsonValue.object().put("done", loading.done()).put("total", loading.total()).build());
    }
    DigitsLab.Trained trained = lab.trained();
    if (trained != null) {
      List<JsonValue> rows = new ArrayList<>();
      for (long[] row : trained.test().matrix().counts()) {
        rows.add(JsonValue.array(Arrays.stream(row).mapToObj(JsonValue::of).toList()));
      }
      state
          .put("name", trained.name())
          .put("parameters", trained.model().parameterCount())
          .put("accuracy", trained.test().accuracy())
          .put("version", System.identityHashCode(trained))
          .put("confusion", JsonValue.array(rows));
    }
    return state.build();
  }

  private static JsonValue numbers(List<Double> values) {
    return JsonValue.array(values.stream().map(JsonValue::of).toList());
  }

  /// At most some hundred of many losses: means of equally many.
  private static List<Double> thinned(List<Double> losses) {
    int group = Math.max(1, Math.ceilDiv(losses.size(), 300));
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < losses.size(); i += group) {
      means.add(
          losses.subList(i, Math.min(losses.size(), i + group)).stream()
              .mapToDouble(Double::doubleValue)
              .average()
              .orElse(0));
    }
    return means;
  }

  private void train(Context context) throws FileException {
    JsonCursor wanted = new JsonCursor(Json.parse(context.body()), "train");
    int epochs = wanted.member("epochs").integer();
    String network = wanted.member("network").text();
    List<String> known =
        Arrays.stream(DigitsLab.Network.values())
            .map(one -> one.name().toLowerCase(Locale.ROOT))
            .toList();
    if (epochs < 1 || epochs > MOST_EPOCHS || !known.contains(network)) {
      throw new UserException("error.digits.train", MOST_EPOCHS, String.join(", ", known));
    }
    lab.train(DigitsLab.Network.valueOf(network.toUpperCase(Locale.ROOT)), epochs);
    Answers.json(context, state());
  }

  private static DigitImage drawing(Context context) {
    byte[] levels = context.bodyAsBytes();
    if (levels.length != PAD * PAD) {
      throw new UserException("error.digits.size", PAD, PAD, levels.length);
    }
    return DigitImage.of(PAD, PAD, levels);
  }

  private DigitImage test(String index) {
    Dataset images = lab.required().images();
    return new DigitImage(pixels(images.gather(Answers.number(index, images.size())).input()));
  }

  private static byte[] pixels(Tensor image) {
    float[] values = image.toFloats();
    byte[] levels = new byte[values.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) Math.round(Math.clamp(values[i], 0, 1) * 255);
    }
    return levels;
  }

  private JsonValue see(DigitImage image) {
    Model model = lab.required().model();
    List<JsonValue> layers = new ArrayList<>();
    Tensor logits =
        Pass.inference()
            .observe((path, layer, output) -> {
              if (!path.isEmpty()) {
                layers.add(layer(layer, output));
              }
            })
            .run(() -> model.apply(image.tensor()));
    List<Double> shares = Arrays.stream(logits.softmax(1).toDoubles()).boxed().toList();
    return JsonValue.object()
        .put("image", Answers.base64(image.pixels()))
        .put("probabilities", numbers(shares))
        .put("layers", JsonValue.array(layers))
        .build();
  }

  private static JsonValue layer(Layer layer, Tensor output) {
    List<JsonValue> sizes = new ArrayList<>();
    for (int axis = 1; axis < output.shape().rank(); axis++) {
      sizes.add(JsonValue.of((long) output.size(axis)));
    }
    return Answers.around(output.toFloats(), Answers.LEAST)
        .put("kind", kind(layer))
        .put("sizes", JsonValue.array(sizes))
        .build();
  }

  private static String kind(Layer layer) {
    return layer instanceof Activation activation
        ? activation.name().toLowerCase(Locale.ROOT)
        : layer.getClass().getSimpleName();
  }

  /// The images of a cell of the confusion matrix, the most confident first, each with the reasons
  /// for the answer rather than the truth: the gradient of the difference of their logits, times
  /// the pixels.
  private void cell(Context context) {
    int truth = digit(context, "truth");
    int said = digit(context, "said");
    DigitsLab.Trained trained = lab.required();
    Judgement test = trained.test();
    float[] probabilities = test.probabilities();
    List<Integer> images =
        IntStream.range(0, test.actual().length)
            .filter(i -> test.actual()[i] == truth && test.predicted()[i] == said)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -test.confidence()[i]))
            .limit(SHOWN)
            .toList();
    List<JsonValue> tiles = new ArrayList<>();
    for (int i : images) {
      Tensor image = trained.images().gather(i).input();
      int other = truth == said ? test.second()[i] : truth;
      tiles.add(
          JsonValue.object()
              .put("index", i)
              .put("said", test.confidence()[i])
              .put("truth", probabilities[i * DIGITS + truth])
              .put("image", Answers.base64(pixels(image)))
              .put("why", Answers.base64(why(trained.model(), image, said, other)))
              .build());
    }
    Answers.json(
        context,
        JsonValue.object()
            .put("count", test.matrix().count(truth, said))
            .put("tiles", JsonValue.array(tiles))
            .build());
  }

  private static int digit(Context context, String name) {
    return Answers.number(context.pathParam(name), DIGITS);
  }

  private static byte[] why(Model model, Tensor image, int said, int other) {
    Tensor x = image.tracked();
    Tensor logits = model.apply(x);
    Tensor difference = logits.select(1, said).minus(logits.select(1, other)).sum();
    float[] reasons = difference.gradients(List.of(x)).getFirst().times(image).toFloats();
    return Answers.levels(reasons, Math.max(Answers.LEAST, Answers.largest(reasons)));
  }

  private void keep(Context context) throws FileException {
    lab.drawings().add(digit(context, "label"), drawing(context));
    Answers.json(context, state());
  }
}
