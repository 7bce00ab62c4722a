package gradus.course.alexnet;

import gradus.course.Chapter;
import java.util.List;

/// AlexNet of 2012, made again for pictures of 28 x 28: rectifiers against tanh, the whole network,
/// and each of its parts switched off in turn.
public final class Krizhevsky {
  private Krizhevsky() {}

  /// What is made again.
  public static List<Chapter> chapters() {
    return List.of(
        Chapter.of("rectifiers", "ReLU against tanh", "ReLU 与 tanh", ReluTanh::compare),
        Chapter.of("base", "The whole network", "完整的网络", Base::clothes),
        Chapter.of("parts", "One part less", "去掉一部分", Ablations::compare));
  }

  /// What is made again besides where the user names a folder of CIFAR-10.
  public static List<Chapter> onPhotographs() {
    return List.of(Chapter.of("photographs", "On CIFAR-10", "用 CIFAR-10", Base::photographs));
  }
}
