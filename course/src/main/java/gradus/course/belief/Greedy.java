package gradus.course.belief;

import gradus.course.Measurement;
import gradus.course.NumberTable;
import gradus.course.Reproduction;
import gradus.course.Sentence;
import gradus.course.charts.Planes;
import gradus.course.digits.Digits;
import gradus.data.Dataset;
import gradus.data.Mnist;
import gradus.io.FileException;
import gradus.nn.BoltzmannMachine;
import gradus.plot.Figure;
import gradus.plot.ImageGrid;
import gradus.plot.Picture;
import gradus.plot.Text;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Machines that learn one after the other: what a digit becomes on its way up and down again, and
/// what the lowest units look for.
final class Greedy {
  private static final int SHOWN_UNITS = 60;
  private static final int COLUMNS = 10;
  private static final int SIDE = 28;

  private Greedy() {}

  /// The pictures of a size, whose labels are not looked at.
  static Dataset pictures(Reproduction here, Mnist mnist) {
    return mnist.train().take(here.size().of(2000, 60_000, 60_000));
  }

  static void learn(Reproduction here) throws FileException {
    Mnist mnist = Mnist.load();
    Dataset pictures = pictures(here, mnist);
    Stack stack = Pretraining.of(here.size()).stack(here, pictures);
    Tensor test = mnist.test().take(here.size().of(500, 2000, 10_000)).inputs().flatten(1);
    Tensor mean = pictures.take(1000).inputs().flatten(1).mean(0);
    double guess = test.minus(mean).square().mean().item();
    List<Double> errors = new ArrayList<>();
    for (int height = 1; height <= stack.height(); height++) {
      Stack lowest = stack.lowest(height);
      errors.add(lowest.down(lowest.up(test)).minus(test).square().mean().item());
    }
    here.show("reconstructions", reconstructions(stack, mnist.test()));
    here.show("units", Figure.of(units(stack.machine(0), SHOWN_UNITS)));
    here.show("errors", table(stack, errors, guess));
    double last = errors.getLast() / guess;
    here.measured(
        new Measurement(
            "reconstruction",
            Text.of(
                "what is lost of a test picture on its way up and down again, of what the mean"
                    + " picture loses",
                "测试图片上行再下行之后的损失，与用平均图片代替时的损失之比"),
            Sentence.of(
                "the machines learn to give back what they see; at most %s must come out",
                "机器学会还原所见；应不超过 %s", Sentence.percent(here.size().of(0.75, 0.25, 0.2), 0)),
            last,
            Sentence.of(
                "%s by %s machines; by the lowest alone %s",
                "%2$s 台机器：%1$s；只用最下面一台：%3$s",
                Sentence.percent(last),
                stack.height(),
                Sentence.percent(errors.getFirst() / guess)),
            Sentence.of(
                "machines of %s hidden units, %s passes over %s pictures without labels, one step"
                    + " of contrastive divergence; theirs: 500, 500 and 2,000 units, 30 passes",
                "各有 %s 个隐藏单元的机器，对 %3$s 张无标签图片学 %2$s 遍，一步对比散度；原文：500、500、2,000 个单元，30 遍",
                listed(Arrays.stream(stack.widths()).boxed().toList()),
                Pretraining.of(here.size()).passes(),
                Sentence.count(pictures.size())),
            last < here.size().of(0.75, 0.25, 0.2)));
  }

  /// Numbers one after the other, as a person writes them.
  static Text listed(List<Integer> numbers) {
    List<String> all = new ArrayList<>(numbers.stream().map(Sentence::count).toList());
    String last = all.removeLast();
    return Text.of(
        all.isEmpty() ? last : String.join(", ", all) + " and " + last,
        all.isEmpty() ? last : String.join("、", all) + "、" + last);
  }

  /// A row of digits, and below it what comes down again from each height.
  private static Figure reconstructions(Stack stack, Dataset test) {
    Tensor digits = test.gather(Digits.firstOfEach(test)).input().flatten(1);
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    addRow(tiles, digits);
    for (int height = 1; height <= stack.height(); height++) {
      Stack lowest = stack.lowest(height);
      addRow(tiles, lowest.down(lowest.up(digits)));
    }
    return Figure.of(
        new ImageGrid(
            Text.of("Digits, and what comes back from each height", "原图，以及从每一层的高度还原的图片"),
            COLUMNS,
            tiles));
  }

  static void addRow(List<ImageGrid.Tile> tiles, Tensor pictures) {
    for (int i = 0; i < pictures.size(0); i++) {
      tiles.add(
          ImageGrid.Tile.of(
              Picture.of(pictures.slice(0, i, i + 1).reshape(SIDE, SIDE)), Text.EMPTY));
    }
  }

  /// The weights of the first hidden units, as pictures of what each looks for.
  static ImageGrid units(BoltzmannMachine machine, int count) {
    int shown = Math.min(count, machine.hiddenUnits());
    float[] weights = machine.weight().value().transpose(1, 0).slice(0, 0, shown).toFloats();
    List<ImageGrid.Tile> tiles =
        Planes.pictures(weights, SIDE, SIDE).stream()
            .map(picture -> ImageGrid.Tile.of(picture, Text.EMPTY))
            .toList();
    return new ImageGrid(
        Text.of(
            "What hidden units look for: ink at blue places, none at orange ones",
            "隐藏单元在找什么：蓝处要有墨，橙处要没有"),
        2 * COLUMNS,
        tiles);
  }

  private static NumberTable table(Stack stack, List<Double> errors, double guess) {
    NumberTable table =
        NumberTable.of(
            Text.of("height", "高度"),
            Text.of("hidden units", "隐藏单元"),
            Text.of("mean squared error of a pixel", "每个像素的均方误差"));
    for (int i = 0; i < errors.size(); i++) {
      table = table.plus(i + 1, stack.machine(i).hiddenUnits(), errors.get(i));
    }
    return table.plus(Text.of("the mean picture", "平均图片"), 0, guess);
  }
}
