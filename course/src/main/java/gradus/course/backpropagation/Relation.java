package gradus.course.backpropagation;

import gradus.plot.Text;
import java.util.List;
import java.util.stream.Stream;

/// What one person is to another: the paper's twelve relations.
enum Relation {
  FATHER("father", "父亲", true),
  MOTHER("mother", "母亲", false),
  HUSBAND("husband", "丈夫", true),
  WIFE("wife", "妻子", false),
  SON("son", "儿子", true),
  DAUGHTER("daughter", "女儿", false),
  UNCLE("uncle", "叔伯舅", true),
  AUNT("aunt", "姑姨婶", false),
  BROTHER("brother", "兄弟", true),
  SISTER("sister", "姐妹", false),
  NEPHEW("nephew", "侄甥", true),
  NIECE("niece", "侄甥女", false);

  private final String english;
  private final String chinese;
  private final boolean male;

  Relation(String english, String chinese, boolean male) {
    this.english = english;
    this.chinese = chinese;
    this.male = male;
  }

  /// The unit that stands for this relation, counted from 0.
  @SuppressWarnings("EnumOrdinal") // The order is the one above, and nothing else depends on it.
  int number() {
    return ordinal();
  }

  Text title() {
    return Text.of(english, chinese);
  }

  /// Those who are this to a person: everyone whom the answer names.
  List<Person> of(Person person) {
    Stream<Person> either =
        switch (this) {
          case FATHER, MOTHER -> person.parents();
          case HUSBAND, WIFE -> person.spouse();
          case SON, DAUGHTER -> person.children();
          case BROTHER, SISTER -> person.siblings();
          // Those who married into the family are uncles and aunts as well.
          case UNCLE, AUNT -> person.parents().flatMap(Person::siblings).flatMap(Person::couple);
          case NEPHEW, NIECE -> person.couple().flatMap(Person::siblings).flatMap(Person::children);
        };
    return either.filter(one -> one.isMale() == male).sorted().toList();
  }
}
