package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TensorTextTest {
  private static Tensor counting(int... sizes) {
    Shape shape = Shape.of(sizes);
    float[] values = new float[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    return Tensor.of(shape, values);
  }

  @Test
  void alignsColumnsWithOneNumberOfDigits() {
    assertThat(Tensor.of(Shape.of(2, 3), new float[] {0.5f, -1.25f, 10, 0, 3.14159f, 2}))
        .hasToString(
            """
            FLOAT32[2, 3]
            [[ 0.5000, -1.2500, 10.0000],
             [ 0.0000,  3.1416,  2.0000]]\
            """);
    assertThat(Tensor.of(Shape.of(2, 2), new boolean[] {true, false, false, true}))
        .hasToString("BOOL[2, 2]\n[[ true, false],\n [false,  true]]");
    assertThat(Tensor.of(Shape.of(2, 1), new int[] {-7, 123}))
        .hasToString("INT32[2, 1]\n[[ -7],\n [123]]");
  }

  @Test
  void writesNumbersAndVectorsOnOneLine() {
    assertThat(Tensor.of(Shape.SCALAR, new float[] {1.5f})).hasToString("FLOAT32[] 1.5000");
    assertThat(Tensor.of(1, -2.5f)).hasToString("FLOAT32[2] [1.0000, -2.5000]");
    assertThat(Tensor.of(Shape.of(0), new float[0])).hasToString("FLOAT32[0] []");
    assertThat(Tensor.of(Shape.of(2, 0), new float[0])).hasToString("FLOAT32[2, 0]\n[[],\n []]");
  }

  @Test
  void partsMatricesByAnEmptyLine() {
    assertThat(counting(2, 2, 2))
        .hasToString(
            """
            FLOAT32[2, 2, 2]
            [[[0.0000, 1.0000],
              [2.0000, 3.0000]],

             [[4.0000, 5.0000],
              [6.0000, 7.0000]]]\
            """);
  }

  @Test
  void leavesOutTheMiddleOfLongAxes() {
    assertThat(counting(100, 20))
        .hasToString(
            """
            FLOAT32[100, 20]
            [[   0.0000,    1.0000,    2.0000, ...,   17.0000,   18.0000,   19.0000],
             [  20.0000,   21.0000,   22.0000, ...,   37.0000,   38.0000,   39.0000],
             [  40.0000,   41.0000,   42.0000, ...,   57.0000,   58.0000,   59.0000],
             ...,
             [1940.0000, 1941.0000, 1942.0000, ..., 1957.0000, 1958.0000, 1959.0000],
             [1960.0000, 1961.0000, 1962.0000, ..., 1977.0000, 1978.0000, 1979.0000],
             [1980.0000, 1981.0000, 1982.0000, ..., 1997.0000, 1998.0000, 1999.0000]]\
            """);
  }

  @Test
  void neverGrowsWiderThanATerminalOrLongerThanAPage() {
    for (Tensor x :
        List.of(
            counting(10, 10),
            counting(3, 10).times(1e-7),
            counting(64, 64).times(-1e30),
            counting(8, 8, 8, 8),
            counting(5, 5, 5, 5, 5),
            Tensor.of(
                Shape.of(3, 10), LongStream.range(0, 30).map(i -> Long.MIN_VALUE + i).toArray()),
            counting(10).plus(100),
            counting(9))) {
      assertThat(x.toString().lines()).allMatch(line -> line.length() <= 80).hasSizeLessThan(130);
    }
  }

  @Test
  void isScientificWhereOtherwiseDigitsWouldBeLost() {
    assertThat(Tensor.of(1, 2e-6f)).hasToString("FLOAT32[2] [1.0000e+00, 2.0000e-06]");
    assertThat(Tensor.of(3e9f, 1)).hasToString("FLOAT32[2] [3.0000e+09, 1.0000e+00]");
    assertThat(Tensor.of(0.9995f, 0.0005f)).hasToString("FLOAT32[2] [0.99950, 0.00050]");
    assertThat(Tensor.of(1234567.5f, 1)).hasToString("FLOAT32[2] [1234567.50, 1.00]");
  }

  @Test
  void showsWhatIsNoNumber() {
    assertThat(Tensor.of(Shape.of(2, 2), new float[] {Float.NaN, Float.NEGATIVE_INFINITY, -0f, 1}))
        .hasToString("FLOAT32[2, 2]\n[[      NaN, -Infinity],\n [  -0.0000,    1.0000]]");
  }
}
