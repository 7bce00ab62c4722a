package gradus.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import gradus.io.FileException;
import gradus.io.FormatException;
import gradus.io.InputFile;
import gradus.tensor.Message;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The records of a CSV file (RFC 4180, with any delimiter), read as often as is asked for, so that
/// never more than one is in memory.
record CsvFile(InputFile file, Charset charset, char delimiter) {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
  private static final int SAMPLE = 50;

  /// What takes one record after the other.
  interface Records {
    /// Takes a record.
    ///
    /// @param line its first line, counted from 1
    void accept(long line, List<String> fields) throws FileException;
  }

  static CsvFile of(Path path, CsvOptions options) throws FileException {
    InputFile file = InputFile.of(path);
    Charset charset = options.charset().isPresent() ? options.charset().get() : charset(file);
    CsvFile comma = new CsvFile(file, charset, ',');
    return options.delimiter().isPresent()
        ? new CsvFile(file, charset, options.delimiter().get())
        : comma.withDelimiter();
  }

  private static Charset charset(InputFile file) throws FileException {
    for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
      if (isIn(file, charset)) {
        return charset;
      }
    }
    throw new FormatException(
        file.path(),
        0,
        "its text is neither UTF-8 nor GBK",
        "say which encoding it has, or save it again as UTF-8");
  }

  private static boolean isIn(InputFile file, Charset charset) throws FileException {
    char[] buffer = new char[1 << 13];
    try (Reader reader = reader(file, charset)) {
      while (reader.read(buffer) >= 0) {
        // Only whether it can be decoded is of interest.
      }
      return true;
    } catch (CharacterCodingException other) {
      return false;
    } catch (IOException failure) {
      throw FileException.of("read", file.path(), failure);
    }
  }

  private static Reader reader(InputFile file, Charset charset) throws IOException {
    return new InputStreamReader(
        new BufferedInputStream(file.open()),
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  /// The delimiter that gives the first records the most fields, all the same number.
  private CsvFile withDelimiter() throws FileException {
    CsvFile best = this;
    int most = 1;
    for (char one : DELIMITERS) {
      CsvFile candidate = new CsvFile(file, charset, one);
      int fields = candidate.commonFields();
      if (fields > most) {
        most = fields;
        best = candidate;
      }
    }
    return best;
  }

  /// The number of fields of nearly all of the first records, or 0 where they differ.
  private int commonFields() throws FileException {
    List<Integer> counts = new ArrayList<>();
    try (Reader reader = text();
        CsvReader<CsvRecord> records = records(reader);
        CloseableIterator<CsvRecord> all = records.iterator()) {
      while (counts.size() < SAMPLE && all.hasNext()) {
        counts.add(all.next().getFieldCount());
      }
    } catch (CsvParseException | UncheckedIOException unreadable) {
      return 0;
    } catch (IOException failure) {
      throw FileException.of("read", file.path(), failure);
    }
    int first = counts.isEmpty() ? 0 : counts.getFirst();
    long alike = counts.stream().filter(count -> count == first).count();
    // A ragged row is to be told as one, and not to hide what separates the others.
    return alike * 10 >= counts.size() * 9L ? first : 0;
  }

  void forEach(Records consumer) throws FileException {
    try (Reader reader = text();
        CsvReader<CsvRecord> records = records(reader);
        CloseableIterator<CsvRecord> all = records.iterator()) {
      while (all.hasNext()) {
        CsvRecord one = all.next();
        List<String> fields = one.getFields();
        if (fields.size() == 1 && fields.getFirst().isBlank()) {
          continue;
        }
        requireText(one.getStartingLineNumber(), fields);
        consumer.accept(one.getStartingLineNumber(), fields);
      }
    } catch (CsvParseException damaged) {
      throw new FormatException(
          file.path(),
          0,
          Message.of("it cannot be read as CSV: %s", message(damaged)),
          Message.of("close every quote, and write a quote inside a field twice"),
          damaged);
    } catch (UncheckedIOException failure) {
      throw unreadable(Objects.requireNonNull(failure.getCause()));
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private void requireText(long line, List<String> fields) throws FormatException {
    for (String field : fields) {
      if (field.indexOf('\0') >= 0) {
        throw FormatException.inLine(
            file.path(),
            line,
            Message.of("a zero byte, which no text has: the file is binary"),
            Message.of("name a text file"));
      }
    }
  }

  private static Message message(CsvParseException damaged) {
    Throwable cause = damaged.getCause();
    return cause == null
        ? Message.of(damaged)
        : Message.of("%s: %s", Message.of(damaged), Message.of(cause));
  }

  private FileException unreadable(IOException failure) {
    return failure instanceof CharacterCodingException
        ? new FormatException(
            file.path(),
            0,
            Message.of("its text is not in %s", charset),
            Message.of("say which encoding it has, or save it again as UTF-8"))
        : FileException.of("read", file.path(), failure);
  }

  private Reader text() throws IOException {
    BufferedReader reader = new BufferedReader(reader(file, charset));
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  private CsvReader<CsvRecord> records(Reader reader) {
    return CsvReader.builder()
        .fieldSeparator(delimiter)
        .skipEmptyLines(true)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .trimWhitespacesAroundQuotes(true)
        .allowUnclosedQuote(false)
        .ofCsvRecord(reader);
  }
}
