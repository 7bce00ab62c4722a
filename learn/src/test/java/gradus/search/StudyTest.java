package gradus.search;

import static gradus.search.Space.choice;
import static gradus.search.Space.integers;
import static gradus.search.Space.uniform;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.search.TrialRecord.State;
import gradus.tensor.StateException;
import gradus.train.Aim;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StudyTest {
  private static final Space LINE = Space.of(uniform("x", 0, 1));

  @Test
  void findsTheBestOfItsTrials() {
    Trials low = Study.minimize(LINE).run(20, trial -> trial.number("x"));
    Trials high = Study.maximize(LINE).run(20, trial -> trial.number("x"));
    List<Double> values = low.finished().stream().map(TrialRecord::value).toList();
    assertThat(low.best().value()).isEqualTo(Collections.min(values));
    assertThat(high.best().value())
        .isEqualTo(Collections.max(high.finished().stream().map(TrialRecord::value).toList()))
        .isGreaterThan(low.best().value());
    List<Double> improvements = low.improvements().stream().map(TrialRecord::value).toList();
    assertThat(improvements)
        .isSortedAccordingTo(Collections.reverseOrder())
        .doesNotHaveDuplicates()
        .startsWith(values.getFirst())
        .endsWith(low.best().value());
  }

  @Test
  void aTrialThatFailsIsRecordedAndTheStudyGoesOn() {
    Trials trials =
        Study.minimize(LINE)
            .run(
                12,
                trial ->
                    switch (trial.id() % 4) {
                      case 0 -> throw new java.io.IOException("disk full");
                      case 1 -> Double.NaN;
                      case 2 -> throw new OutOfMemoryError("heap");
                      default -> trial.number("x");
                    });
    assertThat(trials.all()).hasSize(12);
    assertThat(trials.count(State.FAILED)).isEqualTo(9);
    assertThat(trials.all().get(3).message()).isEqualTo("disk full");
    assertThat(trials.all().get(0).message()).isEqualTo("the objective returned not-a-number");
    assertThat(trials.all().get(1).message()).isEqualTo("heap");
    assertThat(trials.best().id()).isIn(3, 7, 11);
    assertThatThrownBy(() -> Study.minimize(LINE).run(2, _ -> Double.NaN).best())
        .isInstanceOf(StateException.class)
        .hasMessage(
            "best: of 2 trials none has finished, and 2 have failed (the first failure: the"
                + " objective returned not-a-number)");
  }

  @Test
  void anErrorThatNobodyExpectedEndsTheStudy() {
    for (int threads : new int[] {1, 3}) {
      assertThatThrownBy(() ->
              Study.minimize(LINE)
                  .threads(threads)
                  .run(
                      5,
                      _ -> {
                        throw new AssertionError("a broken program");
                      }))
          .isInstanceOf(AssertionError.class)
          .hasMessage("a broken program");
    }
  }

  @Test
  void anInterruptEndsTheStudyAndKeepsTheThreadInterrupted() {
    Trials trials =
        Study.minimize(LINE)
            .run(
                10,
                trial -> {
                  if (trial.id() == 4) {
                    throw new InterruptedException();
                  }
                  return trial.number("x");
                });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(trials.all()).hasSize(4);
    assertThat(trials.count(State.FINISHED)).isEqualTo(3);
    assertThat(trials.all().getLast().state()).isEqualTo(State.RUNNING);
  }

  @Test
  void anInterruptOfTheCallerReachesAllThreads() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(3);
    List<Trials> result = Collections.synchronizedList(new ArrayList<>());
    Thread caller =
        Thread.ofPlatform()
            .start(() ->
                result.add(
                    Study.minimize(LINE)
                        .threads(3)
                        .run(
                            100,
                            _ -> {
                              running.countDown();
                              new CountDownLatch(1).await();
                              return 0;
                            })));
    running.await();
    caller.interrupt();
    caller.join(TimeUnit.SECONDS.toMillis(60));
    assertThat(result).hasSize(1);
    assertThat(result.getFirst().all()).hasSize(3).allMatch(t -> t.state() == State.RUNNING);
  }

  @Test
  void threadsRunAtTheSameTimeAndEachTrialOnce() {
    CountDownLatch together = new CountDownLatch(4);
    List<Integer> ids = Collections.synchronizedList(new ArrayList<>());
    Trials trials =
        Study.minimize(LINE)
            .threads(4)
            .run(
                40,
                trial -> {
                  ids.add(trial.id());
                  together.countDown();
                  together.await();
                  return trial.number("x");
                });
    assertThat(ids).hasSize(40).doesNotHaveDuplicates();
    assertThat(trials.all()).extracting(TrialRecord::id).isSorted().hasSize(40);
    assertThat(trials.count(State.FINISHED)).isEqualTo(40);
  }

  @Test
  void triesWhatIsKnownToBeGoodFirst() {
    Configuration known = new Configuration(Map.of("x", 0.25));
    Trials trials = Study.minimize(LINE).first(known).run(3, trial -> trial.number("x"));
    assertThat(trials.all().getFirst().configuration()).isEqualTo(known);
  }

  @Test
  void tellsAboutParametersThatAreNotThere() {
    Space space =
        Space.of(
            choice("o", "adam", "sgd"), uniform("m", 0, 1).where("o", "sgd"), integers("n", 1, 3));
    Study study = Study.minimize(space).first(new Configuration(Map.of("o", "adam", "n", 2)));
    assertThat(study.run(1, trial -> trial.number("m")).all().getFirst().message())
        .startsWith("trial: there is no m here; there are [")
        .contains("ask has(name) first");
    assertThat(study.run(1, trial -> trial.number("o")).all().getFirst().message())
        .isEqualTo("trial: o is adam here, which is no number; ask for its text");
    assertThat(study.run(1, trial -> trial.integer("n") + (trial.has("m") ? 1 : 0)).best().value())
        .isEqualTo(2);
  }

  @Test
  void choicesGiveNumbersTruthsAndConstants() {
    Space space =
        Space.of(choice("d", 0.25), choice("t", true), choice("a", Aim.SMALLER), choice("i", 7));
    Trials trials =
        Study.minimize(space)
            .run(
                1,
                trial ->
                    trial.number("d")
                        + (trial.truth("t") ? 1 : 0)
                        + (trial.constant("a", Aim.class) == Aim.SMALLER ? 0 : 100)
                        + trial.integer("i"));
    assertThat(trials.best().value()).isEqualTo(8.25);
  }

  @Test
  void tablesHoldEveryTrial() {
    Space space = Space.of(choice("o", "a,b", "sgd"), uniform("m", 0, 1).where("o", "sgd"));
    Trials trials =
        Study.minimize(space)
            .first(
                new Configuration(Map.of("o", "a,b")),
                new Configuration(Map.of("o", "sgd", "m", 0.5)))
            .run(2, trial -> trial.has("m") ? Double.NaN : 2);
    assertThat(trials.toCsv().replaceAll("[0-9.E-]+(?=,\"a,b\"|,sgd)", "T"))
        .isEqualTo(
            """
            trial,state,value,seconds,o,m,message
            1,finished,2.0,T,"a,b",,
            2,failed,,T,sgd,0.5,the objective returned not-a-number
            """);
    assertThat(trials.toJson().cursor("study").member("trials").elements()).hasSize(2);
  }
}
