package gradus.data;

import gradus.tensor.Explained;
import gradus.tensor.Message;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// What a [DataSource] could not deliver, and why.
public final class TransferException extends IOException implements Explained {
  @Serial private static final long serialVersionUID = 1L;

  private final Message explanation;

  /// A failure told by a template and its arguments; see [Message#of(String, Object...)].
  public TransferException(String template, @Nullable Object... arguments) {
    this(Message.of(template, arguments), null);
  }

  /// A failure with the exception behind it.
  public TransferException(Message explanation, @Nullable Throwable cause) {
    super(explanation.toString(), cause);
    this.explanation = explanation;
  }

  @Override
  public Message explanation() {
    return explanation;
  }
}
