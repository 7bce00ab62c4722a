package gradus.studio.site;

import gradus.plot.Text;
import gradus.studio.report.Html;

/// A picture that an experiment showed in the end, in files of a page that nothing runs behind.
///
/// @param take which experiment with which settings
/// @param name what it is called among the experiment's pictures
/// @param title what a person calls it
/// @param narrow the paths of its files from the root, for the bench beside a lesson's text
/// @param wide the same, as large as it was drawn
public record RecordedFigure(Take take, String name, Text title, Text narrow, Text wide) {
  /// The path of its own page from the root, without an ending.
  public String page() {
    return "figure/" + take.lesson().folder() + "-" + take.stem() + "-" + name;
  }

  /// Both languages of it, large.
  String html(Site site, int depth) {
    return images(site, depth, wide, title);
  }

  /// Both languages of it beside its title, which is not said twice.
  String tile(Site site, int depth) {
    return images(site, depth, narrow, Text.EMPTY);
  }

  private static String images(Site site, int depth, Text files, Text alt) {
    return image(site.file(depth, files.english()), "en", alt.english())
        + image(site.file(depth, files.chinese()), "zh", alt.chinese());
  }

  private static String image(String source, String language, String alt) {
    return "<img class=\"figure\" loading=\"lazy\" lang=\""
        + language
        + "\" alt=\""
        + Html.escape(alt)
        + "\" src=\""
        + source
        + "\">";
  }
}
