package gradus.course.backpropagation;

import gradus.course.Sentence;
import gradus.data.Batch;
import gradus.plot.Text;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What the family trees say of a person and a relation: all who are that to the person.
///
/// Colin has two uncles, and that is one fact. So there are 104; counted by answers there would be
/// 112.
///
/// @param answers at least one
record Fact(Person person, Relation relation, List<Person> answers) {
  /// How many facts the paper kept for testing.
  static final int HELD_OUT = 4;

  private static final List<Fact> ALL = derived();

  /// The facts that a network learns, and those that it is asked afterwards.
  ///
  /// @param learned 100 of them
  /// @param held the other 4
  record Split(List<Fact> learned, List<Fact> held) {}

  /// All that the trees say.
  static List<Fact> all() {
    return ALL;
  }

  private static List<Fact> derived() {
    List<Fact> facts = new ArrayList<>();
    for (Person person : Person.values()) {
      for (Relation relation : Relation.values()) {
        List<Person> answers = relation.of(person);
        if (!answers.isEmpty()) {
          facts.add(new Fact(person, relation, answers));
        }
      }
    }
    return List.copyOf(facts);
  }

  /// The facts in two parts, by chance.
  static Split split(long seed) {
    double[] drawn = RandomKey.of(seed).uniform(Shape.of(ALL.size()), 0, 1).toDoubles();
    List<Fact> mixed =
        IntStream.range(0, drawn.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> drawn[i]))
            .map(ALL::get)
            .toList();
    return new Split(mixed.subList(HELD_OUT, mixed.size()), mixed.subList(0, HELD_OUT));
  }

  /// Facts as a network takes them: who, `[facts, 24]`, which relation, `[facts, 12]`, and who are
  /// the answers, `[facts, 24]`.
  static Batch batch(List<Fact> facts) {
    int people = Person.values().length;
    int relations = Relation.values().length;
    float[] who = new float[facts.size() * people];
    float[] which = new float[facts.size() * relations];
    float[] answers = new float[facts.size() * people];
    for (int i = 0; i < facts.size(); i++) {
      Fact fact = facts.get(i);
      who[i * people + fact.person.number()] = 1;
      which[i * relations + fact.relation.number()] = 1;
      for (Person answer : fact.answers) {
        answers[i * people + answer.number()] = 1;
      }
    }
    return Batch.of(
        List.of(
            Tensor.of(Shape.of(facts.size(), people), who),
            Tensor.of(Shape.of(facts.size(), relations), which)),
        List.of(Tensor.of(Shape.of(facts.size(), people), answers)));
  }

  /// Whether a network's activities answer it as the paper asks: those of all who are right above
  /// ½, and of all others below.
  boolean isAnswered(double[] activities) {
    for (Person one : Person.values()) {
      if (activities[one.number()] > 0.5 != answers.contains(one)) {
        return false;
      }
    }
    return true;
  }

  /// How many of some facts are answered.
  ///
  /// @param activities of the 24 output units, for one fact after the other
  static int answered(List<Fact> facts, double... activities) {
    int people = Person.values().length;
    int answered = 0;
    for (int i = 0; i < facts.size(); i++) {
      double[] own = java.util.Arrays.copyOfRange(activities, i * people, (i + 1) * people);
      answered += facts.get(i).isAnswered(own) ? 1 : 0;
    }
    return answered;
  }

  /// Colin's uncle.
  Text question() {
    return Sentence.of("%s's %s", "%s 的%s", person.title(), relation.title());
  }

  /// The names of all who are right.
  Text answer() {
    return names(answers);
  }

  /// Names one after the other.
  static Text names(List<Person> people) {
    return Text.of(
        people.stream().map(one -> one.title().english()).collect(Collectors.joining(", ")),
        people.stream().map(one -> one.title().chinese()).collect(Collectors.joining("、")));
  }
}
