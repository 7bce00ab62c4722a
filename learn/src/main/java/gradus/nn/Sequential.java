package gradus.nn;

import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Layers one after the other: each takes the output of the one before.
///
/// The parameters are named by the layers' numbers alone: `0.weight`, `2.bias`.
public record Sequential(List<Layer> layers) implements RememberingLayer<List<@Nullable Object>> {
  /// Copies the list.
  public Sequential {
    layers = List.copyOf(layers);
  }

  @Override
  public Tensor apply(Tensor x) {
    Pass pass = Pass.current();
    Tensor y = x;
    for (int i = 0; i < layers.size(); i++) {
      y = pass.apply(this, Integer.toString(i), layers.get(i), y);
    }
    return y;
  }

  /// What each of the layers makes of the next steps, and what each remembers.
  @Override
  public Step<List<@Nullable Object>> next(
      Tensor x, @Nullable List<@Nullable Object> memory, int position) {
    List<@Nullable Object> after = new ArrayList<>();
    Tensor y = x;
    for (int i = 0; i < layers.size(); i++) {
      Object before = memory == null ? null : memory.get(i);
      Step<Object> step = RememberingLayer.next(layers.get(i), y, before, position);
      y = step.output();
      after.add(step.memory());
    }
    return new Step<>(y, Collections.unmodifiableList(after));
  }

  @Override
  public boolean remembers() {
    return layers.stream().anyMatch(RememberingLayer::remembers);
  }

  @Override
  public boolean timeFirst() {
    return RememberingLayer.timeFirst(layers);
  }

  @Override
  public DType inputType() {
    return layers.isEmpty() ? DType.FLOAT32 : layers.getFirst().inputType();
  }

  /// Layers to be built one after the other, each for the output of the one before.
  public record Spec(List<LayerSpec> layers) implements LayerSpec {
    /// Copies the list.
    public Spec {
      layers = List.copyOf(layers);
    }

    /// Layers in their order.
    public static Spec of(LayerSpec... layers) {
      return new Spec(List.of(layers));
    }

    @Override
    public Sequential build(Shape input, Initialization initialization) {
      List<Layer> built = new ArrayList<>();
      Signature signature = new Signature(inputType(), input);
      for (int i = 0; i < layers.size(); i++) {
        LayerSpec spec = layers.get(i);
        Initialization place = initialization.child(Integer.toString(i));
        try {
          Layer layer = spec.build(signature.shape(), place);
          signature = Structure.output(layer, signature);
          built.add(layer);
        } catch (LayerException located) {
          throw located;
        } catch (TensorException failure) {
          throw LayerException.at(place.path(), name(spec), failure);
        }
      }
      return new Sequential(built);
    }

    @Override
    public DType inputType() {
      return layers.isEmpty() ? DType.FLOAT32 : layers.getFirst().inputType();
    }

    /// `dense` for a `Dense.Spec`.
    private static String name(LayerSpec spec) {
      if (spec instanceof Layer layer) {
        return Structure.name(layer);
      }
      Class<?> owner = spec.getClass().getEnclosingClass();
      return owner == null ? "layer" : Components.decapitalised(owner.getSimpleName());
    }
  }
}
