package gradus.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.course.optimizers.Race;
import gradus.course.optimizers.Surface;
import gradus.nn.UnknownNameException;
import gradus.plot.Text;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExperimentTypeTest {
  private static final ExperimentType RACE = Course.experiment("race");

  @Test
  void settingsAreThoseOfTheRecord() {
    assertThat(RACE.settings().stream().map(Setting::name))
        .startsWith("surface", "sgd", "momentum")
        .endsWith("startX", "startY", "steps");
    Setting surface = RACE.settings().getFirst();
    assertThat(surface.kind())
        .isInstanceOfSatisfying(
            Setting.Kind.OneOf.class,
            kind ->
                assertThat(kind.names())
                    .containsExactly("rosenbrock", "bowl", "four-valleys", "plain"));
    assertThat(RACE.settings().get(1).kind())
        .isEqualTo(new Setting.Kind.Bounded(1e-5, 1, false, true));
    assertThat(RACE.settings().get(1).title()).isEqualTo(Text.of("rate of SGD", "SGD 学习率"));
  }

  @Test
  void whatIsNotSetIsAsAtTheBeginning() {
    Race race = (Race) RACE.of(Map.of("surface", "four-valleys", "steps", "7"));
    assertThat(race.surface()).isEqualTo(Surface.FOUR_VALLEYS);
    assertThat(race.steps()).isEqualTo(7);
    assertThat(race.adagrad()).isEqualTo(0.1);
    assertThat(RACE.of(RACE.written(race))).isEqualTo(race);
  }

  @Test
  void whatCannotBeSetIsToldWithItsBounds() {
    assertThatThrownBy(() -> RACE.of(Map.of("sdg", "0.1")))
        .isInstanceOf(UnknownNameException.class)
        .hasMessageContaining("did you mean \"sgd\"?");
    for (String bad : List.of("0", "1.5", "NaN", "-1", "Infinity")) {
      assertThatThrownBy(() -> RACE.of(Map.of("sgd", bad)))
          .isInstanceOf(CourseException.class)
          .hasMessageStartingWith("sgd: must be from 1.000e-05 to 1, got " + bad);
    }
    assertThatThrownBy(() -> RACE.of(Map.of("steps", "1.5")))
        .hasMessage("steps: must be a number from 1 to 20000, got \"1.5\"");
    assertThatThrownBy(() -> RACE.of(Map.of("surface", "hill")))
        .hasMessage("surface: must be one of rosenbrock, bowl, four-valleys, plain, got \"hill\"");
  }

  private record Bare(double rate) implements Experiment {
    @Override
    public void run(Stage stage) {}
  }

  private record Unbounded(@Control(en = "rate", zh = "学习率", initial = "1") double rate)
      implements Experiment {
    @Override
    public void run(Stage stage) {}
  }

  private record Outside(
      @Control(en = "rate", zh = "学习率", min = 0, max = 1, initial = "2") double rate)
      implements Experiment {
    @Override
    public void run(Stage stage) {}
  }

  @Test
  void anExperimentMustDeclareItsSettings() {
    assertThatThrownBy(() -> ExperimentType.of("bare", "Bare", "空", Bare.class))
        .hasMessage("experiment: Bare.rate has no @Control");
    assertThatThrownBy(() -> ExperimentType.of("unbounded", "Unbounded", "无界", Unbounded.class))
        .hasMessageContaining("Unbounded.rate needs bounds");
    assertThatThrownBy(() -> ExperimentType.of("outside", "Outside", "界外", Outside.class))
        .hasMessage("rate: must be from 0 to 1, got 2");
  }
}
