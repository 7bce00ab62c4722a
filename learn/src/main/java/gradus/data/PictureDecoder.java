package gradus.data;

import gradus.io.FileException;
import gradus.tensor.Threads;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;

/// Decodes pictures, several at a time where threads and memory allow it.
///
/// @param like what they become
/// @param files all pictures
record PictureDecoder(PictureFolder like, List<Path> files) {
  /// What decoding a large picture takes at most.
  private static final long BYTES_EACH = 192L << 20;

  /// What is done with a decoded picture.
  @FunctionalInterface
  interface Sink {
    /// Takes the levels of a picture, on some thread.
    ///
    /// @param place the place of its number among those asked for
    void take(int place, byte[] pixels) throws FileException;
  }

  /// How many pictures are decoded at a time.
  static int width() {
    long room = Runtime.getRuntime().maxMemory() / BYTES_EACH;
    return Math.clamp(room, 1, Threads.count());
  }

  /// Decodes some pictures.
  ///
  /// @param which their numbers
  /// @return what went wrong, by the place of the picture's number
  SortedMap<Integer, FileException> decode(int[] which, Sink sink) {
    var failures = new ConcurrentSkipListMap<Integer, FileException>();
    int width = Math.min(width(), which.length);
    IntStream strands = IntStream.range(0, width);
    (width > 1 ? strands.parallel() : strands)
        .forEach(strand -> {
          for (int place = strand; place < which.length; place += width) {
            try {
              sink.take(place, like.pixels(files.get(which[place])));
            } catch (FileException failure) {
              failures.put(place, failure);
            }
          }
        });
    return failures;
  }
}
