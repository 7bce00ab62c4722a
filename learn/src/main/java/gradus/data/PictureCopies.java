package gradus.data;

import gradus.tensor.Message;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Pictures of a folder that look the same, level for level.
final class PictureCopies {
  private final Path folder;
  private final PictureFiles found;
  private final List<int[]> sameClass = new ArrayList<>();
  private final List<int[]> otherClass = new ArrayList<>();

  /// @param checksums what tells each picture's levels from others
  PictureCopies(Path folder, PictureFiles found, long[] checksums) {
    this.folder = folder;
    this.found = found;
    Map<Long, Integer> firsts = new HashMap<>();
    for (int i = 0; i < checksums.length; i++) {
      Integer first = firsts.putIfAbsent(checksums[i], i);
      if (first != null) {
        boolean same = found.labels()[first] == found.labels()[i];
        (same ? sameClass : otherClass).add(new int[] {first, i});
      }
    }
  }

  /// What a person should know of them.
  List<Message> notes() {
    List<Message> notes = new ArrayList<>();
    if (!sameClass.isEmpty()) {
      notes.add(
          Message.of(
              "pictures that are copies of others: %d, such as %s of %s; delete them, since a test"
                  + " on copies of what was learnt promises too much",
              sameClass.size(), name(sameClass.getFirst()[1]), name(sameClass.getFirst()[0])));
    }
    if (!otherClass.isEmpty()) {
      notes.add(
          Message.of(
              "pictures that are in two classes: %d, such as %s, which is %s as well; keep the right"
                  + " one of each",
              otherClass.size(), name(otherClass.getFirst()[1]), name(otherClass.getFirst()[0])));
    }
    return notes;
  }

  private Path name(int picture) {
    return folder.relativize(found.files().get(picture));
  }
}
