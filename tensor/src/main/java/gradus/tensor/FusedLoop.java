package gradus.tensor;

import static gradus.tensor.Evaluator.KERNELS;

import gradus.tensor.Graph.Node;
import gradus.tensor.kernel.ElementFunction;
import gradus.tensor.kernel.Floats;
import gradus.tensor.kernel.LoopChoice;
import gradus.tensor.kernel.Masks;
import gradus.tensor.kernel.SingleLoop;
import gradus.tensor.kernel.Steps;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Elementwise operations of one shape in one pass: each chunk goes through all of them while it is
/// in the cache, and those that follow each other become one loop when that pays.
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

  private record Operand(Place place, int index, boolean mask) {
    Object array(@Nullable Tensor[] values, Scratch scratch) {
      return place == Place.SCRATCH ? scratch.array(index, mask) : Plan.at(values, index).array();
    }

    int at(Piece piece) {
      return switch (place) {
        case SCRATCH -> piece.offset;
        case ARRAY -> piece.chunk + piece.offset;
        case NUMBER -> 0;
      };
    }

    int step() {
      return place == Place.NUMBER ? 0 : 1;
    }
  }

  private record Instruction(Node node, List<Node> operands, List<Operand> in, Operand to) {
    Op operation() {
      return Objects.requireNonNull(node.operation());
    }
  }

  /// Instructions that follow each other.
  ///
  /// @param arrays what their one loop reads and writes
  /// @param choice whether they have one, or null where they cannot
  private record Stretch(
      List<Instruction> instructions, List<Operand> arrays, @Nullable LoopChoice choice) {}

  /// Brings a smaller operand into a scratch chunk, repeated as the result's shape demands.
  private record Fill(int node, Operand to, Repetition repetition) {}

  /// Some elements of a chunk.
  ///
  /// @param chunk where in the result the chunk begins
  /// @param offset where in the chunk they begin
  private record Piece(
      @Nullable Tensor[] values, Scratch scratch, int chunk, int offset, int length) {
    Floats floats(Operand operand) {
      return new Floats((float[]) operand.array(values, scratch), operand.at(this), operand.step());
    }

    Masks masks(Operand operand) {
      return new Masks(
          (boolean[]) operand.array(values, scratch), operand.at(this), operand.step());
    }
  }

  private final int count;
  private final int steps;
  private final List<Fill> fills = new ArrayList<>();
  private final List<Stretch> stretches = new ArrayList<>();
  private final Map<Integer, Integer> lastRead = new HashMap<>();
  private final Map<Integer, Integer> written = new HashMap<>();
  private final Map<Node, Integer> lastUse = new HashMap<>();
  private int scratches;

  /// @param escapes whether a member is needed outside the pass
  FusedLoop(Fusion.Unit unit, Predicate<Node> escapes) {
    Shape shape = unit.last().shape();
    count = shape.elements();
    steps = unit.members().size();
    for (int i = 0; i < steps; i++) {
      for (Node operand : unit.members().get(i).operands()) {
        lastUse.put(seenWithin(unit, operand), i);
      }
    }
    List<Instruction> instructions = instructions(unit, escapes);
    for (int from = 0; from < steps; ) {
      int end = stretchFrom(instructions, from);
      stretches.add(stretch(instructions.subList(from, end), end));
      from = end;
    }
  }

  private List<Instruction> instructions(Fusion.Unit unit, Predicate<Node> escapes) {
    var instructions = new ArrayList<Instruction>();
    var places = new HashMap<Node, Operand>();
    var free = new ArrayList<Integer>();
    for (int i = 0; i < steps; i++) {
      Node node = unit.members().get(i);
      var in = new ArrayList<Operand>();
      List<Node> operands = node.operands().stream().map(one -> seenWithin(unit, one)).toList();
      for (Node operand : operands) {
        Operand place =
            places.computeIfAbsent(operand, outside -> outside(outside, unit.last().shape()));
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
        to = new Operand(Place.ARRAY, node.id(), isMask(node));
        written.put(node.id(), i);
      } else {
        int scratch = free.isEmpty() ? scratches++ : free.removeLast();
        to = new Operand(Place.SCRATCH, scratch, isMask(node));
      }
      places.put(node, to);
      instructions.add(new Instruction(node, operands, List.copyOf(in), to));
    }
    return instructions;
  }

  private static boolean isMask(Node node) {
    return node.signature().dtype() == DType.BOOL;
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
      return new Operand(Place.NUMBER, node.id(), isMask(node));
    }
    if (node.shape().elements() == count) {
      return new Operand(Place.ARRAY, node.id(), isMask(node));
    }
    var to = new Operand(Place.SCRATCH, scratches++, isMask(node));
    fills.add(new Fill(node.id(), to, new Repetition(node.shape(), shape)));
    return to;
  }

  /// Where the instructions end that can be one loop with instruction `from`; it is one of them.
  private static int stretchFrom(List<Instruction> instructions, int from) {
    int weight = 0;
    int end = from;
    var known = new HashSet<Node>();
    while (end < instructions.size()) {
      Instruction next = instructions.get(end);
      int own = weight(next);
      long loads = next.operands().stream().distinct().filter(one -> !known.contains(one)).count();
      int stores = next.to().place() == Place.ARRAY ? 1 : 0;
      weight += own + (int) loads + stores;
      if (own == 0 || weight > Steps.MOST) {
        break;
      }
      known.addAll(next.operands());
      known.add(next.node());
      end++;
    }
    return Math.max(end, from + 1);
  }

  private static int weight(Instruction instruction) {
    ElementFunction function = function(instruction.operation());
    boolean oneMask =
        instruction.in().stream().anyMatch(in -> in.mask() && in.place() == Place.NUMBER);
    return function == null || oneMask ? 0 : Steps.weight(function);
  }

  private static @Nullable ElementFunction function(Op operation) {
    return switch (operation) {
      case Op.Unary op -> op.function();
      case Op.Binary op -> op.function();
      case Op.Comparison op -> op.function();
      case Op.Where _ -> ElementFunction.Choice.WHERE;
      default -> null;
    };
  }

  /// @param end the number of the instruction that follows
  private Stretch stretch(List<Instruction> instructions, int end) {
    if (instructions.size() == 1) {
      return new Stretch(List.copyOf(instructions), List.of(), null);
    }
    var inputs = new LinkedHashMap<Node, Operand>();
    var made = new ArrayList<Node>();
    for (Instruction instruction : instructions) {
      for (int i = 0; i < instruction.operands().size(); i++) {
        if (!made.contains(instruction.operands().get(i))) {
          inputs.putIfAbsent(instruction.operands().get(i), instruction.in().get(i));
        }
      }
      made.add(instruction.node());
    }
    var values = new ArrayList<Node>(inputs.keySet());
    var arrays = new ArrayList<Operand>(inputs.values());
    var code = new ArrayList<Steps.Step>();
    var stored = new ArrayList<Integer>();
    for (Instruction instruction : instructions) {
      if (instruction.to().place() == Place.ARRAY
          || lastUse.getOrDefault(instruction.node(), -1) >= end) {
        stored.add(values.size());
        arrays.add(instruction.to());
      }
      code.add(
          new Steps.Step(
              Objects.requireNonNull(function(instruction.operation())),
              instruction.operands().stream().map(values::indexOf).toList()));
      values.add(instruction.node());
    }
    var all = new Steps(inputs.values().stream().map(FusedLoop::input).toList(), code, stored);
    return new Stretch(List.copyOf(instructions), List.copyOf(arrays), LoopChoice.of(KERNELS, all));
  }

  private static Steps.Input input(Operand operand) {
    if (operand.place() == Place.NUMBER) {
      return Steps.Input.NUMBER;
    }
    return operand.mask() ? Steps.Input.MASKS : Steps.Input.FLOATS;
  }

  /// Whether the result `output` may be written over the array of `input`: nothing reads the input
  /// after the result is written.
  boolean canOverwrite(int input, int output) {
    return written.containsKey(output) && lastRead.getOrDefault(input, -1) <= written.get(output);
  }

  /// Makes one loop of each stretch that can be one, without waiting until that pays.
  void makeLoops() {
    for (Stretch stretch : stretches) {
      if (stretch.choice() != null) {
        stretch.choice().make();
      }
    }
  }

  void run(@Nullable Tensor[] values) {
    int chunks = Math.max(1, ElementLoop.GRAIN / (CHUNK * steps));
    ElementLoop.ranges(count, chunks * CHUNK, (from, length) -> range(values, from, from + length));
  }

  private void range(@Nullable Tensor[] values, int start, int end) {
    Scratch scratch = Scratch.LOCAL.get();
    scratch.reserve(scratches);
    for (int from = start; from < end; from += CHUNK) {
      int length = Math.min(CHUNK, end - from);
      for (Fill fill : fills) {
        Tensor source = Plan.at(values, fill.node());
        Object to = scratch.array(fill.to().index(), fill.to().mask());
        fill.repetition().copy(source.dtype(), source.array(), from, length, to);
      }
      var chunk = new Piece(values, scratch, from, 0, length);
      for (Stretch stretch : stretches) {
        run(stretch, chunk);
      }
    }
  }

  private static void run(Stretch stretch, Piece chunk) {
    LoopChoice choice = stretch.choice();
    SingleLoop loop = choice == null ? null : choice.loop();
    if (choice == null || (loop == null && !choice.isWorthMeasuring(chunk.length()))) {
      stepByStep(stretch, chunk);
      return;
    }
    if (loop == null) {
      long before = System.nanoTime();
      stepByStep(stretch, chunk);
      choice.took(System.nanoTime() - before, chunk.length());
      return;
    }
    int whole = chunk.length() - chunk.length() % (KERNELS.vectorBits() / Float.SIZE);
    List<Operand> operands = stretch.arrays();
    var arrays = new Object[operands.size()];
    var at = new int[arrays.length];
    for (int i = 0; i < arrays.length; i++) {
      arrays[i] = operands.get(i).array(chunk.values(), chunk.scratch());
      at[i] = operands.get(i).at(chunk);
    }
    loop.run(arrays, at, whole);
    if (whole < chunk.length()) {
      int rest = chunk.length() - whole;
      stepByStep(stretch, new Piece(chunk.values(), chunk.scratch(), chunk.chunk(), whole, rest));
    }
  }

  private static void stepByStep(Stretch stretch, Piece piece) {
    for (Instruction instruction : stretch.instructions()) {
      step(instruction, piece);
    }
  }

  private static void step(Instruction instruction, Piece piece) {
    List<Operand> in = instruction.in();
    Operand to = instruction.to();
    int length = piece.length();
    switch (instruction.operation()) {
      case Op.Unary op -> {
        Floats x = piece.floats(in.getFirst());
        Floats y = piece.floats(to);
        KERNELS.unary(op.function(), x.values(), x.at(), y.values(), y.at(), length);
      }
      case Op.Binary op -> {
        Floats y = piece.floats(to);
        Floats left = piece.floats(in.getFirst());
        Floats right = piece.floats(in.get(1));
        KERNELS.binary(op.function(), left, right, y.values(), y.at(), length);
      }
      case Op.Comparison op -> {
        Masks y = piece.masks(to);
        Floats left = piece.floats(in.getFirst());
        Floats right = piece.floats(in.get(1));
        KERNELS.compare(op.function(), left, right, y.values(), y.at(), length);
      }
      case Op.Where _ -> {
        Floats y = piece.floats(to);
        Masks condition = piece.masks(in.getFirst());
        Floats left = piece.floats(in.get(1));
        Floats right = piece.floats(in.get(2));
        KERNELS.where(condition, left, right, y.values(), y.at(), length);
      }
      case Op.Logic op -> {
        Masks y = piece.masks(to);
        Masks left = piece.masks(in.getFirst());
        Masks right = piece.masks(in.get(1));
        Elementwise.logic(op, left, right, y.values(), y.at(), length);
      }
      default -> throw new StateException("not elementwise: %s", instruction.operation());
    }
  }

  /// The chunks of one thread, kept between passes.
  private static final class Scratch {
    static final ThreadLocal<Scratch> LOCAL = ThreadLocal.withInitial(Scratch::new);
    private final List<float[]> floats = new ArrayList<>();
    private final List<boolean[]> masks = new ArrayList<>();

    void reserve(int count) {
      while (floats.size() < count) {
        floats.add(new float[CHUNK]);
        masks.add(new boolean[CHUNK]);
      }
    }

    Object array(int index, boolean mask) {
      return mask ? masks.get(index) : floats.get(index);
    }
  }
}
