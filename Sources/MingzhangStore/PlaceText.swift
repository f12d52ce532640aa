import MingzhangModel

/// A `SourceSpan` as one short text, because there are half a million of them: `page|line|from-to|x0 y0 x1 y1|sheet|cell|file`.
enum PlaceText {
  static func text(of span: SourceSpan) -> String {
    var fields = [String(span.page)]
    fields.append(span.line.map { String($0) } ?? "")
    fields.append(span.columns.map { "\($0.lowerBound)-\($0.upperBound)" } ?? "")
    fields.append(span.box.map(corners) ?? "")
    fields.append((span.sheet ?? "").replacing("%", with: "%25").replacing("|", with: "%7C"))
    fields.append(span.cell ?? "")
    fields.append(span.file ?? "")
    while fields.last?.isEmpty == true { fields.removeLast() }
    return fields.joined(separator: "|")
  }

  static func span(of text: String) -> SourceSpan? {
    var fields = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    fields += Array(repeating: "", count: max(0, 7 - fields.count))
    guard let page = Int(fields[0]) else { return nil }
    let bounds = fields[2].split(separator: "-").compactMap { Int($0) }
    let box = fields[3].split(separator: " ").compactMap { Double($0) }
    func word(_ index: Int) -> String? {
      fields[index].isEmpty ? nil : fields[index].replacing("%7C", with: "|").replacing("%25", with: "%")
    }
    return SourceSpan(
      file: word(6), page: page, line: Int(fields[1]),
      columns: bounds.count == 2 && bounds[0] <= bounds[1] ? bounds[0]..<bounds[1] : nil,
      box: box.count == 4 ? SourceSpan.Box(x0: box[0], y0: box[1], x1: box[2], y1: box[3]) : nil,
      sheet: word(4), cell: word(5))
  }

  private static func corners(_ box: SourceSpan.Box) -> String {
    [box.x0, box.y0, box.x1, box.y1].map(hundredths).joined(separator: " ")
  }

  /// Points, to a hundredth: far finer than the eye.
  private static func hundredths(_ points: Double) -> String {
    guard points.isFinite, abs(points) < 1e9 else { return "0" }
    let value = Int((points * 100).rounded())
    return value % 100 == 0 ? "\(value / 100)" : "\(Double(value) / 100)"
  }
}
