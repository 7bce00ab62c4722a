package gradus.search;

import gradus.io.FileException;
import gradus.tensor.ArgumentException;
import gradus.tensor.Message;
import gradus.tensor.StateException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// A study while it runs: its trials so far, and the threads that work on it.
final class StudyRun implements AutoCloseable {
  private final Study study;
  private final int wanted;
  private final TrialObjectives objectives;
  private final @Nullable StudyLog log;
  private final List<TrialRecord> records;
  private final Deque<TrialRecord> interrupted = new ArrayDeque<>();
  private boolean ending;

  private StudyRun(
      Study study,
      int wanted,
      TrialObjectives objectives,
      List<TrialRecord> earlier,
      @Nullable StudyLog log) {
    this.study = study;
    this.wanted = wanted;
    this.objectives = objectives;
    this.log = log;
    records = new ArrayList<>(earlier);
    for (TrialRecord trial : earlier) {
      if (trial.state() == TrialRecord.State.RUNNING) {
        interrupted.add(TrialRecord.begun(trial.id(), trial.configuration()));
      }
    }
  }

  static StudyRun open(Study study, int wanted, TrialObjectives objectives) throws FileException {
    if (study.folder() == null) {
      return new StudyRun(study, wanted, objectives, List.of(), null);
    }
    StudyLog log = StudyLog.open(study.folder(), study);
    return new StudyRun(study, wanted, objectives, log.trials().all(), log);
  }

  Trials run() {
    int limit = study.sampler().limit(study.space()).orElse(Integer.MAX_VALUE);
    int most = Math.min(wanted, limit);
    if (study.threads() == 1) {
      work(most);
    } else {
      workTogether(most);
    }
    return trials();
  }

  private void workTogether(int most) {
    ExecutorService pool = Executors.newFixedThreadPool(study.threads());
    List<Future<?>> workers = new ArrayList<>();
    for (int i = 0; i < study.threads(); i++) {
      workers.add(pool.submit(() -> work(most)));
    }
    boolean interrupt = false;
    Throwable failure = null;
    for (int i = 0; i < workers.size(); ) {
      try {
        workers.get(i++).get();
      } catch (InterruptedException _) {
        interrupt = true;
        i--;
        end();
        pool.shutdownNow();
      } catch (ExecutionException one) {
        failure = failure == null ? one.getCause() : failure;
        end();
      }
    }
    pool.shutdown();
    if (interrupt) {
      Thread.currentThread().interrupt();
    }
    switch (failure) {
      case null -> {}
      case Error error -> throw error;
      case RuntimeException exception -> throw exception;
      default -> throw new AssertionError(failure);
    }
  }

  private void work(int most) {
    for (TrialRecord next = next(most); next != null; next = next(most)) {
      attempt(next);
    }
  }

  private synchronized @Nullable TrialRecord next(int most) {
    if (ending || Thread.currentThread().isInterrupted()) {
      return null;
    }
    TrialRecord again = interrupted.poll();
    if (again == null && records.size() >= most) {
      return null;
    }
    int id = again == null ? records.size() + 1 : again.id();
    TrialRecord next = again == null ? TrialRecord.begun(id, suggestion(id)) : again;
    if (again == null) {
      records.add(next);
    } else {
      records.set(id - 1, next);
    }
    if (log != null) {
      log.begun(next);
    }
    return next;
  }

  private Configuration suggestion(int id) {
    return id <= study.first().size()
        ? study.first().get(id - 1)
        : study.sampler().suggest(trials(), id);
  }

  private void attempt(TrialRecord begun) {
    Trial trial = new Trial(this, begun);
    long start = System.nanoTime();
    try {
      double[] values = objectives.values(trial);
      List<Double> result = Arrays.stream(values).boxed().toList();
      if (trial.isStopped()) {
        end(begun.id(), TrialRecord.State.STOPPED, lastReport(begun.id()), start, "");
      } else if (values.length != study.aims().size()) {
        throw new ArgumentException(
            "the study has %d aims, but the objective returned %d values",
            study.aims().size(), values.length);
      } else if (result.stream().anyMatch(value -> value.isNaN())) {
        fail(begun.id(), start, Message.of("the objective returned not-a-number"));
      } else {
        end(begun.id(), TrialRecord.State.FINISHED, result, start, "");
      }
    } catch (InterruptedException _) {
      end();
      Thread.currentThread().interrupt();
    } catch (Exception | OutOfMemoryError failure) {
      // What an interrupt made fail, in whatever words, has not been tried.
      if (Thread.currentThread().isInterrupted()) {
        end();
      } else {
        fail(begun.id(), start, Message.of(failure));
      }
    }
  }

  private void fail(int id, long start, Message why) {
    end(id, TrialRecord.State.FAILED, List.of(), start, why.toString());
  }

  private synchronized List<Double> lastReport(int id) {
    var reports = records.get(id - 1).reports();
    return study.aims().size() > 1 || reports.isEmpty()
        ? List.of()
        : List.of(reports.lastEntry().getValue());
  }

  private synchronized void end() {
    ending = true;
  }

  private synchronized void end(
      int id, TrialRecord.State state, List<Double> values, long start, String message) {
    double seconds = (System.nanoTime() - start) / 1e9;
    TrialRecord ended = records.get(id - 1).ended(state, values, seconds, message);
    records.set(id - 1, ended);
    if (log != null) {
      log.ended(ended);
    }
    study.listener().accept(ended);
  }

  synchronized void report(int id, int step, double value) {
    if (study.aims().size() > 1) {
      throw new StateException(
          "trial.report: the study has %d aims, and a report says something of one; leave it out",
          study.aims().size());
    }
    TrialRecord trial = records.get(id - 1);
    int last = trial.reports().isEmpty() ? 0 : trial.reports().lastKey();
    if (step <= last) {
      throw new ArgumentException(
          "trial.report: steps are counted from 1 and grow, got %d after %d", step, last);
    }
    records.set(id - 1, trial.reporting(step, value));
    if (log != null) {
      log.reported(id, step, value);
    }
  }

  synchronized boolean stops(int id) {
    TrialRecord trial = records.get(id - 1);
    return !trial.reports().isEmpty() && study.pruner().stops(trials(), trial);
  }

  private synchronized Trials trials() {
    return new Trials(study.space(), study.aims(), records);
  }

  @Override
  public void close() {
    if (log != null) {
      try {
        log.close();
      } catch (FileException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
