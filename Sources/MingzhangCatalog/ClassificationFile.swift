import MingzhangModel

/// Reads a classification list: comma-separated, no quotes; a `#` line tells the source.
struct ClassificationFile {
  let name: String
  static let columns = ["code", "name", "budget", "from", "to", "certainty", "documents", "years", "aliases"]

  func read(_ text: String) throws(CatalogError) -> Classification {
    var entries: [Classification.Entry] = []
    var problems: [CatalogError.Problem] = []
    var seenHeading = false
    var source = ""
    for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty {
      if line.first == UInt8(ascii: "#") {
        source = String(Substring(line.dropFirst())).trimmingSpaces()
        continue
      }
      let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      func problem(_ chinese: String, _ english: String) {
        problems.append(.init(file: name, line: index + 1, Wording(chinese, english)))
      }
      if !seenHeading {
        seenHeading = true
        if fields.map({ String(Substring($0)) }) != Self.columns {
          problem(
            "列名应为 \(Self.columns.joined(separator: ","))。",
            "The columns must be \(Self.columns.joined(separator: ",")).")
          break
        }
        continue
      }
      guard fields.count == Self.columns.count else {
        problem(
          "应有 \(Self.columns.count) 列，现有 \(fields.count) 列。",
          "Expected \(Self.columns.count) fields, found \(fields.count).")
        continue
      }
      guard let certainty = Classification.Certainty(rawValue: String(Substring(fields[5]))) else {
        problem("certainty 应为 official、attested 或 recalled。", "certainty must be official, attested or recalled.")
        continue
      }
      let code = String(Substring(fields[0]))
      guard !code.isEmpty, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
        problem("编码 \(code) 不是数字。", "Code \(code) is not digits.")
        continue
      }
      let aliases = fields[8].isEmpty ? [] : fields[8].split(separator: UInt8(ascii: ";")).map { String(Substring($0)) }
      entries.append(
        Classification.Entry(
          code: code, name: String(Substring(fields[1])), budget: String(Substring(fields[2])),
          validFrom: Int(Substring(fields[3])), validTo: Int(Substring(fields[4])), certainty: certainty,
          documents: Int(Substring(fields[6])) ?? 0,
          years: fields[7].split(separator: UInt8(ascii: ";")).compactMap { Int(Substring($0)) }, aliases: aliases,
          source: source))
    }
    guard problems.isEmpty else { throw CatalogError(problems) }
    return Classification(entries)
  }
}
