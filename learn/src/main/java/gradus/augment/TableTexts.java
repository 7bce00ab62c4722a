package gradus.augment;

import gradus.data.Batch;
import gradus.data.Batches;
import gradus.data.DataException;
import gradus.table.Column;
import gradus.table.Encoding;
import gradus.table.Table;
import gradus.table.TableEncoder;
import gradus.table.Terms;
import gradus.tensor.RandomKey;
import java.util.ArrayList;
import java.util.List;

/// Rows of a table whose texts are changed and encoded again.
///
/// @param columns the names of the columns of texts
record TableTexts(
    Table table, TableEncoder encoder, TextAugmentation augmentation, List<String> columns) {
  /// @throws DataException where the encoder knows no column of texts
  static TableTexts of(Table table, TableEncoder encoder, TextAugmentation augmentation) {
    List<String> columns =
        encoder.encodings().stream().filter(Terms.class::isInstance).map(Encoding::column).toList();
    if (columns.isEmpty()) {
      throw new DataException(
          "%s: the encoder has no column of texts, only %s",
          augmentation.name(), encoder.encodings().stream().map(Encoding::column).toList());
    }
    return new TableTexts(table, encoder, augmentation, columns);
  }

  /// @throws DataException where there are not as many samples as rows
  Batches on(Batches batches) {
    if (batches.sampleCount() != table.rows()) {
      throw new DataException(
          "%s: there are %d samples, but the table has %d rows; give the table that the batches were"
              + " made from, encoder.dataset(table).shuffle(seed).batch(size)",
          augmentation.name(), batches.sampleCount(), table.rows());
    }
    return batches.map(augmentation.name(), this::changed);
  }

  private Batch changed(Batch batch, RandomKey key) {
    Table rows = table.rows(batch.indices());
    for (int c = 0; c < columns.size(); c++) {
      Column column = rows.column(columns.get(c));
      List<String> texts = new ArrayList<>();
      for (int row = 0; row < rows.rows(); row++) {
        texts.add(augmentation.apply(column.text(row), key.fold(row).fold(c)));
      }
      rows = rows.with(new Column.Texts(column.name(), texts));
    }
    return new Batch(List.of(encoder.inputs(rows)), batch.targets(), batch.indices());
  }
}
