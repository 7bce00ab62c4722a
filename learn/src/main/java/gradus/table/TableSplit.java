package gradus.table;

/// A table in two parts that share no row.
///
/// @param first the part whose share was asked for
/// @param rest the other rows
public record TableSplit(Table first, Table rest) {}
