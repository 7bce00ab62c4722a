package gradus.course.belief;

import static gradus.nn.Layers.boltzmannMachine;
import static gradus.nn.Layers.seed;

import gradus.course.Measurement;
import gradus.course.MilestoneSize;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.course.digits.Digits;
import gradus.course.judge.DigitJudge;
import gradus.data.Dataset;
import gradus.data.Mnist;
import gradus.io.FileException;
import gradus.nn.BoltzmannMachine;
import gradus.nn.Model;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.Text;
import gradus.tensor.DType;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.ContrastiveDivergence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A machine on top that saw what the stack says together with labels. With a label held on, it
/// dreams: its chain comes to what it believes of that digit, and the stack turns that into
/// pictures.
final class Dreams {
  /// How many machines are below the topmost.
  static final int BELOW = 2;

  private static final int SHOWN = 10;

  private Dreams() {}

  /// The topmost machine of a size, trained now, or by an earlier chapter.
  static Model top(Reproduction here, Stack stack, Dataset pictures) throws FileException {
    Path file = here.folder().resolve("top.safetensors");
    if (Files.exists(file)) {
      return Model.load(file);
    }
    Model top =
        Model.of(
            Shape.of(stack.width() + Digits.CLASSES),
            seed(here.seed() + stack.height()),
            boltzmannMachine(here.size().of(100, 1000, 2000))
                .withClasses(Digits.CLASSES)
                .withChains(Pretraining.batch(here.size())));
    // The chains have states, so what they are compared with has to be states as well.
    Tensor said = stack.up(pictures.inputs());
    Tensor states = RandomKey.of(here.seed()).uniform(said.shape()).less(said).cast(said.dtype());
    Tensor labels = Tensor.ofInts(pictures.labels());
    Dataset seen =
        Dataset.of(
            Tensor.concat(1, List.of(states, labels.oneHot(Digits.CLASSES, DType.FLOAT32))),
            labels);
    pretraining(here.size())
        .train(
            here,
            "top",
            top,
            ContrastiveDivergence.of(top).withHeld(true),
            seen,
            new Part(here, 0, 1));
    top.save(file);
    return top;
  }

  private static Pretraining pretraining(MilestoneSize size) {
    return new Pretraining(size.of(15, 5, 8), size.of(0.04, 0.01, 0.01), Pretraining.batch(size));
  }

  static void dream(Reproduction here) throws FileException {
    Mnist mnist = Mnist.load();
    Dataset pictures = Greedy.pictures(here, mnist);
    Stack stack = Pretraining.of(here.size()).stack(here, pictures).lowest(BELOW);
    BoltzmannMachine top = BoltzmannMachine.of(top(here, stack, pictures));
    DigitJudge judge = DigitJudge.of(here, mnist);
    int each = here.size().of(20, 50, 100);
    int steps = here.size().of(100, 300, 1000);
    int[] asked = IntStream.range(0, Digits.CLASSES * each).map(i -> i / each).toArray();
    List<Integer> moments = Stream.of(1, 3, 10, 30, 100, steps).distinct().toList();
    List<ImageGrid.Tile> way = new ArrayList<>();
    Tensor dreamt = Tensor.zeros(1);
    Chains chains = new Chains(top, stack, asked, here.seed());
    for (int step = 1; step <= steps; step++) {
      chains.step();
      if (moments.contains(step)) {
        dreamt = chains.pictures();
        Greedy.addRow(way, first(dreamt, each, 1));
      }
      here.step(step, steps);
    }
    here.show(
        "dreams",
        Figure.of(
            new ImageGrid(
                Text.of("Dreams of each digit", "梦见的每个数字"),
                SHOWN,
                tiles(first(dreamt, each, SHOWN)))));
    here.show(
        "way",
        Figure.of(
            new ImageGrid(
                Sentence.of(
                    "A dream of each digit after %s steps",
                    "每个数字的一个梦：%s 步之后", Greedy.listed(moments)),
                Digits.CLASSES,
                way)));
    measure(here, judge, asked, dreamt);
  }

  private static List<ImageGrid.Tile> tiles(Tensor pictures) {
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    Greedy.addRow(tiles, pictures);
    return tiles;
  }

  /// The first pictures of each digit.
  private static Tensor first(Tensor pictures, int each, int count) {
    List<Tensor> parts = new ArrayList<>();
    for (int digit = 0; digit < Digits.CLASSES; digit++) {
      parts.add(pictures.slice(0, digit * each, digit * each + count));
    }
    return Tensor.concat(0, parts);
  }

  private static void measure(Reproduction here, DigitJudge judge, int[] asked, Tensor dreamt) {
    int[] said = judge.probabilities(dreamt).argMax(1).toInts();
    int each = asked.length / Digits.CLASSES;
    int[] right = new int[Digits.CLASSES];
    for (int i = 0; i < asked.length; i++) {
      right[asked[i]] += said[i] == asked[i] ? 1 : 0;
    }
    NumberTable table =
        NumberTable.of(
            Text.of("digit asked for", "要的数字"), Text.of("taken for that digit", "被认成这个数字"));
    for (int digit = 0; digit < Digits.CLASSES; digit++) {
      table = table.plus(digit, Sentence.percent((double) right[digit] / each, 0));
    }
    here.show("judged", table);
    double share = (double) Arrays.stream(right).sum() / asked.length;
    double least = here.size().of(0.5, 0.8, 0.9);
    here.measured(
        new Measurement(
            "dreams",
            Text.of(
                "dreamt digits that a judge takes for the digit that was asked for",
                "评判网络认成所要数字的梦中数字"),
            Sentence.of(
                "with a label held on, the network generates pictures of that digit (Hinton,"
                    + " Osindero and Teh, 2006, figure 8); at least %s must come out",
                "固定一个标签，网络就生成那个数字的图片（Hinton、Osindero、Teh，2006，图 8）；应不低于 %s",
                Sentence.percent(least, 0)),
            share,
            Sentence.of(
                "%s, of which fewest %s and most %s of a digit",
                "%s；各数字中最少 %s，最多 %s",
                Sentence.percent(share),
                Sentence.percent((double) Arrays.stream(right).min().orElse(0) / each, 0),
                Sentence.percent((double) Arrays.stream(right).max().orElse(0) / each, 0)),
            Sentence.of(
                "%s dreams of each digit, a judge that reads %s of the test images rightly; they"
                    + " trained the whole network as a generator, too (up-down), here only each"
                    + " machine was",
                "每个数字 %s 个梦，评判网络读对 %s 的测试图片；原文还把整个网络作为生成模型训练过（up-down 算法），这里只训练了各台机器",
                each,
                Sentence.percent(judge.accuracy())),
            share >= least));
  }
}
