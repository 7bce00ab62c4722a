package gradus.course.alexnet;

import gradus.networks.AlexNet;
import gradus.plot.Text;

/// A part of AlexNet that can be switched off.
enum Part {
  DROPOUT("dropout", Text.of("dropout"), Text.of("dropout")) {
    @Override
    AlexNet without(AlexNet network) {
      return network.withDropout(0);
    }
  },
  NORMALISATION(
      "normalisation",
      Text.of("response normalisation", "响应归一化"),
      Text.of("normalisation", "归一化")) {
    @Override
    AlexNet without(AlexNet network) {
      return network.withNormalised(false);
    }
  },
  OVERLAP("overlap", Text.of("overlapping pooling", "重叠池化"), Text.of("overlap", "重叠")) {
    @Override
    AlexNet without(AlexNet network) {
      return network.withOverlapping(false);
    }
  },
  AUGMENTATION("augmentation", Text.of("augmentation", "数据增强"), Text.of("augmentation", "增强")) {
    @Override
    AlexNet without(AlexNet network) {
      return network;
    }
  };

  private final String key;

  // A Text does not change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Text title;

  // A Text does not change.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Text brief;

  Part(String key, Text title, Text brief) {
    this.key = key;
    this.title = title;
    this.brief = brief;
  }

  /// What its files and measurements are called.
  String key() {
    return key;
  }

  /// What a person calls it.
  Text title() {
    return title;
  }

  /// The same in few letters, for axes.
  Text brief() {
    return brief;
  }

  /// The network with everything but this. Augmentation is no part of a network.
  abstract AlexNet without(AlexNet network);
}
