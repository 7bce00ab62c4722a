package gradus.studio.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.io.JsonCursor;
import gradus.studio.Terminal;
import gradus.table.Column;
import gradus.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `train --lags` on a series with a trend, whose later values are beyond all that was learned.
class ForecastCommandsTest {
  private static final int ROWS = 360;
  private static final int KNOWN = 348;

  @TempDir private static Path folder;
  private static Path series;
  private static JsonCursor result;

  @BeforeAll
  static void train() throws IOException {
    series = Files.writeString(folder.resolve("series.csv"), series());
    Terminal terminal =
        Terminal.run(
            "train",
            series,
            "--target",
            "level",
            "--time",
            "month",
            "--lags",
            12,
            "--out",
            folder,
            "--name",
            "level",
            "--no-figures",
            "--json");
    assertThat(terminal.status()).as(terminal.err()).isZero();
    result = terminal.json();
  }

  private static double right(int month) {
    return 300 + 0.5 * month + 5 * Math.sin(2 * Math.PI * month / 12);
  }

  private static String series() {
    var random = new Random(6);
    var text = new StringBuilder("month,level\n");
    for (int i = 0; i < ROWS; i++) {
      double value = right(i) + 0.2 * random.nextGaussian();
      text.append(i).append(',');
      text.append(i < KNOWN ? String.format(Locale.ROOT, "%.3f", value) : "").append('\n');
    }
    return text.toString();
  }

  @Test
  void isBetterThanTheRowBeforeAndTheSeasonBefore() {
    double error = result.member("testRmse").number();
    assertThat(error).isLessThan(0.5 * result.member("rmseOfTheRowBefore").number());
    assertThat(error).isLessThan(0.2 * result.member("rmseOfTheSeasonBefore").number());
    // The season before is twelve steps of the trend away.
    assertThat(result.member("rmseOfTheSeasonBefore").number()).isEqualTo(6, within(0.3));
    assertThat(result.member("testR2").number()).isGreaterThan(0.95);
    assertThat(result.member("rmseOfTheMean").number()).isGreaterThan(50);
  }

  @Test
  void goesOnBeyondWhatItWasTrainedOn() throws IOException {
    Path out = folder.resolve("forecast.csv");
    Terminal answered = Terminal.run("predict", folder.resolve("level"), series, "--out", out);
    assertThat(answered.status()).as(answered.err()).isZero();
    double[] told = ((Column.Numbers) Table.readCsv(out).column("level answered")).values();
    for (int month = KNOWN; month < ROWS; month++) {
      assertThat(told[told.length - ROWS + month]).isEqualTo(right(month), within(4.0));
    }
  }

  @Test
  void isMeasuredInTheSeriesOwnUnits() {
    JsonCursor json = Terminal.run("evaluate", folder.resolve("level"), series, "--json").json();
    assertThat(json.member("testRows").integer()).isEqualTo(KNOWN - 12);
    assertThat(json.member("testRmse").number()).isLessThan(1.5);
    assertThat(json.member("testR2").number()).isGreaterThan(0.99);
    assertThat(json.member("rmseOfTheMean").number()).isGreaterThan(40);
  }

  @Test
  void answersSeriesWhoseBeginningIsNotKnown() throws IOException {
    var text = new StringBuilder("month,level\n0,\n1,\n");
    for (int month = 2; month < 20; month++) {
      text.append(month).append(',').append(month == 13 ? "" : right(month)).append('\n');
    }
    Path file = Files.writeString(folder.resolve("gaps.csv"), text);
    JsonCursor json = Terminal.run("predict", folder.resolve("level"), file, "--json").json();
    JsonCursor rows = json.member("predictions").element(0).member("rows");
    assertThat(rows.elements()).hasSize(8);
    rows.elements()
        .forEach(row -> assertThat(row.member("answer").number()).isBetween(290.0, 330.0));
  }
}
