package gradus.course.plane;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.course.Points;
import gradus.plot.ColorMap;
import gradus.plot.HeatMap;
import gradus.plot.Picture;
import gradus.plot.Text;
import gradus.plot.Values;
import org.junit.jupiter.api.Test;

class PlaneTest {
  @Test
  void theLatticeBeginsAtTheFootOnTheLeft() {
    Samples lattice = Plane.lattice(3);
    assertThat(lattice.x()).containsExactly(-1, 0, 1, -1, 0, 1, -1, 0, 1);
    assertThat(lattice.y()).containsExactly(-1, -1, -1, 0, 0, 0, 1, 1, 1);
  }

  @Test
  void aMapHasItsTopAboveAndZeroInWhite() {
    Picture map = Plane.map(2, 0, -1, 2, 0);
    assertThat(map.at(0, 0)).isEqualTo(ColorMap.VERMILION_BLUE.at(1));
    assertThat(map.at(1, 0)).isEqualTo(ColorMap.VERMILION_BLUE.at(0.5));
    assertThat(map.at(0, 1)).isEqualTo(ColorMap.VERMILION_BLUE.at(0.5));
    assertThat(map.at(1, 1)).isEqualTo(ColorMap.VERMILION_BLUE.at(0.25));
    assertThat(Plane.map(1, 0).at(0, 0)).isEqualTo(ColorMap.VERMILION_BLUE.at(0.5));
  }

  @Test
  void discsAreOfClassOneAndSquaresOfClassZero() {
    Samples samples = Samples.of(Points.parse("0.5,0.25,1;-0.5,0,0;0.125,1,1"));
    HeatMap map = Plane.with(Plane.field(Text.EMPTY, 2, new double[4], 0, 1), samples);
    assertThat(map.points().get(0).x()).isEqualTo(Values.of(0.5, 0.125));
    assertThat(map.points().get(0).y()).isEqualTo(Values.of(0.25, 1));
    assertThat(map.points().get(1).x()).isEqualTo(Values.of(-0.5));
    assertThat(samples.accuracy(new double[] {1, 0, 0}, 0.5)).isEqualTo(2 / 3.0);
  }
}
