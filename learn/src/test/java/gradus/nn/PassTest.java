package gradus.nn;

import static gradus.nn.Layers.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gradus.tensor.DType;
import gradus.tensor.DTypeException;
import gradus.tensor.RandomKey;
import gradus.tensor.Shape;
import gradus.tensor.ShapeException;
import gradus.tensor.Tensor;
import gradus.tensor.TensorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PassTest {
  @Test
  void isInferenceWhereNothingElseIsSaid() {
    assertThat(Pass.current().isTraining()).isFalse();
    boolean training = Pass.training(RandomKey.of(1), () -> Pass.current().isTraining());
    assertThat(training).isTrue();
    assertThat(Pass.current().isTraining()).isFalse();
  }

  @Test
  void refusesChanceAndChangeInInference() {
    assertThatThrownBy(() -> Pass.current().uniform(Shape.of(1)))
        .isInstanceOf(IllegalStateException.class);
    Buffer buffer = new Buffer(Tensor.zeros(2));
    assertThatThrownBy(() -> buffer.update(Tensor.ones(2)))
        .isInstanceOf(IllegalStateException.class);
    assertThat(buffer.stored().toFloats()).containsOnly(0);
  }

  @Test
  void collectsUpdatesUntilTheyAreCommitted() {
    Buffer buffer = new Buffer(Tensor.zeros(2));
    Pass pass = Pass.training(RandomKey.of(1).toTensor());
    Tensor seen =
        pass.run(() -> {
          buffer.update(Tensor.ones(2));
          return buffer.value();
        });
    assertThat(seen.toFloats()).containsOnly(1);
    assertThat(buffer.value().toFloats()).containsOnly(0);
    pass.commit();
    assertThat(buffer.value().toFloats()).containsOnly(1);
  }

  @Test
  void refusesTensorsThatDoNotFitTheirCell() {
    Parameter parameter = new Parameter(Tensor.zeros(2));
    assertThatThrownBy(() -> Pass.inference().bind(Map.of(parameter, Tensor.zeros(3))))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("FLOAT32[3] stands for a parameter FLOAT32[2]");
    assertThatThrownBy(() -> parameter.set(Tensor.zeros(1, 2)))
        .isInstanceOf(ShapeException.class)
        .hasMessageContaining("holds FLOAT32[2] and cannot take FLOAT32[1, 2]");
    assertThatThrownBy(() -> parameter.set(Tensor.symbolic(DType.FLOAT32, Shape.of(2))))
        .isInstanceOf(TensorException.class);
    assertThatThrownBy(() -> new Parameter(Tensor.ofInts(1))).isInstanceOf(DTypeException.class);
    assertThatThrownBy(() -> new Parameter(Tensor.symbolic(DType.FLOAT32, Shape.of(2))))
        .isInstanceOf(TensorException.class);
  }

  @Test
  void tellsObserversEveryLayerInsideToo() {
    Model model =
        Model.of(Shape.of(4), seed(1), dense(4), residual(dense(4), relu()), sequential(relu()));
    List<String> paths = new ArrayList<>();
    Pass.inference()
        .observe((path, layer, _) -> paths.add(path + " " + Structure.name(layer)))
        .run(() -> model.apply(Tensor.ones(2, 4)));
    assertThat(paths)
        .containsExactly(
            "0 dense",
            "1.body.0 dense",
            "1.body.1 relu",
            "1.body sequential",
            "1 residual",
            "2.0 relu",
            "2 sequential");
  }

  @Test
  void namesTheInnermostLayerThatFails() {
    Sequential inner =
        new Sequential(List.of(Activation.RELU, new Dense(new Parameter(Tensor.ones(3, 3)), null)));
    Model model = Model.of(Shape.of(3), seed(1), relu(), residual(inner));
    assertThatThrownBy(() -> model.apply(Tensor.ones(2, 5)))
        .isInstanceOfSatisfying(
            LayerException.class, failure -> assertThat(failure.path()).isEqualTo("1.body.1"))
        .hasMessageStartingWith("layer 1.body.1 (dense): takes [batch, 3], got [2, 5]");
  }

  @Test
  void givesSeveralThreadsTheSameAnswers() throws Exception {
    Model model =
        Model.of(Shape.of(6), seed(1), dense(32), batchNorm(), relu(), dropout(0.5), dense(3));
    Tensor x = RandomKey.of(2).normal(Shape.of(16, 6));
    float[] expected = model.predict(x).toFloats();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int task = 0; task < 4; task++) {
        boolean traced = task % 2 == 0;
        tasks.add(() -> {
          for (int i = 0; i < 200; i++) {
            Tensor y = traced ? model.predict(x) : model.apply(x);
            assertThat(y.toFloats()).containsExactly(expected);
          }
          return null;
        });
      }
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
  }

  @Test
  void belongsToItsThread() throws Exception {
    boolean[] elsewhere = new boolean[1];
    Pass.training(
        RandomKey.of(1),
        () -> {
          Thread other =
              Thread.ofPlatform().start(() -> elsewhere[0] = Pass.current().isTraining());
          try {
            other.join();
          } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
          }
          return true;
        });
    assertThat(elsewhere[0]).isFalse();
  }
}
