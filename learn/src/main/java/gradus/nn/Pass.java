package gradus.nn;

import gradus.tensor.Op;
import gradus.tensor.Op.Distribution;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.StateException;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import gradus.tensor.TracingException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One run of a model, forward: whether it is training, where random numbers come from, and which
/// tensors stand for the parameters.
///
/// ```java
/// Tensor y = Pass.training(RandomKey.of(1), () -> model.apply(x));   // drops out, updates buffers
/// Tensor z = model.apply(x);                                         // inference
/// ```
///
/// Whoever takes gradients binds tracked tensors to the parameters, and whoever traces a program
/// binds symbolic ones:
///
/// ```java
/// Pass pass = Pass.training(key).bind(bindings);
/// Tensor loss = pass.run(() -> loss(model.apply(x), y));
/// Map<Buffer, Tensor> updates = pass.updates();
/// ```
///
/// The current pass is a [ScopedValue]: it holds for one thread while [#run] lasts, and there is no
/// global mode to forget. A pass collects updates and counts random streams, so it is run once and
/// by one thread.
public final class Pass {
  /// Who is told of each layer's output.
  @FunctionalInterface
  public interface Observer {
    /// Called after a layer was applied.
    ///
    /// @param path the layer's path in the model, as in `2.body.1`
    void observe(String path, Layer layer, Tensor output);

    /// Called where a layer attends, before it is applied to the end.
    ///
    /// @param path the layer's path in the model, or that of a layer that it is a part of
    /// @param weights how much each query attends to each key, `[batch, heads, queries, keys]`
    default void attention(String path, Tensor weights) {}
  }

  private static final ScopedValue<Pass> CURRENT = ScopedValue.newInstance();

  private final boolean training;
  private final @Nullable Tensor key;
  private final Map<Cell, Tensor> bindings;
  private final @Nullable Observer observer;
  private final @Nullable Function<Cell, Tensor> unbound;
  private final Map<Buffer, Tensor> updates = new LinkedHashMap<>();
  private @Nullable Structure place;
  private @Nullable Tensor mask;
  private int streams;

  private Pass(
      boolean training,
      @Nullable Tensor key,
      Map<Cell, Tensor> bindings,
      @Nullable Observer observer,
      @Nullable Function<Cell, Tensor> unbound) {
    this.training = training;
    this.key = key;
    this.bindings = bindings;
    this.observer = observer;
    this.unbound = unbound;
  }

  /// A pass in which nothing is random and nothing changes.
  public static Pass inference() {
    return new Pass(false, null, Map.of(), null, null);
  }

  /// A pass in which layers behave as in inference, but random numbers may be drawn: an
  /// [Objective][gradus.train.Objective] that needs noise is judged in one.
  ///
  /// @param key the `INT32[4]` operand of [Op.Random], with values or symbolic
  public static Pass inference(Tensor key) {
    return new Pass(false, key, Map.of(), null, null);
  }

  /// A pass in which layers behave as in training.
  ///
  /// @param key the `INT32[4]` operand of [Op.Random], with values or symbolic
  public static Pass training(Tensor key) {
    return new Pass(true, key, Map.of(), null, null);
  }

  /// What `body` returns when it runs in inference.
  public static <T> T inference(Supplier<T> body) {
    return inference().run(body);
  }

  /// What `body` returns when it runs in training; buffers are stored at the end.
  public static <T> T training(RandomKey key, Supplier<T> body) {
    Pass pass = training(key.toTensor());
    T result = pass.run(body);
    pass.commit();
    return result;
  }

  /// The pass that this code runs in; an inference pass where there is none.
  public static Pass current() {
    return CURRENT.isBound() ? CURRENT.get() : inference();
  }

  static boolean isRunning() {
    return CURRENT.isBound();
  }

  /// A pass like this one in which tensors stand for cells.
  ///
  /// @throws ShapeException where a tensor has not the type and shape of its cell
  public Pass bind(Map<? extends Cell, Tensor> tensors) {
    Map<Cell, Tensor> all = new LinkedHashMap<>(bindings);
    tensors.forEach((cell, tensor) -> {
      requireSignature(cell, tensor);
      all.put(cell, tensor);
    });
    return new Pass(training, key, Collections.unmodifiableMap(all), observer, unbound);
  }

  /// A pass like this one that tells `observer` of each layer's output.
  public Pass observe(Observer observer) {
    return new Pass(training, key, bindings, observer, unbound);
  }

  /// A pass like this one that asks which tensor stands for a cell when one is read that nothing is
  /// bound to. Whoever traces a function finds out in this way which models it applies.
  public Pass capturing(Function<Cell, Tensor> unbound) {
    return new Pass(training, key, bindings, observer, unbound);
  }

  /// What `body` returns when this is the current pass.
  public <T> T run(Supplier<T> body) {
    return ScopedValue.where(CURRENT, this).call(body::get);
  }

  /// Whether layers are to behave as in training.
  public boolean isTraining() {
    return training;
  }

  /// Which steps of the sequences count, `BOOL [batch, time]`: what a [Masked] layer says to the
  /// layers inside it. Null where all do.
  public @Nullable Tensor mask() {
    return mask;
  }

  <T> T masked(Tensor steps, Supplier<T> body) {
    Tensor before = mask;
    mask = steps;
    try {
      return body.get();
    } finally {
      mask = before;
    }
  }

  /// Floats that are uniform on [0, 1), independent of all others in this pass.
  ///
  /// @throws IllegalStateException in inference, where nothing is random
  public Tensor uniform(Shape shape) {
    return random(Distribution.UNIFORM, shape);
  }

  /// Floats that are normally distributed with mean 0 and variance 1, independent of all others in
  /// this pass.
  ///
  /// @throws IllegalStateException in inference, where nothing is random
  public Tensor normal(Shape shape) {
    return random(Distribution.NORMAL, shape);
  }

  private Tensor random(Distribution distribution, Shape shape) {
    if (key == null) {
      throw new StateException(
          "pass: there are no random numbers in inference; ask isTraining() first, or run in"
              + " Pass.training(key, ...)");
    }
    return Tensor.apply(new Op.Random(distribution, shape, streams++), List.of(key));
  }

  /// The new values of buffers, in the order of their first update.
  public Map<Buffer, Tensor> updates() {
    return Collections.unmodifiableMap(updates);
  }

  /// Stores the new values of buffers in them.
  ///
  /// @throws TensorException where they are symbolic: a program's caller stores what it returns
  public void commit() {
    updates.forEach(Buffer::set);
  }

  /// The output of a layer that is a component of another, so that observers and errors know its
  /// path. [Sequential] does this for its layers; another layer with layers inside may as well call
  /// `child.apply(x)`, and is then seen as a whole.
  ///
  /// @param component the component's name; for one of a list, `name.index`
  public Tensor apply(Layer parent, String component, Layer child, Tensor x) {
    return apply(parent, component, child, () -> child.apply(x));
  }

  /// The output of a layer of several inputs that is a component of another.
  ///
  /// @param component the component's name; for one of a list, `name.index`
  public Tensor apply(Layer parent, String component, MultiInputLayer child, List<Tensor> inputs) {
    return apply(parent, component, child, () -> child.apply(inputs));
  }

  Tensor apply(Layer parent, String component, Layer child, Supplier<Tensor> output) {
    Structure before = place;
    Structure here = Structure.below(before, parent, component, child);
    place = here;
    try {
      Tensor y = output.get();
      if (observer != null) {
        observer.observe(here.path(), child, y);
      }
      return y;
    } catch (LayerException | TracingException located) {
      throw located;
    } catch (TensorException failure) {
      throw LayerException.at(here.path(), Structure.name(child), failure);
    } finally {
      place = before;
    }
  }

  /// Runs a model's layers, whose paths are those of `root`.
  Tensor within(Structure root, List<Tensor> inputs) {
    Structure before = place;
    place = root;
    try {
      return Structure.apply(root.layer(), inputs);
    } finally {
      place = before;
    }
  }

  /// Tells an observer how much each query attends to each key.
  static void tellAttention(Tensor weights) {
    Pass pass = CURRENT.isBound() ? CURRENT.get() : null;
    if (pass != null && pass.observer != null) {
      Structure at = pass.place;
      pass.observer.attention(at == null ? "" : at.path(), weights);
    }
  }

  Tensor valueOf(Cell cell) {
    Tensor updated = cell instanceof Buffer ? updates.get(cell) : null;
    Tensor value = updated == null ? bindings.get(cell) : updated;
    if (value != null) {
      return value;
    }
    Cell origin = cell.origin();
    if (origin != null) {
      // Whoever trains the original in this pass takes no gradient through its frozen view.
      return valueOf(origin).detach();
    }
    return unbound == null ? cell.stored() : unbound.apply(cell);
  }

  void update(Buffer buffer, Tensor tensor) {
    if (!training) {
      throw new StateException(
          "buffer: changes only in training; run the layer in Pass.training(key, ...)");
    }
    requireSignature(buffer, tensor);
    if (buffer.isFrozen()) {
      return;
    }
    updates.put(buffer, tensor.detach());
  }

  private static void requireSignature(Cell cell, Tensor tensor) {
    if (!tensor.signature().equals(cell.signature())) {
      throw new ShapeException(
          "pass: %s stands for a %s; type and shape must be the same", tensor.signature(), cell);
    }
  }
}
