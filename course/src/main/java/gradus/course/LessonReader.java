package gradus.course;

import java.util.ArrayList;
import java.util.List;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// Reads a lesson's Markdown into its blocks.
///
/// Prose is CommonMark. What is special stands in fences: `formula` (TeX), `code Class#method`,
/// `experiment name?setting=value`, and `guess`, in which stand a question, a list of answers whose
/// right one begins with `[x]`, and a quotation that explains it. A link to `do:name?setting=value`
/// sets an experiment.
final class LessonReader {
  private static final String DO = "do:";
  private static final String RIGHT = "[x] ";
  private static final Parser PARSER = Parser.builder().build();

  /// Without the check of links' protocols, for `do:` is ours, and with escaped HTML: none is
  /// needed.
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().escapeHtml(true).sanitizeUrls(false).build();

  private final String where;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Block.Action> actions = new ArrayList<>();
  private final StringBuilder prose = new StringBuilder();

  private LessonReader(String where) {
    this.where = where;
  }

  /// @param where what messages call the text
  /// @throws CourseException where something special is not as it must be
  static List<Block> read(String markdown, String where) {
    LessonReader reader = new LessonReader(where);
    Node document = PARSER.parse(markdown);
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      reader.add(node);
    }
    reader.endProse();
    return List.copyOf(reader.blocks);
  }

  private void add(Node node) {
    switch (node) {
      case Heading heading -> add(new Block.Heading(heading.getLevel(), inside(heading)));
      case FencedCodeBlock fence when !fence.getInfo().isBlank() -> add(special(fence));
      default -> {
        prose.append(RENDERER.render(node));
        actions.addAll(actions(node));
      }
    }
  }

  private void add(Block block) {
    endProse();
    blocks.add(block);
  }

  private void endProse() {
    if (!prose.isEmpty()) {
      blocks.add(new Block.Prose(prose.toString(), actions));
      prose.setLength(0);
      actions.clear();
    }
  }

  private Block special(FencedCodeBlock fence) {
    String[] words = fence.getInfo().strip().split(" ", 2);
    String rest = words.length > 1 ? words[1] : "";
    return switch (words[0]) {
      case "formula" -> new Block.Formula(fence.getLiteral().strip());
      case "code" -> new Block.Code(rest, SourceCode.of(rest));
      case "experiment" -> new Block.Bench(Block.Action.parse(rest));
      case "guess" -> guess(fence.getLiteral());
      default ->
          throw new CourseException(
              "%s: there is no fence \"%s\"; there are formula, code, experiment and guess",
              where, words[0]);
    };
  }

  private Block.Guess guess(String markdown) {
    StringBuilder question = new StringBuilder();
    StringBuilder explanation = new StringBuilder();
    List<String> choices = new ArrayList<>();
    int right = -1;
    Node document = PARSER.parse(markdown);
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case BulletList list -> {
          for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
            Node paragraph = item.getFirstChild();
            String choice = paragraph == null ? "" : inside(paragraph);
            if (choice.startsWith(RIGHT)) {
              right = choices.size();
              choice = choice.substring(RIGHT.length());
            }
            choices.add(choice);
          }
        }
        case BlockQuote quote -> explanation.append(inside(quote));
        default -> question.append(RENDERER.render(node));
      }
    }
    if (question.isEmpty() || choices.size() < 2 || right < 0 || explanation.isEmpty()) {
      throw new CourseException(
          "%s: a guess needs a question, at least two answers of which one begins with [x], and a"
              + " quotation that explains it",
          where);
    }
    return new Block.Guess(question.toString(), choices, right, explanation.toString());
  }

  /// What stands inside a node, without its own tags.
  private static String inside(Node node) {
    StringBuilder html = new StringBuilder();
    for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
      html.append(RENDERER.render(child));
    }
    return html.toString().strip();
  }

  private static List<Block.Action> actions(Node node) {
    List<Block.Action> actions = new ArrayList<>();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            if (link.getDestination().startsWith(DO)) {
              actions.add(Block.Action.parse(link.getDestination().substring(DO.length())));
            }
            visitChildren(link);
          }
        });
    return actions;
  }
}
