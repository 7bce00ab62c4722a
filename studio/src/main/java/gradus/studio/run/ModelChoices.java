package gradus.studio.run;

import static gradus.nn.Initializers.heNormal;
import static gradus.nn.Layers.conv2d;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.maxPool2d;
import static gradus.nn.Layers.relu;

import gradus.networks.Networks;
import gradus.nn.LayerSpec;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.studio.words.Choices;
import gradus.studio.words.UserException;
import gradus.tensor.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The networks that `--model` chooses among. For a grey image `[1, 28, 28]` and ten classes they
/// are those of [Networks]; for other pictures they are alike.
public final class ModelChoices {
  /// The network of one hidden layer, which is the usual one for digits.
  public static final String SHALLOW = "mlp";

  /// The convolutional network, which is the usual one for pictures of one's own.
  public static final String CONVOLUTIONAL = "cnn";

  private static final Shape DIGIT = Shape.of(1, 28, 28);
  private static final int DIGITS = 10;
  private static final int FIRST_FILTERS = 32;
  private static final int MOST_FILTERS = 128;
  private static final int SMALLEST_SIDE = 8;

  static final Choices<Builder> ALL = all();

  private ModelChoices() {}

  /// Makes a network for pictures of a shape and some classes.
  interface Builder {
    Model build(Seed seed, Shape picture, int classes);
  }

  private static Choices<Builder> all() {
    Map<String, Builder> all = new LinkedHashMap<>();
    all.put(
        SHALLOW,
        (seed, picture, classes) ->
            isOfDigits(picture, classes)
                ? Networks.mnistDense(seed)
                : Model.of(
                    picture,
                    seed,
                    flatten(),
                    dense(128).withWeight(heNormal()),
                    relu(),
                    dense(classes).withWeight(heNormal())));
    all.put(
        CONVOLUTIONAL,
        (seed, picture, classes) ->
            isOfDigits(picture, classes)
                ? Networks.tutorialCnn(seed)
                : convolutional(seed, picture, classes));
    all.put(
        "lenet",
        (seed, picture, classes) -> {
          if (!isOfDigits(picture, classes)) {
            throw new UserException("error.model.digitsOnly", "lenet", picture);
          }
          return Networks.leNet5(seed);
        });
    return new Choices<>("model", all);
  }

  /// Stages of a convolution and a pool until about 6 rows and columns are left.
  private static Model convolutional(Seed seed, Shape picture, int classes) {
    List<LayerSpec> layers = new ArrayList<>();
    int side = Math.min(picture.size(1), picture.size(2));
    for (int filters = FIRST_FILTERS; side > SMALLEST_SIDE; side = (side - 2) / 2) {
      layers.addAll(List.of(conv2d(filters, 3), relu(), maxPool2d(2)));
      filters = Math.min(2 * filters, MOST_FILTERS);
    }
    layers.addAll(List.of(flatten(), dropout(0.3), dense(128), relu(), dense(classes)));
    return Model.of(picture, seed, layers.toArray(LayerSpec[]::new));
  }

  private static boolean isOfDigits(Shape picture, int classes) {
    return picture.equals(DIGIT) && classes == DIGITS;
  }
}
