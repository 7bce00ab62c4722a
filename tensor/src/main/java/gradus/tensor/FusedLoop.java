package gradus.tensor;

import static gradus.tensor.Evaluator.KERNELS;

import gradus.tensor.Graph.Node;
import gradus.tensor.kernel.Floats;
import gradus.tensor.kernel.Masks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Elementwise operations of one shape in one pass: each chunk goes through all of them while it is
/// in the cache.
final class FusedLoop {
  /// A dozen chunks fit a second-level cache, and one hides what it costs to begin at another place
  /// in memory, where the processor does not yet read ahead.
  private static final int CHUNK = 4096;

  private enum Place {
    /// A chunk that lives within the pass.
    SCRATCH,
    /// An array with an element for each of the result's.
    ARRAY,
    /// One number for all.
    NUMBER
  }

  private record Operand(Place place, int index) {
    int at(int from) {
      return place == Place.ARRAY ? from : 0;
    }

    int step() {
      return place == Place.NUMBER ? 0 : 1;
    }
  }

  private record Instruction(Op operation, List<Operand> in, Operand to) {}

  /// Brings a smaller operand into a scratch chunk, repeated as the result's shape demands.
  private record Fill(int node, Operand to, Repetition repetition) {}

  private final int count;
  private final List<Fill> fills = new ArrayList<>();
  private final List<Instruction> instructions = new ArrayList<>();
  private final Map<Integer, Integer> lastRead = new HashMap<>();
  private final Map<Integer, Integer> written = new HashMap<>();
  private int scratches;

  /// @param escapes whether a member is needed outside the pass
  FusedLoop(Fusion.Unit unit, Predicate<Node> escapes) {
    Shape shape = unit.last().shape();
    count = shape.elements();
    var places = new HashMap<Node, Operand>();
    var lastUse = new HashMap<Node, Integer>();
    for (int i = 0; i < unit.members().size(); i++) {
      for (Node operand : unit.members().get(i).operands()) {
        lastUse.put(seenWithin(unit, operand), i);
      }
    }
    var free = new ArrayList<Integer>();
    for (int i = 0; i < unit.members().size(); i++) {
      Node node = unit.members().get(i);
      var in = new ArrayList<Operand>();
      List<Node> operands = node.operands().stream().map(one -> seenWithin(unit, one)).toList();
      for (Node operand : operands) {
        Operand place = places.computeIfAbsent(operand, outside -> outside(outside, shape));
        in.add(place);
        if (place.place() != Place.SCRATCH) {
          lastRead.put(operand.storage().id(), i);
        }
      }
      for (Node operand : operands.stream().distinct().toList()) {
        Operand place = places.get(operand);
        if (place != null
            && place.place() == Place.SCRATCH
            && unit.members().contains(operand)
            && lastUse.getOrDefault(operand, -1) == i) {
          free.add(place.index());
        }
      }
      Operand to;
      if (escapes.test(node)) {
        to = new Operand(Place.ARRAY, node.id());
        written.put(node.id(), i);
      } else {
        to = new Operand(Place.SCRATCH, free.isEmpty() ? scratches++ : free.removeLast());
      }
      places.put(node, to);
      instructions.add(
          new Instruction(Objects.requireNonNull(node.operation()), List.copyOf(in), to));
    }
  }

  /// A view of a member has as many elements as all members have, in the same order: within the
  /// pass, where it may not exist as an array, it is that member.
  private static Node seenWithin(Fusion.Unit unit, Node operand) {
    return operand.isView() && unit.members().contains(operand.storage())
        ? operand.storage()
        : operand;
  }

  private Operand outside(Node node, Shape shape) {
    if (node.shape().elements() == 1) {
      return new Operand(Place.NUMBER, node.id());
    }
    if (node.shape().elements() == count) {
      return new Operand(Place.ARRAY, node.id());
    }
    var to = new Operand(Place.SCRATCH, scratches++);
    fills.add(new Fill(node.id(), to, new Repetition(node.shape(), shape)));
    return to;
  }

  /// Whether the result `output` may be written over the array of `input`: nothing reads the input
  /// after the result is written.
  boolean canOverwrite(int input, int output) {
    return written.containsKey(output) && lastRead.getOrDefault(input, -1) <= written.get(output);
  }

  void run(@Nullable Tensor[] values) {
    int chunks = Math.max(1, ElementLoop.GRAIN / (CHUNK * instructions.size()));
    ElementLoop.ranges(count, chunks * CHUNK, (from, length) -> range(values, from, from + length));
  }

  private void range(@Nullable Tensor[] values, int start, int end) {
    Scratch scratch = Scratch.LOCAL.get();
    scratch.reserve(scratches);
    for (int from = start; from < end; from += CHUNK) {
      int length = Math.min(CHUNK, end - from);
      for (Fill fill : fills) {
        Tensor source = Plan.at(values, fill.node());
        boolean mask = source.dtype() == DType.BOOL;
        Object to =
            mask ? scratch.masks.get(fill.to().index()) : scratch.floats.get(fill.to().index());
        fill.repetition().copy(source.dtype(), source.array(), from, length, to);
      }
      for (Instruction instruction : instructions) {
        step(instruction, values, scratch, from, length);
      }
    }
  }

  private static Floats floats(
      Operand operand, @Nullable Tensor[] values, Scratch scratch, int from) {
    float[] array =
        operand.place() == Place.SCRATCH
            ? scratch.floats.get(operand.index())
            : (float[]) Plan.at(values, operand.index()).array();
    return new Floats(array, operand.at(from), operand.step());
  }

  private static Masks masks(
      Operand operand, @Nullable Tensor[] values, Scratch scratch, int from) {
    boolean[] array =
        operand.place() == Place.SCRATCH
            ? scratch.masks.get(operand.index())
            : (boolean[]) Plan.at(values, operand.index()).array();
    return new Masks(array, operand.at(from), operand.step());
  }

  private static void step(
      Instruction instruction, @Nullable Tensor[] values, Scratch scratch, int from, int length) {
    Operand to = instruction.to();
    List<Operand> in = instruction.in();
    Operand a = in.getFirst();
    switch (instruction.operation()) {
      case Op.Unary op -> {
        Floats x = floats(a, values, scratch, from);
        Floats y = floats(to, values, scratch, from);
        KERNELS.unary(op.function(), x.values(), x.at(), y.values(), y.at(), length);
      }
      case Op.Binary op -> {
        Floats left = floats(a, values, scratch, from);
        Floats right = floats(in.get(1), values, scratch, from);
        Floats y = floats(to, values, scratch, from);
        KERNELS.binary(op.function(), left, right, y.values(), y.at(), length);
      }
      case Op.Comparison op -> {
        Floats left = floats(a, values, scratch, from);
        Floats right = floats(in.get(1), values, scratch, from);
        Masks y = masks(to, values, scratch, from);
        KERNELS.compare(op.function(), left, right, y.values(), y.at(), length);
      }
      case Op.Where _ -> {
        Masks condition = masks(a, values, scratch, from);
        Floats left = floats(in.get(1), values, scratch, from);
        Floats right = floats(in.get(2), values, scratch, from);
        Floats y = floats(to, values, scratch, from);
        KERNELS.where(condition, left, right, y.values(), y.at(), length);
      }
      case Op.Logic op -> {
        Masks left = masks(a, values, scratch, from);
        Masks right = masks(in.get(1), values, scratch, from);
        Masks y = masks(to, values, scratch, from);
        Elementwise.logic(op, left, right, y.values(), y.at(), length);
      }
      default -> throw new StateException("not elementwise: %s", instruction.operation());
    }
  }

  /// The chunks of one thread, kept between passes.
  private static final class Scratch {
    static final ThreadLocal<Scratch> LOCAL = ThreadLocal.withInitial(Scratch::new);
    final List<float[]> floats = new ArrayList<>();
    final List<boolean[]> masks = new ArrayList<>();

    void reserve(int count) {
      while (floats.size() < count) {
        floats.add(new float[CHUNK]);
        masks.add(new boolean[CHUNK]);
      }
    }
  }
}
