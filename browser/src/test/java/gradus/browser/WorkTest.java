package gradus.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import gradus.course.Exercises;
import gradus.data.DataOptions;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a learner does: trains, draws, solves.
class WorkTest {
  @Test
  void readsADigitThatIsDrawn() {
    assumeTrue(
        Files.isDirectory(DataOptions.of().home().resolve("data/mnist")),
        "MNIST is not on this machine");
    Browsing browsing = Browsing.start();
    Page page = browsing.page();
    page.setViewportSize(1440, 1000);
    browsing.open("/digits");
    browsing.until("document.querySelector('#begin').hidden === false");
    page.locator("#network").selectOption("mlp");
    page.locator("#epochs").selectOption("2");
    page.locator("#begin").click();
    browsing.until(
        "document.querySelector('#facts').textContent.includes('784') &&"
            + " document.querySelector('#begin').hidden === false");

    drawThree(page);

    browsing.until("document.body.dataset.answer === '3'");
    assertThat(page.locator(".layer").count()).isGreaterThanOrEqualTo(3);
    page.locator("#confusion [data-cell='9,4']").click();
    browsing.until("document.querySelector('#which').textContent.includes('9')");
    page.locator("[data-view=why]").click();
    assertThat(page.locator("#tiles canvas").count()).isPositive();
    browsing.requireNoComplaints();
    assertThat(browsing.barriers()).isEmpty();
  }

  /// Two arcs, one above the other.
  private static void drawThree(Page page) {
    BoundingBox pad = page.locator("#pad").boundingBox();
    List<double[]> points = new ArrayList<>();
    arc(points, 0.48, 0.33, 0.16, -140, 90);
    arc(points, 0.48, 0.66, 0.18, -90, 140);
    double[] first = points.getFirst();
    page.mouse().move(pad.x + pad.width * first[0], pad.y + pad.height * first[1]);
    page.mouse().down();
    for (double[] point : points) {
      page.mouse().move(pad.x + pad.width * point[0], pad.y + pad.height * point[1]);
    }
    page.mouse().up();
  }

  private static void arc(
      List<double[]> points, double x, double y, double radius, int from, int to) {
    for (int degrees = from; degrees <= to; degrees += 10) {
      double angle = Math.toRadians(degrees);
      points.add(new double[] {x + radius * Math.cos(angle), y + radius * Math.sin(angle)});
    }
  }

  @Test
  void gradesAnExercise() {
    Browsing browsing = Browsing.start();
    Page page = browsing.page();
    browsing.open("/learn/5.2-optimizers?lang=en");
    Locator exercise = page.locator("details[data-exercise=momentum]");
    exercise.locator("summary").click();
    exercise.locator("textarea").fill(Exercises.of("momentum").start());

    exercise.locator(".check").click();
    page.waitForSelector("details[data-exercise=momentum][data-outcome=failed]");
    assertThat(exercise.locator(".checks .fail").count()).isPositive();

    exercise.locator(".solution").click();
    browsing.until(
        "document.querySelector('details[data-exercise=momentum] textarea').value.includes('return')");
    exercise.locator(".check").click();
    page.waitForSelector("details[data-exercise=momentum][data-outcome=passed]");
    assertThat(exercise.locator(".checks .fail").count()).isZero();
    assertThat(browsing.barriers()).isEmpty();
    browsing.requireNoComplaints();
  }

  @Test
  void reachesEverythingByTheKeyboard() {
    Browsing browsing = Browsing.start();
    Page page = browsing.page();
    page.setViewportSize(1440, 900);
    for (String address : List.of("/", "/learn/5.2-optimizers", "/digits", "/runs")) {
      browsing.open(address);
      Object unreachable =
          page.evaluate(
              """
              () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
                .filter(e => e.checkVisibility() && !e.disabled && e.tabIndex < 0 && e.getAttribute("role") !== "gridcell")
                .map(e => e.outerHTML.slice(0, 120))
              """);
      assertThat((List<?>) unreachable).as(address).isEmpty();
    }
    browsing.open("/learn/5.2-optimizers?experiment=race");
    page.waitForSelector(".figure svg");
    page.evaluate("document.activeElement.blur()");
    page.keyboard().press("Space");
    assertThat(page.locator(".experiment").getAttribute("data-playing")).isNotNull();
  }
}
