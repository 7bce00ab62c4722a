package gradus.train;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.DataException;
import gradus.data.Dataset;
import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.loss.Loss;
import gradus.nn.Model;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a model looks like inside, measured once on a few batches: what a history of losses does
/// not show, and [Diagnosis] reads together with it.
///
/// ```java
/// History history = trainer.fit(train.shuffle(42).batch(64), validation.batch(256), 5);
/// Probe probe = Probe.of(model, Losses::crossEntropy, validation.shuffle(42).batch(64)).on(train);
/// IO.println(Diagnosis.of(history, probe));
/// ```
///
/// It looks in inference and changes nothing, so that a training is the same bit for bit with a
/// probe after it. The batches should be as mixed as those of a training are.
///
/// @param samples how many samples were looked at; 0 where there were none, and only the weights
///   were measured
/// @param loss the mean loss of these samples; not-a-number without samples
/// @param constantLoss the loss of the best answer that is the same for every sample, such as the
///   frequencies of the classes; not-a-number where it is not known
/// @param input the numbers that the first layer with weights takes; null where it takes none, as
///   one of tokens, or normalises them itself
/// @param weights the matrices and filters that are trained, in the order of the layers
/// @param activities what ReLU, sigmoid and tanh layers answered, in the order of computation
/// @param parameters how many numbers training adjusts
/// @param data what was trained on; null where that was not said
public record Probe(
    int samples,
    double loss,
    double constantLoss,
    @Nullable Scale input,
    List<Weights> weights,
    List<Activity> activities,
    long parameters,
    @Nullable TrainingData data) {
  /// About how many samples a probe looks at.
  public static final int SAMPLES = 500;

  /// Copies the lists.
  public Probe {
    weights = List.copyOf(weights);
    activities = List.copyOf(activities);
  }

  /// How large numbers are.
  ///
  /// @param mean their mean
  /// @param deviation their standard deviation
  /// @param least the least of them
  /// @param largest the largest of them
  public record Scale(double mean, double deviation, double least, double largest) {}

  /// A matrix or filter that is trained.
  ///
  /// @param name as the model calls it: `0.weight`
  /// @param norm the root of the sum of its squares
  /// @param usualNorm that of one of this shape with usual initial weights (He et al., "Delving
  ///   deep into rectifiers", 2015)
  /// @param gradientNorm the norm of the loss's gradient; not-a-number without samples
  public record Weights(String name, double norm, double usualNorm, double gradientNorm) {
    /// How many times as large as usual initial weights they are.
    public double growth() {
      return norm / usualNorm;
    }

    /// How large the gradient is beside the weights.
    public double relativeGradient() {
      return gradientNorm / norm;
    }
  }

  /// What keeps a unit from learning.
  public enum Fault {
    /// A unit of a ReLU layer that answered 0 to every sample: no gradient comes through it.
    DEAD,
    /// Answers of a sigmoid or tanh layer within 1 % of where the function is flat: next to no
    /// gradient comes through them.
    SATURATED
  }

  /// What a layer of functions answered.
  ///
  /// @param path the layer's path in the model: `1`
  /// @param function its name: `relu`
  /// @param fault what was looked for
  /// @param units how many units it has; of a picture, its channels
  /// @param share the share of its units that are dead, or of its answers that are saturated
  public record Activity(String path, String function, Fault fault, int units, double share) {}

  /// What a model was trained on.
  ///
  /// @param samples how many samples
  /// @param counts how many there are of each class; empty where they are of none
  /// @param classes the names of the classes; empty where they have none
  public record TrainingData(long samples, List<Long> counts, List<String> classes) {
    /// Copies the lists.
    public TrainingData {
      counts = List.copyOf(counts);
      classes = List.copyOf(classes);
    }
  }

  /// Looks at the first batches of data, about [#SAMPLES] samples of it.
  ///
  /// @param loss what the model was trained with
  /// @param data of the part that was not trained on, in a mixed order
  /// @throws gradus.tensor.TensorException where the data does not fit the model
  public static Probe of(Model model, Loss loss, Batches data) {
    return Probing.of(model, loss, data.epoch(0));
  }

  /// Looks at a batch.
  ///
  /// @param loss what the model was trained with
  /// @throws gradus.tensor.TensorException where the batch does not fit the model
  public static Probe of(Model model, Loss loss, Batch batch) {
    return Probing.of(model, loss, List.of(batch).iterator());
  }

  /// Looks at the weights alone.
  public static Probe of(Model model) {
    return Probing.ofWeights(model);
  }

  /// The same with what the model was trained on: how many samples, and of which classes.
  public Probe on(Dataset training) {
    return on(new TrainingData(training.size(), counts(training), training.classNames()));
  }

  /// The same with what the model was trained on.
  public Probe on(TrainingData training) {
    return new Probe(samples, loss, constantLoss, input, weights, activities, parameters, training);
  }

  private static List<Long> counts(Dataset training) {
    try {
      return Arrays.stream(training.classCounts()).asLongStream().boxed().toList();
    } catch (DataException noClasses) {
      return List.of();
    }
  }

  /// The probe as JSON, which [#fromJson] reads.
  public JsonValue toJson() {
    return ProbeJson.write(this);
  }

  /// The probe that [#toJson] made JSON of.
  ///
  /// @throws gradus.io.JsonException where it is none
  public static Probe fromJson(JsonCursor json) {
    return ProbeJson.read(json);
  }
}
