import MingzhangModel

/// Reads a plain list: comma-separated, no quotes, a heading with exactly these columns; `#` lines tell the source.
struct ListFile {
  let name: String
  let columns: [String]

  func read(_ text: String) -> (rows: [[String]], problems: [CatalogError.Problem]) {
    var rows: [[String]] = []
    var problems: [CatalogError.Problem] = []
    var seenHeading = false
    for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty && line.first != UInt8(ascii: "#") {
      let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map {
        String(Substring($0))
      }
      if !seenHeading {
        seenHeading = true
        guard fields == columns else {
          problems.append(
            .init(
              file: name, line: index + 1,
              Wording(
                "列名应为 \(columns.joined(separator: ","))。", "The columns must be \(columns.joined(separator: ","))."
              )))
          return ([], problems)
        }
      } else if fields.count == columns.count {
        rows.append(fields)
      } else {
        problems.append(
          .init(
            file: name, line: index + 1,
            Wording(
              "应有 \(columns.count) 列，现有 \(fields.count) 列。",
              "Expected \(columns.count) fields, found \(fields.count).")))
      }
    }
    return (rows, problems)
  }
}
