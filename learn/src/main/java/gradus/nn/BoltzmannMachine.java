package gradus.nn;

import gradus.tensor.Message;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A restricted Boltzmann machine: visible and hidden units that are on or off, each of which is
/// joined with all of the other kind and with none of its own.
///
/// ```
/// p(v, h) = e^(v W h + b v + c h) / Z
/// p(h = 1 | v) = sigmoid(v W + c)        p(v = 1 | h) = sigmoid(h Wᵀ + b)
/// p(v) = e^(-F(v)) / Z                   F(v) = -b v - sum of softplus(v W + c)
/// ```
///
/// As a layer it gives how probable it is of each hidden unit to be on, so that trained machines
/// can be stacked, and the stack be trained further as any network; the visible bias takes no part
/// in that. It learns by [gradus.train.ContrastiveDivergence]. States are drawn with the random
/// numbers of the current pass: [Pass#inference(Tensor)] is one that has some.
///
/// Labels may be among the visible units: the last `classes` of them are then one unit with as many
/// states, of which exactly one is on, `p(v = k | h) = softmax(h Wᵀ + b)`.
///
/// Sources: Smolensky, "Information processing in dynamical systems: foundations of harmony
/// theory", 1986; Hinton, "Training products of experts by minimizing contrastive divergence",
/// 2002; for labels, Hinton, Osindero and Teh, "A fast learning algorithm for deep belief nets",
/// 2006.
///
/// # Shapes
///
/// `weight` is `[visible, hidden]`, `bias`, which is c, `[hidden]`, and `visibleBias`, which is b,
/// `[visible]`. `[batch, visible]` becomes `[batch, hidden]`.
///
/// @param classes how many of the visible units, the last ones, are states of one; 0 for none
/// @param chains the visible states of chains that go on from step to step of the training,
///   `[count, visible]`; null where each step begins at its data
public record BoltzmannMachine(
    Parameter weight, Parameter bias, Parameter visibleBias, int classes, @Nullable Buffer chains)
    implements Layer {
  /// Checks that all parts fit.
  ///
  /// @throws ShapeException where they do not
  public BoltzmannMachine {
    Shape shape = weight.shape();
    if (shape.rank() != 2) {
      throw new ShapeException(
          "boltzmannMachine: the weight must be [visible, hidden], got shape %s", shape);
    }
    if (!bias.shape().equals(Shape.of(shape.size(1)))
        || !visibleBias.shape().equals(Shape.of(shape.size(0)))) {
      throw new ShapeException(
          "boltzmannMachine: the weight %s needs biases [%d] of the hidden and [%d] of the visible"
              + " units, got %s and %s",
          shape, shape.size(1), shape.size(0), bias.shape(), visibleBias.shape());
    }
    if (classes < 0 || classes == 1 || classes > shape.size(0)) {
      throw new ShapeException(
          "boltzmannMachine: of %d visible units none, or from 2 to all, can be classes, got %d",
          shape.size(0), classes);
    }
    if (chains != null && (chains.shape().rank() != 2 || chains.shape().size(1) != shape.size(0))) {
      throw new ShapeException(
          "boltzmannMachine: the chains must be [count, %d], got shape %s",
          shape.size(0), chains.shape());
    }
  }

  /// The machine that a model consists of, to be trained or walked through.
  ///
  /// @throws StructureException where it is not one machine and nothing else
  public static BoltzmannMachine of(Model model) {
    List<Layer> layers = model.layers().layers();
    if (layers.size() == 1 && layers.getFirst() instanceof BoltzmannMachine machine) {
      return machine;
    }
    throw new StructureException(
        "boltzmannMachine: the model must be one machine and nothing else, got %d layers",
        layers.size());
  }

  /// How many visible units there are, classes among them.
  public int visibleUnits() {
    return weight.shape().size(0);
  }

  /// How many hidden units there are.
  public int hiddenUnits() {
    return weight.shape().size(1);
  }

  /// How probable it is of each hidden unit to be on, `[batch, hidden]`.
  @Override
  public Tensor apply(Tensor x) {
    return drive(x).sigmoid();
  }

  /// What the hidden units are told, `v W + c`.
  ///
  /// @throws ShapeException where `visible` is not `[batch, visible]`
  public Tensor drive(Tensor visible) {
    return checked(visible, visibleUnits()).matmul(weight.value()).plus(bias.value());
  }

  /// How probable it is of each visible unit to be on, `[batch, visible]`.
  ///
  /// @throws ShapeException where `hidden` is not `[batch, hidden]`
  public Tensor visible(Tensor hidden) {
    Tensor told =
        checked(hidden, hiddenUnits()).matmulTransposed(weight.value()).plus(visibleBias.value());
    if (classes == 0) {
      return told.sigmoid();
    }
    int others = visibleUnits() - classes;
    return Tensor.concat(
        1,
        List.of(
            told.slice(1, 0, others).sigmoid(), told.slice(1, others, visibleUnits()).softmax(1)));
  }

  private static Tensor checked(Tensor x, int units) {
    if (x.shape().rank() != 2 || x.size(1) != units) {
      throw new ShapeException(
          "boltzmannMachine: takes [batch, %d], got %s; %s",
          units,
          x.shape(),
          x.shape().rank() > 2
              ? Message.of("flatten() it first")
              : Message.of("the last size must be %d", units));
    }
    return x;
  }

  /// States of hidden units of these probabilities, each 0 or 1.
  ///
  /// @param probabilities as [#apply] gives them
  /// @throws IllegalStateException where the current pass has no random numbers
  public Tensor drawHidden(Tensor probabilities) {
    return drawn(probabilities);
  }

  /// States of visible units of these probabilities, each 0 or 1.
  ///
  /// @param probabilities as [#visible] gives them
  /// @throws IllegalStateException where the current pass has no random numbers
  public Tensor drawVisible(Tensor probabilities) {
    if (classes == 0) {
      return drawn(probabilities);
    }
    int others = visibleUnits() - classes;
    Tensor ofClasses = probabilities.slice(1, others, visibleUnits());
    // The largest of log p plus Gumbel noise is k with probability p of k.
    Tensor uniform = Pass.current().uniform(ofClasses.shape()).cast(ofClasses.dtype());
    Tensor gumbel = uniform.maximum(1e-30).log().negate().log().negate();
    Tensor one =
        ofClasses.maximum(1e-30).log().plus(gumbel).argMax(1).oneHot(classes, ofClasses.dtype());
    return Tensor.concat(1, List.of(drawn(probabilities.slice(1, 0, others)), one));
  }

  private static Tensor drawn(Tensor probabilities) {
    Tensor uniform = Pass.current().uniform(probabilities.shape()).cast(probabilities.dtype());
    return uniform.less(probabilities).cast(probabilities.dtype());
  }

  /// States of the visible units after one step of a chain: hidden units are drawn, and visible
  /// units of them (Gibbs sampling).
  ///
  /// @param visible `[batch, visible]`
  /// @throws IllegalStateException where the current pass has no random numbers
  public Tensor step(Tensor visible) {
    return drawVisible(visible(drawHidden(apply(visible))));
  }

  /// Visible units with the classes of others, so that a chain can be held at a class.
  ///
  /// @param labelled whose classes are taken, `[batch, visible]`
  /// @param visible whose other units are taken, `[batch, visible]`
  public Tensor withClassesOf(Tensor labelled, Tensor visible) {
    int others = visibleUnits() - classes;
    return classes == 0
        ? visible
        : Tensor.concat(
            1, List.of(visible.slice(1, 0, others), labelled.slice(1, others, visibleUnits())));
  }

  /// The free energy of visible states, `[batch]`: `-log p(v)` up to a constant.
  public Tensor freeEnergy(Tensor visible) {
    return freeEnergy(visible, drive(visible));
  }

  /// Likewise where it is known what the hidden units are told.
  ///
  /// @param drive what [#drive] gives for `visible`
  public Tensor freeEnergy(Tensor visible, Tensor drive) {
    return visible.times(visibleBias.value()).sum(1).plus(drive.softplus().sum(1)).negate();
  }

  /// How probable each class is, exactly, where the other visible units are known: `softmax(-F(v,
  /// k))` over the classes k, `[batch, classes]`.
  ///
  /// @param others the visible units before the classes, `[batch, visible - classes]`
  /// @throws ShapeException where there are no classes, or `others` is of another size
  public Tensor classProbabilities(Tensor others) {
    if (classes == 0) {
      throw new ShapeException(
          "boltzmannMachine: has no classes among its visible units; build it withClasses(count)");
    }
    int known = visibleUnits() - classes;
    Tensor input = checked(others, known);
    Tensor told = input.matmul(weight.value().slice(0, 0, known)).plus(bias.value());
    List<Tensor> energies = new ArrayList<>();
    for (int k = known; k < visibleUnits(); k++) {
      Tensor own = told.plus(weight.value().slice(0, k, k + 1));
      energies.add(own.softplus().sum(1).plus(visibleBias.value().slice(0, k, k + 1)).expand(1));
    }
    return Tensor.concat(1, energies).softmax(1);
  }

  /// A machine to be built.
  ///
  /// @param hidden how many hidden units
  /// @param weight what the weight starts from
  /// @param visibleBias what the visible bias starts from
  /// @param classes how many of the visible units, the last ones, are states of one; 0 for none
  /// @param chains how many chains go on from step to step of the training; 0 for none
  public record Spec(
      int hidden, Initializer weight, Initializer visibleBias, int classes, int chains)
      implements LayerSpec {
    /// Checks the counts.
    ///
    /// @throws ShapeException where there is no hidden unit, or a number is negative
    public Spec {
      if (hidden < 1) {
        throw new ShapeException(
            "boltzmannMachine: needs at least one hidden unit, got %d", hidden);
      }
      if (chains < 0) {
        throw new ShapeException(
            "boltzmannMachine: the number of chains must be at least 0, got %d", chains);
      }
    }

    /// With normally distributed weights of deviation 0.01 and biases of zeros, as Hinton's "A
    /// practical guide to training restricted Boltzmann machines", 2010, has it.
    public static Spec of(int hidden) {
      return new Spec(hidden, Initializers.normal(0.01), Initializers.zeros(), 0, 0);
    }

    /// The same with weights from another initializer.
    public Spec withWeight(Initializer weight) {
      return new Spec(hidden, weight, visibleBias, classes, chains);
    }

    /// The same with a visible bias from another initializer: the log-odds `log p / (1 - p)` of how
    /// often each unit is on spare the hidden units to learn just that, which chains that go on
    /// need.
    public Spec withVisibleBias(Initializer visibleBias) {
      return new Spec(hidden, weight, visibleBias, classes, chains);
    }

    /// The same with labels among the visible units.
    ///
    /// @param classes how many of the visible units, the last ones, are states of one
    public Spec withClasses(int classes) {
      return new Spec(hidden, weight, visibleBias, classes, chains);
    }

    /// The same with chains that go on from step to step of the training (Tieleman, "Training
    /// restricted Boltzmann machines using approximations to the likelihood gradient", 2008). They
    /// begin with all units off, except for classes, of which each chain has the next one.
    ///
    /// @param chains how many
    public Spec withChains(int chains) {
      return new Spec(hidden, weight, visibleBias, classes, chains);
    }

    @Override
    public BoltzmannMachine build(Shape input, Initialization initialization) {
      if (input.rank() != 1) {
        throw new ShapeException(
            "boltzmannMachine: the input must have one axis besides the batch, got %s; flatten()"
                + " it first",
            input);
      }
      int visible = input.size(0);
      return new BoltzmannMachine(
          initialization.parameter("weight", Shape.of(visible, hidden), weight),
          initialization.parameter("bias", Shape.of(hidden), Initializers.zeros()),
          initialization.parameter("visibleBias", Shape.of(visible), visibleBias),
          classes,
          chains == 0 ? null : new Buffer(start(visible)));
    }

    private Tensor start(int visible) {
      float[] states = new float[chains * visible];
      for (int chain = 0; classes > 0 && chain < chains; chain++) {
        states[(chain + 1) * visible - classes + chain % classes] = 1;
      }
      return Tensor.of(Shape.of(chains, visible), states);
    }
  }
}
