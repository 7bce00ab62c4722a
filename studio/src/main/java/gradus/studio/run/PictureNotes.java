package gradus.studio.run;

import gradus.data.Dataset;
import gradus.data.Split;
import gradus.tensor.Message;
import java.util.ArrayList;
import java.util.List;

/// What a person should know of how pictures of one's own are divided.
final class PictureNotes {
  private static final int SHOWN = 5;

  private PictureNotes() {}

  /// @param training what is trained on, of the first part
  /// @param before how the pictures were divided while copies were not looked at
  /// @param parts what is trained on and held back, and what is tested on
  static List<Message> of(Dataset training, Split before, Split parts) {
    List<Message> notes = new ArrayList<>();
    without(training)
        .forEach(name ->
            notes.add(Message.of("class \"%s\" has no picture to train on; add some", name)));
    without(parts.rest())
        .forEach(name ->
            notes.add(
                Message.of(
                    "class \"%s\" has no picture to test on, and so nobody knows how well it is told"
                        + " apart; it needs five or more",
                    name)));
    int moved = before.copies().length;
    int copies = parts.copies().length;
    if (moved > 0 && copies == 0) {
      notes.add(
          Message.of(
              "pictures to test on that are copies of ones to train on: %d of %d; all copies went"
                  + " where the first of them is, so that the test asks nothing that was learnt",
              moved, before.rest().size()));
    }
    if (copies > 0) {
      notes.add(
          Message.of(
              "pictures to test on that are copies of ones to train on: %d of %d; new pictures will"
                  + " be answered less well than these",
              copies, parts.rest().size()));
    }
    return notes;
  }

  /// The first classes that have no picture.
  private static List<String> without(Dataset pictures) {
    int[] counts = pictures.classCounts();
    List<String> names = new ArrayList<>();
    for (int label = 0; label < counts.length && names.size() < SHOWN; label++) {
      if (counts[label] == 0) {
        names.add(pictures.classNames().get(label));
      }
    }
    return names;
  }
}
