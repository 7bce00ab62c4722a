package gradus.table;

import gradus.data.DataException;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Set;

/// How a CSV file is to be read; what is not said is found out from the file.
///
/// @param charset the encoding; else UTF-8, with or without a byte order mark, or GB18030 (which
///   GBK and GB2312 are parts of) where the bytes are no UTF-8
/// @param delimiter what separates fields; else a comma, semicolon, tab or bar
/// @param header whether the first line holds the columns' names; else it does if it has a word
///   over a column of numbers, or differs from all below it
/// @param missing texts that mean that there is no value, besides the empty one
public record CsvOptions(
    Optional<Charset> charset,
    Optional<Character> delimiter,
    Optional<Boolean> header,
    Set<String> missing) {
  private static final CsvOptions DETECTED =
      new CsvOptions(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Set.of("NA", "N/A", "n/a", "NaN", "nan", "NULL", "null", "None", "?", "#N/A", "缺失"));

  /// Copies the set.
  public CsvOptions {
    missing = Set.copyOf(missing);
    delimiter.ifPresent(one -> {
      if (one == '"' || one == '\n' || one == '\r') {
        throw new DataException("csv: a quote or an end of line cannot separate fields");
      }
    });
  }

  /// Everything found out from the file; missing are `NA`, `N/A`, `NaN`, `null`, `None`, `?` and
  /// `缺失`.
  public static CsvOptions detected() {
    return DETECTED;
  }

  /// The same with an encoding.
  public CsvOptions withCharset(Charset encoding) {
    return new CsvOptions(Optional.of(encoding), delimiter, header, missing);
  }

  /// The same with what separates fields.
  public CsvOptions withDelimiter(char separator) {
    return new CsvOptions(charset, Optional.of(separator), header, missing);
  }

  /// The same with, or without, a line of names.
  public CsvOptions withHeader(boolean names) {
    return new CsvOptions(charset, delimiter, Optional.of(names), missing);
  }

  /// The same with other texts for missing values.
  public CsvOptions withMissing(Set<String> texts) {
    return new CsvOptions(charset, delimiter, header, texts);
  }
}
