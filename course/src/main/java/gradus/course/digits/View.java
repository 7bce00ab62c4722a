package gradus.course.digits;

import gradus.course.Option;
import gradus.nn.Model;
import gradus.plot.Text;
import gradus.tensor.Tensor;
import java.util.List;

/// What images are compared by.
public enum View implements Option {
  /// The grey levels themselves.
  PIXELS("the pixels", "像素"),
  /// The last hidden layer, as it was drawn.
  UNTRAINED("last hidden layer, untrained", "最后的隐藏层，训练前"),
  /// The last hidden layer after training.
  TRAINED("last hidden layer, trained", "最后的隐藏层，训练后");

  private final String english;
  private final String chinese;

  View(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  /// The numbers of each image, `[images, features]`.
  Tensor of(Model model, Tensor images) {
    if (this == PIXELS) {
      return images.flatten(1);
    }
    // The last layer gives the answer; what it reads is what the one before it gave.
    List<Tensor> outputs = List.copyOf(model.activations(images).values());
    return outputs.get(outputs.size() - 2);
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }
}
