package gradus.course.transformer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumeralsTest {
  @ParameterizedTest
  @CsvSource({
    "0, zero, 零",
    "7, seven, 七",
    "10, ten, 十",
    "15, fifteen, 十五",
    "20, twenty, 二十",
    "21, twenty-one, 二十一",
    "100, one hundred, 一百",
    "101, one hundred and one, 一百零一",
    "110, one hundred and ten, 一百一十",
    "305, three hundred and five, 三百零五",
    "1000, one thousand, 一千",
    "1001, one thousand and one, 一千零一",
    "1010, one thousand and ten, 一千零一十",
    "1100, one thousand one hundred, 一千一百",
    "10000, ten thousand, 一万",
    "10005, ten thousand and five, 一万零五",
    "12345, twelve thousand three hundred and forty-five, 一万二千三百四十五",
    "100000, one hundred thousand, 十万",
    "100010, one hundred thousand and ten, 十万零一十",
    "100200, one hundred thousand two hundred, 十万零二百",
    "101000, one hundred and one thousand, 十万一千",
    "110000, one hundred and ten thousand, 十一万",
    "305206, three hundred and five thousand two hundred and six, 三十万五千二百零六",
    "1000000, one million, 一百万",
    "1100000, one million one hundred thousand, 一百一十万",
    "12000000, twelve million, 一千二百万",
    "100000000, one hundred million, 一亿",
    "101000000, one hundred and one million, 一亿零一百万",
    "120030004, one hundred and twenty million thirty thousand and four, 一亿二千零三万零四"
  })
  void areWrittenAsPeopleWriteThem(long number, String english, String chinese) {
    assertThat(Numerals.text(Numerals.english(number))).isEqualTo(english);
    assertThat(Numerals.text(Numerals.chinese(number))).isEqualTo(chinese);
  }

  /// Each number of up to five digits is another text, and every word of all has a token.
  @Test
  void areDifferentForDifferentNumbers() {
    Set<List<String>> all = new HashSet<>();
    for (int number = 0; number < 20_000; number++) {
      assertThat(all.add(Numerals.english(number))).isTrue();
      assertThat(all.add(Numerals.chinese(number))).isTrue();
    }
    all.stream()
        .flatMap(List::stream)
        .distinct()
        .forEach(word -> assertThat(Task.WORDS.token(word)).isPositive());
    assertThat(Numerals.english(Numerals.MOST)).hasSize(17);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DAY_FIRST | 27November2026",
        "MONTH_FIRST | November27,2026",
        "SHORT_MONTH | 27Nov2026",
        "SLASHES | 27/11/2026",
        "CHINESE | 2026年11月27日",
        "CHINESE_NUMERALS | 二〇二六年十一月二十七日"
      })
  void datesAreWrittenInSixForms(WrittenDates.Form form, String text) {
    LocalDate date = LocalDate.of(2026, 11, 27);
    assertThat(String.join("", WrittenDates.written(date, form))).isEqualTo(text);
    assertThat(String.join("", WrittenDates.iso(date))).isEqualTo("2026-11-27");
  }

  @Test
  void whatIsHeldOutIsNeverTrainedWith() {
    SplittableRandom random = new SplittableRandom(3);
    for (Task task : Task.values()) {
      Set<List<String>> trained = new HashSet<>();
      for (int i = 0; i < 3000; i++) {
        trained.add(task.draw(random, 3, false).target());
      }
      List<Pair> held = task.heldOut(random, 3, 60);
      assertThat(held).hasSize(60).doesNotHaveDuplicates();
      assertThat(held).noneMatch(pair -> trained.contains(pair.target()));
    }
  }

  @Test
  void datesReadAsPeopleWriteThem() {
    LocalDate date = LocalDate.of(2026, 11, 7);
    assertThat(
            Arrays.stream(WrittenDates.Form.values())
                .map(form -> Numerals.text(WrittenDates.written(date, form))))
        .containsExactly(
            "7 November 2026",
            "November 7, 2026",
            "7 Nov 2026",
            "7/11/2026",
            "2026年11月7日",
            "二〇二六年十一月七日");
    assertThat(Numerals.text(WrittenDates.iso(date))).isEqualTo("2026-11-07");
  }

  @Test
  void ofALengthThereAreNoMoreNumbersThanThereAre() {
    SplittableRandom random = new SplittableRandom(5);
    for (Task task : List.of(Task.TO_CHINESE, Task.TO_ENGLISH)) {
      assertThat(task.ofLength(random, 1, 100)).hasSize(9).doesNotHaveDuplicates();
      assertThat(task.ofLength(random, 2, 100)).hasSize(90).doesNotHaveDuplicates();
      assertThat(task.ofLength(random, 9, 100)).hasSize(100).doesNotHaveDuplicates();
    }
  }

  @Test
  void everythingFitsIntoItsPlaces() {
    SplittableRandom random = new SplittableRandom(4);
    for (int digits : new int[] {2, 3, 6}) {
      Corpus corpus = new Corpus(List.of(Task.values()), digits);
      for (int i = 0; i < 200; i++) {
        assertThat(corpus.batches(i, 6, 1).epoch(0).next().inputs()).hasSize(2);
      }
      for (Task task : Task.values()) {
        Pair pair = task.draw(random, digits, false);
        assertThat(pair.read()).hasSizeLessThan(corpus.sourceTime()).startsWith(task.word());
      }
    }
  }
}
