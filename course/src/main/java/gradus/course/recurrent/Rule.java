package gradus.course.recurrent;

import gradus.course.Option;
import gradus.optim.Adam;
import gradus.optim.Optimizer;
import gradus.optim.Sgd;
import gradus.plot.Text;

/// How a text is learnt.
public enum Rule implements Option {
  /// Steps whose length hardly depends on how large gradients are.
  ADAM("Adam") {
    @Override
    Optimizer at(double rate) {
      return Adam.of(rate);
    }
  },
  /// Steps that are as long as gradients are large.
  SGD("SGD") {
    @Override
    Optimizer at(double rate) {
      return Sgd.of(rate);
    }
  };

  private final String title;

  Rule(String title) {
    this.title = title;
  }

  @Override
  public Text title() {
    return Text.of(title);
  }

  abstract Optimizer at(double rate);
}
