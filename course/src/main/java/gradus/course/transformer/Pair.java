package gradus.course.transformer;

import java.util.List;

/// A text and what it is to become, in words.
///
/// @param source without the task's own word
record Pair(Task task, List<String> source, List<String> target) {
  /// What the translator reads: the task's word says which language is wanted.
  List<String> read() {
    List<String> all = new java.util.ArrayList<>(source.size() + 1);
    all.add(task.word());
    all.addAll(source);
    return all;
  }
}
