package gradus.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import gradus.tensor.kernel.Workers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Hundreds of functions that nobody would write: traced and eager must agree bit for bit, whatever
/// a program merges, fuses or stores in one place.
class GeneratedGraphsTest {
  private int threads;

  @BeforeEach
  void remember() {
    threads = Workers.threads();
  }

  @AfterEach
  void restore() {
    Workers.setThreads(threads);
  }

  private static void assertSameBits(List<Tensor> actual, List<Tensor> expected, String what) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(OpContractTest.bits(actual.get(i)))
          .as("%s, output %d", what, i)
          .isEqualTo(OpContractTest.bits(expected.get(i)));
    }
  }

  private static void assertRunsLikeEager(GraphGenerator graph, String what) {
    assertRunsLikeEager(Program.trace(graph::outputs, graph.inputs()), graph, what);
  }

  private static void assertRunsLikeEager(Program program, GraphGenerator graph, String what) {
    List<Tensor> first = graph.outputs(graph.draw(0));
    List<Tensor> kept = program.run(graph.draw(0));
    assertSameBits(kept, first, what);
    // The second run finds the arrays of the first, and must not write into what that gave away.
    assertSameBits(program.run(graph.draw(1)), graph.outputs(graph.draw(1)), what + " again");
    assertSameBits(kept, first, what + " kept");
  }

  @Test
  void smallGraphsGiveTheSameBits() {
    for (int seed = 0; seed < 600; seed++) {
      assertRunsLikeEager(new GraphGenerator(seed, 1, 2, 3, 5), "graph " + seed);
    }
  }

  @Test
  void graphsWithEmptyTensorsGiveTheSameBits() {
    for (int seed = 0; seed < 200; seed++) {
      assertRunsLikeEager(new GraphGenerator(seed, 0, 1, 3), "graph " + seed);
    }
  }

  @Test
  void graphsThatAreCutIntoPiecesGiveTheSameBitsWithAnyNumberOfThreads() {
    for (int seed = 0; seed < 40; seed++) {
      Workers.setThreads(seed % 2 == 0 ? 1 : 4);
      assertRunsLikeEager(new GraphGenerator(seed, 1, 7, 41, 63), "graph " + seed);
    }
  }

  @Test
  void singleLoopsGiveTheSameBits() {
    for (int seed = 0; seed < 300; seed++) {
      Workers.setThreads(seed % 2 == 0 ? 1 : 4);
      var graph =
          seed < 260
              ? new GraphGenerator(seed, 1, 2, 17, 35)
              : new GraphGenerator(seed, 1, 7, 41, 63);
      var plan = new Plan(Graph.trace(graph::outputs, graph.inputs()));
      plan.makeLoops();
      assertRunsLikeEager(new Program(plan), graph, "graph " + seed);
    }
  }

  @Test
  void statesGoRoundAsInALoopOfEagerSteps() {
    for (int seed = 0; seed < 600; seed++) {
      var graph = new GraphGenerator(seed, 1, 2, 3, 17);
      int size = 1 + seed % graph.inputs().size();
      String what = "graph %d with a state of %d".formatted(seed, size);
      var program = Program.trace(in -> graph.step(size, in), graph.inputs());
      var state = new State(graph.draw(0).subList(0, size));
      List<Tensor> eager = graph.draw(0).subList(0, size);
      var given = new ArrayList<List<Tensor>>();
      var expected = new ArrayList<List<Tensor>>();
      for (int step = 0; step < 4; step++) {
        List<Tensor> more = graph.draw(step).subList(size, graph.inputs().size());
        var all = new ArrayList<>(eager);
        all.addAll(more);
        List<Tensor> outputs = graph.step(size, all);
        eager = outputs.subList(0, size);
        expected.add(outputs.subList(size, outputs.size()));
        given.add(program.step(state, more));
        assertSameBits(state.tensors(), eager, what + ", step " + step);
      }
      for (int step = 0; step < 4; step++) {
        assertSameBits(given.get(step), expected.get(step), what + ", kept from step " + step);
      }
    }
  }
}
