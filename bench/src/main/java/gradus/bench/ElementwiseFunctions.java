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

/// The time of an elementwise function over a million floats, eagerly, result array included.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
public class ElementwiseFunctions {
  /// The function.
  @Param({"plus", "exp", "log", "tanh", "sigmoid", "gelu", "relu", "softmax", "sum"})
  public String function = "";

  private Tensor x = Tensor.zeros(1, 1);

  /// For JMH.
  public ElementwiseFunctions() {}

  /// Fills the operand.
  @Setup
  public void fill() {
    x = RandomKey.of(1).normal(Shape.of(1024, 1024));
  }

  /// `function(x)`
  @Benchmark
  public Tensor apply() {
    return switch (function) {
      case "plus" -> x.plus(x);
      case "exp" -> x.exp();
      case "log" -> x.log();
      case "tanh" -> x.tanh();
      case "sigmoid" -> x.sigmoid();
      case "gelu" -> x.gelu();
      case "relu" -> x.relu();
      case "softmax" -> x.softmax(1);
      case "sum" -> x.sum();
      default -> throw new IllegalArgumentException(function);
    };
  }
}
