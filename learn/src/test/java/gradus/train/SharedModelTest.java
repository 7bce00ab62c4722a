package gradus.train;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.nn.Model;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// One model and several threads.
class SharedModelTest {
  private static Tensor points(int seed, int count) {
    return RandomKey.of(seed).uniform(Shape.of(count, 2), -1, 1);
  }

  @Test
  void severalThreadsGetTheAnswersOfOne() throws Exception {
    Model model = TrainingChild.model();
    List<Tensor> questions = new ArrayList<>();
    List<float[]> answers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      // Two sizes, so that threads share programs and trace new ones.
      questions.add(points(i, 1 + i % 2 * 300));
      answers.add(model.copy().predict(questions.get(i)).toFloats());
    }
    var start = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<List<float[]>>> all = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        Callable<List<float[]>> asking =
            () -> {
              start.await();
              return questions.stream().map(x -> model.predict(x).toFloats()).toList();
            };
        all.add(threads.submit(asking));
      }
      start.countDown();
      for (Future<List<float[]>> given : all) {
        assertThat(given.get()).usingRecursiveComparison().isEqualTo(answers);
      }
    }
  }

  @Test
  void predictionsGoOnDuringATrainingAndDoNotDisturbIt() throws Exception {
    Model alone = TrainingChild.model();
    TrainingChild.trainer(alone).fit(TrainingChild.data(), TrainingChild.EPOCHS);

    Model model = TrainingChild.model();
    Tensor x = points(1, 50);
    var done = new AtomicBoolean();
    var asked = new CountDownLatch(1);
    try (var threads = Executors.newFixedThreadPool(2)) {
      Callable<Integer> asking =
          () -> {
            int answers = 0;
            while (!done.get()) {
              assertThat(model.predict(x).toFloats()).hasSize(200).doesNotContain(Float.NaN);
              answers++;
              asked.countDown();
            }
            return answers;
          };
      List<Future<Integer>> all = List.of(threads.submit(asking), threads.submit(asking));
      asked.await();
      try {
        TrainingChild.trainer(model).fit(TrainingChild.data(), TrainingChild.EPOCHS);
      } finally {
        done.set(true);
      }
      for (Future<Integer> answers : all) {
        assertThat(answers.get()).isNotNegative();
      }
    }
    assertThat(TrainingChild.weights(model)).isEqualTo(TrainingChild.weights(alone));
  }
}
