package gradus.studio.site;

import gradus.course.Lesson;

/// Where the pages lie that refer to each other: in the studio, or in files of a folder.
///
/// All addresses are relative, so that the folder can be published anywhere.
///
/// @param live whether the studio serves them, so that experiments run
public record Site(boolean live) {
  /// The address of a lesson from a page that lies so many folders deep.
  String lesson(int depth, Lesson lesson) {
    return up(depth) + "learn/" + lesson.folder() + ending();
  }

  /// The address of another page, by its path from the root.
  String page(int depth, String path) {
    return path.isEmpty()
        ? (live ? (depth == 0 ? "./" : up(depth)) : up(depth) + "index.html")
        : up(depth) + path + ending();
  }

  /// The address of a file, by its path from the root.
  String file(int depth, String path) {
    return up(depth) + path;
  }

  private String ending() {
    return live ? "" : ".html";
  }

  private static String up(int depth) {
    return "../".repeat(depth);
  }
}
