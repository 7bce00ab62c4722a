package gradus.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  private static final HeatMap MAP =
      HeatMap.ofFunction(Text.of("a field"), (x, y) -> x + y, Range.of(0, 1), Range.of(0, 1))
          .withAxes(Axis.of(Text.of("across")), Axis.of(Text.of("up")))
          .withPath(Series.of("path", 0, 1))
          .withPoints(Series.of("points", 0, 1));

  private static Set<String> changed(HeatMap other) throws ReflectiveOperationException {
    Set<String> names = new TreeSet<>();
    for (RecordComponent component : HeatMap.class.getRecordComponents()) {
      if (!component.getAccessor().invoke(MAP).equals(component.getAccessor().invoke(other))) {
        names.add(component.getName());
      }
    }
    return names;
  }

  @Test
  void whatIsNotAskedToChangeStays() throws ReflectiveOperationException {
    assertThat(changed(MAP.withTitle(Text.of("another")))).containsExactly("title");
    assertThat(changed(MAP.withAxes(Axis.of(Text.of("x")), Axis.of(Text.of("y")))))
        .containsExactly("x", "y");
    assertThat(changed(MAP.withColors(ColorMap.BLUES, Scale.LINEAR))).containsExactly("colors");
    assertThat(changed(MAP.withContours(Values.of(0.5, 1, 1.5)))).containsExactly("contours");
    assertThat(changed(MAP.withoutFill())).containsExactly("filled");
    assertThat(changed(MAP.withPath(Series.of("more", 1, 2)))).containsExactly("paths");
    assertThat(changed(MAP.withPoints(Series.of("more", 1, 2)))).containsExactly("points");
  }
}
