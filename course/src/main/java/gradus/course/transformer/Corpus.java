package gradus.course.transformer;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.tensor.RandomKey;
import gradus.tensor.Signature;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// What is to be learned: some tasks, with numbers up to a length.
///
/// @param tasks which take turns in a batch
/// @param digits the most digits of numbers
record Corpus(List<Task> tasks, int digits) {
  /// Between what is trained with and what is asked for.
  private static final int ASKED = 1 << 20;

  Corpus {
    tasks = List.copyOf(tasks);
  }

  /// The most tokens that a source has, with the task's word and the end.
  int sourceTime() {
    return 2 + longest(true, 12);
  }

  /// The most tokens that a target has, with its end.
  int targetTime() {
    return 1 + longest(false, 10);
  }

  /// @param sources whether sources are meant, and not targets
  private int longest(boolean sources, int date) {
    long most = Math.round(Math.pow(10, digits)) - 1;
    int longest = 0;
    for (Task task : tasks) {
      int length =
          task == Task.TO_ISO
              ? date
              : (task == Task.TO_CHINESE) == sources
                  ? Numerals.english(most).size()
                  : Numerals.chinese(most).size();
      longest = Math.max(longest, length);
    }
    return longest;
  }

  /// The inputs of a model of it.
  List<Signature> inputs() {
    return List.of(Signature.ints(sourceTime()), Signature.ints(targetTime()));
  }

  /// Pairs in batches, without an end.
  ///
  /// @param every how many batches count as an epoch
  Batches batches(long seed, int size, int every) {
    String name = tasks + " digits=" + digits + " batch=" + size;
    return Batches.generate(name, seed, every, key -> batch(key, size));
  }

  private Batch batch(RandomKey key, int size) {
    SplittableRandom random = new SplittableRandom(key.seed() + key.step());
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      pairs.add(tasks.get(i % tasks.size()).draw(random, digits, false));
    }
    return batch(pairs);
  }

  /// A batch of pairs that fit.
  Batch batch(List<Pair> pairs) {
    return Batch.of(
        List.of(sources(pairs, sourceTime()), beginnings(pairs, targetTime())),
        List.of(labels(pairs, targetTime())));
  }

  static Tensor sources(List<Pair> pairs, int time) {
    return Task.WORDS.ending(pairs.stream().map(Pair::read).toList(), time);
  }

  static Tensor beginnings(List<Pair> pairs, int time) {
    return Task.WORDS.beginning(pairs.stream().map(Pair::target).toList(), time);
  }

  static Tensor labels(List<Pair> pairs, int time) {
    return Task.WORDS.ending(pairs.stream().map(Pair::target).toList(), time);
  }

  /// Different pairs that are held out, of each task as many where there are so many.
  List<Pair> heldOut(long seed, int ofEach) {
    List<Pair> all = new ArrayList<>();
    for (Task task : tasks) {
      all.addAll(task.heldOut(new SplittableRandom(seed + ASKED), digits, ofEach));
    }
    return all;
  }
}
