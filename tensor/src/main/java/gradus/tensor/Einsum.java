package gradus.tensor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Einstein's summation: the operands' axes have letters, and what is not in the result is summed
/// over. Operands are joined from left to right, each time by one matrix product.
final class Einsum {
  private static final String NAME = "einsum";
  private static final String DOTS = "...";

  /// A tensor whose axes have labels: letters, or below them the axes of an ellipsis, counted from
  /// the back so that they broadcast: -1, -2, ...
  private record Labelled(Tensor tensor, List<Integer> labels) {
    int size(int label) {
      int axis = labels.indexOf(label);
      return axis < 0 ? 1 : tensor.size(axis);
    }

    /// With the axes of these labels in this order, those that are missing with size 1.
    Labelled ordered(List<Integer> wanted) {
      Tensor x = tensor;
      List<Integer> all = new ArrayList<>(labels);
      for (int label : wanted) {
        if (!all.contains(label)) {
          x = x.expand(x.shape().rank());
          all.add(label);
        }
      }
      int[] order = wanted.stream().mapToInt(all::indexOf).toArray();
      return new Labelled(order.length < 2 ? x : x.transpose(order), wanted);
    }

    /// Without the axes of labels that nothing asks for: they are summed.
    Labelled keeping(Collection<Integer> wanted) {
      int[] gone =
          labels.stream()
              .filter(label -> !wanted.contains(label))
              .mapToInt(labels::indexOf)
              .toArray();
      return gone.length == 0
          ? this
          : new Labelled(tensor.sum(gone), labels.stream().filter(wanted::contains).toList());
    }
  }

  private final String equation;

  private Einsum(String equation) {
    this.equation = equation;
  }

  static Tensor of(String equation, List<Tensor> operands) {
    return new Einsum(equation.replace(" ", "")).evaluate(operands);
  }

  private Tensor evaluate(List<Tensor> operands) {
    String[] sides = equation.split("->", -1);
    if (sides.length > 2) {
      throw problem("it has more than one ->");
    }
    String[] terms = sides[0].split(",", -1);
    if (terms.length != operands.size() || operands.isEmpty()) {
      throw problem("it names %d operands, but there are %d", terms.length, operands.size());
    }
    List<Labelled> parts = new ArrayList<>();
    for (int i = 0; i < terms.length; i++) {
      Checks.sameType(NAME, operands.getFirst(), operands.get(i));
      Checks.numeric(NAME, operands.get(i));
      parts.add(diagonal(label(terms[i], operands.get(i))));
    }
    requireSizes(parts);
    List<Integer> output = sides.length == 2 ? output(sides[1], parts) : implied(sides[0], parts);
    Labelled joined = parts.getFirst();
    for (int i = 0; i < parts.size(); i++) {
      Set<Integer> wanted = new LinkedHashSet<>(output);
      parts.subList(i + 1, parts.size()).forEach(part -> wanted.addAll(part.labels));
      if (i == 0) {
        joined = joined.keeping(wanted);
      } else {
        Set<Integer> own = new LinkedHashSet<>(wanted);
        own.addAll(joined.labels);
        joined = join(joined, parts.get(i).keeping(own), wanted);
      }
    }
    return joined.ordered(output).tensor;
  }

  // Reading

  private Labelled label(String term, Tensor x) {
    int dots = term.indexOf(DOTS);
    String letters = dots < 0 ? term : term.substring(0, dots) + term.substring(dots + 3);
    requireLetters(letters);
    int free = x.shape().rank() - letters.length();
    if (dots < 0 ? free != 0 : free < 0) {
      throw problem(
          "the term %s does not fit the %d axes of %s", term, x.shape().rank(), x.shape());
    }
    List<Integer> labels = new ArrayList<>();
    letters.chars().forEach(labels::add);
    for (int axis = 0; axis < free; axis++) {
      labels.add(dots + axis, axis - free);
    }
    return new Labelled(x, labels);
  }

  private void requireLetters(String letters) {
    for (int i = 0; i < letters.length(); i++) {
      char c = letters.charAt(i);
      boolean small = c >= 'a' && c <= 'z';
      boolean capital = c >= 'A' && c <= 'Z';
      if (!small && !capital) {
        throw problem("'%s' is no letter; axes are a to z and A to Z, or ... once a term", c);
      }
    }
  }

  /// Axes of one letter in one operand become one axis: the diagonal.
  private Labelled diagonal(Labelled x) {
    for (int i = 0; i < x.labels.size(); i++) {
      int label = x.labels.get(i);
      int other = x.labels.lastIndexOf(label);
      if (other == i) {
        continue;
      }
      if (x.tensor.size(i) != x.tensor.size(other)) {
        throw problem(
            "%s stands for two axes of %s, of sizes %d and %d",
            Character.toString(label), x.tensor.shape(), x.tensor.size(i), x.tensor.size(other));
      }
      List<Integer> order = new ArrayList<>();
      for (int axis = 0; axis < x.labels.size(); axis++) {
        if (axis != i && axis != other) {
          order.add(axis);
        }
      }
      order.add(i);
      order.add(other);
      Tensor turned = x.tensor.transpose(order.stream().mapToInt(Integer::intValue).toArray());
      // A letter may stand for three axes or more.
      List<Integer> left = new ArrayList<>();
      order.subList(0, order.size() - 2).forEach(axis -> left.add(x.labels.get(axis)));
      left.add(label);
      return diagonal(new Labelled(turned.diagonal(), left));
    }
    return x;
  }

  private void requireSizes(List<Labelled> parts) {
    Map<Integer, Integer> sizes = new LinkedHashMap<>();
    for (Labelled part : parts) {
      for (int label : part.labels) {
        int size = part.size(label);
        int known = sizes.merge(label, size, (a, b) -> label < 0 && a == 1 ? b : a);
        if (known != size && !(label < 0 && size == 1)) {
          throw problem(
              "%s has size %d in one operand and %d in another",
              label < 0 ? Message.of("an axis of ...") : Character.toString(label), known, size);
        }
      }
    }
  }

  private List<Integer> output(String side, List<Labelled> parts) {
    Set<Integer> dotted = dotted(parts);
    int dots = side.indexOf(DOTS);
    String letters = dots < 0 ? side : side.substring(0, dots) + side.substring(dots + 3);
    requireLetters(letters);
    List<Integer> labels = new ArrayList<>();
    letters.chars().forEach(labels::add);
    for (int label : labels) {
      if (labels.indexOf(label) != labels.lastIndexOf(label)) {
        throw problem("%s occurs twice in the result", Character.toString(label));
      }
      if (parts.stream().noneMatch(part -> part.labels.contains(label))) {
        throw problem("%s of the result is in no operand", Character.toString(label));
      }
    }
    if (dots >= 0) {
      labels.addAll(dots, dotted);
    } else if (!dotted.isEmpty()) {
      throw problem("the result leaves out the axes of ...; write ... there, too");
    }
    return labels;
  }

  /// Without an arrow: the axes of an ellipsis, then the letters that occur once, by the alphabet.
  private static List<Integer> implied(String side, List<Labelled> parts) {
    Set<Integer> labels = dotted(parts);
    for (int letter : new TreeSet<>(side.chars().filter(Character::isLetter).boxed().toList())) {
      if (side.indexOf(letter) == side.lastIndexOf(letter)) {
        labels.add(letter);
      }
    }
    return new ArrayList<>(labels);
  }

  private static Set<Integer> dotted(List<Labelled> parts) {
    Set<Integer> dotted = new TreeSet<>();
    parts.forEach(part -> part.labels.stream().filter(label -> label < 0).forEach(dotted::add));
    return new LinkedHashSet<>(dotted);
  }

  // Computing

  private static Labelled join(Labelled a, Labelled b, Set<Integer> wanted) {
    Set<Integer> all = new LinkedHashSet<>(a.labels);
    all.addAll(b.labels);
    List<Integer> batch = new ArrayList<>();
    List<Integer> rows = new ArrayList<>();
    List<Integer> columns = new ArrayList<>();
    List<Integer> inner = new ArrayList<>();
    for (int label : all) {
      boolean both = a.labels.contains(label) && b.labels.contains(label);
      List<Integer> kind =
          both
              ? (wanted.contains(label) ? batch : inner)
              : a.labels.contains(label) ? rows : columns;
      kind.add(label);
    }
    List<Integer> result = concat(batch, rows, columns);
    if (inner.isEmpty() || !a.tensor.dtype().isFloating()) {
      List<Integer> order = concat(result, inner);
      Tensor product = a.ordered(order).tensor.times(b.ordered(order).tensor);
      return new Labelled(product, order).keeping(result);
    }
    Shape many = sizes(batch, a, b);
    Tensor left = flat(a, many, batch, rows, inner);
    Tensor right = flat(b, many, batch, inner, columns);
    Shape shape = many.plus(sizes(rows, a, a)).plus(sizes(columns, b, b));
    return new Labelled(left.matmul(right).reshape(shape), result);
  }

  /// `[batch, first, second]`, each of them one axis.
  private static Tensor flat(
      Labelled x, Shape many, List<Integer> batch, List<Integer> first, List<Integer> second) {
    Shape m = sizes(first, x, x);
    Shape n = sizes(second, x, x);
    Tensor ordered = x.ordered(concat(batch, first, second)).tensor;
    Tensor whole = ordered.broadcastTo(many.plus(m).plus(n));
    return whole.reshape(
        batch.isEmpty()
            ? Shape.of(m.elements(), n.elements())
            : Shape.of(many.elements(), m.elements(), n.elements()));
  }

  /// The sizes of labels; an axis of an ellipsis may be 1 in one of the two.
  private static Shape sizes(List<Integer> labels, Labelled a, Labelled b) {
    Shape sizes = Shape.SCALAR;
    for (int label : labels) {
      int size = a.size(label);
      sizes = sizes.plus(Shape.of(size == 1 ? b.size(label) : size));
    }
    return sizes;
  }

  @SafeVarargs
  private static List<Integer> concat(List<Integer>... lists) {
    List<Integer> all = new ArrayList<>();
    for (List<Integer> list : lists) {
      all.addAll(list);
    }
    return all;
  }

  private TensorException problem(String problem, Object... values) {
    return new ShapeException("%s: in \"%s\" %s", NAME, equation, Message.of(problem, values));
  }
}
