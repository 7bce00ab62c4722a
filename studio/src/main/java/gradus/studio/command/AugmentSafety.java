package gradus.studio.command;

import gradus.augment.LabelSafety;
import gradus.io.FileException;
import gradus.studio.console.DownloadBar;
import gradus.studio.console.Session;
import gradus.studio.run.AugmentKind;
import gradus.studio.run.PictureSettings;
import gradus.studio.run.Recipe;
import gradus.studio.run.Samples;
import gradus.studio.words.Numbers;
import gradus.studio.words.UserException;
import java.util.List;

/// Says whether an augmentation breaks the labels of pictures: which pairs of classes it confuses.
final class AugmentSafety {
  private static final int MOST = 6;

  private final Session session;

  AugmentSafety(Session session) {
    this.session = session;
  }

  /// Trains on changed pictures and tells what came of it.
  ///
  /// @param data `mnist`, `fashion` or a folder
  void tell(AugmentKind kind, String data, long seed) throws FileException {
    if (!kind.isOfPictures()) {
      throw new UserException("error.augment.ofSeries", kind.title());
    }
    DownloadBar bar = new DownloadBar(session);
    Samples samples;
    try {
      samples =
          Samples.load(Samples.requireKnown(data), Recipe.DEFAULT, PictureSettings.USUAL, bar);
    } finally {
      bar.end();
    }
    int side = samples.training().inputShape().size(-1);
    LabelSafety safety = LabelSafety.of(samples.training(), kind.augmentation(side), seed);
    session.tell(
        session.text(
            "augment.safety",
            kind.title(),
            samples.title(),
            Numbers.percent(safety.plainAccuracy()),
            Numbers.percent(safety.augmentedAccuracy())));
    List<LabelSafety.Confusion> confusions = safety.confusions();
    if (confusions.isEmpty()) {
      session.tell(session.text("augment.safe"));
      return;
    }
    List<String> names = samples.classNames();
    session.tell(session.style().yellow(session.text("augment.unsafe")));
    for (LabelSafety.Confusion confusion :
        confusions.subList(0, Math.min(MOST, confusions.size()))) {
      session.say(
          session.text(
              "augment.confusion",
              names.get(confusion.actual()),
              names.get(confusion.predicted()),
              Numbers.percent(confusion.before()),
              Numbers.percent(confusion.after())));
    }
  }
}
