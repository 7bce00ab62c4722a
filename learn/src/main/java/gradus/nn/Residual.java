package gradus.nn;

import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A body and a way around it, `y = body(x) + x`: the body learns what to add. Where the body
/// changes the shape, a shortcut takes the input to the same one: `y = body(x) + shortcut(x)`.
///
/// He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2016.
public record Residual(Layer body, @Nullable Layer shortcut)
    implements RememberingLayer<Residual.Memory> {
  /// What body and shortcut remember.
  public record Memory(@Nullable Object body, @Nullable Object shortcut) {}

  @Override
  public Tensor apply(Tensor x) {
    Pass pass = Pass.current();
    Tensor y = pass.apply(this, "body", body, x);
    Tensor around = shortcut == null ? x : pass.apply(this, "shortcut", shortcut, x);
    return sum(x, y, around);
  }

  @Override
  public Step<Memory> next(Tensor x, @Nullable Memory memory, int position) {
    Step<Object> y =
        RememberingLayer.next(body, x, memory == null ? null : memory.body(), position);
    if (shortcut == null) {
      return new Step<>(sum(x, y.output(), x), new Memory(y.memory(), null));
    }
    Step<Object> around =
        RememberingLayer.next(shortcut, x, memory == null ? null : memory.shortcut(), position);
    return new Step<>(sum(x, y.output(), around.output()), new Memory(y.memory(), around.memory()));
  }

  @Override
  public boolean remembers() {
    return RememberingLayer.remembers(body) || RememberingLayer.remembers(shortcut);
  }

  @Override
  public boolean timeFirst() {
    return RememberingLayer.timeFirst(Arrays.asList(body, shortcut));
  }

  private Tensor sum(Tensor x, Tensor y, Tensor around) {
    if (!y.shape().equals(around.shape())) {
      throw new ShapeException(
          "residual: the body turns %s into %s, and the way around gives %s; %s",
          x.shape(),
          y.shape(),
          around.shape(),
          shortcut == null
              ? Message.of("keep the shape, or add a shortcut that changes it in the same way")
              : Message.of("both must have one shape"));
    }
    return y.plus(around);
  }

  /// A residual layer to be built.
  public record Spec(LayerSpec body, @Nullable LayerSpec shortcut) implements LayerSpec {
    /// With a layer on the way around.
    public Spec withShortcut(LayerSpec shortcut) {
      return new Spec(body, shortcut);
    }

    @Override
    public Residual build(Shape input, Initialization initialization) {
      return new Residual(
          body.build(input, initialization.child("body")),
          shortcut == null ? null : shortcut.build(input, initialization.child("shortcut")));
    }
  }
}
