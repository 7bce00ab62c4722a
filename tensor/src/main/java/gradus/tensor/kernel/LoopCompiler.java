package gradus.tensor.kernel;

import gradus.tensor.kernel.Steps.Input;
import gradus.tensor.kernel.Steps.Step;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/// Makes a class with one loop over vectors out of [Steps]: what javac would make of the loop if it
/// stood in the sources, with a call of [LoopSteps] for each step, which the virtual machine
/// inlines.
final class LoopCompiler {
  private static final ClassDesc FLOATS = float[].class.describeConstable().orElseThrow();
  private static final ClassDesc MASKS = boolean[].class.describeConstable().orElseThrow();
  private static final ClassDesc VECTOR = FloatVector.class.describeConstable().orElseThrow();
  private static final ClassDesc MASK = VectorMask.class.describeConstable().orElseThrow();
  private static final ClassDesc STEPS = LoopSteps.class.describeConstable().orElseThrow();
  private static final ClassDesc LOOP = SingleLoop.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc RUN =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_Object.arrayType(),
          ConstantDescs.CD_int.arrayType(),
          ConstantDescs.CD_int);

  private final Steps steps;
  private final CodeBuilder code;
  private final int i;

  /// By array, the local variables that hold it, or the number, and where it begins.
  private final List<Integer> arrays = new ArrayList<>();

  private final List<Integer> starts = new ArrayList<>();

  /// By value, the local variable that holds it, or -1 before it is computed.
  private final List<Integer> values = new ArrayList<>();

  private LoopCompiler(Steps steps, CodeBuilder code) {
    this.steps = steps;
    this.code = code;
    this.i = code.allocateLocal(TypeKind.INT);
  }

  static SingleLoop compile(Steps steps) {
    byte[] bytes =
        ClassFile.of()
            .build(
                ClassDesc.of(LoopCompiler.class.getPackageName(), "Loop"),
                loop ->
                    loop.withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SYNTHETIC)
                        .withInterfaceSymbols(LOOP)
                        .withMethodBody(
                            ConstantDescs.INIT_NAME,
                            ConstantDescs.MTD_void,
                            0,
                            code ->
                                code.aload(0)
                                    .invokespecial(
                                        ConstantDescs.CD_Object,
                                        ConstantDescs.INIT_NAME,
                                        ConstantDescs.MTD_void)
                                    .return_())
                        .withMethodBody(
                            "run",
                            RUN,
                            ClassFile.ACC_PUBLIC,
                            code -> new LoopCompiler(steps, code).method()));
    try {
      MethodHandles.Lookup made = MethodHandles.lookup().defineHiddenClass(bytes, true);
      return (SingleLoop) made.lookupClass().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("a loop of " + steps, e);
    }
  }

  private void method() {
    List<Input> inputs = steps.inputs();
    for (int k = 0; k < inputs.size(); k++) {
      array(k, inputs.get(k));
      values.add(-1);
    }
    for (int stored : steps.stored()) {
      array(arrays.size(), steps.isMask(stored) ? Input.MASKS : Input.FLOATS);
    }
    Label top = code.newLabel();
    Label end = code.newLabel();
    code.iconst_0().istore(i).labelBinding(top);
    code.iload(i).iload(code.parameterSlot(2)).if_icmpge(end);
    steps.steps().forEach(this::step);
    code.iinc(i, Lanes.COUNT).goto_(top).labelBinding(end).return_();
  }

  /// Brings array `k`, or the one number in it, into local variables.
  private void array(int k, Input kind) {
    int start = code.allocateLocal(TypeKind.INT);
    starts.add(start);
    code.aload(code.parameterSlot(1)).loadConstant(k).iaload().istore(start);
    code.aload(code.parameterSlot(0)).loadConstant(k).aaload();
    code.checkcast(kind == Input.MASKS ? MASKS : FLOATS);
    if (kind == Input.NUMBER) {
      int number = code.allocateLocal(TypeKind.FLOAT);
      code.iload(start).faload().fstore(number);
      arrays.add(number);
    } else {
      int array = code.allocateLocal(TypeKind.REFERENCE);
      code.astore(array);
      arrays.add(array);
    }
  }

  private void step(Step step) {
    var types = new ArrayList<ClassDesc>();
    for (int operand : step.operands()) {
      types.add(value(operand));
    }
    ClassDesc type = type(values.size());
    code.invokestatic(STEPS, name(step.function()), MethodTypeDesc.of(type, types));
    keep();
    int number = values.size() - 1;
    int stored = steps.stored().indexOf(number);
    if (stored >= 0) {
      value(number);
      ClassDesc to = steps.isMask(number) ? MASKS : FLOATS;
      place(steps.inputs().size() + stored);
      code.invokestatic(
          STEPS, "store", MethodTypeDesc.of(ConstantDescs.CD_void, type, to, ConstantDescs.CD_int));
    }
  }

  /// Keeps what is on the stack as the next value.
  private void keep() {
    int local = code.allocateLocal(TypeKind.REFERENCE);
    code.astore(local);
    values.add(local);
  }

  /// Puts a value on the stack.
  ///
  /// @return its type
  private ClassDesc value(int number) {
    boolean input = number < steps.inputs().size();
    ClassDesc type = type(number);
    if (input && values.get(number) < 0) {
      int local = code.allocateLocal(TypeKind.REFERENCE);
      load(number, type);
      code.astore(local);
      values.set(number, local);
    }
    code.aload(values.get(number));
    return type;
  }

  private ClassDesc type(int number) {
    return steps.isMask(number) ? MASK : VECTOR;
  }

  private void load(int input, ClassDesc type) {
    if (steps.inputs().get(input) == Input.NUMBER) {
      code.fload(arrays.get(input));
      code.invokestatic(STEPS, "broadcast", MethodTypeDesc.of(VECTOR, ConstantDescs.CD_float));
    } else {
      place(input);
      code.invokestatic(
          STEPS,
          "load",
          MethodTypeDesc.of(type, steps.isMask(input) ? MASKS : FLOATS, ConstantDescs.CD_int));
    }
  }

  /// Puts an array on the stack, and where in it the elements of this turn are.
  private void place(int k) {
    code.aload(arrays.get(k)).iload(starts.get(k)).iload(i).iadd();
  }

  /// The method of [LoopSteps] for a function: `LESS_OR_EQUAL` is `lessOrEqual`.
  static String name(ElementFunction function) {
    String[] words = ((Enum<?>) function).name().toLowerCase(Locale.ROOT).split("_", -1);
    var name = new StringBuilder(words[0]);
    for (int k = 1; k < words.length; k++) {
      name.append(Character.toUpperCase(words[k].charAt(0))).append(words[k], 1, words[k].length());
    }
    return name.toString();
  }
}
