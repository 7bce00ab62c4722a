package gradus.browser;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.course.Course;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every address in a browser: no error, no barrier, nothing wider than the window, in both
/// languages.
class PagesTest {
  static List<String> addresses() {
    return Stream.of(
            Stream.of("/", "/digits", "/glass", "/runs"),
            Course.lessons().stream().map(lesson -> "/learn/" + lesson.folder()),
            Course.milestones().stream().map(milestone -> "/" + milestone.address()))
        .flatMap(addresses -> addresses)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("addresses")
  void opensInBothLanguages(String address) {
    Browsing browsing = Browsing.start();
    browsing.page().setViewportSize(1440, 900);
    browsing.open(address + "?lang=en&theme=light");

    assertThat(browsing.page().evaluate("document.documentElement.lang")).isEqualTo("en");
    assertThat(browsing.page().locator("h1").first().innerText()).isNotBlank();
    assertThat(browsing.overflows()).isFalse();
    assertThat(browsing.barriers()).isEmpty();
    browsing.page().locator("#language").click();
    assertThat(browsing.page().evaluate("document.documentElement.lang")).isEqualTo("zh");
    assertThat(browsing.page().locator("h1").first().innerText()).containsPattern("\\p{IsHan}");
    assertThat(browsing.overflows()).isFalse();
    browsing.requireNoComplaints();
  }

  @ParameterizedTest
  @MethodSource("addresses")
  @Tag("long")
  void opensInEveryWidthAndTheme(String address) {
    Browsing browsing = Browsing.start();
    for (String theme : List.of("light", "dark")) {
      for (String language : List.of("en", "zh")) {
        for (int width : new int[] {390, 760, 1100, 1440}) {
          browsing.page().setViewportSize(width, 844);
          browsing.open(address + "?lang=" + language + "&theme=" + theme);
          assertThat(browsing.overflows())
              .as("%s %s %s %d", address, theme, language, width)
              .isFalse();
          assertThat(browsing.barriers())
              .as("%s %s %s %d", address, theme, language, width)
              .isEmpty();
          browsing.requireNoComplaints();
        }
      }
    }
  }

  @Test
  void keepsTheBlockUnderTheEyeWhenTheLanguageChanges() {
    Browsing browsing = Browsing.start();
    browsing.page().setViewportSize(1440, 900);
    browsing.open("/learn/5.2-optimizers?lang=en");
    browsing.page().evaluate("document.documentElement.style.scrollBehavior = 'auto'");
    browsing.page().evaluate("document.querySelector('#b12').scrollIntoView()");
    double before = top(browsing);

    browsing.page().keyboard().press("l");

    assertThat(browsing.page().evaluate("document.documentElement.lang")).isEqualTo("zh");
    assertThat(Math.abs(top(browsing) - before)).isLessThanOrEqualTo(2);
  }

  private static double top(Browsing browsing) {
    return ((Number)
            browsing
                .page()
                .evaluate(
                    "[...document.querySelectorAll('.block')].find(b =>"
                        + " b.getBoundingClientRect().bottom > 80).getBoundingClientRect().top"))
        .doubleValue();
  }
}
