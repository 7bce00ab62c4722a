package gradus.plot;

/// One picture within a [Figure]: pure data, drawn by whichever renderer is at hand.
public sealed interface Panel
    permits LineChart,
        ScatterChart,
        BarChart,
        HeatMap,
        ImageGrid,
        ConfusionChart,
        MatrixChart,
        NetworkChart,
        ParallelChart,
        TextPanel {
  /// What stands above the picture; may be empty.
  Text title();
}
