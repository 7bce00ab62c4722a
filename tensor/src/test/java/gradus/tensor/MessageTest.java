package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MessageTest {
  @Test
  void fillsItsPlacesAndKeepsItsTemplate() {
    Message message = Message.of("pad: needs %d columns, got %s", 3, Shape.of(2, 4));
    assertThat(message).hasToString("pad: needs 3 columns, got [2, 4]");
    assertThat(message.template()).isEqualTo("pad: needs %d columns, got %s");
    assertThat(message.in(Locale.FRENCH)).isEqualTo(message.toString());
  }

  @Test
  void takesATemplateWithoutArgumentsLiterally() {
    assertThat(Message.of("100 % of %s")).hasToString("100 % of %s");
  }

  @Test
  void writesNumbersAlikeEverywhere() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(Message.of("%d and %.1f", 1234, 0.5)).hasToString("1234 and 0.5");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void tellsInnerMessagesAndListsInOneLanguage() {
    Message inner = Message.of("row %d", 2);
    assertThat(Message.of("bad: %s", inner)).hasToString("bad: row 2");
    assertThat(Message.joined("; ", List.of(inner, Message.of("column 1"), 7)))
        .hasToString("row 2; column 1; 7");
    assertThat(Message.joined("; ", List.of())).hasToString("");
  }

  @Test
  void leavesOutItsFirstWordsOnlyWhereTheyAre() {
    Message message = Message.of("%s: too long", "dense");
    assertThat(message.without("dense: ")).hasToString("too long");
    assertThat(message.without("conv2d: ")).hasToString("dense: too long");
  }

  @Test
  void readsCatalogues() {
    Map<String, String> templates = new HashMap<>();
    Translations.read(
        """
        # a comment with "quotes"
        msgid ""
        msgstr "Language: zh"

        msgid "axis %d of %s"
        msgstr "%2$s 的第 %1$d 轴"

        msgid ""
        "one \\"quoted\\" "
        "line"
        msgstr ""
        "一"
        "行"

        msgid "not translated yet"
        msgstr ""
        """
            .lines()
            .toList(),
        templates);
    assertThat(templates)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("axis %d of %s", "%2$s 的第 %1$d 轴", "one \"quoted\" line", "一行"));
  }

  @Test
  void survivesSerialization() throws Exception {
    TensorException thrown =
        new ShapeException("pad: %s in %s", Message.of("row %d", 2), Shape.of(3));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new ObjectOutputStream(bytes).writeObject(thrown);
    Explained read =
        (Explained)
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    assertThat(read.explanation()).isEqualTo(thrown.explanation());
    assertThat(thrown).hasMessage("pad: row 2 in [3]");
  }

  @Test
  void explainsFailuresOfOtherKinds() {
    assertThat(Message.of(new IllegalStateException("50 % more"))).hasToString("50 % more");
    assertThat(Message.of(new IllegalStateException()))
        .hasToString("java.lang.IllegalStateException");
  }
}
