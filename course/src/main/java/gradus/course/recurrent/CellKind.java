package gradus.course.recurrent;

import gradus.course.Option;
import gradus.nn.Layers;
import gradus.nn.Recurrent;
import gradus.plot.Text;

/// A recurrent cell to choose.
public enum CellKind implements Option {
  /// `h' = tanh(x W + h U + b)`
  RNN("plain RNN", "普通 RNN") {
    @Override
    Recurrent.Spec layer(int hidden) {
      return Layers.simpleRnn(hidden);
    }
  },
  /// With a memory, which gates write, keep and read.
  LSTM("LSTM", "LSTM") {
    @Override
    Recurrent.Spec layer(int hidden) {
      return Layers.lstm(hidden);
    }
  },
  /// With gates, and its output for a memory.
  GRU("GRU", "GRU") {
    @Override
    Recurrent.Spec layer(int hidden) {
      return Layers.gru(hidden);
    }
  };

  private final String english;
  private final String chinese;

  CellKind(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }

  /// The library's layer of such cells.
  abstract Recurrent.Spec layer(int hidden);
}
