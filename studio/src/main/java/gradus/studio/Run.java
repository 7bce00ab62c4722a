package gradus.studio;

import gradus.io.FileException;
import gradus.io.FolderLock;

/// The whole way from data to a trained network and its report, in a folder; begun or resumed.
///
/// @param <D> the data
sealed interface Run<D> permits DigitsRun, TextRun {
  /// The run of some settings.
  ///
  /// @param pictures whether figures are saved as files too
  static Run<?> of(Session session, Settings settings, RunFolder folder, boolean pictures) {
    return switch (settings) {
      case DigitsSettings digits -> new DigitsRun(session, digits, folder, pictures);
      case TextSettings text -> new TextRun(session, text, folder, pictures);
    };
  }

  /// What it is started with.
  Settings settings();

  /// Where its files go.
  RunFolder folder();

  /// Tells on the console what is about to happen.
  void announce(boolean resumed);

  /// Loads the data.
  D load() throws FileException;

  /// Trains, from the checkpoint on where there is one, and writes what came of it.
  RunResult carryOut(D data) throws FileException;

  /// Starts from the beginning.
  default RunResult begin() throws FileException {
    announce(false);
    D data = load();
    try (FolderLock _ = FolderLock.acquire(folder().path())) {
      folder().clear();
      folder().writeSettings(settings());
      return carryOut(data);
    }
  }

  /// Goes on where the run's checkpoint is.
  default RunResult resume() throws FileException {
    announce(true);
    D data = load();
    try (FolderLock _ = FolderLock.acquire(folder().path())) {
      return carryOut(data);
    }
  }
}
