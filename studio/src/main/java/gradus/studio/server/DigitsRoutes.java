package gradus.studio.server;

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
import gradus.studio.site.Markup;
import gradus.studio.words.UserException;
import gradus.tensor.Tensor;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// What the page of digits asks for: how training goes, what a drawing does in each layer, which
/// images were mistaken for what, and why.
final class DigitsRoutes {
  /// The sides of the picture of the pad that a page sends.
  private static final int PAD = 112;

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
          json(context, state());
        });
    routes.post("/api/digits/train", this::train);
    routes.post(
        "/api/digits/stop",
        context -> {
          lab.stop();
          json(context, state());
        });
    routes.post("/api/digits/see", context -> json(context, see(drawing(context))));
    routes.get(
        "/api/digits/test/{index}", context -> json(context, see(test(number(context, "index")))));
    routes.get("/api/digits/cell/{truth}/{said}", this::cell);
    routes.post("/api/digits/drawings/{label}", this::keep);
    routes.delete(
        "/api/digits/drawings",
        context -> {
          lab.drawings().clear();
          json(context, state());
        });
  }

  private static void json(Context context, JsonValue value) {
    context.contentType("application/json").result(Json.compact(value));
  }

  private static int number(Context context, String name) {
    try {
      return Integer.parseInt(context.pathParam(name));
    } catch (NumberFormatException e) {
      throw new UserException("error.page");
    }
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
      long[][] counts = trained.confusion().counts();
      for (long[] row : counts) {
        rows.add(numbers(Arrays.stream(row).mapToObj(count -> (double) count).toList()));
      }
      state
          .put("name", trained.name())
          .put("parameters", trained.model().parameterCount())
          .put("accuracy", trained.confusion().accuracy())
          .put("version", System.identityHashCode(trained))
          .put("confusion", new JsonValue.JsonArray(rows));
    }
    return state.build();
  }

  private static JsonValue numbers(List<Double> values) {
    return new JsonValue.JsonArray(
        values.stream().<JsonValue>map(value -> new JsonValue.JsonReal(value)).toList());
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
    json(context, state());
  }

  private static DigitImage drawing(Context context) {
    byte[] levels = context.bodyAsBytes();
    if (levels.length != PAD * PAD) {
      throw new UserException("error.digits.size", PAD, PAD, levels.length);
    }
    return DigitImage.of(PAD, PAD, levels);
  }

  private DigitImage test(int index) {
    DigitsLab.Trained trained = lab.required();
    if (index < 0 || index >= trained.labels().length) {
      throw new UserException("error.page");
    }
    return new DigitImage(levels(trained.test().gather(index).input()));
  }

  private static byte[] levels(Tensor image) {
    float[] values = image.toFloats();
    byte[] levels = new byte[values.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) Math.round(Math.clamp(values[i], 0, 1) * 255);
    }
    return levels;
  }

  private JsonValue see(DigitImage image) {
    Model model = lab.required().model();
    Tensor input = image.tensor();
    List<JsonValue> layers = new ArrayList<>();
    Pass.inference()
        .observe((path, layer, output) -> {
          if (!path.isEmpty()) {
            layers.add(layer(layer, output));
          }
        })
        .run(() -> model.apply(input));
    float[] probabilities = model.predict(input).softmax(1).toFloats();
    List<Double> shares = new ArrayList<>();
    for (float probability : probabilities) {
      shares.add((double) probability);
    }
    return JsonValue.object()
        .put("image", base64(image.pixels()))
        .put("probabilities", numbers(shares))
        .put("layers", new JsonValue.JsonArray(layers))
        .build();
  }

  /// A layer's output in 255 levels around zero, which lies at 127.
  private static JsonValue layer(Layer layer, Tensor output) {
    float[] values = output.toFloats();
    float largest = 1e-9f;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    byte[] levels = new byte[values.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) Math.round(127 + 127 * values[i] / largest);
    }
    List<Double> sizes = new ArrayList<>();
    for (int axis = 1; axis < output.shape().rank(); axis++) {
      sizes.add((double) output.size(axis));
    }
    return JsonValue.object()
        .put("kind", kind(layer))
        .put("sizes", numbers(sizes))
        .put("largest", (double) largest)
        .put("levels", base64(levels))
        .build();
  }

  private static String kind(Layer layer) {
    return layer instanceof Activation activation
        ? activation.name().toLowerCase(Locale.ROOT)
        : layer.getClass().getSimpleName();
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// The images of a cell of the confusion matrix, the most confident first, each with the reasons
  /// for the answer rather than the truth: the gradient of the difference of their logits, times
  /// the pixels.
  private void cell(Context context) {
    int truth = number(context, "truth");
    int said = number(context, "said");
    DigitsLab.Trained trained = lab.required();
    if (Math.min(truth, said) < 0 || Math.max(truth, said) > 9) {
      throw new UserException("error.page");
    }
    float[] probabilities = trained.probabilities();
    List<Integer> images =
        IntStream.range(0, trained.labels().length)
            .filter(i -> trained.labels()[i] == truth && trained.predicted()[i] == said)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -probabilities[i * 10 + said]))
            .limit(SHOWN)
            .toList();
    List<JsonValue> tiles = new ArrayList<>();
    for (int i : images) {
      Tensor image = trained.test().gather(i).input();
      int other = truth == said ? second(probabilities, i * 10, said) : truth;
      tiles.add(
          JsonValue.object()
              .put("index", i)
              .put("said", probabilities[i * 10 + said])
              .put("truth", probabilities[i * 10 + truth])
              .put("image", base64(levels(image)))
              .put("why", base64(why(trained.model(), image, said, other)))
              .build());
    }
    json(
        context,
        JsonValue.object()
            .put("count", trained.confusion().count(truth, said))
            .put("tiles", new JsonValue.JsonArray(tiles))
            .build());
  }

  private static int second(float[] probabilities, int from, int first) {
    return IntStream.range(0, 10)
        .filter(i -> i != first)
        .boxed()
        .max(Comparator.comparingDouble(i -> probabilities[from + i]))
        .orElseThrow();
  }

  private static byte[] why(Model model, Tensor image, int said, int other) {
    Tensor x = image.tracked();
    Tensor logits = model.apply(x);
    Tensor difference = logits.select(1, said).minus(logits.select(1, other)).sum();
    Tensor reasons = difference.gradients(List.of(x)).getFirst().times(image);
    float[] values = reasons.toFloats();
    float largest = 1e-9f;
    for (float value : values) {
      largest = Math.max(largest, Math.abs(value));
    }
    byte[] levels = new byte[values.length];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) Math.round(127 + 127 * values[i] / largest);
    }
    return levels;
  }

  private void keep(Context context) throws FileException {
    int label = number(context, "label");
    if (label < 0 || label > 9) {
      throw new UserException("error.page");
    }
    lab.drawings().add(label, drawing(context));
    json(context, state());
  }
}
