import MingzhangModel
import Yams

/// Reads `forms/*.yaml`.
struct FormFile {
  let file: YAMLFile
  /// The classes of the functional classification become lines of a form that lists them.
  let classes: Classification

  func form(_ text: String) -> StatementForm? {
    guard let root = file.root(text) else { return nil }
    let map = file.map(root, allowed: Self.formKeys)
    _ = file.text(map, "source", in: root)
    guard let kind = StatementKind(rawValue: file.text(map, "kind", in: root)) else {
      file.problem(map["kind"] ?? root, "kind 不是已知的表。", "kind names no known table.")
      return nil
    }
    var lines = file.list(map["lines"]).map(line)
    if map["functionClasses"]?.bool == true { lines += classLines }
    return StatementForm(
      kind: kind, titles: file.texts(map["titles"]),
      precedence: file.optionalText(map, "precedence").flatMap { Int($0) } ?? 0,
      columns: file.list(map["columns"]).map(column), lines: lines)
  }

  private static let formKeys: Set = [
    "source", "kind", "precedence", "functionClasses", "titles", "columns", "lines",
  ]
  private static let columnKeys: Set = ["key", "side", "headings"]
  private static let lineKeys: Set = ["key", "side", "captions"]

  private func side(_ map: [String: Node]) -> StatementSide? {
    guard let text = file.optionalText(map, "side") else { return nil }
    if let side = StatementSide(rawValue: text) { return side }
    file.problem(map["side"], "side 应为 revenue 或 expenditure。", "side must be revenue or expenditure.")
    return nil
  }

  private func column(_ node: Node) -> StatementForm.Column {
    let map = file.map(node, allowed: Self.columnKeys)
    return StatementForm.Column(
      key: ColumnKey(file.text(map, "key", in: node)), side: side(map), headings: file.texts(map["headings"]))
  }

  private func line(_ node: Node) -> StatementForm.Line {
    let map = file.map(node, allowed: Self.lineKeys)
    return StatementForm.Line(
      key: LineKey(file.text(map, "key", in: node)), side: side(map), captions: file.texts(map["captions"]))
  }

  private var classLines: [StatementForm.Line] {
    classes.entries.keys.sorted().compactMap { code in
      guard code.count == 3, let functional = FunctionalCode(code) else { return nil }
      let names = classes.names(of: code).flatMap { [$0.name] + $0.aliases }
      return StatementForm.Line(key: .function(functional), side: .expenditure, captions: names)
    }
  }
}
