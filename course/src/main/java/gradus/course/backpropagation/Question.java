package gradus.course.backpropagation;

import gradus.course.Option;
import gradus.data.Batch;
import gradus.plot.Text;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;

/// A yes-or-no question about a few bits that no single unit answers.
public enum Question implements Option {
  XOR(2, "XOR: exactly one", "异或（XOR）：恰好一个是 1"),
  SYMMETRY(6, "symmetry: the same from both ends", "对称：正着读、倒着读一样");

  private final int bits;
  private final String english;
  private final String chinese;

  Question(int bits, String english, String chinese) {
    this.bits = bits;
    this.english = english;
    this.chinese = chinese;
  }

  /// How many bits a question has.
  int bits() {
    return bits;
  }

  /// How many cases there are.
  int cases() {
    return 1 << bits;
  }

  /// The bits of a case, the first of them that of the largest value.
  double[] input(int number) {
    return IntStream.range(0, bits).mapToDouble(i -> number >> (bits - 1 - i) & 1).toArray();
  }

  /// The right answer to a case: 0 or 1.
  double answer(int number) {
    double[] x = input(number);
    return switch (this) {
      case XOR -> x[0] == x[1] ? 0 : 1;
      case SYMMETRY -> IntStream.range(0, bits / 2).allMatch(i -> x[i] == x[bits - 1 - i]) ? 1 : 0;
    };
  }

  /// All cases, `[cases, bits]`, with their answers, `[cases, 1]`.
  Batch batch() {
    float[] inputs = new float[cases() * bits];
    float[] answers = new float[cases()];
    for (int number = 0; number < cases(); number++) {
      double[] x = input(number);
      for (int i = 0; i < bits; i++) {
        inputs[number * bits + i] = (float) x[i];
      }
      answers[number] = (float) answer(number);
    }
    return Batch.of(
        List.of(Tensor.of(Shape.of(cases(), bits), inputs)),
        List.of(Tensor.of(Shape.of(cases(), 1), answers)));
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }
}
