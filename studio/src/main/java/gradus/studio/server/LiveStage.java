package gradus.studio.server;

import gradus.course.NumberTable;
import gradus.course.Stage;
import gradus.plot.Figure;
import gradus.plot.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The stage of an experiment that a page watches: keeps the state after every step that showed
/// something, so that the page can go back to it, and can be held.
///
/// Which states are worth a picture depends on the settings alone, so the same settings give the
/// same states.
final class LiveStage implements Stage {
  /// How many states a long experiment is drawn in.
  private static final int STATES = 120;

  /// A state: all that is to be seen after a step.
  ///
  /// @param done the steps that were done
  /// @param all how many there are; 0 where they are not counted
  record State(
      int done,
      int all,
      Map<String, Figure> figures,
      Map<String, NumberTable> tables,
      List<Text> sentences) {}

  private final Runnable changed;
  private final List<State> states = new ArrayList<>();
  private final Map<String, Figure> figures = new LinkedHashMap<>();
  private final Map<String, NumberTable> tables = new LinkedHashMap<>();
  private final List<Text> sentences = new ArrayList<>();
  private boolean shown;
  private boolean held;
  private boolean closed;
  private int allowed;
  private int done;
  private int all;

  /// @param changed is called after each new state, on the experiment's thread
  LiveStage(Runnable changed) {
    this.changed = changed;
  }

  @Override
  public synchronized void show(String name, Figure figure) {
    figures.put(name, figure);
    shown = true;
  }

  @Override
  public synchronized void show(String name, NumberTable table) {
    tables.put(name, table);
    shown = true;
  }

  @Override
  public synchronized void say(Text sentence) {
    sentences.add(sentence);
    shown = true;
  }

  @Override
  public void step(int stepsDone, int stepsAll) {
    if (keep(stepsDone, stepsAll)) {
      changed.run();
    }
    await();
  }

  private synchronized boolean keep(int stepsDone, int stepsAll) {
    done = stepsDone;
    all = stepsAll;
    if (!shown) {
      return false;
    }
    states.add(
        new State(
            done,
            all,
            new LinkedHashMap<>(figures),
            new LinkedHashMap<>(tables),
            List.copyOf(sentences)));
    shown = false;
    return true;
  }

  private synchronized void await() {
    boolean interrupted = false;
    while (held && allowed == 0 && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
        closed = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (closed) {
      throw new Closed();
    }
    allowed = Math.max(0, allowed - 1);
  }

  @Override
  public boolean wants(int stepsDone, int stepsAll) {
    long before = Math.max(0, stepsDone - 1);
    return stepsDone >= stepsAll
        || (long) stepsDone * STATES / stepsAll != before * STATES / stepsAll;
  }

  /// Keeps what was shown after the last step.
  void end() {
    if (keep(done, all)) {
      changed.run();
    }
  }

  /// Lets the experiment wait after its present step.
  synchronized void hold() {
    held = true;
    allowed = 0;
  }

  /// Lets it go on.
  synchronized void go() {
    held = false;
    notifyAll();
  }

  /// Lets it do one more step, and wait again.
  synchronized void once() {
    held = true;
    allowed = 1;
    notifyAll();
  }

  /// Lets it end at its next step.
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isHeld() {
    return held;
  }

  synchronized int count() {
    return states.size();
  }

  synchronized State state(int index) {
    return states.get(index);
  }

  /// How many steps were done, drawn or not, and how many there are.
  synchronized int[] progress() {
    return new int[] {done, all};
  }
}
