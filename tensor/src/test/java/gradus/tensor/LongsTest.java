package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What there is for INT64, and what is refused.
class LongsTest {
  /// No double holds it.
  private static final long LARGE = (1L << 53) + 1;

  private static final Tensor X =
      Tensor.of(Shape.of(2, 3), new long[] {0, 1, -1, LARGE, Long.MAX_VALUE, Long.MIN_VALUE});

  @Test
  void keepsEveryBit() {
    assertThat(X.dtype()).isEqualTo(DType.INT64);
    assertThat(X.toLongs()).containsExactly(0, 1, -1, LARGE, Long.MAX_VALUE, Long.MIN_VALUE);
    assertThat(X)
        .hasToString(
            """
            INT64[2, 3]
            [[                   0,                    1,                   -1],
             [    9007199254740993,  9223372036854775807, -9223372036854775808]]\
            """);
    assertThat(X.get(1, 2)).isEqualTo(-0x1p63);
    assertThat(Tensor.of(Shape.SCALAR, new long[] {7}).item()).isEqualTo(7);
    assertThat(DType.INT64.bytes()).isEqualTo(8);
    assertThat(DType.INT64.isFloating()).isFalse();
  }

  @Test
  void readsIntegersAndMasksAsLongs() {
    assertThat(Tensor.ofInts(-5, Integer.MAX_VALUE).toLongs())
        .containsExactly(-5, Integer.MAX_VALUE);
    assertThat(Tensor.of(Shape.of(2), new boolean[] {true, false}).toLongs()).containsExactly(1, 0);
    assertThatThrownBy(() -> Tensor.of(1.5f).toLongs())
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("toLongs: the tensor is FLOAT32; use cast(DType.INT64)");
    assertThatThrownBy(() -> X.toInts())
        .isInstanceOf(DTypeException.class)
        .hasMessageContaining("use toLongs, or cast(DType.INT32)");
  }

  @Test
  void movesEveryBit() {
    long max = Long.MAX_VALUE;
    long min = Long.MIN_VALUE;
    assertThat(X.transpose().toLongs()).containsExactly(0, LARGE, 1, max, -1, min);
    assertThat(X.reshape(3, 2).toLongs()).isEqualTo(X.toLongs());
    assertThat(X.slice(1, 0, 3, 2).toLongs()).containsExactly(0, -1, LARGE, min);
    assertThat(X.flip(0, 1).toLongs()).containsExactly(min, max, LARGE, -1, 1, 0);
    assertThat(Tensor.concat(1, List.of(X, X)).toLongs())
        .containsExactly(0, 1, -1, 0, 1, -1, LARGE, max, min, LARGE, max, min);
    assertThat(X.take(Tensor.ofInts(1), 0).toLongs()).containsExactly(LARGE, max, min);
    assertThat(X.select(0, 1).pad(0, 1, 0, 9).toLongs()).containsExactly(9, LARGE, max, min);
  }

  @Test
  void convertsAsPyTorchDoes() {
    // torch.tensor([...]).to(...); what PyTorch leaves open takes the nearest number.
    assertThat(Tensor.of(1.9f, -1.9f, 1e10f).cast(DType.INT64).toLongs())
        .containsExactly(1, -1, 10_000_000_000L);
    assertThat(Tensor.ofDoubles(1e30, -1e30, Double.NaN, 9007199254740994.0).cast(DType.INT64))
        .satisfies(y ->
            assertThat(y.toLongs())
                .containsExactly(Long.MAX_VALUE, Long.MIN_VALUE, 0, 9007199254740994L));
    assertThat(Tensor.ofInts(Integer.MIN_VALUE, 3).cast(DType.INT64).toLongs())
        .containsExactly(Integer.MIN_VALUE, 3);
    assertThat(Tensor.of(Shape.of(2), new boolean[] {true, false}).cast(DType.INT64).toLongs())
        .containsExactly(1, 0);

    assertThat(X.cast(DType.INT32).toInts()).containsExactly(0, 1, -1, 1, -1, 0);
    assertThat(X.cast(DType.BOOL).toBooleans())
        .containsExactly(false, true, true, true, true, true);
    // By way of a double this would be rounded twice, to 2^60.
    long between = (1L << 60) + (1L << 36) + 1;
    Tensor x = Tensor.of(Shape.of(1), new long[] {between});
    assertThat(x.cast(DType.FLOAT32).item()).isEqualTo(0x1p60 + 0x1p37);
    assertThat(x.toFloats()).containsExactly(0x1p60f + 0x1p37f);
    assertThat(x.cast(DType.FLOAT64).item()).isEqualTo(0x1p60 + 0x1p36);
    assertThat(X.cast(DType.INT64)).isSameAs(X);
  }

  @Test
  void isFilledWithWholeNumbersThatFit() {
    assertThat(Tensor.full(DType.INT64, Shape.of(2), -0x1p63).toLongs())
        .containsOnly(Long.MIN_VALUE);
    for (double wrong : new double[] {0.5, 0x1p63, Double.NaN}) {
      assertThatThrownBy(() -> Tensor.scalar(DType.INT64, wrong))
          .isInstanceOf(DTypeException.class)
          .hasMessageContaining("is not an INT64 number");
    }
  }

  @Test
  void runsInPrograms() {
    var program =
        Program.trace(
            in -> List.of(in.get(0).transpose().slice(0, 1, 3), in.get(0).cast(DType.FLOAT32)),
            List.of(X.signature()));
    for (int run = 0; run < 2; run++) {
      List<Tensor> y = program.run(List.of(X));
      assertThat(y.getFirst().toLongs()).isEqualTo(X.transpose().slice(0, 1, 3).toLongs());
      assertThat(y.getLast().toFloats()).isEqualTo(X.toFloats());
    }
  }

  static List<Object> operations() {
    return OpSamples.operations();
  }

  /// Each operation either moves INT64 without changing a bit of its type, or refuses it and says
  /// what to do.
  @ParameterizedTest
  @MethodSource("operations")
  void movesOrRefuses(Object operation) {
    for (int i = 0; i < 20; i++) {
      Sample sample = OpSamples.sample(operation, i, false);
      List<Tensor> operands = new ArrayList<>(sample.operands());
      operands.set(0, operands.getFirst().cast(DType.INT64));
      if (sample.op() instanceof Op.Concat) {
        operands.replaceAll(x -> x.cast(DType.INT64));
      }
      switch (sample.op()) {
        case Op.Cast cast -> assertThat(Tensor.apply(cast, operands).dtype()).isEqualTo(cast.to());
        case Op.Pad pad when pad.value() != Math.rint(pad.value()) ->
            assertThatThrownBy(() -> Tensor.apply(pad, operands))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("is not an INT64 number");
        case Op.Reshape _,
            Op.Transpose _,
            Op.Slice _,
            Op.Flip _,
            Op.Concat _,
            Op.Take _,
            Op.Pad _ -> {
          List<Tensor> ints = new ArrayList<>(operands);
          ints.replaceAll(x -> x.dtype() == DType.INT64 ? x.cast(DType.INT32) : x);
          Tensor y = Tensor.apply(sample.op(), operands);
          assertThat(y.dtype()).isEqualTo(DType.INT64);
          assertThat(y.cast(DType.INT32).toInts())
              .isEqualTo(Tensor.apply(sample.op(), ints).toInts());
        }
        default ->
            assertThatThrownBy(() -> Tensor.apply(sample.op(), operands))
                .isInstanceOf(DTypeException.class)
                .hasMessageContaining("does not compute with INT64")
                .hasMessageContaining("cast it to INT32");
      }
    }
  }
}
