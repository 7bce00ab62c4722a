package gradus.studio.book;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.course.Course;
import gradus.course.Lesson;
import gradus.io.Json;
import gradus.io.JsonCursor;
import gradus.io.JsonValue;
import gradus.studio.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages of one lesson whose experiment is quick.
class BookTest {
  private static final String LESSON = "5.2-optimizers";
  private static final Pattern ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
  private static final Pattern FONT = Pattern.compile("url\\((fonts/[^)]*\\.woff2)\\)");
  private static final Pattern DO = Pattern.compile("data-do=\"([^\"]*)\"");
  private static final Pattern TRY =
      Pattern.compile("data-try=\"([^\"]*)\" data-settings=\"([^\"]*)\"");

  @TempDir private static Path folder;
  private static Path site;
  private static Terminal writing;

  @BeforeAll
  static void write() {
    site = folder.resolve("site");
    writing = Terminal.run("lesson", "optimizers", "--site", site);
  }

  @Test
  void saysWhatItRecordedAndWhereToBegin() {
    assertThat(writing.status()).as(writing.err()).isZero();
    assertThat(writing.out()).contains("6 recordings").contains("index.html");
  }

  @Test
  void everyAddressIsRelativeAndLeadsToAFileAndAPlaceInIt() throws IOException {
    int addresses = 0;
    for (Path page : files(".html")) {
      for (String address : found(ADDRESS, text(page), 1)) {
        assertThat(address).as("%s", page).doesNotContain(":").doesNotStartWith("/");
        String[] parts = address.split("#", -1);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        assertThat(target).as("%s of %s", address, page).isRegularFile();
        if (parts.length > 1) {
          assertThat(text(target))
              .as("%s of %s", address, page)
              .contains("id=\"" + parts[1] + "\"");
        }
        addresses++;
      }
    }
    assertThat(addresses).isGreaterThan(200);
    Path sheet = site.resolve("lib/katex/katex.min.css");
    assertThat(found(FONT, text(sheet), 1))
        .isNotEmpty()
        .allSatisfy(font -> assertThat(sheet.resolveSibling(font)).isNotEmptyFile());
  }

  @Test
  void scriptsAreNoModulesBecauseBrowsersTakeNoneFromAFolder() throws IOException {
    for (Path script : files(".js")) {
      assertThat(text(script)).as("%s", script).doesNotContainPattern("(?m)^(import|export)\\b");
    }
    for (Path page : files(".html")) {
      assertThat(text(page)).as("%s", page).doesNotContain("type=\"module\"");
    }
    assertThat(text(site.resolve("site/lesson.js")))
        .contains("modules[\"base.js\"]", "const { Bench } = modules[\"bench.js\"];");
  }

  @Test
  void everyButtonOfTheTextHasItsRecording() throws IOException {
    String page = text(site.resolve("learn/" + LESSON + ".html"));
    List<MatchResult> tries = TRY.matcher(page).results().toList();
    assertThat(tries).hasSize(1);
    for (MatchResult match : tries) {
      JsonCursor settings = Json.parse(plain(match.group(2))).cursor("settings");
      Map<String, String> set = new HashMap<>();
      settings.names().forEach(name -> set.put(name, settings.member(name).text()));
      recorded(page, match.group(1), set);
    }
    List<String> buttons = found(DO, page, 1);
    assertThat(buttons)
        .hasSizeGreaterThan(8)
        .contains("race?sgd=0.001&amp;momentum=0.001&amp;steps=3000");
    for (String button : buttons) {
      String[] parts = plain(button).split("\\?", 2);
      Map<String, String> set = new HashMap<>();
      for (String pair : parts.length == 1 ? new String[0] : parts[1].split("&", -1)) {
        set.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
      }
      recorded(page, parts[0], set);
    }
  }

  /// The state that was recorded for settings of a page has pictures, words and numbers in both
  /// languages.
  private static void recorded(String page, String experiment, Map<String, String> set)
      throws IOException {
    Map<String, String> wanted = new HashMap<>();
    String types = found(Pattern.compile("data-experiments=\"([^\"]*)\""), page, 1).getFirst();
    for (JsonCursor type : Json.parse(plain(types)).cursor("types").elements()) {
      if (type.member("name").text().equals(experiment)) {
        type.member("settings")
            .elements()
            .forEach(setting ->
                wanted.put(setting.member("name").text(), setting.member("initial").text()));
      }
    }
    assertThat(wanted.keySet()).containsAll(set.keySet());
    wanted.putAll(set);
    List<JsonCursor> takes =
        data("recorded/" + LESSON + ".js").member("takes").elements().stream()
            .filter(take -> take.member("experiment").text().equals(experiment))
            .filter(take ->
                wanted.entrySet().stream()
                    .allMatch(setting ->
                        take.member("settings")
                            .member(setting.getKey())
                            .text()
                            .equals(setting.getValue())))
            .toList();
    assertThat(takes).as("%s %s", experiment, set).hasSize(1);
    for (JsonCursor figure : takes.getFirst().member("figures").elements()) {
      assertThat(site.resolve(figure.member("page").text())).isNotEmptyFile();
      String english = text(site.resolve(figure.member("file").member("en").text()));
      String chinese = text(site.resolve(figure.member("file").member("zh").text()));
      assertThat(english).startsWith("<svg id=\"dark\"").contains("momentum");
      assertThat(chinese).contains("动量法").doesNotContain("momentum");
    }
    assertThat(takes.getFirst().member("figures").elements()).hasSize(2);
    for (String language : List.of("en", "zh")) {
      JsonCursor words = takes.getFirst().member(language);
      assertThat(words.member("tables").elements()).isNotEmpty();
      assertThat(Json.compact(words.member("tables").value()))
          .contains(language.equals("en") ? "momentum" : "动量法");
    }
  }

  @Test
  void everyPageIsInBothLanguages() throws IOException {
    for (Path page : files(".html")) {
      assertThat(text(page)).as("%s", page).contains("lang=\"en\">", "lang=\"zh\">");
    }
    assertThat(text(site.resolve("figures.html"))).contains("Five optimizers race", "五个优化器赛跑");
  }

  @Test
  void aFiguresPageTellsItsLessonItsSettingsAndTheCommandThatMakesIt() throws IOException {
    String page = text(site.resolve("figure/" + LESSON + "-race-2-paths.html"));
    assertThat(page)
        .contains("../learn/" + LESSON + ".html", "rate of SGD", "SGD 学习率")
        .contains("gradus lesson optimizers --set sgd=0.001 --set momentum=0.001 --set steps=3000");
    Terminal again =
        Terminal.run(
            "lesson",
            "optimizers",
            "--set",
            "race.sgd=0.001",
            "--set",
            "momentum=0.001",
            "--set",
            "steps=3000",
            "--out",
            folder.resolve("again"));
    assertThat(again.status()).as(again.err()).isZero();
    String drawn = text(folder.resolve("again/" + LESSON + "/race-paths.svg"));
    String recorded = text(site.resolve("recorded/" + LESSON + "/race-2-paths-wide.en.svg"));
    assertThat(recorded.substring(recorded.indexOf("</style>") + 8))
        .isEqualTo(drawn.substring(drawn.indexOf('>') + 1));
  }

  @Test
  void theSearchIndexHoldsHeadingsAndTextInBothLanguages() throws IOException {
    JsonCursor entry = data("search-index.js").elements().getFirst();
    assertThat(entry.member("title").member("zh").text()).isEqualTo("优化器");
    String page = text(site.resolve(entry.member("page").text()));
    StringBuilder all = new StringBuilder();
    for (JsonCursor section : entry.member("sections").elements()) {
      assertThat(page).contains("id=\"" + section.member("id").text() + "\"");
      for (String language : List.of("en", "zh")) {
        all.append(section.member("title").member(language).text()).append('\n');
        all.append(section.member("text").member(language).text()).append('\n');
      }
    }
    assertThat(all).contains("Why two of them crash", "为什么有两个会翻车", "largest eigenvalue", "最大特征值");
    assertThat(all.toString()).doesNotContain("<strong>", "&lt;", "href=");
  }

  @Test
  void marksWithinALineDoNotSplitAWord() {
    assertThat(SearchIndex.plain("<p>学<strong>习</strong>率 &lt; 1</p><ul><li>a</li><li>b</li></ul>"))
        .isEqualTo("学习率 < 1 a b");
  }

  @Test
  void theMapHasTheLessonsThatWereWritten() throws IOException {
    String map = text(site.resolve("index.html"));
    for (Lesson lesson : Course.lessons()) {
      assertThat(map.contains("learn/" + lesson.folder() + ".html"))
          .as(lesson.folder())
          .isEqualTo(lesson.folder().equals(LESSON));
    }
  }

  @Test
  void writesOverItsOwnPagesAndNobodyElses() throws IOException {
    Path own = Files.createDirectory(folder.resolve("own"));
    assertThat(Terminal.run("lesson", "setting-up", "--site", own).status()).isEqualTo(2);
    assertThat(own).isEmptyDirectory();
    BookFolder.claim(own).write("index.html", "old");
    BookFolder.claim(own).write("index.html", "new");
    assertThat(text(own.resolve("index.html"))).isEqualTo("new");

    Path foreign = Files.createDirectory(folder.resolve("foreign"));
    Files.writeString(foreign.resolve("index.html"), "mine");
    Terminal refused = Terminal.run("lesson", "optimizers", "--site", foreign);
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.err()).contains("foreign holds files that this command did not write");
    assertThat(files(foreign, "")).containsExactly(foreign.resolve("index.html"));
    Terminal file = Terminal.run("lesson", "--site", foreign.resolve("index.html"));
    assertThat(file.status()).isEqualTo(2);
    assertThat(text(foreign.resolve("index.html"))).isEqualTo("mine");
  }

  @Test
  void recordsAsTheTextSaysAndNotOtherwise() {
    Terminal set = Terminal.run("lesson", "5.2", "--site", folder.resolve("x"), "--set", "sgd=1");
    assertThat(set.status()).isEqualTo(2);
    assertThat(set.err()).contains("leave out --all and --set");
    assertThat(folder.resolve("x")).doesNotExist();
  }

  private static JsonCursor data(String path) throws IOException {
    String script = text(site.resolve(path));
    JsonValue value =
        Json.parse(script.substring(script.indexOf('=') + 1, script.lastIndexOf(';')));
    return value.cursor("data");
  }

  private static List<Path> files(String ending) throws IOException {
    return files(site, ending);
  }

  private static List<Path> files(Path root, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
          .toList();
    }
  }

  private static List<String> found(Pattern pattern, String text, int group) {
    return pattern.matcher(text).results().map(match -> match.group(group)).toList();
  }

  private static String plain(String attribute) {
    return attribute.replace("&quot;", "\"").replace("&lt;", "<").replace("&amp;", "&");
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }
}
