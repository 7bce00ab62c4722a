package gradus.course.backpropagation;

import static gradus.course.backpropagation.Person.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FactTest {
  private static List<Person> told(Person person, Relation relation) {
    return relation.of(person);
  }

  /// The paper's count. Counted by answers there would be 112, since Colin and Charlotte have two
  /// uncles and two aunts each, and so have Alfonso and Sophia.
  @Test
  void theTreesSayOneHundredAndFourFacts() {
    assertThat(Fact.all()).hasSize(104);
    assertThat(Fact.all().stream().mapToInt(fact -> fact.answers().size()).sum()).isEqualTo(112);
    int[] counts = {12, 12, 10, 10, 12, 12, 4, 4, 6, 6, 8, 8};
    for (Relation relation : Relation.values()) {
      assertThat(Fact.all().stream().filter(fact -> fact.relation() == relation))
          .as(relation.name())
          .hasSize(counts[relation.number()]);
    }
  }

  /// Read off the paper's figure of the trees.
  @Test
  void relativesAreThoseOfTheFigure() {
    assertThat(told(COLIN, Relation.FATHER)).containsExactly(JAMES);
    assertThat(told(COLIN, Relation.MOTHER)).containsExactly(VICTORIA);
    assertThat(told(COLIN, Relation.UNCLE)).containsExactly(ARTHUR, CHARLES);
    assertThat(told(COLIN, Relation.AUNT)).containsExactly(MARGARET, JENNIFER);
    assertThat(told(COLIN, Relation.SISTER)).containsExactly(CHARLOTTE);
    assertThat(told(COLIN, Relation.BROTHER)).isEmpty();
    assertThat(told(PENELOPE, Relation.SON)).containsExactly(ARTHUR);
    assertThat(told(CHRISTINE, Relation.DAUGHTER)).containsExactly(JENNIFER);
    assertThat(told(CHARLES, Relation.NIECE)).containsExactly(CHARLOTTE);
    assertThat(told(CHARLES, Relation.WIFE)).containsExactly(JENNIFER);
    assertThat(told(MARGARET, Relation.FATHER)).isEmpty();
    assertThat(told(JAMES, Relation.NEPHEW)).isEmpty();
    assertThat(told(ALFONSO, Relation.AUNT)).containsExactly(GINA, ANGELA);
    assertThat(told(TOMASO, Relation.NEPHEW)).containsExactly(ALFONSO);
    assertThat(told(MARIA, Relation.HUSBAND)).containsExactly(ROBERTO);
    assertThat(told(FRANCESCA, Relation.SON)).containsExactly(MARCO);
  }

  @Test
  void bothFamiliesAreTheSameButForTheNames() {
    List<Fact> english = Fact.all().subList(0, 52);
    List<Fact> italian = Fact.all().subList(52, 104);
    for (int i = 0; i < english.size(); i++) {
      assertThat(italian.get(i).relation()).isEqualTo(english.get(i).relation());
      assertThat(italian.get(i).answers().stream().map(one -> one.number() - Person.FAMILY))
          .isEqualTo(english.get(i).answers().stream().map(Person::number).toList());
    }
  }

  @Test
  void aSplitKeepsFourFactsThatAreNotLearned() {
    Fact.Split split = Fact.split(7);
    assertThat(split.held()).hasSize(4).doesNotContainAnyElementsOf(split.learned());
    List<Fact> both = new ArrayList<>(split.learned());
    both.addAll(split.held());
    assertThat(both).containsExactlyInAnyOrderElementsOf(Fact.all());
    assertThat(Fact.split(7)).isEqualTo(split);
    assertThat(Fact.split(8)).isNotEqualTo(split);
  }

  /// An answer counts where all who are right are above ½, and nobody else is.
  @Test
  void anAnswerNamesAllAndNobodyElse() {
    Fact uncles =
        Fact.all().stream()
            .filter(fact -> fact.person() == COLIN && fact.relation() == Relation.UNCLE)
            .findFirst()
            .orElseThrow();
    double[] said = IntStream.range(0, 24).mapToDouble(i -> i == 5 || i == 9 ? 0.6 : 0.4).toArray();
    assertThat(uncles.isAnswered(said)).isTrue();
    said[9] = 0.4;
    assertThat(uncles.isAnswered(said)).isFalse();
    said[9] = 0.6;
    said[0] = 0.6;
    assertThat(uncles.isAnswered(said)).isFalse();
    assertThat(uncles.question().english()).isEqualTo("Colin's uncle");
    assertThat(uncles.answer().chinese()).isEqualTo("Arthur、Charles");
  }
}
