package gradus.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PointsTest {
  @Test
  void pointsAreWrittenAsTheyAreRead() {
    String written = "0.5,-0.25,1;-0.125,0.75,0;1,-1,0;0,0,1";
    Points points = Points.parse(written);
    assertThat(points.points().get(1)).isEqualTo(new Points.Point(-0.125, 0.75, 0));
    assertThat(points.written()).isEqualTo(written);
    assertThat(Points.parse("").points()).isEmpty();
    assertThat(new Points(List.of()).written()).isEmpty();
    assertThat(Points.parse(" 0.5000, -0.00001, 1 ").written()).isEqualTo("0.5,0,1");
  }

  /// Whatever a person draws, a link brings back.
  @Test
  void whateverIsDrawnComesBack() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      List<Points.Point> drawn = new ArrayList<>();
      for (int i = random.nextInt(Points.MOST + 1); i > 0; i--) {
        double x = 2 * random.nextDouble() - 1;
        double y = Math.rint(20 * random.nextDouble() - 10) / 10;
        drawn.add(new Points.Point(x, y, random.nextInt(2)));
      }
      Points points = new Points(drawn);
      assertThat(Points.parse(points.written())).isEqualTo(points);
      for (Points.Point point : points.points()) {
        assertThat(point.written()).matches("(-?[01](\\.\\d{1,3})?,){2}[01]");
      }
    }
  }

  @Test
  void whatIsNoPointIsToldInBothLanguages() {
    for (String bad :
        List.of("0.5,0.5", "0.5,0.5,1;", "a,0,1", "0,0,1.5", "0,0,1,1", ";", "0;0;1")) {
      assertThatThrownBy(() -> Points.parse(bad))
          .isInstanceOfSatisfying(
              CourseException.class,
              refused -> {
                assertThat(refused).hasMessageContaining("must be x,y,class, such as 0.5,-0.25,1");
                assertThat(refused.explanation().in(Locale.CHINESE)).contains("应写成“x,y,类别”");
              });
    }
    assertThatThrownBy(() -> Points.parse("0,0,1;0,zero,1"))
        .hasMessage("points: point 2 must be x,y,class, such as 0.5,-0.25,1, got \"0,zero,1\"");
    for (String bad : List.of("1.001,0,1", "0,-2,1", "NaN,0,0", "0,Infinity,0", "1e300,0,0")) {
      assertThatThrownBy(() -> Points.parse(bad))
          .hasMessageStartingWith("points: coordinates must be from -1 to 1, got");
    }
    assertThatThrownBy(() -> Points.parse("0,0,2"))
        .hasMessage("points: the class must be 0 or 1, got 2");
    String many = String.join(";", Collections.nCopies(Points.MOST + 1, "0,0,1"));
    assertThatThrownBy(() -> Points.parse(many))
        .hasMessage("points: there may be 400 at most, got 401; leave some out");
    assertThat(Points.parse(many.substring(6)).points()).hasSize(Points.MOST);
  }

  record Drawn(@Control(en = "points", zh = "数据点", initial = "") Points points)
      implements Experiment {
    @Override
    public void run(Stage stage) {}
  }

  @Test
  void pointsAreASetting() {
    ExperimentType type = ExperimentType.of("drawn", "Drawn", "手绘", Drawn.class);
    assertThat(type.settings().getFirst().kind()).isEqualTo(new Setting.Kind.Points(400, 1));
    assertThat(((Drawn) type.initial()).points().points()).isEmpty();
    Experiment drawn = type.of(Map.of("points", "0.5,-0.25,1"));
    assertThat(drawn).isEqualTo(new Drawn(Points.parse("0.5,-0.25,1")));
    assertThat(type.written(drawn)).containsEntry("points", "0.5,-0.25,1");
    assertThatThrownBy(() -> type.of(Map.of("points", "1")))
        .hasMessageStartingWith("points: point 1 must be x,y,class");
  }
}
