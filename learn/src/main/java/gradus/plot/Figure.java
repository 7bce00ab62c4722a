package gradus.plot;

import gradus.io.AtomicFiles;
import gradus.io.FileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A picture as data: titles and panels in rows and columns. It is immutable and knows nothing of
/// files or screens; PNG and SVG are two views of the same layout.
///
/// ```java
/// Figure history = Figure.of(Text.of("Training", "训练"), 2,
///     LineChart.of(Text.of("Loss", "损失"), Series.of("train", 2.3, 0.9), Series.of("valid", 2.4)),
///     LineChart.of(Text.of("Accuracy", "准确率"), Series.of("train", 0.3, 0.7)));
/// history.save(Path.of("history.svg"));
/// history.in(Locale.CHINESE).save(Path.of("history.png"));
/// ```
///
/// @param title what stands above everything; may be empty
/// @param subtitle a quieter line below the title; may be empty
/// @param columns how many panels stand side by side
/// @param panels the panels, row after row
/// @param locale the language of the labels: Chinese for `zh`, else English
/// @param size the size in pixels at scale 1; null to let the panels choose
public record Figure(
    Text title,
    Text subtitle,
    int columns,
    List<Panel> panels,
    Locale locale,
    @Nullable Size size) {
  /// A size in pixels at scale 1.
  ///
  /// @param width from left to right
  /// @param height from top to bottom
  public record Size(int width, int height) {
    /// @throws PlotException if a side is not within 100 to 20,000
    public Size {
      if (width < 100 || width > 20_000 || height < 100 || height > 20_000) {
        throw new PlotException(
            "Figure: the size must lie within 100 and 20000 on each side, not %d by %d",
            width, height);
      }
    }
  }

  /// The scale of saved PNG files: two pixels for one, which is sharp on today's screens.
  private static final double PNG_SCALE = 2;

  /// @throws PlotException if there is not at least one column
  public Figure {
    panels = List.copyOf(panels);
    if (columns < 1) {
      throw new PlotException("Figure: needs at least 1 column, not %d", columns);
    }
  }

  /// A figure of one panel, which brings its own title.
  public static Figure of(Panel panel) {
    return of(Text.EMPTY, 1, panel);
  }

  /// A figure of panels, `columns` of them side by side.
  ///
  /// @throws PlotException if there is not at least one column
  public static Figure of(Text title, int columns, Panel... panels) {
    return of(title, columns, List.of(panels));
  }

  /// A figure of panels, `columns` of them side by side.
  ///
  /// @throws PlotException if there is not at least one column
  public static Figure of(Text title, int columns, List<? extends Panel> panels) {
    return new Figure(title, Text.EMPTY, columns, List.copyOf(panels), Locale.ENGLISH, null);
  }

  /// The same figure with another title.
  public Figure withTitle(Text newTitle) {
    return new Figure(newTitle, subtitle, columns, panels, locale, size);
  }

  /// The same figure with a quieter line below its title.
  public Figure withSubtitle(Text newSubtitle) {
    return new Figure(title, newSubtitle, columns, panels, locale, size);
  }

  /// The same figure in pixels of a given width and height; without it the panels choose.
  ///
  /// @throws PlotException if a side is not within 100 to 20,000
  public Figure withSize(int width, int height) {
    return new Figure(title, subtitle, columns, panels, locale, new Size(width, height));
  }

  /// The same figure for a narrower place: with fewer panels side by side where they would become
  /// too small to read, and lower where it is squeezed. Where there is room enough, it stays as it
  /// is.
  ///
  /// @param width the pixels that there are from left to right
  /// @throws PlotException if the width is not within 100 to 20,000
  public Figure within(int width) {
    return FigureLayout.within(this, width);
  }

  /// The same figure in another language: Chinese for `zh`, else English.
  public Figure in(Locale newLocale) {
    return new Figure(title, subtitle, columns, panels, newLocale, size);
  }

  /// The figure as an SVG document, whose text stays text. It has no ids, scripts or style sheets,
  /// so that it can stand in an HTML page beside others, and drawing it does not start AWT.
  public String toSvg() {
    return SvgRenderer.render(FigureLayout.layOut(this, StandardWidths.INSTANCE, locale));
  }

  /// The figure as the bytes of a PNG file.
  ///
  /// Where the labels are Chinese and no font on this machine covers them, the English ones are
  /// drawn, and a warning is logged once.
  ///
  /// @param scale pixels of the file per pixel of the figure; 2 is sharp on today's screens
  /// @throws PlotException if the scale is not positive, the image would have more than 100 million
  ///   pixels, or this Java runtime cannot draw text
  public byte[] toPng(double scale) {
    return PngRenderer.render(this, scale, SystemFonts.shared());
  }

  /// Saves the figure in the format of the file's extension: `.svg`, or `.png` at scale 2. The file
  /// is replaced as a whole: a reader sees the old one or the new one. Missing folders are created.
  ///
  /// @throws PlotException if the extension is neither (before anything is written)
  /// @throws FileException if the file cannot be written
  public void save(Path file) throws FileException {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".svg")) {
      AtomicFiles.write(file, toSvg());
    } else if (name.endsWith(".png")) {
      AtomicFiles.write(file, toPng(PNG_SCALE));
    } else {
      throw new PlotException(
          "Figure.save: cannot tell the format of %s; use a name that ends in .svg or .png", file);
    }
  }
}
