package gradus.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import gradus.course.Course;
import gradus.course.ExperimentType;
import gradus.course.Lesson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every experiment on its bench.
class ExperimentsTest {
  static List<Arguments> experiments() {
    List<Arguments> all = new ArrayList<>();
    for (Lesson lesson : Course.everyLesson()) {
      for (String name : lesson.experiments()) {
        all.add(Arguments.of(lesson.address(), name));
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("experiments")
  void startsAndPauses(String lesson, String name) {
    Browsing browsing = Browsing.start();
    browsing.page().setViewportSize(1440, 900);
    browsing.open("/" + lesson + "?experiment=" + name);
    Page page = browsing.page();
    Locator bench = page.locator("[data-experiment='" + name + "'].experiment");
    String data = "document.querySelector(\".experiment[data-experiment='" + name + "']\").dataset";
    browsing.until("Number(" + data + ".painted ?? 0) > 0 || " + data + ".phase === 'failed'");

    assertThat(bench.getAttribute("data-phase")).isNotEqualTo("failed");
    assertThat(bench.locator(".figure svg, .tables td").count()).isPositive();
    if ("true".equals(bench.getAttribute("data-playing"))) {
      bench.locator(".play").click();
      // It may have come to its end in between, and then the button plays it again.
      if ("true".equals(bench.getAttribute("data-playing"))) {
        bench.locator(".play").click();
      }
    }
    browsing.until(data + ".playing === 'false'");
    browsing.requireNoComplaints();
  }

  @Test
  void goesBackAndForthInTime() {
    Browsing browsing = Browsing.start();
    browsing.page().setViewportSize(1440, 900);
    browsing.open("/learn/5.2-optimizers?experiment=race");
    Page page = browsing.page();
    browsing.until(
        "document.querySelector('.experiment').dataset.phase === 'ended' &&"
            + " document.querySelector('.experiment').dataset.playing === 'false'");
    String last = page.locator(".count").innerText();

    page.locator(".time").focus();
    page.keyboard().press("Home");
    browsing.until("document.querySelector('.experiment').dataset.state === '0'");
    assertThat(page.locator(".count").innerText()).isEqualTo("1/100").isNotEqualTo(last);
    page.locator(".step").click();
    browsing.until("document.querySelector('.experiment').dataset.state === '1'");
    browsing.requireNoComplaints();
  }

  @Test
  void setsAnExperimentFromASentence() {
    Browsing browsing = Browsing.start();
    browsing.open("/learn/5.2-optimizers");
    Page page = browsing.page();

    page.locator(".do[data-do*='steps=3000']").first().click();
    browsing.until("document.querySelector('.count').textContent.includes('/')");

    assertThat(page.url()).contains("sgd=0.001").contains("steps=3000");
    browsing.open(page.url().substring(page.url().indexOf("/learn")));
    assertThat(page.locator(".controls input.num").first().inputValue()).isEqualTo("0.001");
  }

  @Test
  void setsAWeightOfAKernelByKey() {
    Browsing browsing = Browsing.start();
    browsing.open("/learn/3.2-convolution?experiment=sliding");
    Page page = browsing.page();
    page.waitForSelector(".figure svg");
    Locator weight = page.locator(".matrix input.num").nth(5);
    assertThat(weight.inputValue()).isEqualTo("2");

    weight.press("ArrowUp");
    browsing.until("document.querySelector('.said').textContent.includes('add up to 5')");

    assertThat(page.locator(".matrix select").inputValue()).isEmpty();
    assertThat(page.url()).contains("kernel=-1");
    weight.press("ArrowDown");
    browsing.until("document.querySelector('.said').textContent.includes('add up to 4')");
    assertThat(page.locator(".matrix select").inputValue()).isEqualTo("vertical-edges");
    page.locator(".matrix select").selectOption("wide-edges");
    browsing.until("document.querySelectorAll('.matrix input.num').length === 25");
    weight.fill("99");
    weight.press("Enter");
    assertThat(weight.inputValue()).isEqualTo("16");
    browsing.requireNoComplaints();
  }

  @Test
  void asksForAGuessFirst() {
    Browsing browsing = Browsing.start();
    browsing.open("/learn/5.2-optimizers");
    Page page = browsing.page();
    page.evaluate("localStorage.clear()");
    browsing.open("/learn/5.2-optimizers");
    assertThat(page.locator(".figure svg").count()).isZero();

    page.locator(".choices button").first().click();

    page.waitForSelector(".verdict .mark");
    page.waitForSelector(".figure svg");
  }

  @Test
  void comesBackWhenTheSocketWasCut() {
    Browsing browsing = Browsing.start();
    browsing.open("/learn/2.2-activations?experiment=depth");
    Page page = browsing.page();
    page.waitForSelector(".figure svg");
    browsing.context().setOffline(true);
    browsing.context().setOffline(false);

    page.locator(".experiment:not([hidden]) .reset").click();
    browsing.until("document.querySelector('.experiment:not([hidden])').dataset.phase === 'ended'");
  }

  @Test
  void everyExperimentBelongsToALesson() {
    List<String> used =
        Course.everyLesson().stream().flatMap(lesson -> lesson.experiments().stream()).toList();

    assertThat(Course.experiments().stream().map(ExperimentType::name).toList())
        .containsExactlyInAnyOrderElementsOf(used);
  }
}
