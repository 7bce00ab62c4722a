/// Figures as data, and their PNG and SVG views: line, scatter and bar charts, heat maps with
/// contours, image grids, confusion matrices and notes, in English and Chinese.
package gradus.plot;
