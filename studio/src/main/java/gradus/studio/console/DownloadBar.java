package gradus.studio.console;

import gradus.data.DownloadProgress;
import gradus.studio.words.Numbers;
import gradus.studio.words.TextOutput;
import gradus.tensor.Message;
import java.util.List;

/// Shows how a data set arrives: a bar for each file, and a line for what a person may want to
/// know.
public final class DownloadBar implements DownloadProgress {
  private final Session session;
  private final ProgressBar bar;

  public DownloadBar(Session session) {
    this.session = session;
    bar = new ProgressBar(session.console());
  }

  @Override
  public void bytes(String what, long done, long total) {
    if (done >= total && total >= 0) {
      bar.erase();
    } else if (bar.isDue()) {
      String size =
          total < 0
              ? Numbers.megabytes(done)
              : Numbers.megabytes(done) + " / " + Numbers.megabytes(total);
      bar.draw(what, total <= 0 ? 0 : (double) done / total, List.of(size));
    }
  }

  @Override
  public void note(Message message) {
    bar.erase();
    session.remark(TextOutput.clean(session.messages().text(message)));
  }

  /// Takes the bar away.
  public void end() {
    bar.erase();
  }
}
