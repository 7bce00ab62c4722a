package gradus.course.alexnet;

import gradus.augment.Augmentation;
import gradus.augment.Augmentations;
import gradus.course.Stage;
import gradus.course.digits.Digits;
import gradus.data.Cifar10;
import gradus.data.DataOptions;
import gradus.data.Dataset;
import gradus.data.FashionMnist;
import gradus.io.FileException;
import gradus.plot.Picture;
import gradus.plot.Text;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Pictures to learn from and to be judged by, with mean 0 and standard deviation 1.
///
/// @param name what they are called
/// @param classes what is on them, by label
/// @param mean of their levels from 0 to 1
/// @param deviation of these
record Pictures(
    Text name, Dataset train, Dataset test, List<Text> classes, double mean, double deviation) {
  private static final double CLOTHES_MEAN = 0.286;
  private static final double CLOTHES_DEVIATION = 0.353;

  private static final List<Text> CLOTHES =
      List.of(
          Text.of("T-shirt", "T恤"),
          Text.of("trousers", "裤子"),
          Text.of("pullover", "套头衫"),
          Text.of("dress", "连衣裙"),
          Text.of("coat", "外套"),
          Text.of("sandal", "凉鞋"),
          Text.of("shirt", "衬衫"),
          Text.of("sneaker", "运动鞋"),
          Text.of("bag", "包"),
          Text.of("boot", "短靴"));

  private static final double PHOTOGRAPHS_MEAN = 0.473;
  private static final double PHOTOGRAPHS_DEVIATION = 0.252;

  private static final List<Text> PHOTOGRAPHS =
      List.of(
          Text.of("airplane", "飞机"),
          Text.of("car", "汽车"),
          Text.of("bird", "鸟"),
          Text.of("cat", "猫"),
          Text.of("deer", "鹿"),
          Text.of("dog", "狗"),
          Text.of("frog", "青蛙"),
          Text.of("horse", "马"),
          Text.of("ship", "船"),
          Text.of("truck", "卡车"));

  /// By how many pixels pictures are moved at most: as large a part of 28 as the paper's 16 of 224.
  private static final int MOVED = 2;

  /// Fashion-MNIST.
  ///
  /// @throws FileException where it is neither there nor to be had
  static Pictures clothes() throws FileException {
    return of(FashionMnist.load());
  }

  /// Fashion-MNIST for an experiment; where it cannot be had, that is said on the stage.
  static Optional<Pictures> clothes(Stage stage) {
    return clothes(stage, DataOptions.of());
  }

  static Optional<Pictures> clothes(Stage stage, DataOptions options) {
    return Digits.orSay(stage, "Fashion-MNIST", () -> of(FashionMnist.load(options)));
  }

  /// CIFAR-10.
  ///
  /// @param folder where its files are
  /// @throws FileException where one is missing or damaged
  static Pictures photographs(Path folder) throws FileException {
    Cifar10 all = Cifar10.load(folder);
    return of(
        Text.of("CIFAR-10"),
        all.train(),
        all.test(),
        PHOTOGRAPHS,
        PHOTOGRAPHS_MEAN,
        PHOTOGRAPHS_DEVIATION);
  }

  private static Pictures of(FashionMnist all) {
    return of(
        Text.of("Fashion-MNIST"),
        all.train(),
        all.test(),
        CLOTHES,
        CLOTHES_MEAN,
        CLOTHES_DEVIATION);
  }

  private static Pictures of(
      Text name, Dataset train, Dataset test, List<Text> classes, double mean, double deviation) {
    return new Pictures(
        name,
        train.normalize(mean, deviation),
        test.normalize(mean, deviation),
        classes,
        mean,
        deviation);
  }

  /// What nothing is: a level of 0.
  double nothing() {
    return -mean / deviation;
  }

  /// How the pictures of each epoch differ: moved a little, and every other one mirrored.
  Augmentation changes() {
    int height = train.inputShape().size(1);
    int width = train.inputShape().size(2);
    return Augmentations.horizontalFlip().then(Augmentations.crop(height, width, MOVED, nothing()));
  }

  /// A picture as people see it.
  Picture seen(Tensor image) {
    return Picture.of(image.times(deviation).plus(mean).clip(0, 1));
  }

  /// The paper's ten views of each picture: moved into the corners and not at all, and all of that
  /// mirrored.
  ///
  /// @param batch `[batch, channels, height, width]`
  List<Tensor> views(Tensor batch) {
    List<Tensor> views = new ArrayList<>();
    for (Tensor side : List.of(batch, batch.flip(3))) {
      views.add(side);
      for (int down : new int[] {0, 2 * MOVED}) {
        for (int right : new int[] {0, 2 * MOVED}) {
          views.add(part(side, down, right));
        }
      }
    }
    return views;
  }

  private Tensor part(Tensor batch, int down, int right) {
    Tensor wide = batch.pad(2, MOVED, MOVED, nothing()).pad(3, MOVED, MOVED, nothing());
    return wide.slice(2, down, down + batch.size(2)).slice(3, right, right + batch.size(3));
  }
}
