package gradus.studio.server;

import gradus.io.JsonValue;
import gradus.plot.Text;
import gradus.studio.site.Markup;
import gradus.tensor.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What the page of the glass box gets: arrays of numbers as bytes in Base64, exact ones as floats
/// in little-endian order, pictures in 255 levels around zero, which lies at 127.
final class GlassJson {
  /// A layer with more units, or more maps, is shown without a number at each.
  static final int MOST_NUMBERS = 12;

  private static final int MOST_MAPS = 64;

  private GlassJson() {}

  /// A whole training.
  static JsonValue net(GlassNet net) {
    GlassSettings settings = net.settings();
    List<Tensor> weights = new ArrayList<>();
    for (int step = 0; step <= net.steps(); step++) {
      weights.addAll(net.weights(step));
    }
    double[] points = new double[2 * net.samples().size()];
    for (int i = 0; i < net.samples().size(); i++) {
      points[2 * i] = net.samples().x()[i];
      points[2 * i + 1] = net.samples().y()[i];
    }
    return JsonValue.object()
        .put(
            "settings",
            JsonValue.object()
                .put("hidden", whole(settings.hidden()))
                .put("activation", GlassSettings.name(settings.activation()))
                .put("data", GlassSettings.name(settings.pattern()))
                .put("optimizer", GlassSettings.name(settings.rule()))
                .put("rate", settings.rate())
                .put("seed", settings.seed())
                .build())
        .put("sizes", whole(settings.sizes()))
        .put("steps", net.steps())
        .put("overflow", net.steps() < GlassNet.STEPS)
        .put("points", floats(points))
        .put("labels", whole(Arrays.stream(net.samples().labels()).boxed().toList()))
        .put("order", whole(net.order()))
        .put(
            "weights",
            floats(
                weights.stream().map(Tensor::toDoubles).flatMapToDouble(Arrays::stream).toArray()))
        .put("losses", numbers(net.losses()))
        .put("accuracies", numbers(net.accuracies()))
        .build();
  }

  /// One step on one sample, and what the network answers in the plane before it.
  static JsonValue step(GlassNet net, int step, int sample) {
    GlassNet.Moment moment = net.moment(step, sample);
    List<JsonValue> levels = new ArrayList<>();
    moment.levels().forEach(level -> levels.add(level(level)));
    GlassNet.Maps maps = net.maps(step);
    List<JsonValue> layers = new ArrayList<>();
    for (Tensor units : maps.units()) {
      List<JsonValue> ones = new ArrayList<>();
      for (int unit = 0; unit < units.size(1); unit++) {
        ones.add(map(units.select(1, unit), layers.size() == maps.units().size() - 1));
      }
      layers.add(JsonValue.array(ones));
    }
    return JsonValue.object()
        .put("step", step)
        .put("sample", sample)
        .put("x", floats(moment.x()))
        .put("levels", JsonValue.array(levels))
        .put("p", moment.p())
        .put("loss", moment.loss())
        .put("truth", moment.truth())
        .put("coefficients", numbers(moment.coefficients()))
        .put("side", maps.side())
        .put("maps", JsonValue.array(layers))
        .put("fieldSide", maps.field())
        .put("field", Answers.base64(Answers.levels(maps.answer().times(2).minus(1).toFloats(), 1)))
        .build();
  }

  private static JsonValue level(GlassNet.Level level) {
    return JsonValue.object()
        .put("z", floats(level.z()))
        .put("a", floats(level.a()))
        .put("slope", floats(level.slope()))
        .put("dz", floats(level.gradientOfZ()))
        .put("da", floats(level.gradientOfA()))
        .put("terms", floats(level.terms()))
        .put("shares", floats(level.shares()))
        .put("weight", weight(level.weight()))
        .put("bias", weight(level.bias()))
        .build();
  }

  private static JsonValue weight(GlassNet.Weight weight) {
    List<JsonValue> slots = new ArrayList<>();
    weight.slots().forEach(slot -> slots.add(floats(slot)));
    return JsonValue.object()
        .put("value", floats(weight.value()))
        .put("gradient", floats(weight.gradient()))
        .put("slots", JsonValue.array(slots))
        .put("change", floats(weight.change()))
        .put("next", floats(weight.next()))
        .build();
  }

  /// A unit's map; of a probability, half is the middle.
  private static JsonValue map(Tensor unit, boolean isProbability) {
    float[] values = (isProbability ? unit.times(2).minus(1) : unit).toFloats();
    return Answers.around(values, 1).build();
  }

  /// A network that was opened.
  static JsonValue seen(GlassModel opened, int picture, GlassModel.Seen seen) {
    List<JsonValue> layers = new ArrayList<>(List.of(layer(seen.input(), true)));
    seen.layers().forEach(layer -> layers.add(layer(layer, false)));
    List<JsonValue> classes = new ArrayList<>();
    opened.classNames().forEach(name -> classes.add(JsonValue.of(name)));
    return JsonValue.object()
        .put("parameters", opened.model().parameterCount())
        .put("pictures", opened.pictures())
        .put("picture", picture)
        .put("known", seen.known())
        .put("label", seen.label())
        .put("loss", seen.loss())
        .put("classes", JsonValue.array(classes))
        .put("probabilities", numbers(seen.probabilities()))
        .put("layers", JsonValue.array(layers))
        .build();
  }

  private static JsonValue layer(GlassModel.Opened layer, boolean isInput) {
    Tensor output = layer.output();
    List<Integer> sizes = new ArrayList<>();
    for (int axis = 1; axis < output.shape().rank(); axis++) {
      sizes.add(output.size(axis));
    }
    boolean cut = sizes.size() == 3 && sizes.getFirst() > MOST_MAPS;
    Tensor shown = cut ? output.slice(1, 0, MOST_MAPS) : output;
    Tensor slopes = cut ? layer.gradient().slice(1, 0, MOST_MAPS) : layer.gradient();
    Text title = isInput ? Text.of("input", "输入") : GlassModel.title(layer.layer());
    JsonValue.ObjectBuilder object =
        JsonValue.object()
            .put("path", layer.path())
            .put("title", Markup.json(title))
            .put("sizes", whole(sizes))
            .put("shown", shown.shape().rank() == 4 ? shown.size(1) : 1);
    object.put("value", Answers.around(shown.toFloats(), Answers.LEAST).build());
    object.put("gradient", Answers.around(slopes.toFloats(), Answers.LEAST).build());
    if (sizes.size() == 1 && sizes.getFirst() <= MOST_NUMBERS) {
      object.put("values", floats(shown.detach())).put("gradients", floats(slopes));
    }
    return object.build();
  }

  /// One number of a layer.
  static JsonValue unit(GlassModel.Unit unit) {
    List<JsonValue> terms = new ArrayList<>();
    for (GlassModel.Term term : unit.terms()) {
      terms.add(
          JsonValue.object()
              .put("index", term.index())
              .put("input", term.input())
              .put("weight", term.weight())
              .put("product", term.product())
              .build());
    }
    return JsonValue.object()
        .put("value", unit.value())
        .put("gradient", unit.gradient())
        .put("terms", JsonValue.array(terms))
        .put("others", unit.others())
        .put("rest", unit.rest())
        .put("bias", unit.bias())
        .build();
  }

  private static JsonValue whole(List<Integer> numbers) {
    return JsonValue.array(numbers.stream().map(number -> JsonValue.of((long) number)).toList());
  }

  private static JsonValue floats(Tensor tensor) {
    return floats(tensor.toDoubles());
  }

  private static JsonValue numbers(List<Double> values) {
    return floats(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static JsonValue floats(double[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      bytes.putFloat((float) value);
    }
    return JsonValue.of(Answers.base64(bytes.array()));
  }
}
