package gradus.course.belief;

import static gradus.nn.Layers.seed;

import gradus.course.Measurement;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.course.digits.Digits;
import gradus.course.judge.Answers;
import gradus.course.judge.Mistakes;
import gradus.data.Dataset;
import gradus.data.Mnist;
import gradus.io.FileException;
import gradus.nn.BoltzmannMachine;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.plot.Text;

/// The network that begins as all the machines, the topmost with its labels, trained further by
/// gradients on all labels.
final class AllLabels {
  private static final Stack.Drops DROPS = new Stack.Drops(0.1, 0.25);

  private AllLabels() {}

  static void read(Reproduction here) throws FileException {
    Mnist mnist = Mnist.load();
    Dataset pictures = Greedy.pictures(here, mnist);
    Dataset test = mnist.test().take(here.size().of(1000, 10_000, 10_000));
    Stack stack = Pretraining.of(here.size()).stack(here, pictures).lowest(Dreams.BELOW);
    BoltzmannMachine top = BoltzmannMachine.of(Dreams.top(here, stack, pictures));
    Model network = stack.network(seed(here.seed()), top, DROPS);
    int epochs = here.size().of(20, 13, 60);
    // Fewer epochs need larger steps.
    double rate = here.size().of(0.002, 0.006, 0.002);
    double error =
        new FineTuning("error", epochs, Adam.of(rate), here.size().of(50, 200, 200))
            .error(here, network, pictures, test, new Part(here, 0, 1));
    here.show(
        "error-mistakes",
        Mistakes.of(
            Answers.of(network, test),
            i -> Digits.picture(test, i),
            digit -> Text.of(Integer.toString(digit))));
    network.save(here.folder().resolve("network.safetensors"));
    double most = here.size().of(0.25, 0.0145, 0.013);
    here.measured(
        new Measurement(
            "error",
            Text.of("test pictures read wrongly", "读错的测试图片"),
            Sentence.of(
                "1.25 %% (Hinton, Osindero and Teh, 2006); at most %s must come out",
                "1.25%%（Hinton、Osindero、Teh，2006）；应不超过 %s", Sentence.percent(most, 2)),
            error,
            Sentence.percent(error, 2),
            Sentence.of(
                "%s training pictures, %s epochs of Adam with dropout, which is of 2012, after the"
                    + " machines; theirs: 60,000 pictures, 500, 500 and 2,000 units, 300 epochs of"
                    + " up-down",
                "%s 张训练图片，机器之后用 Adam 和 dropout（2012 年的方法）训练 %s 轮；原文：60,000 张，500、500、2,000 个单元，up-down 算法 300 轮",
                Sentence.count(pictures.size()),
                epochs),
            error <= most));
  }
}
