package gradus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.tensor.DType;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetTest {
  private static final List<String> ABC = List.of("a", "b", "c");

  @TempDir Path folder;

  @Test
  void holdsImagesAsFloatsFromZeroToOne() {
    var pixels = new byte[2 * 256];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) i;
    }
    var data = Dataset.images(Shape.of(1, 16, 16), pixels, new int[] {2, 0}, ABC);
    var batch = data.gather(1, 0);
    assertThat(batch.input().shape()).isEqualTo(Shape.of(2, 1, 16, 16));
    assertThat(batch.input().dtype()).isEqualTo(DType.FLOAT32);
    var values = batch.input().toFloats();
    for (int i = 0; i < 256; i++) {
      assertThat(values[i]).isEqualTo(i / 255f);
      assertThat(values[256 + i]).isEqualTo(i / 255f);
    }
    assertThat(batch.target().dtype()).isEqualTo(DType.INT32);
    assertThat(batch.target().toInts()).containsExactly(0, 2);
    assertThat(batch.indices()).containsExactly(1, 0);
  }

  @Test
  void readsRowsOfEveryLength() {
    for (int length = 1; length < 40; length++) {
      var pixels = new byte[3 * length];
      new Random(length).nextBytes(pixels);
      var data = Dataset.images(Shape.of(length), pixels, new int[] {0, 1, 2}, ABC);
      var values = data.gather(2, 0, 1).input().toFloats();
      for (int i = 0; i < values.length; i++) {
        int from = (i / length + 2) % 3 * length + i % length;
        assertThat(values[i]).isEqualTo((pixels[from] & 0xff) / 255f);
      }
    }
  }

  @Test
  void normalizes() {
    var data = images(2).normalize(0.1307, 0.3081);
    var before = images(2).gather(0, 1).input().toFloats();
    var after = data.gather(0, 1).input().toFloats();
    for (int i = 0; i < after.length; i++) {
      assertThat(after[i]).isEqualTo((before[i] - 0.1307f) / 0.3081f);
    }
    var floats = tensors(2).normalize(1, 2).gather(1).input();
    assertThat(floats.toFloats()).containsExactly((3f - 1) / 2, (4f - 1) / 2, (5f - 1) / 2);
    assertThatThrownBy(() -> images(2).normalize(0, 0)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> images(2).normalize(Double.NaN, 1)).isInstanceOf(DataException.class);
  }

  @Test
  void takesTensors() {
    var data = tensors(4);
    assertThat(data.size()).isEqualTo(4);
    assertThat(data.inputShape()).isEqualTo(Shape.of(3));
    var batch = data.gather(2);
    assertThat(batch.input().toFloats()).containsExactly(6, 7, 8);
    assertThat(batch.target().toFloats()).containsExactly(2);
    assertThat(batch.target().shape()).isEqualTo(Shape.of(1, 1));
    var words = Dataset.of(Tensor.of(Shape.of(2, 2), new int[] {1, 2, 3, 4}), Tensor.ofInts(0, 1));
    assertThat(words.gather(1).input().toInts()).containsExactly(3, 4);
    assertThat(words.inputType()).isEqualTo(DType.INT32);
  }

  @Test
  void rejectsAnEmptyDataSet() {
    assertThatThrownBy(() -> Dataset.images(Shape.of(4), new byte[0], new int[0], ABC))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no samples");
    assertThatThrownBy(() -> Dataset.of(Tensor.zeros(0, 3), Tensor.zeros(0, 1)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no samples");
    assertThatThrownBy(() -> images(3).subset()).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> images(3).take(0)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> images(3).gather()).isInstanceOf(DataException.class);
  }

  @Test
  void namesTheSampleWithALabelThatIsNoClass() {
    assertThatThrownBy(() -> Dataset.images(Shape.of(1), new byte[3], new int[] {0, 3, 1}, ABC))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("label 3 of sample 1")
        .hasMessageContaining("3 classes, 0 to 2");
    assertThatThrownBy(() -> Dataset.images(Shape.of(1), new byte[1], new int[] {-1}, ABC))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("label -1 of sample 0");
  }

  @Test
  void namesTheSampleAndColumnThatIsNotFinite() {
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      var values = new float[12];
      values[7] = bad;
      var inputs = Tensor.of(Shape.of(4, 3), values);
      assertThatThrownBy(() -> Dataset.of(inputs, Tensor.zeros(4, 1)))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("sample 2, column 1")
          .hasMessageContaining("inputs")
          .hasMessageContaining(Float.toString(bad));
    }
    var target = Tensor.of(1, Float.NaN);
    assertThatThrownBy(() -> Dataset.of(Tensor.zeros(2, 1), target))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("sample 1, column 0 of the targets");
  }

  @Test
  void rejectsSidesThatDoNotBelongTogether() {
    assertThatThrownBy(() -> Dataset.of(Tensor.zeros(4, 3), Tensor.zeros(5, 1)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("4 inputs but 5 targets");
    assertThatThrownBy(() -> Dataset.images(Shape.of(2), new byte[4], new int[3], ABC))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("2 inputs but 3 targets");
    assertThatThrownBy(() -> Dataset.images(Shape.of(2), new byte[5], new int[2], ABC))
        .isInstanceOf(DataException.class);
    assertThatThrownBy(() -> Dataset.of(Tensor.scalar(1), Tensor.scalar(1)))
        .isInstanceOf(DataException.class);
    assertThatThrownBy(() -> Dataset.of(Tensor.ofDoubles(1), Tensor.ofInts(1)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("cast");
  }

  @Test
  void rejectsFractionalTargetsWhereClassesAreNeeded() {
    assertThatThrownBy(() -> tensors(2).labels())
        .isInstanceOf(DataException.class)
        .hasMessageContaining("FLOAT32");
    assertThatThrownBy(() -> tensors(2).withClasses(ABC)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> tensors(4).stratifiedSplit(0.5, 1)).isInstanceOf(DataException.class);
  }

  @Test
  void countsClasses() {
    var labels = new int[] {0, 2, 2, 0, 0};
    var data = Dataset.images(Shape.of(1), new byte[5], labels, ABC);
    assertThat(data.classCounts()).containsExactly(3, 0, 2);
    assertThat(data.subset(1, 2).classCounts()).containsExactly(0, 0, 2);
    var unnamed = Dataset.of(Tensor.zeros(3, 1), Tensor.ofInts(1, 1, 0));
    assertThat(unnamed.classCounts()).containsExactly(1, 2);
    assertThat(unnamed.classCount()).isZero();
  }

  @Test
  void subsetsOfSubsetsAndJoinedPartsFindTheirSamples() {
    var data = images(10);
    var some = data.subset(9, 3, 5).subset(2, 0);
    assertThat(some.labels()).containsExactly(data.labels()[5], data.labels()[9]);
    assertThat(some.gather(1).input().toFloats()).isEqualTo(data.gather(9).input().toFloats());
    var joined = some.concat(data).concat(data.subset(1));
    assertThat(joined.size()).isEqualTo(13);
    var order = new int[] {5, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1};
    for (int i = 0; i < order.length; i++) {
      assertThat(joined.gather(i).input().toFloats())
          .isEqualTo(data.gather(order[i]).input().toFloats());
    }
    assertThat(joined.normalize(0.5, 0.5).size()).isEqualTo(13);
    assertThat(data.take(4).labels()).isEqualTo(Arrays.copyOf(data.labels(), 4));
  }

  @Test
  void joinsOnlyWhatGoesTogether() {
    var data = images(3);
    assertThatThrownBy(() -> data.concat(tensors(3)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("[1, 5, 5]")
        .hasMessageContaining("[3]");
    assertThatThrownBy(() -> data.concat(data.withClasses(List.of("a", "b", "d"))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("classes");
    assertThatThrownBy(() -> data.concat(data.normalize(0.1, 0.3)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("normalize after");
    assertThatThrownBy(() -> data.concat(data).concat(data.normalize(0.1, 0.3)))
        .isInstanceOf(DataException.class);
  }

  @Test
  void rejectsSamplesThatAreNotThere() {
    assertThatThrownBy(() -> images(3).subset(0, 3))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no sample 3")
        .hasMessageContaining("0 to 2");
    assertThatThrownBy(() -> images(3).gather(-1)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> images(3).take(4)).isInstanceOf(DataException.class);
  }

  @Test
  void splitsAtRandomIntoPartsThatShareNothing() {
    var data = numbered(101);
    var split = data.split(0.8, 42);
    assertThat(split.first().size()).isEqualTo(81);
    assertThat(split.rest().size()).isEqualTo(20);
    assertThat(IntStream.concat(numbers(split.first()), numbers(split.rest())).sorted())
        .containsExactlyElementsOf(IntStream.range(0, 101).boxed().toList());
    assertThat(numbers(data.split(0.8, 42).first()).toArray())
        .isEqualTo(numbers(split.first()).toArray());
    assertThat(numbers(data.split(0.8, 43).first()).toArray())
        .isNotEqualTo(numbers(split.first()).toArray());
  }

  @Test
  void splitsEachClassInTheSameProportion() {
    var random = new Random(7);
    for (int round = 0; round < 200; round++) {
      int n = 20 + random.nextInt(300);
      int classes = 1 + random.nextInt(7);
      double fraction = 0.1 + 0.8 * random.nextDouble();
      var labels = random.ints(n, 0, classes).toArray();
      var names = IntStream.range(0, classes).mapToObj(Integer::toString).toList();
      var data = Dataset.images(Shape.of(1), new byte[n], labels, names);
      var split = data.stratifiedSplit(fraction, round);
      assertThat(split.first().size()).isEqualTo((int) Math.round(n * fraction));
      assertThat(split.first().size() + split.rest().size()).isEqualTo(n);
      var all = data.classCounts();
      var first = split.first().classCounts();
      for (int c = 0; c < classes; c++) {
        assertThat(Math.abs(first[c] - all[c] * fraction)).isLessThan(1);
      }
    }
  }

  @Test
  void stratifiedSplitsShareNothingAndRepeatThemselves() {
    var data = images(90);
    var split = data.stratifiedSplit(0.7, 3);
    var again = data.stratifiedSplit(0.7, 3);
    assertThat(split.first().fingerprint()).isEqualTo(again.first().fingerprint());
    assertThat(split.rest().fingerprint()).isEqualTo(again.rest().fingerprint());
    assertThat(data.stratifiedSplit(0.7, 4).first().fingerprint())
        .isNotEqualTo(split.first().fingerprint());
  }

  @Test
  void rejectsSplitsThatLeaveAPartEmpty() {
    for (double fraction : new double[] {0, 1, -0.5, 1.5, Double.NaN, 0.01, 0.99}) {
      assertThatThrownBy(() -> images(10).split(fraction, 1)).isInstanceOf(DataException.class);
      assertThatThrownBy(() -> images(10).stratifiedSplit(fraction, 1))
          .isInstanceOf(DataException.class);
    }
  }

  @Test
  void fingerprintsDependOnValuesOrderAndNormalization() {
    var data = images(6);
    assertThat(images(6).fingerprint()).isEqualTo(data.fingerprint());
    assertThat(data.subset(0, 1, 2).fingerprint()).isNotEqualTo(data.subset(0, 2, 1).fingerprint());
    assertThat(data.normalize(0.1, 0.2).fingerprint()).isNotEqualTo(data.fingerprint());
    var pixels = new byte[25];
    var first = Dataset.images(Shape.of(25), pixels.clone(), new int[1], ABC).fingerprint();
    pixels[24] = 1;
    assertThat(Dataset.images(Shape.of(25), pixels, new int[1], ABC).fingerprint())
        .isNotEqualTo(first);
    assertThat(tensors(3000).fingerprint()).isNotEqualTo(tensors(3001).fingerprint());
  }

  @Test
  void readsPairsOfIdxFiles() throws FileException {
    var images = folder.resolve("images");
    var labels = folder.resolve("labels");
    new Idx(Shape.of(3, 2, 2), new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}).write(images);
    new Idx(Shape.of(3), new byte[] {2, 0, 1}).writeGzip(labels);
    var data = Dataset.readIdx(images, labels, ABC);
    assertThat(data.inputShape()).isEqualTo(Shape.of(1, 2, 2));
    assertThat(data.labels()).containsExactly(2, 0, 1);
    assertThat(data.gather(1).input().toFloats())
        .containsExactly(4 / 255f, 5 / 255f, 6 / 255f, 7 / 255f);
    assertThatThrownBy(() -> Dataset.readIdx(labels, images, ABC))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("swapped");
    assertThatThrownBy(() -> Dataset.readIdx(images, labels, List.of("a", "b")))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("byte 8")
        .hasMessageContaining("label 2 of sample 0");
    new Idx(Shape.of(4), new byte[4]).write(labels);
    assertThatThrownBy(() -> Dataset.readIdx(images, labels, ABC))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("4 labels")
        .hasMessageContaining("3 images");
  }

  static Dataset images(int count) {
    var pixels = new byte[count * 25];
    new Random(8).nextBytes(pixels);
    var labels = new Random(9).ints(count, 0, 3).toArray();
    return Dataset.images(Shape.of(1, 5, 5), pixels, labels, ABC);
  }

  private static Dataset tensors(int count) {
    var inputs = new float[count * 3];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = i;
    }
    var targets = new float[count];
    for (int i = 0; i < count; i++) {
      targets[i] = i;
    }
    return Dataset.of(
        Tensor.of(Shape.of(count, 3), inputs), Tensor.of(Shape.of(count, 1), targets));
  }

  private static Dataset numbered(int count) {
    return Dataset.of(Tensor.zeros(count, 1), Tensor.ofInts(IntStream.range(0, count).toArray()));
  }

  private static IntStream numbers(Dataset data) {
    return Arrays.stream(data.labels());
  }
}
