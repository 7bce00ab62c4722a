package gradus.course.frameworks;

import gradus.plot.Text;
import java.util.List;

/// A row of the tutorial's table: what its author said of a framework in 2023.
///
/// @param name the framework
/// @param year when it came out
/// @param developer whose it is
/// @param language what it is written in, and for
/// @param points from 1 to 5, one for each [Criterion]
/// @param strength what it is good for
/// @param since what has happened to it that the table does not know, as of November 2026
record Opinion(
    String name,
    int year,
    Text developer,
    String language,
    List<Integer> points,
    Text strength,
    Text since) {
  /// The tutorial's table, in its order.
  static final List<Opinion> ALL =
      List.of(
          new Opinion(
              "TensorFlow",
              2015,
              Text.of("Google"),
              "Python/C++",
              List.of(3, 5, 5, 5),
              Text.of("production, a whole ecosystem", "生产部署、生态完善"),
              Text.of("tf.keras is Keras 3 since 2024", "2024 年起 tf.keras 即 Keras 3")),
          new Opinion(
              "PyTorch",
              2016,
              Text.of("Facebook"),
              "Python/C++",
              List.of(5, 5, 4, 5),
              Text.of("dynamic graphs, good for research", "动态图、研究友好"),
              Text.of("PyTorch Foundation since 2022", "2022 年起归 PyTorch 基金会")),
          new Opinion(
              "Keras",
              2015,
              Text.of("François Chollet"),
              "Python",
              List.of(5, 3, 3, 4),
              Text.of("a concise API, quick prototypes", "API 简洁、快速原型"),
              Text.of("runs on JAX and PyTorch too", "也能跑在 JAX、PyTorch 上")),
          new Opinion(
              "MXNet",
              2015,
              Text.of("Amazon"),
              "Python/C++",
              List.of(3, 5, 5, 3),
              Text.of("distributed, many languages", "分布式训练、多语言"),
              Text.of("retired by Apache in 2023", "2023 年已被 Apache 归档")),
          new Opinion(
              "JAX",
              2018,
              Text.of("Google"),
              "Python",
              List.of(4, 5, 4, 3),
              Text.of("functional, differentiates itself", "函数式、自动微分"),
              Text.of("layers come from Flax, rules from Optax", "层用 Flax，优化器用 Optax")),
          new Opinion(
              "PaddlePaddle",
              2016,
              Text.of("Baidu", "百度"),
              "Python",
              List.of(4, 4, 5, 3),
              Text.of("documented and made in China", "中文文档、国产框架"),
              Text.of("version 3 since 2025", "2025 年发布 3.0")));

  /// The points for one criterion.
  int points(Criterion criterion) {
    return switch (criterion) {
      case EASE -> points.get(0);
      case FLEXIBILITY -> points.get(1);
      case DEPLOYMENT -> points.get(2);
      case COMMUNITY -> points.get(3);
    };
  }

  /// Whether another is at least as good by every criterion, and better by one: then no weights put
  /// this one alone at the top.
  boolean isBeatenBy(Opinion other) {
    boolean better = false;
    for (Criterion criterion : Criterion.values()) {
      if (other.points(criterion) < points(criterion)) {
        return false;
      }
      better |= other.points(criterion) > points(criterion);
    }
    return better;
  }
}
