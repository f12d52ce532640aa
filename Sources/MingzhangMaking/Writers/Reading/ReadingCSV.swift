import MingzhangModel

/// What was read, as CSV: one file a table as printed, and one with every cell and its source.
public struct ReadingCSV: Sendable {
  public init() {}

  /// File names and bytes.
  public func files(for disclosure: Disclosure) -> [String: [UInt8]] {
    let reading = ReadingTables(disclosure: disclosure)
    var files = ["cells.csv": CSVFile.bytes([ReadingTables.cellColumns] + reading.cells)]
    for table in reading.tables {
      let rows = table.statement.rows.map { row in row.map(\.printed) + [ReadingTables.source(of: row)] }
      files[table.name + ".csv"] = CSVFile.bytes([ReadingTables.headings(table.statement) + ["来源"]] + rows)
    }
    return files
  }
}
