package gradus.course.backpropagation;

import gradus.nn.Model;
import java.util.Arrays;

/// What the 6 units that see a person alone say of each of the 24.
///
/// @param activities of each person, one for each unit
record Codes(double[][] activities) {

  static Codes of(Model model) {
    double[] all = KinshipNetwork.codes(model).toDoubles();
    double[][] rows = new double[Person.values().length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(all, i * KinshipNetwork.CODE, (i + 1) * KinshipNetwork.CODE);
    }
    return new Codes(rows);
  }

  /// A unit's activity for each person.
  double[] unit(int unit) {
    return Arrays.stream(activities).mapToDouble(row -> row[unit]).toArray();
  }

  /// How much of the unit that tells a trait best the trait explains.
  double best(Trait trait) {
    double best = 0;
    for (int unit = 0; unit < KinshipNetwork.CODE; unit++) {
      best = Math.max(best, trait.explains(unit(unit)));
    }
    return best;
  }

  /// How many of the 24 have, among the 12 of the other family, their own counterpart as the
  /// nearest.
  int twins() {
    int twins = 0;
    for (int i = 0; i < activities.length; i++) {
      int other = (i + Person.FAMILY) % activities.length;
      int start = other / Person.FAMILY * Person.FAMILY;
      int nearest = start;
      for (int j = start; j < start + Person.FAMILY; j++) {
        nearest = distance(i, j) < distance(i, nearest) ? j : nearest;
      }
      twins += nearest == other ? 1 : 0;
    }
    return twins;
  }

  private double distance(int one, int other) {
    double sum = 0;
    for (int unit = 0; unit < KinshipNetwork.CODE; unit++) {
      double apart = activities[one][unit] - activities[other][unit];
      sum += apart * apart;
    }
    return sum;
  }
}
