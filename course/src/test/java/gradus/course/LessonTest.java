package gradus.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LessonTest {
  static Stream<Lesson> lessons() {
    return Course.everyLesson().stream();
  }

  /// What both languages have in common, block by block.
  private static List<String> structure(Lesson lesson, Locale language) {
    List<String> structure = new ArrayList<>();
    for (Block block : lesson.blocks(language)) {
      structure.add(
          switch (block) {
            case Block.Heading heading -> "heading " + heading.level();
            case Block.Prose(String html, List<Block.Action> actions) ->
                "prose " + html.split("<p>|<li>", -1).length + " " + actions;
            case Block.Formula(String tex) -> "formula " + tex;
            case Block.Code(String reference, _) -> "code " + reference;
            case Block.Bench(Block.Action action) -> "experiment " + action;
            case Block.Guess guess -> "guess " + guess.choices().size() + " " + guess.right();
          });
    }
    return structure;
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void bothLanguagesHaveTheSameStructure(Lesson lesson) {
    assertThat(structure(lesson, Locale.CHINESE)).isEqualTo(structure(lesson, Locale.ENGLISH));
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void aLessonTeaches(Lesson lesson) {
    List<Block> blocks = lesson.blocks(Locale.ENGLISH);
    assertThat(blocks.getFirst()).isInstanceOf(Block.Heading.class);
    assertThat(blocks).hasAtLeastOneElementOfType(Block.Guess.class);
    assertThat(blocks).hasAtLeastOneElementOfType(Block.Bench.class);
    assertThat(blocks).hasAtLeastOneElementOfType(Block.Code.class);
    List<String> benches =
        blocks.stream()
            .filter(Block.Bench.class::isInstance)
            .map(block -> ((Block.Bench) block).action().experiment())
            .distinct()
            .toList();
    assertThat(benches).isEqualTo(lesson.experiments());
  }

  /// A link that sets what cannot be set would be refused here.
  @ParameterizedTest
  @MethodSource("lessons")
  void whatLinksSetCanBeSet(Lesson lesson) {
    for (Block block : lesson.blocks(Locale.ENGLISH)) {
      if (block instanceof Block.Prose prose) {
        prose.actions().forEach(Block.Action::build);
        prose
            .actions()
            .forEach(action -> assertThat(lesson.experiments()).contains(action.experiment()));
      }
      if (block instanceof Block.Bench bench) {
        bench.action().build();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void chineseIsWrittenInChinese(Lesson lesson) {
    for (Block block : lesson.blocks(Locale.CHINESE)) {
      if (block instanceof Block.Prose(String html, _)) {
        assertThat(html).containsPattern("\\p{IsHan}");
        String words = html.replaceAll("<[^>]*>|&\\w+;", " ");
        assertThat(words).doesNotContainPattern("\\p{IsHan}\\s?[,;?!]");
      }
    }
    for (Block block : lesson.blocks(Locale.ENGLISH)) {
      if (block instanceof Block.Prose(String html, _)) {
        assertThat(html).doesNotContainPattern("\\p{IsHan}");
      }
    }
  }

  /// Two stars after a full stop of Chinese end nothing unless a space follows.
  @ParameterizedTest
  @MethodSource("lessons")
  void noMarkupIsLeftOver(Lesson lesson) {
    for (Locale language : List.of(Locale.CHINESE, Locale.ENGLISH)) {
      for (Block block : lesson.blocks(language)) {
        String html =
            switch (block) {
              case Block.Prose(String prose, _) -> prose;
              case Block.Guess guess ->
                  guess.html() + String.join(" ", guess.choices()) + guess.explanation();
              case Block.Heading heading -> heading.html();
              default -> "";
            };
        assertThat(html.replaceAll("<code>[^<]*</code>", "")).doesNotContain("**", "`", "](");
      }
    }
  }

  @Test
  void aLessonIsFoundByNameNumberAndFolder() {
    Lesson lesson = Course.lesson("optimizers");
    assertThat(Course.lesson("5.2")).isEqualTo(lesson);
    assertThat(Course.lesson("5.2-optimizers")).isEqualTo(lesson);
    assertThatThrownBy(() -> Course.lesson("optimisers"))
        .hasMessageContaining("did you mean \"optimizers\"?");
  }

  @Test
  void textsThatAreNotAsTheyMustBeAreRefused() {
    assertThatThrownBy(() -> LessonReader.read("```fomula\nx\n```\n", "text"))
        .hasMessageContaining("there is no fence \"fomula\"");
    assertThatThrownBy(() -> LessonReader.read("```guess\nWhy?\n- a\n- b\n```\n", "text"))
        .hasMessageContaining("a guess needs a question");
    assertThatThrownBy(() -> LessonReader.read("```code optimizers.Race#no\n```\n", "text"))
        .hasMessage("lesson: there is no method no in optimizers.Race");
    assertThatThrownBy(() -> LessonReader.read("```code optimizers.No#no\n```\n", "text"))
        .hasMessage("lesson: there is no source of \"optimizers.No#no\"");
    assertThatThrownBy(() -> LessonReader.read("[go](do:race?sgd)", "text"))
        .hasMessage("lesson: \"race?sgd\" is not name?setting=value&...");
    List<Block> hostile = LessonReader.read("<script>alert(1)</script>\n\na <b>b</b>", "text");
    assertThat(((Block.Prose) hostile.getFirst()).html()).doesNotContain("<script", "<b>");
  }
}
