package gradus.course.frameworks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gradus.course.Course;
import gradus.course.Recording;
import gradus.plot.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpinionsTest {
  private static Opinions opinions(Map<String, String> settings) {
    return (Opinions) Course.experiment("opinions").of(settings);
  }

  private static List<String> names(String order) {
    return opinions(Map.of("order", order)).sorted().stream().map(Opinion::name).toList();
  }

  /// The rows of the tutorial's table, as it prints them.
  @Test
  void theTableIsTheTutorials() {
    assertThat(Opinion.ALL.stream().map(Opinion::name))
        .containsExactly("TensorFlow", "PyTorch", "Keras", "MXNet", "JAX", "PaddlePaddle");
    assertThat(Opinion.ALL.stream().map(Opinion::year))
        .containsExactly(2015, 2016, 2015, 2015, 2018, 2016);
    assertThat(column(Criterion.EASE)).containsExactly(3, 5, 5, 3, 4, 4);
    assertThat(column(Criterion.FLEXIBILITY)).containsExactly(5, 5, 3, 5, 5, 4);
    assertThat(column(Criterion.DEPLOYMENT)).containsExactly(5, 4, 3, 5, 4, 5);
    assertThat(column(Criterion.COMMUNITY)).containsExactly(5, 5, 4, 3, 3, 3);
  }

  private static List<Integer> column(Criterion criterion) {
    return Opinion.ALL.stream().map(one -> one.points(criterion)).toList();
  }

  @Test
  void itIsSortedAsAsked() {
    assertThat(names("tutorial"))
        .containsExactly("TensorFlow", "PyTorch", "Keras", "MXNet", "JAX", "PaddlePaddle");
    assertThat(names("name"))
        .containsExactly("JAX", "Keras", "MXNet", "PaddlePaddle", "PyTorch", "TensorFlow");
    assertThat(names("year"))
        .containsExactly("TensorFlow", "Keras", "MXNet", "PyTorch", "PaddlePaddle", "JAX");
    assertThat(names("ease"))
        .containsExactly("PyTorch", "Keras", "JAX", "PaddlePaddle", "TensorFlow", "MXNet");
    assertThat(names("deployment"))
        .containsExactly("TensorFlow", "MXNet", "PaddlePaddle", "PyTorch", "JAX", "Keras");
    assertThat(names("weighted"))
        .containsExactly("PyTorch", "TensorFlow", "MXNet", "JAX", "PaddlePaddle", "Keras");
  }

  @Test
  void weightsMakeTheRanking() {
    Opinions equal = opinions(Map.of());
    assertThat(Opinion.ALL.stream().map(equal::weighted))
        .containsExactly(4.5, 4.75, 3.75, 4.0, 4.0, 4.0);
    Map<String, String> none =
        Map.of("ease", "0", "flexibility", "0", "deployment", "0", "community", "0");
    assertThat(opinions(none).weighted(Opinion.ALL.getFirst())).isEqualTo(4.5);
    assertThat(opinions(Map.of("deployment", "3")).sorted().getFirst().name())
        .isEqualTo("TensorFlow");
    Map<String, String> paddle =
        Map.of("ease", "2", "flexibility", "0", "deployment", "5", "community", "0");
    Opinions products = opinions(paddle);
    assertThat(products.sorted().getFirst().name()).isEqualTo("PaddlePaddle");
    assertThat(products.weighted(products.sorted().getFirst())).isCloseTo(33.0 / 7, within(1e-12));
  }

  /// Counted with NumPy over the same 14,640 weights.
  @Test
  void threeOfSixCanComeFirst() {
    double[] shares = Opinions.firstsUnderAnyWeights();
    double[] counted = {0.22390710382513662, 0.6955601092896175, 0, 0, 0, 0.008060109289617486};
    assertThat(shares).containsExactly(counted, within(1e-12));
    assertThat(Opinions.beaten().stream().map(Opinion::name))
        .containsExactly("Keras", "MXNet", "JAX");
  }

  /// NumPy, 400,000 draws of its own.
  @Test
  void inDoubtOthersComeFirstToo() {
    assertThat(opinions(Map.of("doubt", "0")).firstsInDoubt())
        .containsExactly(new double[] {0, 1, 0, 0, 0, 0}, within(1e-9));
    double[] half = opinions(Map.of()).firstsInDoubt();
    assertThat(Arrays.stream(half).sum()).isCloseTo(1, within(1e-9));
    assertThat(half).containsExactly(new double[] {0.1125, 0.8875, 0, 0, 0, 0}, within(0.02));
    double[] one = {0.2587, 0.7011, 0.0012, 0.0130, 0.0132, 0.0127};
    assertThat(opinions(Map.of("doubt", "1")).firstsInDoubt()).containsExactly(one, within(0.02));
  }

  @Test
  void theSameSettingsShowTheSame() {
    Recording one = Recording.of(opinions(Map.of()));
    Recording two = Recording.of(opinions(Map.of()));
    assertThat(one.figures()).isEqualTo(two.figures());
    assertThat(one.tables()).isEqualTo(two.tables());
    assertThat(one.figures().keySet()).containsExactly("points", "first");
    assertThat(one.tables().keySet()).containsExactly("opinion", "about", "since");
    assertThat(one.sentences().stream().map(Text::english))
        .anySatisfy(said -> assertThat(said).startsWith("PyTorch is 0.25 points ahead"))
        .anySatisfy(said -> assertThat(said).contains("Keras, MXNet, JAX alone at the top"));
    assertThat(opinions(Map.of("seed", "2")).firstsInDoubt())
        .isNotEqualTo(opinions(Map.of()).firstsInDoubt());
  }
}
