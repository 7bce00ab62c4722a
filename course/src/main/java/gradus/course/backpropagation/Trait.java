package gradus.course.backpropagation;

import gradus.plot.Text;
import java.util.Arrays;

/// What is true of a person and was never told to the network.
enum Trait {
  BRANCH("branch of the family", "家族分支"),
  GENERATION("generation", "辈分"),
  NATION("nationality", "国籍"),
  SEX("sex", "性别");

  private final String english;
  private final String chinese;

  Trait(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  Text title() {
    return Text.of(english, chinese);
  }

  /// Which group a person is in.
  int of(Person person) {
    return switch (this) {
      case NATION -> person.nation();
      case GENERATION -> person.generation();
      case BRANCH -> person.branch();
      case SEX -> person.isMale() ? 1 : 2;
    };
  }

  /// The share of a unit's variance among people that is a difference between the groups: the
  /// squared correlation ratio, 1 where the group says all, and 0 where it says nothing.
  ///
  /// @param activities one for each person
  double explains(double... activities) {
    double mean = Arrays.stream(activities).average().orElse(0);
    double between = 0;
    double all = 0;
    for (Person person : Person.values()) {
      double own =
          Arrays.stream(Person.values())
              .filter(other -> of(other) == of(person))
              .mapToDouble(other -> activities[other.number()])
              .average()
              .orElse(mean);
      between += (own - mean) * (own - mean);
      double distance = activities[person.number()] - mean;
      all += distance * distance;
    }
    return all > 0 ? between / all : 0;
  }
}
