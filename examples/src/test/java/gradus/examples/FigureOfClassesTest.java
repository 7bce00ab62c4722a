package gradus.examples;

import static gradus.nn.Layers.dense;
import static gradus.nn.Layers.seed;
import static gradus.nn.Layers.sigmoid;
import static gradus.nn.Layers.tanh;
import static org.assertj.core.api.Assertions.assertThat;

import gradus.loss.Losses;
import gradus.nn.Model;
import gradus.optim.Adam;
import gradus.plot.Figure;
import gradus.tensor.Shape;
import gradus.train.History;
import gradus.train.Metrics;
import gradus.train.Trainer;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureOfClassesTest {
  @Test
  void drawsWhatWasLearnt(@TempDir Path folder) throws Exception {
    Model model = Model.of(Shape.of(2), seed(1), dense(16), tanh(), dense(1), sigmoid());
    Trainer trainer =
        Trainer.of(model, Losses::binaryCrossEntropy, Adam.of(0.03)).metrics(Metrics.accuracy(0.5));
    History history = trainer.fit(FigureOfClasses.disc(1, 1000).shuffle(1).batch(50), 30);
    double accuracy = trainer.evaluate(FigureOfClasses.disc(2, 1000).batch(100)).value("accuracy");
    assertThat(accuracy).isGreaterThan(0.95);

    Figure figure = FigureOfClasses.draw(model, history);

    assertThat(figure.toSvg()).contains("A network finds a disc", "epoch");
    assertThat(figure.in(Locale.CHINESE).toSvg()).contains("网络找到圆盘", "轮次");
    Path png = folder.resolve("disc.png");
    figure.save(png);
    // A PNG's width is its 17th to 20th byte.
    assertThat(ByteBuffer.wrap(Files.readAllBytes(png)).getInt(16)).isGreaterThan(800);
  }
}
