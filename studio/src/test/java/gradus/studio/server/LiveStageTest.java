package gradus.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.course.Course;
import gradus.course.Experiment;
import gradus.course.Stage;
import gradus.plot.Text;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveStageTest {
  private static void perform(Stage stage, int steps) {
    for (int step = 1; step <= steps; step++) {
      if (stage.wants(step, steps)) {
        stage.say(Text.of("step " + step));
      }
      stage.step(step, steps);
    }
  }

  @Test
  void keepsEveryStateThatShowsSomething() {
    LiveStage stage = new LiveStage(() -> {});

    perform(stage, 5);

    assertThat(stage.count()).isEqualTo(5);
    assertThat(stage.state(2).done()).isEqualTo(3);
    assertThat(stage.state(2).sentences()).hasSize(3);
  }

  @Test
  void drawsALongExperimentInAsManyStatesAsAPersonLooksAt() {
    LiveStage stage = new LiveStage(() -> {});

    perform(stage, 10_000);

    assertThat(stage.count()).isEqualTo(120);
    assertThat(stage.state(119).done()).isEqualTo(10_000);
  }

  @Test
  void isTheSameForTheSameSettings() {
    Experiment race = Course.experiment("race").initial();
    LiveStage one = new LiveStage(() -> {});
    LiveStage other = new LiveStage(() -> {});
    race.run(one);
    one.end();
    race.run(other);
    other.end();

    assertThat(other.count()).isEqualTo(one.count());
    IntStream.of(0, one.count() / 2, one.count() - 1)
        .forEach(i ->
            one.state(i)
                .figures()
                .forEach((name, figure) ->
                    assertThat(other.state(i).figures().get(name).toSvg())
                        .isEqualTo(figure.toSvg())));
  }

  @Test
  void waitsWhileItIsHeldAndGoesStepByStep() throws InterruptedException {
    Semaphore news = new Semaphore(0);
    LiveStage stage = new LiveStage(news::release);
    CountDownLatch end = new CountDownLatch(1);
    stage.hold();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              perform(stage, 3);
              end.countDown();
            });

    news.acquire();
    assertThat(stage.count()).isEqualTo(1);
    stage.once();
    news.acquire();
    assertThat(stage.count()).isEqualTo(2);
    assertThat(end.getCount()).isEqualTo(1);
    stage.go();
    end.await();
    thread.join();
    assertThat(stage.count()).isEqualTo(3);
  }

  @Test
  void endsWhatIsClosed() {
    LiveStage stage = new LiveStage(() -> {});
    stage.close();

    assertThatThrownBy(() -> perform(stage, 3)).isInstanceOf(Stage.Closed.class);
  }
}
