package gradus.bench;

import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// The time of one product of two square matrices, eagerly, result array included.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class MatrixProduct {
  /// Rows and columns.
  @Param({"64", "256", "512", "1024"})
  public int size;

  private Tensor left = Tensor.zeros(1, 1);
  private Tensor right = Tensor.zeros(1, 1);

  /// For JMH.
  public MatrixProduct() {}

  /// Fills both matrices.
  @Setup
  public void fill() {
    left = RandomKey.of(1).normal(Shape.of(size, size));
    right = RandomKey.of(2).normal(Shape.of(size, size));
  }

  /// `left right`
  @Benchmark
  public Tensor multiply() {
    return left.matmul(right);
  }
}
