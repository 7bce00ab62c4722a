package gradus.train;

import gradus.data.Batches;
import gradus.io.JsonCursor;
import java.util.ArrayList;
import java.util.List;

/// How far the training had come that a checkpoint was written by: only what can be, and what
/// agrees with itself and with the data.
///
/// @param progress the epoch, the batch and the sums so far
/// @param history the epochs before
/// @param counts what the metrics have counted in the epoch
record CheckpointProgress(Progress progress, History history, List<double[]> counts) {

  /// Reads it.
  ///
  /// @throws gradus.io.JsonException where a value is missing, of another kind or out of range
  ///
  /// @param together how many batches each step was on
  static CheckpointProgress read(JsonCursor json, Batches data, int together) {
    int epoch = atLeastZero(json.member("epoch"));
    int batch = atLeastZero(json.member("batch"));
    if (batch > data.batchCount()) {
      throw json.member("batch").expected("a batch of the epoch's %d", data.batchCount());
    }
    if (batch % together != 0 && batch < data.batchCount()) {
      throw json.member("batch").expected("the end of a step on %d batches", together);
    }
    JsonCursor step = json.member("step");
    long steps =
        (long) epoch * Math.ceilDiv(data.batchCount(), together) + Math.ceilDiv(batch, together);
    if (step.wholeNumber() != steps) {
      throw step.expected(
          "%d steps, those of %d epochs of %d batches and %d more",
          steps, epoch, data.batchCount(), batch);
    }
    JsonCursor nanos = json.member("nanos");
    if (nanos.wholeNumber() < 0) {
      throw nanos.expected("a time that has passed");
    }
    var losses = new ArrayList<Total>();
    var penalties = new ArrayList<Total>();
    for (JsonCursor learner : json.member("learners").elements()) {
      losses.add(total(learner.member("loss"), batch));
      penalties.add(total(learner.member("penalty"), batch));
    }
    var progress =
        new Progress(
            epoch,
            batch,
            step.wholeNumber(),
            losses,
            penalties,
            samples(json.member("samples"), batch, data),
            nanos.wholeNumber());
    var counts = new ArrayList<double[]>();
    for (JsonCursor state : json.member("metrics").elements()) {
      counts.add(state.elements().stream().mapToDouble(JsonCursor::number).toArray());
    }
    return new CheckpointProgress(progress, history(json.member("history"), epoch), counts);
  }

  private static int atLeastZero(JsonCursor json) {
    int number = json.integer();
    if (number < 0) {
      throw json.expected("a number of at least 0");
    }
    return number;
  }

  private static int samples(JsonCursor json, int batch, Batches data) {
    int samples = atLeastZero(json);
    if (samples < batch
        || samples > (long) batch * data.batchSize()
        || samples > data.sampleCount()) {
      throw json.expected(
          "the samples of %d batches of at most %d, and of %d in all",
          batch, data.batchSize(), data.sampleCount());
    }
    return samples;
  }

  private static Total total(JsonCursor json, int batch) {
    Total total = new Total(json.member("sum").number(), json.member("denominator").number());
    if (!Double.isFinite(total.sum())) {
      throw json.member("sum").expected("a finite sum");
    }
    if (!Double.isFinite(total.denominator()) || total.denominator() < 0) {
      throw json.member("denominator").expected("a finite number of at least 0");
    }
    if (batch == 0 && !total.equals(Total.NOTHING)) {
      throw json.expected("sums of 0 before the first batch");
    }
    return total;
  }

  private static History history(JsonCursor json, int epochs) {
    List<JsonCursor> elements = json.elements();
    if (elements.size() != epochs) {
      throw json.expected("the %d epochs before", epochs);
    }
    History history = History.empty();
    for (JsonCursor epoch : elements) {
      JsonCursor number = epoch.member("number");
      if (number.integer() != history.epochs().size() + 1) {
        throw number.expected("the number %d", history.epochs().size() + 1);
      }
      JsonCursor seconds = epoch.member("seconds");
      if (!(seconds.number() >= 0) || Double.isInfinite(seconds.number())) {
        throw seconds.expected("a time that has passed");
      }
      history = history.plus(HistoryJson.epoch(epoch));
    }
    return history;
  }
}
