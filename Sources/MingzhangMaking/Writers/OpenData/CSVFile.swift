/// Tables as CSV: RFC 4180 with a byte order mark, so that spreadsheet programs read the Chinese right.
enum CSVFile {
  static func bytes(_ rows: [[String]]) -> [UInt8] {
    let text = rows.map { row in row.map(field).joined(separator: ",") }.joined(separator: "\r\n") + "\r\n"
    return [0xEF, 0xBB, 0xBF] + Array(text.utf8)
  }

  private static func field(_ text: String) -> String {
    // a leading = + - @ (or a tab before it) would be run as a formula; a negative amount is none
    let isNegative =
      text.first == "-" && text.dropFirst().allSatisfy { $0.isASCII && ($0.isNumber || ",.%".contains($0)) }
    let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false && !isNegative
    let safe = isFormula ? "'" + text : text
    guard safe.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return safe }
    return "\"" + safe.replacing("\"", with: "\"\"") + "\""
  }
}
