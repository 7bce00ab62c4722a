package gradus.io;

import gradus.tensor.Explained;
import gradus.tensor.Message;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.Serial;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A file that could not be read or written: which one, what stood in the way, and what to do.
///
/// It is a checked [IOException], as everywhere in Java: a full disk is not a mistake in a program.
/// Methods of `gradus.io` declare `throws FileException`, so that nothing else can come out of them
/// on account of a file. [FormatException] is the special case of a file with the wrong content.
public class FileException extends IOException implements Explained {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Path path;
  private final Message explanation;

  /// A failure that reads `cannot ACTION PATH: PROBLEM; ADVICE`.
  ///
  /// @param action what was to be done: `"read"`, `"write"`
  public FileException(String action, Path path, String problem, String advice) {
    this(path, message(Message.of(action), path, Message.of(problem), Message.of(advice)), null);
  }

  /// A failure that reads `cannot ACTION PATH: PROBLEM; ADVICE`.
  public FileException(String action, Path path, Message problem, Message advice) {
    this(path, message(Message.of(action), path, problem, advice), null);
  }

  /// A failure that reads `cannot ACTION PATH: PROBLEM; ADVICE`.
  public FileException(Message action, Path path, Message problem, Message advice) {
    this(path, message(action, path, problem, advice), null);
  }

  /// A failure that reads `cannot ACTION PATH: PROBLEM; ADVICE`, with the exception behind it.
  public FileException(String action, Path path, Message problem, Message advice, Throwable cause) {
    this(path, message(Message.of(action), path, problem, advice), cause);
  }

  FileException(Path path, Message explanation, @Nullable Throwable cause) {
    super(explanation.toString(), cause);
    this.path = path;
    this.explanation = explanation;
  }

  private FileException(
      Message action, Path path, Message problem, Message advice, Throwable cause) {
    this(path, message(action, path, problem, advice), cause);
  }

  private static Message message(Message action, Path path, Message problem, Message advice) {
    return Message.of("cannot %s %s: %s; %s", action, path, problem, advice);
  }

  @Override
  public Message explanation() {
    return explanation;
  }

  /// The file or folder that was to be read or written.
  public Path path() {
    return path;
  }

  /// The failure behind `cause`, in words that help; `cause` itself if it already is one.
  public static FileException of(String action, Path path, IOException cause) {
    return of(Message.of(action), path, cause);
  }

  /// The failure behind `cause`, in words that help; `cause` itself if it already is one.
  public static FileException of(Message action, Path path, IOException cause) {
    if (cause instanceof FileException already) {
      return already;
    }
    String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    Message full =
        Message.of(text.contains("quota") ? "your disk quota is used up" : "the disk is full");
    return switch (cause) {
      case AccessDeniedException denied ->
          new FileException(
              action,
              path,
              Message.of("access is denied%s", elsewhere(denied.getFile(), path)),
              Message.of("make the file and its folder writable for you, or choose another folder"),
              cause);
      case NoSuchFileException missing ->
          new FileException(
              action,
              path,
              Message.of(
                  Files.isSymbolicLink(path) ? "it is a link to nothing%s" : "it does not exist%s",
                  elsewhere(missing.getFile(), path)),
              Message.of("check the spelling, and the folder that the program was started in"),
              cause);
      case FileAlreadyExistsException file -> aFileInTheWay(action, path, file.getFile(), cause);
      case ClosedByInterruptException _, InterruptedIOException _ ->
          new FileException(
              action,
              path,
              Message.of("the thread was interrupted meanwhile"),
              Message.of("try again"),
              cause);
      case NotDirectoryException file -> aFileInTheWay(action, path, file.getFile(), cause);
      default -> {
        if (text.contains("no space")
            || text.contains("not enough space")
            || text.contains("quota")
            || diskIsFull(path)) {
          yield new FileException(
              action, path, full, Message.of("free some space or choose another disk"), cause);
        } else if (text.contains("not a directory")) {
          yield aFileInTheWay(action, path, path.toString(), cause);
        } else if (text.contains("read-only")) {
          yield new FileException(
              action,
              path,
              Message.of("the file system is read-only"),
              Message.of("choose a folder on one that can be written"),
              cause);
        } else if (text.contains("name too long")) {
          yield new FileException(
              action, path, Message.of("the name is too long"), Message.of("shorten it"), cause);
        } else if (text.contains("too large")) {
          yield new FileException(
              action,
              path,
              Message.of("the file would be larger than is allowed here"),
              Message.of("raise the limit (ulimit -f) or choose another disk"),
              cause);
        }
        yield new FileException(
            action,
            path,
            Message.of(cause),
            Message.of("check the path and the disk, then try again"),
            cause);
      }
    };
  }

  private static FileException aFileInTheWay(
      Message action, Path path, @Nullable String file, IOException cause) {
    return new FileException(
        action,
        path,
        Message.of(
            "a part of its path is a file where a folder is needed%s", elsewhere(file, path)),
        Message.of("choose another folder, or move that file away"),
        cause);
  }

  private static String elsewhere(@Nullable String file, Path path) {
    boolean tellsNothing =
        file == null || file.equals(path.toString()) || file.endsWith(AtomicFiles.TEMPORARY);
    return tellsNothing ? "" : " (" + file + ")";
  }

  // The system's own words for a full disk depend on its language, so the disk is asked too.
  private static boolean diskIsFull(Path path) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      return folder != null && Files.getFileStore(folder).getUsableSpace() < 4096;
    } catch (IOException | RuntimeException unknown) {
      return false;
    }
  }
}
