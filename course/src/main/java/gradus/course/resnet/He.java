package gradus.course.resnet;

import gradus.course.Chapter;
import java.util.List;

/// Residual networks of 2015, made again: plain networks that become worse with depth and residual
/// ones that do not, the gradients and the loss inside and around them, and Fashion-MNIST.
public final class He {
  private He() {}

  /// What is made again.
  public static List<Chapter> chapters() {
    return List.of(
        Chapter.of("degradation", "Deeper and worse", "更深，却更差", Degradation::compare),
        Chapter.of("gradients", "Gradients by depth", "各层的梯度", GradientSizes::compare),
        Chapter.of("surface", "The loss around both", "两者周围的损失", LossSurface::look),
        Chapter.of(
            "fashion", "ResNet-20 on Fashion-MNIST", "ResNet-20 与 Fashion-MNIST", Clothing::read));
  }
}
