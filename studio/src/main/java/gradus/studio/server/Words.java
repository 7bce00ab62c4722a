package gradus.studio.server;

import gradus.plot.Text;
import gradus.studio.words.Language;
import gradus.studio.words.Messages;
import gradus.studio.words.UserException;
import gradus.tensor.Explained;
import gradus.tensor.Message;

/// What went wrong, in both languages.
public final class Words {
  private static final Messages ENGLISH = new Messages(Language.ENGLISH);
  private static final Messages CHINESE = new Messages(Language.CHINESE);

  private Words() {}

  /// Of a fault.
  public static Text of(Throwable fault) {
    if (fault instanceof OutOfMemoryError) {
      return Text.of(
          "The memory ran out. Make the experiment smaller, or give Gradus more memory"
              + " (GRADUS_JAVA_OPTIONS=-Xmx4g).",
          "内存不够了。请把实验改小一些，或者给 Gradus 更多内存（GRADUS_JAVA_OPTIONS=-Xmx4g）。");
    }
    if (fault instanceof UserException user) {
      return Text.of(user.in(ENGLISH), user.in(CHINESE));
    }
    return of(Message.of(fault));
  }

  /// Whether something is a mistake that whoever made it can put right, and not one of ours.
  public static boolean isTold(Throwable fault) {
    return fault instanceof Explained || fault instanceof UserException;
  }

  static Text of(Message message) {
    return Text.of(ENGLISH.text(message), CHINESE.text(message));
  }

  /// A text of `messages.properties`.
  static Text of(String key, Object... values) {
    return Text.of(ENGLISH.text(key, values), CHINESE.text(key, values));
  }
}
