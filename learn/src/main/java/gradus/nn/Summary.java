package gradus.nn;

import gradus.tensor.Shape;
import gradus.tensor.Signature;
import gradus.tensor.StateException;
import gradus.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What a model consists of: its layers, the shapes of their outputs and their numbers of
/// parameters, as values and as a table.
///
/// ```text
/// Input [1, 28, 28]
/// ───────────────────────────────
/// Layer       Output   Parameters
/// ───────────────────────────────
/// 0 flatten   [784]
/// 1 dense     [128]       100,480
/// 2 relu      [128]
/// 3 dense     [10]          1,290
/// ───────────────────────────────
/// Parameters              101,770
///   trained               101,770
///   not trained                 0
/// Memory                397.5 KiB
/// ```
///
/// @param inputs one sample, without the batch axis
/// @param rows in order, a layer before those inside it
/// @param trained how many numbers training adjusts
/// @param notTrained how many numbers are kept in buffers, or frozen
/// @param bytes what both need in memory
public record Summary(
    List<Signature> inputs, List<Row> rows, long trained, long notTrained, long bytes) {

  /// One layer.
  ///
  /// @param path as in `2.body.1`
  /// @param depth 0, or how many layers it is inside of
  /// @param layer its name: `dense`
  /// @param output the shape of its output for one sample; null where its parent computes with it
  ///   unseen
  /// @param parameters how many numbers it holds itself, trained or not
  public record Row(
      String path, int depth, String layer, @Nullable Shape output, long parameters) {}

  /// Copies the lists.
  public Summary {
    inputs = List.copyOf(inputs);
    rows = List.copyOf(rows);
  }

  static Summary of(List<Signature> inputs, Structure root) {
    Map<String, Shape> outputs = new LinkedHashMap<>();
    Tensor output =
        Pass.inference()
            .observe((path, _, y) -> outputs.put(path, y.shape()))
            // The batch is 1, to be dropped below.
            .run(() -> Pass.current().within(root, Structure.batch(1, inputs)));
    List<Row> rows = new ArrayList<>();
    if (root.layer() instanceof Sequential) {
      root.children().forEach(child -> add(child, 0, outputs, rows));
    } else {
      outputs.put(root.path(), output.shape());
      add(root, 0, outputs, rows);
    }
    long trained = 0;
    long notTrained = 0;
    long bytes = 0;
    for (Cell cell : root.allCells().values()) {
      long elements = cell.shape().elements();
      bytes += elements * cell.signature().dtype().bytes();
      switch (cell) {
        case Parameter parameter when !parameter.isFrozen() -> trained += elements;
        case Parameter _, Buffer _ -> notTrained += elements;
      }
    }
    return new Summary(inputs, rows, trained, notTrained, bytes);
  }

  private static void add(Structure at, int depth, Map<String, Shape> outputs, List<Row> rows) {
    Shape output = outputs.get(at.path());
    long own = at.cells().values().stream().mapToLong(cell -> cell.shape().elements()).sum();
    rows.add(
        new Row(
            at.path(),
            depth,
            Structure.name(at.layer()),
            output == null || output.rank() == 0 ? null : output.remove(0),
            own));
    at.children().forEach(child -> add(child, depth + 1, outputs, rows));
  }

  /// The one input.
  ///
  /// @throws IllegalStateException where there are several
  public Signature input() {
    if (inputs.size() != 1) {
      throw new StateException("summary: there are several inputs; take them from inputs()");
    }
    return inputs.getFirst();
  }

  /// The shapes of inputs, as messages tell them: `[1, 28, 28]`, or `[2] and [1]`.
  static String told(List<Signature> inputs) {
    return inputs.stream()
        .map(input -> input.shape().toString())
        .collect(Collectors.joining(" and "));
  }

  /// The table in English.
  @Override
  public String toString() {
    return render(Locale.ENGLISH);
  }

  /// The table in a language: Chinese where the locale is Chinese, English otherwise.
  public String render(Locale locale) {
    return new SummaryTable(this, locale).toString();
  }
}
