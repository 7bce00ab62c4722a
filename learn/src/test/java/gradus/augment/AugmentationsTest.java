package gradus.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gradus.data.Batch;
import gradus.data.DataException;
import gradus.data.Dataset;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AugmentationsTest {
  private static final RandomKey KEY = RandomKey.of(7);

  static Stream<SampleAugmentation> ofPictures() {
    return Stream.of(
        Augmentations.rotation(),
        Augmentations.zoom(),
        Augmentations.translation(),
        Augmentations.shear(0.3),
        Augmentations.affine(10, 0.1, 0.8, 1.2, 0.2),
        Augmentations.elastic(10, 2),
        Augmentations.crop(9, 11, 2),
        Augmentations.horizontalFlip(),
        Augmentations.verticalFlip(),
        Augmentations.colourJitter(),
        Augmentations.noise(),
        Augmentations.cutout(4),
        Augmentations.randAugment());
  }

  static Stream<SampleAugmentation> ofSeries() {
    return Stream.of(
        Augmentations.timeWarp(),
        Augmentations.windowSlide(),
        Augmentations.scaling(),
        Augmentations.noise(0.03),
        Augmentations.channelShuffle());
  }

  private static Batch batch(int... sizes) {
    Tensor x = KEY.uniform(Shape.of(sizes));
    return Batch.of(List.of(x), List.of(Tensor.range(sizes[0])));
  }

  private static void isAPureFunctionThatKeepsShapes(Augmentation augmentation, Batch batch) {
    Batch changed = augmentation.apply(batch, KEY);
    assertThat(changed.input().shape()).isEqualTo(batch.input().shape());
    assertThat(changed.input().dtype()).isEqualTo(batch.input().dtype());
    assertThat(changed.target().toFloats()).isEqualTo(batch.target().toFloats());
    assertThat(changed.indices()).isEqualTo(batch.indices());
    float[] values = changed.input().toFloats();
    assertThat(values).isEqualTo(augmentation.apply(batch, KEY).input().toFloats());
    assertThat(values).isNotEqualTo(batch.input().toFloats());
    assertThat(values).isNotEqualTo(augmentation.apply(batch, KEY.fold(1)).input().toFloats());
    for (float value : values) {
      assertThat(value).isFinite();
    }
  }

  @ParameterizedTest
  @MethodSource("ofPictures")
  void changesPicturesAlikeForOneKey(SampleAugmentation augmentation) {
    for (int[] sizes :
        List.of(new int[] {8, 9, 11}, new int[] {8, 1, 9, 11}, new int[] {8, 3, 9, 11})) {
      isAPureFunctionThatKeepsShapes(augmentation, batch(sizes));
    }
  }

  @ParameterizedTest
  @MethodSource("ofSeries")
  void changesSeriesAlikeForOneKey(SampleAugmentation augmentation) {
    isAPureFunctionThatKeepsShapes(augmentation, batch(8, 30, 5));
  }

  /// What a sample becomes does not depend on those beside it.
  @ParameterizedTest
  @MethodSource({"ofPictures", "ofSeries"})
  void changesEachSampleByItself(SampleAugmentation augmentation) {
    Batch all = batch(6, 9, 11);
    Tensor first = all.input().slice(0, 0, 2);
    Batch two = Batch.of(List.of(first), List.of(Tensor.range(2)));
    assertThat(augmentation.apply(two, KEY).input().toFloats())
        .isEqualTo(augmentation.apply(all, KEY).input().slice(0, 0, 2).toFloats());
  }

  @ParameterizedTest
  @MethodSource({"ofPictures", "ofSeries"})
  void namesItselfWithItsSettingsAndTakesDoubles(SampleAugmentation augmentation) {
    Batch doubles =
        Batch.of(
            List.of(KEY.uniform(Shape.of(4, 9, 11)).cast(DType.FLOAT64)), List.of(Tensor.range(4)));
    assertThat(augmentation.apply(doubles, KEY).input().dtype()).isEqualTo(DType.FLOAT64);
    Dataset data = Dataset.of(KEY.uniform(Shape.of(4, 9, 11)), Tensor.range(4));
    assertThat(augmentation.on(data.batch(2)).fingerprint()).contains(augmentation.name());
  }

  @Test
  void leavesPicturesAsTheyAreAtStrengthNothing() {
    Tensor picture = KEY.uniform(Shape.of(3, 8, 8));
    for (SampleAugmentation nothing :
        List.of(
            Augmentations.rotation(0),
            Augmentations.zoom(1, 1),
            Augmentations.shear(0),
            Augmentations.affine(0, 0, 1, 1, 0),
            Augmentations.elastic(0, 2),
            Augmentations.translation(0),
            Augmentations.crop(8, 8, 0),
            Augmentations.colourJitter(0, 0, 0),
            Augmentations.noise(0),
            Augmentations.rotation().sometimes(0))) {
      assertThat(nothing.apply(picture, KEY).toFloats())
          .as(nothing.name())
          .containsExactly(picture.toFloats(), within(1e-6f));
    }
    Tensor series = KEY.uniform(Shape.of(20, 3));
    for (SampleAugmentation nothing :
        List.of(
            Augmentations.timeWarp(0, 4), Augmentations.windowSlide(1), Augmentations.scaling(0))) {
      assertThat(nothing.apply(series, KEY).toFloats())
          .as(nothing.name())
          .containsExactly(series.toFloats(), within(1e-5f));
    }
  }

  @Test
  void staysWithinItsBounds() {
    // The place of one light dot tells how far a picture was turned, moved and stretched.
    float[] values = new float[41 * 41];
    values[20 * 41 + 35] = 1;
    Tensor dot = Tensor.of(Shape.of(41, 41), values);
    double least = 0;
    double most = 0;
    for (int i = 0; i < 300; i++) {
      double[] place = place(Augmentations.rotation().apply(dot, KEY.fold(i)));
      double angle = Math.toDegrees(Math.atan2(-place[0], place[1]));
      least = Math.min(least, angle);
      most = Math.max(most, angle);
      double[] zoomed = place(Augmentations.zoom().apply(dot, KEY.fold(i)));
      assertThat(zoomed[1]).isBetween(15 * 0.8 - 0.2, 15 * 1.2 + 0.2);
      double[] moved = place(Augmentations.translation().apply(dot, KEY.fold(i)));
      assertThat(moved[0]).isBetween(-4.2, 4.2);
      assertThat(moved[1]).isBetween(15 - 4.2, 15 + 4.2);
    }
    assertThat(least).isBetween(-31.0, -27.0);
    assertThat(most).isBetween(27.0, 31.0);
  }

  /// The mean row and column of the light, from the middle.
  private static double[] place(Tensor picture) {
    float[] light = picture.toFloats();
    double rows = 0;
    double columns = 0;
    double sum = 0;
    for (int i = 0; i < light.length; i++) {
      rows += light[i] * (i / 41 - 20);
      columns += light[i] * (i % 41 - 20);
      sum += light[i];
    }
    return new double[] {rows / sum, columns / sum};
  }

  @Test
  void cropsTakeEveryPlaceAndKeepWhatTheyCut() {
    Tensor picture = Tensor.range(25).cast(DType.FLOAT32).plus(1).reshape(5, 5);
    Set<Float> corners = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      float[] part = Augmentations.crop(4, 4, 0).apply(picture, KEY.fold(i)).toFloats();
      corners.add(part[0]);
      assertThat(part[5] - part[0]).isEqualTo(6);
    }
    assertThat(corners).containsExactlyInAnyOrder(1f, 2f, 6f, 7f);
    assertThatThrownBy(() -> Augmentations.crop(6, 4, 0).apply(picture, KEY))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("does not fit into 5 x 5");
  }

  @Test
  void timeGoesForwardFromTheFirstStepToTheLast() {
    Tensor time = Tensor.range(50).cast(DType.FLOAT32);
    for (int i = 0; i < 100; i++) {
      float[] warped = Augmentations.timeWarp(0.5, 4).apply(time, KEY.fold(i)).toFloats();
      assertThat(warped[0]).isZero();
      assertThat(warped[49]).isCloseTo(49, within(1e-3f));
      assertThat(warped).isSorted();
      float[] slid = Augmentations.windowSlide(0.5).apply(time, KEY.fold(i)).toFloats();
      assertThat(slid).isSorted();
      assertThat(slid[49] - slid[0]).isCloseTo(24.5f, within(1e-3f));
    }
  }

  @Test
  void shuffledChannelsAreTheSameSeries() {
    Tensor series = KEY.uniform(Shape.of(10, 4));
    float[] shuffled = Augmentations.channelShuffle().apply(series, KEY).toFloats();
    float[] values = series.toFloats();
    int[] from =
        IntStream.range(0, 4)
            .map(c ->
                IntStream.range(0, 4)
                    .filter(other -> values[other] == shuffled[c])
                    .findFirst()
                    .orElseThrow())
            .toArray();
    assertThat(Arrays.stream(from).distinct().count()).isEqualTo(4);
    for (int i = 0; i < values.length; i++) {
      assertThat(shuffled[i]).isEqualTo(values[i - i % 4 + from[i % 4]]);
    }
  }

  @Test
  void mixupMixesSamplesAndTargetsByTheSameShares() {
    Tensor x = Tensor.range(6).cast(DType.FLOAT32).reshape(6, 1);
    Batch batch = Batch.of(List.of(x), List.of(Tensor.range(6)));
    double sum = 0;
    for (int i = 0; i < 200; i++) {
      Batch mixed = Augmentations.mixup(0.2, 6).apply(batch, KEY.fold(i));
      Tensor target = mixed.target();
      assertThat(target.shape()).isEqualTo(Shape.of(6, 6));
      for (float total : target.sum(1).toFloats()) {
        assertThat(total).isCloseTo(1, within(1e-6f));
      }
      // A sample's value is its class, so the mean class is the value.
      float[] mean = target.matmul(x).toFloats();
      assertThat(mixed.input().toFloats()).containsExactly(mean, within(1e-5f));
      sum += target.max(1).mean().item();
    }
    // Beta(0.2, 0.2) gives larger shares of 0.899 on average; a sixth of the samples meet
    // themselves.
    assertThat(sum / 200).isCloseTo(0.9157, within(0.01));
    assertThatThrownBy(() -> Augmentations.mixup(0.2).apply(batch, KEY))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("say how many classes");
  }

  @Test
  void comesOneAfterTheOtherAndOnlySometimes() {
    Augmentation both = Augmentations.rotation(10).then(Augmentations.noise(0.1));
    assertThat(both.name()).isEqualTo("rotation(10.0, fill 0.0), noise(0.1)");
    isAPureFunctionThatKeepsShapes(both, batch(4, 9, 9));
    Tensor picture = KEY.uniform(Shape.of(6, 6));
    long flipped =
        IntStream.range(0, 1000)
            .filter(i ->
                !Augmentations.horizontalFlip().apply(picture, KEY.fold(i)).equals(picture)
                    && !Arrays.equals(
                        Augmentations.horizontalFlip().apply(picture, KEY.fold(i)).toFloats(),
                        picture.toFloats()))
            .count();
    assertThat(flipped).isBetween(440L, 560L);
  }

  static Stream<ThrowingCallable> refused() {
    return Stream.of(
        () -> Augmentations.rotation(-1),
        () -> Augmentations.rotation(Double.NaN),
        () -> Augmentations.zoom(0, 1),
        () -> Augmentations.zoom(1.2, 0.8),
        () -> Augmentations.translation(1.5),
        () -> Augmentations.shear(-0.1),
        () -> Augmentations.affine(5, 0.1, 1.1, 0.9, 0),
        () -> Augmentations.affine(5, 2, 0.9, 1.1, 0),
        () -> Augmentations.elastic(-1, 4),
        () -> Augmentations.elastic(1, 0),
        () -> Augmentations.crop(0, 4, 0),
        () -> Augmentations.crop(4, 4, -1),
        () -> Augmentations.colourJitter(-0.1, 0, 0),
        () -> Augmentations.noise(Double.POSITIVE_INFINITY),
        () -> Augmentations.cutout(0),
        () -> Augmentations.mixup(0, 3),
        () -> Augmentations.mixup(0.2, 1),
        () -> Augmentations.randAugment(0, 9),
        () -> Augmentations.randAugment(2, 31),
        () -> Augmentations.timeWarp(-1, 3),
        () -> Augmentations.timeWarp(0.1, 0),
        () -> Augmentations.windowSlide(1.1),
        () -> Augmentations.scaling(-1),
        () -> Augmentations.noise().sometimes(2),
        () -> Augmentations.rotation().apply(Tensor.range(784).cast(DType.FLOAT32), KEY),
        () -> Augmentations.timeWarp().apply(Tensor.of(Shape.of(2, 2, 2), new float[8]), KEY),
        () -> Augmentations.colourJitter().apply(KEY.uniform(Shape.of(2, 4, 4)), KEY));
  }

  @ParameterizedTest
  @MethodSource
  void refused(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(DataException.class);
  }
}
