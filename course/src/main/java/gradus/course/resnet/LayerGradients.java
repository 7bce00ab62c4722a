package gradus.course.resnet;

import gradus.loss.Loss;
import gradus.nn.Model;
import gradus.nn.Parameter;
import gradus.nn.Pass;
import gradus.plot.Axis;
import gradus.plot.LineChart;
import gradus.plot.LineStyle;
import gradus.plot.Palette;
import gradus.plot.Series;
import gradus.plot.Text;
import gradus.plot.Values;
import gradus.tensor.RandomKey;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How large the gradient of the loss is in each layer with weights, from the first to the last, in
/// the middle of a training: with the batch's own statistics.
///
/// @param norms the root of the sum of the squares of each layer's gradient; layers on ways around
///   are left out
/// @param prediction what the network said
record LayerGradients(double[] norms, Tensor prediction) {
  /// Of a network on samples.
  static LayerGradients of(Model model, Loss loss, Tensor inputs, Tensor targets) {
    Map<Parameter, Tensor> tracked = new LinkedHashMap<>();
    model
        .parameters()
        .forEach((name, parameter) -> {
          if (parameter.shape().rank() > 1 && !name.contains("shortcut")) {
            tracked.put(parameter, parameter.value().tracked());
          }
        });
    Pass pass = Pass.training(RandomKey.of(0).toTensor()).bind(tracked);
    Tensor prediction = pass.run(() -> model.apply(inputs));
    List<Tensor> gradients = loss.of(prediction, targets).gradients(List.copyOf(tracked.values()));
    double[] norms =
        gradients.stream()
            .mapToDouble(gradient -> Math.sqrt(gradient.square().sum().item()))
            .toArray();
    return new LayerGradients(norms, prediction.detach());
  }

  /// The largest of the layers beside the smallest, without the first and the last, which have
  /// another shape, and those that get no gradient at all; 1 where fewer than two are left.
  double spread() {
    double[] between =
        Arrays.stream(norms, 1, norms.length - 1).filter(norm -> norm > 0).sorted().toArray();
    return between.length < 2 ? 1 : between[between.length - 1] / between[0];
  }

  /// A line over the layers, which are counted from 1.
  Series line(boolean residual) {
    // A logarithmic axis has no place for what is exactly 0.
    double[] shown = Arrays.stream(norms).map(norm -> norm > 0 ? norm : Double.NaN).toArray();
    return Series.of(
            residual ? Text.of("with ways around", "有旁路") : Text.of("plain", "普通"),
            Values.counting(1, shown.length),
            Values.of(shown))
        .withColor((residual ? Palette.BLUE : Palette.VERMILION).color())
        .withStyle(residual ? LineStyle.SOLID : LineStyle.DASHED);
  }

  /// Those of two networks of the same depth.
  static LineChart chart(Text title, LayerGradients plain, LayerGradients residual) {
    return LineChart.of(title, plain.line(false), residual.line(true))
        .withAxes(
            Axis.of(Text.of("layer", "第几层")).withRange(0, plain.norms.length + 1),
            Axis.log(Text.of("norm of the gradient", "梯度的范数")));
  }
}
