package gradus.course.belief;

import static gradus.nn.Layers.boltzmannMachine;
import static gradus.nn.Layers.seed;

import gradus.course.MilestoneSize;
import gradus.course.Reproduction;
import gradus.data.Batches;
import gradus.data.Dataset;
import gradus.io.FileException;
import gradus.nn.Model;
import gradus.optim.Schedule;
import gradus.optim.Schedules;
import gradus.optim.Sgd;
import gradus.tensor.Shape;
import gradus.tensor.Tensor;
import gradus.train.Callback;
import gradus.train.ContrastiveDivergence;
import gradus.train.History;
import gradus.train.Learner;
import gradus.train.Trainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How machines are trained one after the other, without labels, each on what those below say.
///
/// @param passes how often each machine sees each picture
/// @param rate the largest learning rate; it rises for a short time and then falls to 0
/// @param batch pictures a step
record Pretraining(int passes, double rate, int batch) {
  private static final double MOMENTUM = 0.9;
  private static final double DECAY = 2e-4;

  /// That of a size.
  static Pretraining of(MilestoneSize size) {
    return new Pretraining(size.of(10, 3, 6), 0.08, batch(size));
  }

  /// Pictures a step at a size.
  static int batch(MilestoneSize size) {
    return size.of(20, 100, 100);
  }

  /// The widths of the hidden layers at a size.
  static int[] widths(MilestoneSize size) {
    return size.of(new int[] {100, 100}, new int[] {500, 500, 500}, new int[] {500, 500, 500});
  }

  /// The stack of a size, trained now, or by an earlier chapter.
  ///
  /// @param pictures to learn from; their labels are not looked at
  Stack stack(Reproduction here, Dataset pictures) throws FileException {
    Stack stack = new Stack(List.of());
    int[] widths = widths(here.size());
    for (int i = 0; i < widths.length; i++) {
      Path file = here.folder().resolve("machine-" + (i + 1) + ".safetensors");
      if (Files.exists(file)) {
        stack = stack.plus(Model.load(file));
        continue;
      }
      Model machine =
          Model.of(Shape.of(stack.width()), seed(here.seed() + i), boltzmannMachine(widths[i]));
      Dataset seen =
          i == 0
              ? pictures
              : Dataset.of(stack.up(pictures.inputs()), Tensor.ofInts(pictures.labels()));
      train(
          here,
          "machine-" + (i + 1),
          machine,
          ContrastiveDivergence.of(machine),
          seen,
          new Part(here, i, widths.length));
      machine.save(file);
      stack = stack.plus(machine);
    }
    return stack;
  }

  /// Trains a machine, or goes on with a training that was ended.
  void train(
      Reproduction here,
      String name,
      Model machine,
      ContrastiveDivergence objective,
      Dataset seen,
      Part part) {
    Batches batches = seen.shuffle(here.seed()).batch(batch).dropLast();
    int steps = batches.batchCount() * passes;
    Callback watch = part.watching(steps);
    Trainer trainer =
        Trainer.of(
                Learner.Spec.of(
                        machine, objective, Sgd.momentum(rate, MOMENTUM).withWeightDecay(DECAY))
                    .withSchedule(schedule(steps)))
            .seed(here.seed());
    History _ = here.train(trainer, name, batches, passes, watch);
  }

  /// Up for a twentieth of the way, so that the first steps do not throw the weights about, and
  /// down to 0 in a straight line.
  static Schedule schedule(int steps) {
    int rising = Math.max(1, steps / 20);
    return Schedules.linearWarmup(rising, Schedules.polynomial(steps - rising, 1)).byStep();
  }
}
