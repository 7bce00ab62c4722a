package gradus.search;

/// A trial in progress: what the objective asks for its parameters, and tells how it goes.
///
/// ```java
/// Study.minimize(space).run(60, trial -> {
///   double loss = Double.NaN;
///   for (int epoch = 1; epoch <= 20 && !trial.shouldStop(); epoch++) {
///     loss = train(trial.number("learningRate"));
///     trial.report(epoch, loss);
///   }
///   return loss;
/// });
/// ```
///
/// A trial belongs to the thread that its objective runs on.
public final class Trial {
  private final StudyRun study;
  private final int id;
  private final Configuration configuration;
  private boolean decided;
  private boolean stopped;

  Trial(StudyRun study, TrialRecord begun) {
    this.study = study;
    id = begun.id();
    configuration = begun.configuration();
  }

  /// The trial's number within the study, counted from 1.
  public int id() {
    return id;
  }

  /// All its parameters.
  public Configuration configuration() {
    return configuration;
  }

  /// See [Configuration#has].
  public boolean has(String name) {
    return configuration.has(name);
  }

  /// See [Configuration#number].
  public double number(String name) {
    return configuration.number(name);
  }

  /// See [Configuration#integer].
  public int integer(String name) {
    return configuration.integer(name);
  }

  /// See [Configuration#text].
  public String text(String name) {
    return configuration.text(name);
  }

  /// See [Configuration#truth].
  public boolean truth(String name) {
    return configuration.truth(name);
  }

  /// See [Configuration#constant].
  public <E extends Enum<E>> E constant(String name, Class<E> type) {
    return configuration.constant(name, type);
  }

  /// Tells what the objective is so far, such as the validation loss after an epoch.
  ///
  /// @param step how far the trial has come: counted from 1, and growing
  /// @param value of the study's aim
  /// @throws gradus.tensor.ArgumentException where the step is not after the last one
  /// @throws gradus.tensor.StateException where the study has several aims
  public void report(int step, double value) {
    study.report(id, step, value);
    decided = false;
  }

  /// Whether the study's pruner thinks, by what was reported last, that this trial will not become
  /// one of the best. An objective that returns then makes it a stopped trial, whatever it returns.
  public boolean shouldStop() {
    if (!decided) {
      decided = true;
      stopped = stopped || study.stops(id);
    }
    return stopped;
  }

  boolean isStopped() {
    return stopped;
  }
}
