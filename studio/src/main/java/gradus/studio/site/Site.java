package gradus.studio.site;

import gradus.course.Course;
import gradus.course.Lesson;
import gradus.course.Milestone;
import gradus.course.Part;
import java.util.ArrayList;
import java.util.List;

/// Where the pages lie that refer to each other: in the studio, or in files of a folder.
///
/// All addresses are relative, so that the folder can be published anywhere.
///
/// @param live whether the studio serves them, so that experiments run
/// @param lessons the lessons that have pages
public record Site(boolean live, List<Lesson> lessons) {
  /// Copies the list.
  public Site {
    lessons = List.copyOf(lessons);
  }

  /// Pages of all lessons.
  public Site(boolean live) {
    this(live, Course.everyLesson());
  }

  /// The parts of the course, with those of their lessons that have pages.
  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (Part part : Course.parts()) {
      List<Lesson> own = part.lessons().stream().filter(lessons::contains).toList();
      if (!own.isEmpty()) {
        parts.add(new Part(part.number(), part.title(), own));
      }
    }
    return parts;
  }

  /// The milestones whose lessons have pages.
  List<Lesson> milestones() {
    return lessons.stream().filter(Lesson::isMilestone).toList();
  }

  /// The address of a lesson from a page that lies so many folders deep.
  String lesson(int depth, Lesson lesson) {
    return page(depth, lesson.address());
  }

  /// The address of a milestone's page, whether it has a lesson or not.
  String milestone(int depth, Milestone milestone) {
    return page(depth, milestone.address());
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
