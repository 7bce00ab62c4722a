package gradus.studio.book;

import gradus.course.Block;
import gradus.course.Course;
import gradus.course.Lesson;
import gradus.io.Json;
import gradus.io.JsonValue;
import gradus.studio.site.Markup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What the search page looks in: each section of each lesson, its heading and its text without
/// marks, in both languages.
final class SearchIndex {
  private SearchIndex() {}

  /// The index as a script that gives it to the page.
  static String script(List<Lesson> lessons) {
    List<JsonValue> entries = new ArrayList<>();
    lessons.forEach(lesson -> entries.add(entry(lesson)));
    return "globalThis.gradusIndex = " + Json.compact(JsonValue.array(entries)) + ";\n";
  }

  private static JsonValue entry(Lesson lesson) {
    List<JsonValue> sections = new ArrayList<>();
    List<Block> english = lesson.blocks(Locale.ENGLISH);
    List<Block> chinese = lesson.blocks(Locale.CHINESE);
    int from = 0;
    for (int i = 1; i <= english.size(); i++) {
      if (i == english.size() || english.get(i) instanceof Block.Heading) {
        sections.add(
            JsonValue.object()
                .put("id", "b" + from)
                .put(
                    "title", both(english.subList(from, from + 1), chinese.subList(from, from + 1)))
                .put("text", both(english.subList(from + 1, i), chinese.subList(from + 1, i)))
                .build());
        from = i;
      }
    }
    return JsonValue.object()
        .put("page", lesson.address() + ".html")
        .put("number", lesson.number())
        .put("title", Markup.json(lesson.title()))
        .put("sections", JsonValue.array(sections))
        .build();
  }

  private static JsonValue both(List<Block> english, List<Block> chinese) {
    return JsonValue.object()
        .put("en", text(english, Locale.ENGLISH))
        .put("zh", text(chinese, Locale.CHINESE))
        .build();
  }

  private static String text(List<Block> blocks, Locale language) {
    List<String> texts = new ArrayList<>();
    for (Block block : blocks) {
      switch (block) {
        case Block.Heading heading -> texts.add(plain(heading.html()));
        case Block.Prose prose -> texts.add(plain(prose.html()));
        case Block.Code code -> texts.add(code.reference());
        case Block.Bench bench ->
            texts.add(Course.experiment(bench.action().experiment()).title().in(language));
        case Block.Guess guess -> {
          texts.add(plain(guess.html()));
          guess.choices().forEach(choice -> texts.add(plain(choice)));
        }
        case Block.Formula _ -> {
          // Nobody searches for TeX.
        }
      }
    }
    return String.join(" ", texts);
  }

  /// The text of HTML: marks within a line stand for nothing, all others for a space.
  static String plain(String html) {
    return html.replaceAll("</?(?:a|b|em|strong|code|i|span|sub|sup)(?: [^>]*)?>", "")
        .replaceAll("<[^>]*>", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
