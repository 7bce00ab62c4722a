package gradus.course.diffusion;

import gradus.course.Reproduction;
import gradus.course.judge.DigitJudge;
import gradus.data.Dataset;
import gradus.data.FashionMnist;
import gradus.data.Mnist;
import gradus.io.FileException;
import gradus.plot.ImageGrid;
import gradus.plot.Picture;
import gradus.plot.Text;
import gradus.tensor.Tensor;
import gradus.train.FrechetDistance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A network that reads pictures, and how far its 128 features of made ones are from those of real
/// test pictures.
///
/// @param train what a diffusion learns from
/// @param test the real pictures that made ones are compared with
record Judged(DigitJudge judge, Dataset train, Dataset test, FrechetDistance distance) {
  private static final int CHUNK = 1000;

  /// Of digits, by the judge that is kept, or at the smallest size by one of a second.
  static Judged ofDigits(Reproduction here) throws FileException {
    Mnist mnist = Mnist.load();
    DigitJudge judge = DigitJudge.of(here, mnist);
    return of(here, judge, mnist.train(), mnist.test());
  }

  /// Of clothes, by a judge of the same kind that is trained now.
  static Judged ofClothes(Reproduction here) throws FileException {
    FashionMnist clothes = FashionMnist.load();
    DigitJudge.Recipe recipe =
        here.size().of(DigitJudge.Recipe.SMALL, DigitJudge.Recipe.FULL, DigitJudge.Recipe.FULL);
    DigitJudge judge =
        DigitJudge.train(
            new Mnist(clothes.train(), clothes.test()),
            recipe,
            done -> here.step(done, 2 * recipe.steps()));
    return of(here, judge, clothes.train(), clothes.test());
  }

  private static Judged of(Reproduction here, DigitJudge judge, Dataset train, Dataset test) {
    Dataset some = test.take(here.size().of(500, test.size(), test.size()));
    return new Judged(judge, train, some, FrechetDistance.of(judge.features(some.inputs())));
  }

  /// What a diffusion learns from: pictures from -1 to 1.
  Dataset signed(int count) {
    return train.take(Math.min(count, train.size())).normalize(0.5, 0.5);
  }

  /// The share of pictures that the judge takes for the class that was asked for.
  double right(PictureModel.Made made) {
    int[] said = said(made);
    int right = 0;
    for (int i = 0; i < said.length; i++) {
      right += said[i] == made.asked()[i] ? 1 : 0;
    }
    return (double) right / said.length;
  }

  private int[] said(PictureModel.Made made) {
    return judge.probabilities(made.pictures()).argMax(1).toInts();
  }

  /// The Fréchet distance of made pictures from the test pictures.
  double distance(PictureModel.Made made) {
    return distance(made.pictures());
  }

  /// The Fréchet distance of pictures from the test pictures.
  double distance(Tensor pictures) {
    return distance.to(judge.features(pictures));
  }

  /// The distance of as many training pictures: what nothing that is made can be expected to
  /// surpass.
  double floor(int count) {
    // Not the first ones, which the judge's own opinion of real pictures goes by.
    int from = Math.max(0, Math.min(train.size() - count, 10 * CHUNK));
    int[] some = IntStream.range(from, from + count).toArray();
    return distance(train.subset(some).inputs());
  }

  /// Made pictures in rows of ten, with what the judge took wrongly framed.
  ImageGrid grid(Text title, PictureModel.Made made, int count) {
    int[] said = said(made);
    Tensor pictures = made.pictures();
    List<ImageGrid.Tile> tiles = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Picture picture = Picture.of(pictures.select(0, i));
      tiles.add(
          said[i] == made.asked()[i]
              ? ImageGrid.Tile.of(picture, Text.EMPTY)
              : ImageGrid.Tile.judged(picture, Text.EMPTY, false));
    }
    return new ImageGrid(title, PictureModel.CLASSES, tiles);
  }
}
