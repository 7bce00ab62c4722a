package gradus.course.diffusion;

import gradus.nn.Layer;
import gradus.nn.Layers;
import gradus.nn.Model;
import gradus.nn.MultiInputLayer;
import gradus.nn.Pass;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// A network for points in the plane: told where a noisy point is and at which time, it says the
/// noise in it. Place and time are told by waves as well, because a small network is slow to learn
/// what changes within a short way (Tancik and others, *Fourier features let networks learn high
/// frequency functions in low dimensional domains*, 2020).
///
/// @param time from `[n, 1]` to waves
/// @param body from a point and waves to the noise, `[n, 2]`
record PointNetwork(Layer time, Layer body) implements MultiInputLayer {
  private static final int WAVES = 16;
  private static final int OCTAVES = 4;

  @Override
  public Tensor apply(List<Tensor> inputs) {
    Pass pass = Pass.current();
    Tensor x = inputs.getFirst();
    List<Tensor> told = new ArrayList<>(List.of(x, pass.apply(this, "time", time, inputs.get(1))));
    for (int i = 0; i < OCTAVES; i++) {
      Tensor angles = x.times(1 << i);
      told.add(angles.sin());
      told.add(angles.cos());
    }
    return pass.apply(this, "body", body, Tensor.concat(1, told));
  }

  /// A new one, with three hidden layers.
  static Model model(int width, long seed) {
    return Model.of(
        List.of(Signature.floats(2), Signature.floats(1)),
        Layers.seed(seed),
        (shapes, start) ->
            new PointNetwork(
                Layers.sinusoidalTime(WAVES),
                Layers.sequential(
                        Layers.dense(width),
                        Layers.silu(),
                        Layers.dense(width),
                        Layers.silu(),
                        Layers.dense(width),
                        Layers.silu(),
                        Layers.dense(2))
                    .build(Shape.of(2 + WAVES + 4 * OCTAVES), start.child("body"))));
  }
}
