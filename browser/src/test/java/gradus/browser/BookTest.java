package gradus.browser;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.course.Course;
import gradus.course.Lesson;
import gradus.course.Recording;
import gradus.io.FileException;
import gradus.studio.book.Book;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lessons as files, opened from their folder.
class BookTest {
  private static final String LESSON = "learn/5.2-optimizers.html";
  private static final String SHOWN =
      "[...document.querySelectorAll('.experiment img')].length === 2"
          + " && [...document.querySelectorAll('.experiment img')]"
          + ".every(i => i.complete && i.naturalWidth > 0)";

  @TempDir private static Path site;

  @BeforeAll
  static void write() throws FileException {
    List<Lesson> lessons = List.of(Course.lesson("optimizers"));
    Book book = Book.begin(site, lessons, LocalDate.of(2026, 11, 27));
    book.add(lessons.getFirst(), take -> Recording.of(take.build()));
    book.end();
  }

  @Test
  void opensInEveryWidthThemeAndLanguage() {
    Browsing browsing = Browsing.start();
    for (String page :
        List.of(
            "index.html",
            LESSON,
            "figures.html",
            "figure/5.2-optimizers-race-2-paths.html",
            "search.html")) {
      for (String query : List.of("lang=en&theme=light", "lang=zh&theme=dark")) {
        for (int width : new int[] {390, 1440}) {
          browsing.page().setViewportSize(width, 844);
          browsing.open(site.resolve(page), query);
          assertThat(browsing.overflows()).as("%s %s %d", page, query, width).isFalse();
          assertThat(browsing.barriers()).as("%s %s %d", page, query, width).isEmpty();
          browsing.requireNoComplaints();
        }
      }
    }
  }

  @Test
  void everySentencesButtonShowsItsRecording() {
    Browsing browsing = Browsing.start();
    browsing.page().setViewportSize(1440, 900);
    browsing.open(site.resolve(LESSON), "lang=en&theme=light");
    assertThat(browsing.page().locator(".experiment .foot").innerText())
        .contains("Recorded on 2026-11-27 with Gradus", "gradus studio");
    int buttons = 0;
    for (var button : browsing.page().locator(".do").all()) {
      if (button.isVisible()) {
        button.click();
        buttons++;
        browsing.until(
            "document.querySelector('.experiment').dataset.painted === '" + buttons + "'");
        browsing.until(SHOWN);
        assertThat(button.getAttribute("aria-pressed")).isEqualTo("true");
        assertThat(browsing.page().locator(".experiment td").count()).isPositive();
      }
    }
    assertThat(buttons).isGreaterThan(4);
    browsing.page().keyboard().press("l");
    browsing.until("document.querySelector('.experiment img').src.endsWith('.zh.svg')");
    browsing.page().keyboard().press("t");
    browsing.until("document.querySelector('.experiment img').src.endsWith('.zh.svg#dark')");
    browsing.requireNoComplaints();
  }

  @Test
  void aGuessIsAnsweredAndRemembered() {
    Browsing browsing = Browsing.start();
    browsing.page().setViewportSize(1440, 900);
    browsing.open(site.resolve(LESSON), "lang=zh&theme=light");
    browsing.page().locator("[data-choice]").first().click();
    browsing.until(SHOWN);
    browsing.open(site.resolve(LESSON), "lang=zh&theme=light");
    assertThat(browsing.page().locator(".guess.answered .verdict").isVisible()).isTrue();
    browsing.requireNoComplaints();
  }

  @Test
  void searchFindsBothLanguagesWithoutWordBoundaries() {
    Browsing browsing = Browsing.start();
    browsing.open(site.resolve("search.html"), "lang=zh&theme=light");
    for (String words : List.of("最大特征值", "Largest EIGENVALUE", "学习率 太大")) {
      browsing.page().locator("#words").fill(words);
      assertThat(browsing.page().locator("#found a").first().getAttribute("href"))
          .startsWith(LESSON + "#b");
      assertThat(browsing.page().locator("#found mark").count()).isPositive();
    }
    browsing.page().locator("#words").fill("zzzz");
    assertThat(browsing.page().locator("#found a").count()).isZero();
    browsing.requireNoComplaints();
  }
}
