package gradus.course.lenet;

import static gradus.nn.Layers.averagePool2d;
import static gradus.nn.Layers.batchNorm;
import static gradus.nn.Layers.channelAffine;
import static gradus.nn.Layers.conv2d;
import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.dropout;
import static gradus.nn.Layers.flatten;
import static gradus.nn.Layers.lecunTanh;
import static gradus.nn.Layers.maxPool2d;
import static gradus.nn.Layers.relu;
import static gradus.nn.Layers.sequential;
import static gradus.nn.Layers.sigmoid;

import gradus.course.Option;
import gradus.course.digits.Digits;
import gradus.networks.Networks;
import gradus.nn.Initializers;
import gradus.nn.Layer;
import gradus.nn.LayerSpec;
import gradus.nn.Model;
import gradus.nn.Seed;
import gradus.plot.Text;
import gradus.tensor.Shape;
import java.util.List;

/// A form of LeNet-5.
///
/// @param stages the paths of the layers whose outputs are those of [#NAMES]
public record LeNet(Model model, List<String> stages) {
  /// What the paper calls the stages.
  static final List<String> NAMES = List.of("C1", "S2", "C3", "S4", "C5", "F6", "output");

  private static final Shape PICTURE = Shape.of(1, Images.SIDE, Images.SIDE);

  /// What follows each convolution.
  public enum Function implements Option {
    /// 1.7159 tanh(2x/3).
    TANH("tanh, as in 1998", "tanh（1998 年）") {
      @Override
      Layer layer() {
        return lecunTanh();
      }
    },
    /// The older one.
    SIGMOID("sigmoid", "sigmoid") {
      @Override
      Layer layer() {
        return sigmoid();
      }
    },
    /// The later one.
    RELU("ReLU", "ReLU") {
      @Override
      Layer layer() {
        return relu();
      }
    };

    private final String english;
    private final String chinese;

    Function(String english, String chinese) {
      this.english = english;
      this.chinese = chinese;
    }

    abstract Layer layer();

    @Override
    public Text title() {
      return Text.of(english, chinese);
    }
  }

  /// How pictures become half as high and wide.
  public enum Pooling implements Option {
    /// By means, times a number for each channel, and plus one.
    TRAINED("trained, as in 1998", "可训练（1998 年）") {
      @Override
      LayerSpec layer() {
        return sequential(averagePool2d(2), channelAffine());
      }
    },
    /// By means.
    MEAN("mean", "取平均") {
      @Override
      LayerSpec layer() {
        return averagePool2d(2);
      }
    },
    /// By the largest.
    MAX("largest", "取最大") {
      @Override
      LayerSpec layer() {
        return maxPool2d(2);
      }
    };

    private final String english;
    private final String chinese;

    Pooling(String english, String chinese) {
      this.english = english;
      this.chinese = chinese;
    }

    abstract LayerSpec layer();

    @Override
    public Text title() {
      return Text.of(english, chinese);
    }
  }

  /// As it was published.
  static LeNet original(Seed seed) {
    return new LeNet(Networks.leNet5Original(seed), List.of("1", "4", "6", "9", "11", "14", "15"));
  }

  /// With as many filters and units, and what has been found since: rectifiers, the largest of four
  /// instead of their mean, batch normalisation and dropout; every filter sees all channels.
  ///
  /// @param drops how many of the units of C5 a step leaves out
  static LeNet modern(Seed seed, double drops) {
    Model model =
        Model.of(
            PICTURE,
            seed,
            conv2d(6, 5).withoutBias(),
            batchNorm(),
            relu(),
            maxPool2d(2),
            conv2d(16, 5).withoutBias(),
            batchNorm(),
            relu(),
            maxPool2d(2),
            conv2d(120, 5).withoutBias(),
            batchNorm(),
            relu(),
            flatten(),
            dropout(drops),
            dense(84),
            relu(),
            dense(Digits.CLASSES));
    return new LeNet(model, List.of("2", "3", "6", "7", "10", "14", "15"));
  }

  /// With some function and some pooling, and nothing else.
  static LeNet of(Function function, Pooling pooling, Seed seed) {
    Model model =
        Model.of(
            PICTURE,
            seed,
            conv2d(6, 5).withWeight(Initializers.lecunNormal()),
            function.layer(),
            pooling.layer(),
            conv2d(16, 5).withWeight(Initializers.lecunNormal()),
            function.layer(),
            pooling.layer(),
            conv2d(120, 5).withWeight(Initializers.lecunNormal()),
            function.layer(),
            flatten(),
            dense(84).withWeight(Initializers.lecunNormal()),
            function.layer(),
            dense(Digits.CLASSES));
    return new LeNet(model, List.of("1", "2", "4", "5", "7", "10", "11"));
  }

  /// A network of one hidden layer, to which all pixels are alike.
  static Model dense300(Seed seed) {
    return Model.of(
        PICTURE,
        seed,
        flatten(),
        dense(300).withWeight(Initializers.lecunNormal()),
        lecunTanh(),
        dense(Digits.CLASSES).withWeight(Initializers.lecunNormal()));
  }
}
