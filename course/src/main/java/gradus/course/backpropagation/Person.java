package gradus.course.backpropagation;

import gradus.plot.Text;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/// The people of the paper's two family trees, which are the same but for the names: the English,
/// and the Italians in the same order.
enum Person {
  CHRISTOPHER,
  PENELOPE,
  ANDREW,
  CHRISTINE,
  MARGARET,
  ARTHUR,
  VICTORIA,
  JAMES,
  JENNIFER,
  CHARLES,
  COLIN,
  CHARLOTTE,
  ROBERTO,
  MARIA,
  PIERRO,
  FRANCESCA,
  GINA,
  EMILIO,
  LUCIA,
  MARCO,
  ANGELA,
  TOMASO,
  ALFONSO,
  SOPHIA;

  /// How many people a family has.
  static final int FAMILY = 12;

  private static final String MEN = "+-+--+-+-++-";
  private static final int[] SPOUSES = {1, 0, 3, 2, 5, 4, 7, 6, 9, 8, -1, -1};
  // The first of two parents; the other is their spouse.
  private static final int[] PARENTS = {-1, -1, -1, -1, -1, 0, 0, 2, 2, -1, 6, 6};
  private static final int[] GENERATIONS = {1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3};
  // By birth or marriage; the children of Victoria and James belong to both.
  private static final int[] BRANCHES = {1, 1, 2, 2, 1, 1, 1, 2, 2, 2, 3, 3};

  /// Christopher, as it is written.
  Text title() {
    return Text.of(name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT));
  }

  /// The unit that stands for this person, counted from 0.
  @SuppressWarnings("EnumOrdinal") // The order is that of the paper's figure.
  int number() {
    return ordinal();
  }

  /// The person whom a unit stands for.
  @SuppressWarnings("EnumOrdinal") // The order is that of the paper's figure.
  static Person of(int number) {
    return values()[number];
  }

  private int place() {
    return number() % FAMILY;
  }

  /// The person at a place of the same tree.
  private Person at(int place) {
    return of(number() - place() + place);
  }

  boolean isMale() {
    return MEN.charAt(place()) == '+';
  }

  /// 1 for the English, 2 for the Italians.
  int nation() {
    return 1 + number() / FAMILY;
  }

  /// 1 for the oldest, 3 for the youngest.
  int generation() {
    return GENERATIONS[place()];
  }

  /// 1 for the branch on the left, 2 for that on the right, 3 for those of both.
  int branch() {
    return BRANCHES[place()];
  }

  /// The husband or wife; nobody where there is none.
  Stream<Person> spouse() {
    return SPOUSES[place()] < 0 ? Stream.empty() : Stream.of(at(SPOUSES[place()]));
  }

  /// This person and the spouse.
  Stream<Person> couple() {
    return Stream.concat(Stream.of(this), spouse());
  }

  Stream<Person> parents() {
    return PARENTS[place()] < 0 ? Stream.empty() : at(PARENTS[place()]).couple();
  }

  Stream<Person> children() {
    return Arrays.stream(values()).filter(one -> one.parents().anyMatch(this::equals));
  }

  /// Those with the same parents, without this person.
  Stream<Person> siblings() {
    return parents().limit(1).flatMap(Person::children).filter(one -> one != this);
  }
}
