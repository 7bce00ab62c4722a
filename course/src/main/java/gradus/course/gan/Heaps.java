package gradus.course.gan;

import gradus.course.Option;
import gradus.plot.Text;

/// How the heaps of points lie in the plane.
public enum Heaps implements Option {
  /// Eight on a circle.
  RING("8 on a ring", "环上 8 堆"),
  /// Twenty-five on a square lattice.
  GRID("25 on a grid", "网格上 25 堆");

  private final String english;
  private final String chinese;

  Heaps(String english, String chinese) {
    this.english = english;
    this.chinese = chinese;
  }

  Mixture mixture() {
    return switch (this) {
      case RING -> Mixture.RING;
      case GRID -> Mixture.GRID;
    };
  }

  @Override
  public Text title() {
    return Text.of(english, chinese);
  }
}
