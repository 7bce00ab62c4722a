package gradus.nn;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// The right to train a model: held until it is closed, by one at a time. See
/// [Model#lockForTraining()].
public final class TrainingLock implements AutoCloseable {
  private final Thread owner = Thread.currentThread();
  private final Runnable refresh;
  private final List<Cell> cells = new ArrayList<>();
  private boolean refreshing;

  private TrainingLock(Runnable refresh) {
    this.refresh = refresh;
  }

  /// The right to train some cells.
  ///
  /// @throws ModelInUseException where one of them is being trained
  static TrainingLock of(Collection<Cell> cells, Runnable refresh) {
    TrainingLock lock = new TrainingLock(refresh);
    synchronized (TrainingLock.class) {
      for (Cell cell : cells) {
        if (cell.training() != null) {
          throw new ModelInUseException(
              "model: is being trained already, or shares parameters with one that is; wait until"
                  + " that ends, or train a copy()");
        }
      }
      for (Cell cell : cells) {
        cell.setTraining(lock);
        lock.cells.add(cell);
      }
    }
    return lock;
  }

  /// Refuses cells that another thread trains.
  ///
  /// @throws ModelInUseException where one of them is
  static void requireOwn(Collection<Cell> cells) {
    for (Cell cell : cells) {
      TrainingLock training = cell.training();
      if (training != null && training.owner != Thread.currentThread()) {
        throw new ModelInUseException(
            "load: the model is being trained on another thread, which would overwrite these values"
                + " or learn from half of them; wait until that ends, or load a copy()");
      }
    }
  }

  /// Lets whoever trains store the latest values, where it is the thread that trains which is about
  /// to read them.
  void refresh() {
    if (Thread.currentThread() == owner && !refreshing) {
      refreshing = true;
      try {
        refresh.run();
      } finally {
        refreshing = false;
      }
    }
  }

  /// Gives the right back; closing twice does no harm.
  @Override
  public void close() {
    synchronized (TrainingLock.class) {
      cells.forEach(cell -> cell.setTraining(null));
      cells.clear();
    }
  }
}
