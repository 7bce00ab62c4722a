package gradus.course.limits;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;

/// A question about pictures of a few black and white cells, and which perceptrons answer it.
///
/// A perceptron of order *k* sees a picture through masks of at most *k* cells: a mask is 1 where
/// all of its cells are black. It adds up weights of masks, and compares with a threshold, which is
/// the weight of the mask without cells.
///
/// @param cells how many there are; a picture is a number whose bit `i` is cell `i`
/// @param holds the right answer
/// @param symmetries permutations of the cells that change no answer
public record Predicate(int cells, IntPredicate holds, List<int[]> symmetries) {

  /// Weights or a proof, over all pictures and all masks of an order.
  ///
  /// @param masks the masks, as pictures
  /// @param found over pictures in the order of their numbers, and masks in that of the list
  public record Answer(int order, List<Integer> masks, Separation found) {
    /// Copies the list.
    public Answer {
      masks = List.copyOf(masks);
    }

    /// Whether perceptrons of this order can answer.
    public boolean suffices() {
      return found instanceof Separation.Weights;
    }
  }

  /// What a perceptron of some order can do.
  ///
  /// If some weights do, then so do their means over all symmetries (the group invariance theorem
  /// of Minsky and Papert), so that only as many weights are looked for as there are kinds of
  /// masks. What is found is handed out for each single mask and picture, so that it can be checked
  /// without that theorem.
  public Answer of(int order) {
    int[] kinds = kinds();
    List<List<Integer>> pictures = classes(kinds, cells);
    List<List<Integer>> masks = classes(kinds, order);
    List<int[]> signed = new ArrayList<>();
    for (List<Integer> alike : pictures) {
      int sign = holds.test(alike.getFirst()) ? alike.size() : -alike.size();
      signed.add(masks.stream().mapToInt(kind -> sign * inside(kind, alike.getFirst())).toArray());
    }
    List<Integer> all = new ArrayList<>();
    for (int mask = 0; mask < 1 << cells; mask++) {
      if (Integer.bitCount(mask) <= order) {
        all.add(mask);
      }
    }
    return new Answer(
        order,
        all,
        switch (Separation.of(signed)) {
          case Separation.Weights(List<BigInteger> weights) ->
              new Separation.Weights(spread(weights, masks, all));
          case Separation.Certificate(List<BigInteger> multipliers) ->
              new Separation.Certificate(spread(multipliers, pictures, every()));
        });
  }

  /// The smallest order that suffices, and those below it, which do not.
  public List<Answer> upToTheSmallest() {
    List<Answer> answers = new ArrayList<>();
    do {
      answers.add(of(answers.size()));
    } while (!answers.getLast().suffices());
    return answers;
  }

  /// Whether an answer is right: each weight or multiplier is checked on every single picture.
  public boolean isRight(Answer answer) {
    List<int[]> signed = new ArrayList<>();
    for (int picture = 0; picture < 1 << cells; picture++) {
      signed.add(signed(picture, answer.masks()));
    }
    return answer.found().holds(signed);
  }

  /// The masks of a picture: 1 or -1, after its answer, where all cells of a mask are black.
  private int[] signed(int picture, List<Integer> masks) {
    int sign = holds.test(picture) ? 1 : -1;
    return masks.stream().mapToInt(mask -> (picture & mask) == mask ? sign : 0).toArray();
  }

  private List<Integer> every() {
    List<Integer> every = new ArrayList<>();
    for (int picture = 0; picture < 1 << cells; picture++) {
      every.add(picture);
    }
    return every;
  }

  private static int inside(List<Integer> masks, int picture) {
    return (int) masks.stream().filter(mask -> (picture & mask) == mask).count();
  }

  private static List<BigInteger> spread(
      List<BigInteger> numbers, List<List<Integer>> classes, List<Integer> order) {
    Map<Integer, BigInteger> each = new LinkedHashMap<>();
    for (int i = 0; i < numbers.size(); i++) {
      for (int one : classes.get(i)) {
        each.put(one, numbers.get(i));
      }
    }
    return order.stream().map(each::get).map(Objects::requireNonNull).toList();
  }

  /// For each picture the first one into which symmetries turn it.
  private int[] kinds() {
    int[] kinds = new int[1 << cells];
    for (int picture = 0; picture < kinds.length; picture++) {
      kinds[picture] = picture;
    }
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int picture = 0; picture < kinds.length; picture++) {
        for (int[] symmetry : symmetries) {
          int moved = moved(picture, symmetry);
          int least = Math.min(kinds[picture], kinds[moved]);
          changed |= kinds[picture] != least || kinds[moved] != least;
          kinds[picture] = least;
          kinds[moved] = least;
        }
      }
    }
    return kinds;
  }

  private static int moved(int picture, int... symmetry) {
    int moved = 0;
    for (int cell = 0; cell < symmetry.length; cell++) {
      moved |= (picture >> cell & 1) << symmetry[cell];
    }
    return moved;
  }

  /// The pictures of each kind, of at most so many black cells.
  private static List<List<Integer>> classes(int[] kinds, int most) {
    Map<Integer, List<Integer>> classes = new LinkedHashMap<>();
    for (int picture = 0; picture < kinds.length; picture++) {
      if (Integer.bitCount(picture) <= most) {
        classes.computeIfAbsent(kinds[picture], _ -> new ArrayList<>()).add(picture);
      }
    }
    return List.copyOf(classes.values());
  }
}
