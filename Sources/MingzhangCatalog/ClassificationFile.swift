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
    let bytes = Array(text.utf8)
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    where !line.isEmpty {
      if line.first == UInt8(ascii: "#") {
        source = String(decoding: line.dropFirst(), as: UTF8.self).trimmingSpaces()
        continue
      }
      let fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      func text(_ field: Int) -> String { String(decoding: fields[field], as: UTF8.self) }
      func problem(_ chinese: String, _ english: String) {
        problems.append(.init(file: name, line: index + 1, Wording(chinese, english)))
      }
      if !seenHeading {
        seenHeading = true
        if fields.indices.map(text) != Self.columns {
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
      guard let certainty = Classification.Certainty(rawValue: text(5)) else {
        problem("certainty 应为 official、attested 或 recalled。", "certainty must be official, attested or recalled.")
        continue
      }
      let code = text(0)
      guard !code.isEmpty, fields[0].allSatisfy({ (0x30...0x39).contains($0) }) else {
        problem("编码 \(code) 不是数字。", "Code \(code) is not digits.")
        continue
      }
      entries.append(
        Classification.Entry(
          code: code, name: text(1), budget: text(2), validFrom: Self.number(fields[3]),
          validTo: Self.number(fields[4]), certainty: certainty, documents: Self.number(fields[6]) ?? 0,
          years: fields[7].split(separator: UInt8(ascii: ";")).compactMap(Self.number),
          aliases: fields[8].split(separator: UInt8(ascii: ";")).map { String(decoding: $0, as: UTF8.self) },
          source: source))
    }
    guard problems.isEmpty else { throw CatalogError(problems) }
    return Classification(entries)
  }

  /// Digits only; nil for anything else, also for nothing.
  private static func number(_ field: ArraySlice<UInt8>) -> Int? {
    guard !field.isEmpty, field.count < 10 else { return nil }
    var number = 0
    for byte in field {
      guard (0x30...0x39).contains(byte) else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    return number
  }
}
