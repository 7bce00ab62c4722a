package gradus.plot;

import gradus.plot.NetworkChart.Edge;
import gradus.plot.NetworkChart.Layer;
import gradus.plot.NetworkChart.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// The layout of a [NetworkChart].
record NetworkLayout(NetworkChart chart, Header header, double largestWeight, double largestValue)
    implements PanelLayout {
  private static final Text POSITIVE = Text.of("positive weight", "正权重");
  private static final Text NEGATIVE = Text.of("negative weight", "负权重");
  private static final double ACROSS = 160;
  private static final double DOWN = 58;
  private static final double THINNEST = 0.9;
  private static final double WIDEST = 2.8;
  private static final double LONGEST_NAME = 130;
  private static final double GAP = 6;
  private static final double SMALLEST_TYPE = 7;
  private static final double FULLEST = 0.7;

  /// Where along its edge a weight is written: the first place at which it covers nothing.
  private static final double[] PARTS = {0.38, 0.5, 0.44, 0.56, 0.32, 0.62, 0.26, 0.7};

  static NetworkLayout of(NetworkChart chart) {
    List<LegendEntry> entries = new ArrayList<>();
    if (chart.edges().stream().anyMatch(edge -> edge.weight() > 0)) {
      entries.add(entry(POSITIVE, 1));
    }
    if (chart.edges().stream().anyMatch(edge -> edge.weight() < 0)) {
      entries.add(entry(NEGATIVE, -1));
    }
    DoubleStream values =
        chart.layers().stream().flatMap(layer -> layer.nodes().stream()).mapToDouble(Node::value);
    return new NetworkLayout(
        chart,
        new Header(chart.title(), entries),
        chart.edges().stream().mapToDouble(edge -> Math.abs(edge.weight())).max().orElse(0),
        values.map(Math::abs).filter(Double::isFinite).reduce(1, Math::max));
  }

  private static LegendEntry entry(Text name, int sign) {
    return new LegendEntry(name, color(sign), LegendEntry.Kind.LINE, style(sign), false);
  }

  private static Color color(double signed) {
    return (signed > 0 ? Palette.BLUE : Palette.VERMILION).color();
  }

  /// What is negative is dashed, so that it can be told without its colour.
  private static LineStyle style(double signed) {
    return signed < 0 ? LineStyle.DASHED : LineStyle.SOLID;
  }

  private int last() {
    return chart.layers().size() - 1;
  }

  @Override
  public Size preferred(Canvas canvas, int columns) {
    int most = chart.layers().stream().mapToInt(layer -> layer.nodes().size()).max().orElse(0);
    double down = columns == 1 ? DOWN : 0.8 * DOWN;
    double across = columns == 1 ? ACROSS : 0.7 * ACROSS;
    double width =
        left(canvas, LONGEST_NAME)
            + Math.max(2, chart.layers().size()) * across
            + right(canvas, LONGEST_NAME);
    double height = Math.clamp(most * down, 3 * down, 900);
    return new Size(width, header.height(canvas, width) + above() + height + below());
  }

  @Override
  public Insets insets(Canvas canvas, double width, double height) {
    double room = Math.min(LONGEST_NAME, width / 4);
    return new Insets(
        header.height(canvas, width) + above(), right(canvas, room), below(), left(canvas, room));
  }

  /// The names beside it take room that other panels' plot areas need not leave.
  @Override
  public boolean aligns() {
    return false;
  }

  private double left(Canvas canvas, double room) {
    return last() < 0 ? 0 : beside(canvas, chart.layers().getFirst(), room);
  }

  private double right(Canvas canvas, double room) {
    return last() < 1 ? 0 : beside(canvas, chart.layers().getLast(), room);
  }

  private static double beside(Canvas canvas, Layer layer, double room) {
    double widest =
        layer.nodes().stream()
            .map(node -> canvas.fit(node.name(), room - GAP, Theme.TICK))
            .mapToDouble(name -> canvas.width(name, Theme.TICK))
            .max()
            .orElse(0);
    return widest > 0 ? widest + GAP : 0;
  }

  /// The names of nodes in the layers between stand above their discs.
  private double above() {
    boolean named =
        last() > 1
            && chart.layers().subList(1, last()).stream()
                .flatMap(layer -> layer.nodes().stream())
                .anyMatch(node -> !node.name().isEmpty());
    return named ? Theme.TICK.lineHeight() : 0;
  }

  private double below() {
    boolean named = chart.layers().stream().anyMatch(layer -> !layer.name().isEmpty());
    return named ? GAP + Theme.AXIS_LABEL.lineHeight() : 0;
  }

  @Override
  public void draw(Canvas canvas, Box cell, Box area) {
    header.draw(canvas, cell);
    NetworkPlaces places = NetworkPlaces.of(chart, area);
    List<NetworkPlaces.Way> ways = chart.edges().stream().map(places::way).toList();
    for (int i = 0; i < ways.size(); i++) {
      drawEdge(canvas, chart.edges().get(i), ways.get(i));
    }
    List<Box> taken = new ArrayList<>();
    int index = 0;
    for (int layer = 0; layer <= last(); layer++) {
      List<Node> nodes = chart.layers().get(layer).nodes();
      for (Node node : nodes) {
        NetworkPlaces.Place place = places.nodes().get(index++);
        taken.add(drawNode(canvas, node, place, places.radius()));
        taken.add(drawName(canvas, node, place, layer, cell, places));
      }
      drawFoot(canvas, layer, cell, places);
    }
    if (chart.numbered()) {
      for (int i = 0; i < ways.size(); i++) {
        drawNumber(canvas, chart.edges().get(i).weight(), ways.get(i), taken);
      }
    }
    if (places.nodes().isEmpty()) {
      Placeholder.draw(canvas, area);
    }
  }

  private void drawEdge(Canvas canvas, Edge edge, NetworkPlaces.Way way) {
    if (edge.weight() != 0) {
      double width = THINNEST + (WIDEST - THINNEST) * Math.abs(edge.weight() / largestWeight);
      List<Double> dashes = style(edge.weight()).pattern();
      canvas.add(
          new Mark.Polyline(
              way.x(), way.y(), new Mark.Stroke(color(edge.weight()), width, dashes)));
    }
  }

  private Box drawNode(Canvas canvas, Node node, NetworkPlaces.Place place, double radius) {
    boolean empty = Double.isNaN(node.value());
    double strength = empty ? 0 : FULLEST * Math.abs(node.value()) / largestValue;
    Color fill = Theme.PAPER.mix(color(node.value()), strength);
    List<Double> dashes = empty ? List.of() : style(node.value()).pattern();
    canvas.add(
        new Mark.Disc(
            place.x(), place.y(), radius, fill, new Mark.Stroke(Theme.MUTED, 1.2, dashes)));
    double room = 2 * radius - 5;
    String label = canvas.read(node.label());
    double natural = canvas.width(label, Theme.TICK);
    double size = Theme.TICK.size() * Math.min(1, room / Math.max(1, natural));
    Typeface face = Theme.TICK.withSize(size);
    if (size >= SMALLEST_TYPE && face.lineHeight() < 2 * radius) {
      double baseline = place.y() + face.middle();
      canvas.text(label, place.x(), baseline, face, Theme.readableOn(fill), Mark.Anchor.MIDDLE);
    }
    return new Box(place.x() - radius, place.y() - radius, 2 * radius, 2 * radius);
  }

  /// Beside the outer layers, above the discs of those between where there is room; where it
  /// stands.
  private Box drawName(
      Canvas canvas,
      Node node,
      NetworkPlaces.Place place,
      int layer,
      Box cell,
      NetworkPlaces places) {
    double radius = places.radius();
    double spacing = places.area().height() / chart.layers().get(layer).nodes().size();
    boolean first = layer == 0;
    boolean inside = !first && layer < last();
    double needed = Theme.TICK.lineHeight() + (inside ? 2 * radius : 0);
    if (node.name().isEmpty() || spacing < needed) {
      return new Box(place.x(), place.y(), 0, 0);
    }
    double room =
        inside
            ? places.across() - 2 * GAP
            : first ? place.x() - radius - GAP - cell.x() : cell.right() - place.x() - radius - GAP;
    // A hair more, since the room was made to measure.
    String name = canvas.fit(node.name(), room + 0.1, Theme.TICK);
    double width = canvas.width(name, Theme.TICK);
    double x = inside ? place.x() - width / 2 : place.x() + radius + GAP;
    x = first ? place.x() - radius - GAP - width : x;
    double baseline =
        inside ? place.y() - radius - Theme.TICK.descent() - 1 : place.y() + Theme.TICK.middle();
    canvas.haloed(name, x, baseline, Theme.TICK, Theme.INK, Mark.Anchor.START);
    return new Box(x, baseline - Theme.TICK.ascent(), width, Theme.TICK.lineHeight());
  }

  private void drawFoot(Canvas canvas, int layer, Box cell, NetworkPlaces places) {
    double beside =
        places.radius()
            + Math.min(places.area().x() - cell.x(), cell.right() - places.area().right());
    // Where there is no room beside the outer layers, their names are moved into the panel.
    boolean moved = beside < places.across() / 2;
    double part = moved ? (last() < 2 ? 0.48 : 0.62) : 0.92;
    double room = part * Math.min(places.across(), cell.width());
    String name = canvas.fit(chart.layers().get(layer).name(), room, Theme.AXIS_LABEL);
    double width = canvas.width(name, Theme.AXIS_LABEL);
    double middle =
        last() == 0
            ? places.area().centerX()
            : places.area().x() + places.radius() + layer * places.across();
    double x = Math.clamp(middle - width / 2, cell.x(), Math.max(cell.x(), cell.right() - width));
    canvas.text(
        name,
        x,
        places.area().bottom() + GAP + Theme.AXIS_LABEL.ascent(),
        Theme.AXIS_LABEL,
        Theme.MUTED,
        Mark.Anchor.START);
  }

  private static void drawNumber(
      Canvas canvas, double weight, NetworkPlaces.Way way, List<Box> taken) {
    if (weight == 0) {
      return;
    }
    String number = written(weight);
    double width = canvas.width(number, Theme.TICK);
    for (double part : PARTS) {
      NetworkPlaces.Place place = way.at(part);
      double baseline = place.y() + Theme.TICK.middle();
      Box box =
          new Box(
              place.x() - width / 2 - 3,
              baseline - Theme.TICK.ascent(),
              width + 6,
              Theme.TICK.lineHeight());
      if (taken.stream().noneMatch(other -> box.overlaps(other))) {
        // On paper of its own, since dashes beside a number look like its minus.
        canvas.add(new Mark.Rectangle(box, 3, Theme.PAPER, null));
        Color color = Theme.asText(color(weight));
        canvas.text(number, place.x(), baseline, Theme.TICK, color, Mark.Anchor.MIDDLE);
        taken.add(box);
        return;
      }
    }
  }

  private static String written(double weight) {
    String number =
        weight == Math.rint(weight) && Math.abs(weight) < 1e6
            ? Long.toString((long) weight)
            : String.format(Locale.ROOT, Math.abs(weight) < 1e4 ? "%.2f" : "%.1e", weight);
    return number.replace('-', '\u2212');
  }
}
