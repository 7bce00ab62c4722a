/// Tables: columns of numbers, categories, dates and texts, read from CSV files and made into data
/// sets.
///
/// A [gradus.table.Table] holds what a file says, with the kind of each column found; a
/// [gradus.table.TableEncoder], fitted on the training part alone, turns rows into the numbers that
/// a network takes and its answers back into the data's own words. It is kept with the model. A
/// [gradus.table.TextFolder] makes a table of texts in folders, and a [gradus.table.LargeTable]
/// stands for a CSV file that does not fit into memory.
///
/// ```java
/// Table table = Table.readCsv(Path.of("iris.csv"));
/// TableSplit parts = table.stratifiedSplit("species", 0.8, 42);
/// TableEncoder encoder = TableEncoder.fit(parts.first(), "species");
/// Dataset train = encoder.dataset(parts.first());
/// ```
package gradus.table;
