package gradus.plot;

import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;

/// Where the nodes of a [NetworkChart] stand, and which way its edges go.
///
/// @param nodes the middles of the discs, in order
/// @param radius of every disc
/// @param across the distance of the layers
record NetworkPlaces(
    NetworkChart chart, Box area, List<Place> nodes, double radius, double across) {
  private static final double LARGEST_RADIUS = 15;
  private static final int BENDS = 24;
  private static final int WIDEST_BOW = 8;
  private static final double CLEARANCE = 4;

  /// The middle of a disc.
  record Place(double x, double y) {}

  /// The way of an edge.
  record Way(Values x, Values y) {
    /// The point a part of the way along, from 0 to 1.
    Place at(double part) {
      double place = part * (x.size() - 1);
      int first = Math.min((int) place, x.size() - 2);
      double rest = place - first;
      return new Place(
          x.get(first) + rest * (x.get(first + 1) - x.get(first)),
          y.get(first) + rest * (y.get(first + 1) - y.get(first)));
    }
  }

  static NetworkPlaces of(NetworkChart chart, Box area) {
    int layers = chart.layers().size();
    int most = chart.layers().stream().mapToInt(layer -> layer.nodes().size()).max().orElse(1);
    double down = area.height() / Math.max(1, most);
    double share = area.width() / Math.max(1, layers);
    double radius = Math.clamp(Math.min(0.28 * down, 0.2 * share), 1, LARGEST_RADIUS);
    double across = layers < 2 ? area.width() : (area.width() - 2 * radius) / (layers - 1);
    List<Place> nodes = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      double x = layers < 2 ? area.centerX() : area.x() + radius + layer * across;
      int size = chart.layers().get(layer).nodes().size();
      for (int i = 0; i < size; i++) {
        nodes.add(new Place(x, area.y() + area.height() * (i + 0.5) / size));
      }
    }
    return new NetworkPlaces(chart, area, List.copyOf(nodes), radius, across);
  }

  /// Straight, or in the smallest bow around the nodes of the layers between.
  Way way(NetworkChart.Edge edge) {
    Way straight = bow(edge, 0);
    if (isClear(straight, edge)) {
      return straight;
    }
    for (int size = 1; size <= WIDEST_BOW; size++) {
      for (int sign = -1; sign <= 1; sign += 2) {
        Way bow = bow(edge, sign * size * 2 * radius);
        if (isClear(bow, edge) && bow.y().stream().allMatch(this::isInside)) {
          return bow;
        }
      }
    }
    return straight;
  }

  private boolean isInside(double y) {
    return y >= area.y() && y <= area.bottom();
  }

  private Way bow(NetworkChart.Edge edge, double height) {
    Place from = nodes.get(edge.from());
    Place to = nodes.get(edge.to());
    if (height == 0) {
      return new Way(Values.of(from.x(), to.x()), Values.of(from.y(), to.y()));
    }
    double[] x = new double[BENDS + 1];
    double[] y = new double[BENDS + 1];
    for (int i = 0; i <= BENDS; i++) {
      double part = (double) i / BENDS;
      x[i] = from.x() + part * (to.x() - from.x());
      y[i] = from.y() + part * (to.y() - from.y()) + 4 * part * (1 - part) * height;
    }
    return new Way(Values.of(x), Values.of(y));
  }

  private boolean isClear(Way way, NetworkChart.Edge edge) {
    int first = chart.layerOf(edge.from());
    int last = chart.layerOf(edge.to());
    for (int node = 0; node < nodes.size(); node++) {
      int layer = chart.layerOf(node);
      if (layer > first && layer < last && distance(way, nodes.get(node)) < radius + CLEARANCE) {
        return false;
      }
    }
    return true;
  }

  private static double distance(Way way, Place place) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < way.x().size(); i++) {
      least =
          Math.min(
              least,
              Line2D.ptSegDist(
                  way.x().get(i - 1),
                  way.y().get(i - 1),
                  way.x().get(i),
                  way.y().get(i),
                  place.x(),
                  place.y()));
    }
    return least;
  }
}
