import MingzhangModel

/// The table of a department's units → entries.
struct UnitsReader {
  func units(in grid: Grid) -> [UnitEntry] {
    let matrix = Matrix(grid)
    guard let heading = matrix.rows.indices.first(where: { matrix.words(inRow: $0).contains { $0.hasSuffix("单位名称") } })
    else {
      return []
    }
    func column(_ words: [String]) -> Int? {
      matrix.rows[heading].firstIndex { slot in words.contains { slot.text.foldedForMatching.contains($0) } }
    }
    let (name, nature) = (column(["单位名称"]), column(["性质"]))
    let (rank, funding) = (column(["规格", "级别"]), column(["保障形式", "经费"]))
    return matrix.rows.dropFirst(heading + 1).compactMap { row in
      func text(_ index: Int?) -> String { index.map { row[$0].text.unwrapped } ?? "" }
      guard !text(name).isEmpty else { return nil }
      return UnitEntry(
        name: text(name), nature: text(nature), rank: text(rank), funding: text(funding),
        span: name.flatMap { row[$0].span })
    }
  }
}

/// Lines of the glossary → terms: `1、**基本支出**：指…`.
struct GlossaryReader {
  func entries(in lines: [TextLine]) -> [GlossaryEntry] {
    var entries: [GlossaryEntry] = []
    for line in lines {
      let text = line.text.replacing("**", with: "")
      guard let stop = text.firstIndex(where: { "：:".contains($0) }), text[..<stop].count <= 40 else {
        if var last = entries.last {
          last.definition += text
          entries[entries.count - 1] = last
        }
        continue
      }
      entries.append(
        GlossaryEntry(
          Self.term(String(text[..<stop])), String(text[text.index(after: stop)...]).trimmingSpaces(), span: line.span))
    }
    return entries
  }

  private static func term(_ text: String) -> String {
    var term = Substring(text).drop { "-*•· \u{3000}".contains($0) }
    if term.first == "(" || term.first == "（", let close = term.firstIndex(where: { $0 == ")" || $0 == "）" }),
      term.distance(from: term.startIndex, to: close) <= 4
    {
      term = term[term.index(after: close)...]
    }
    let number = term.prefix { $0.isNumber || "一二三四五六七八九十".contains($0) }
    if !number.isEmpty, let mark = term.dropFirst(number.count).first, "、.．,".contains(mark) {
      term = term.dropFirst(number.count + 1)
    }
    return String(term).trimmingSpaces()
  }
}

/// A line of the contents: `部门预算收支总表.....⇥- 1 -` → title and page.
enum ContentsReader {
  static func entry(of line: TextLine) -> ContentsEntry {
    let text = line.text.withoutMarkup
    var title = Substring(text)
    var digits = ""
    var trailing = Substring()
    while let last = title.last, last.isNumber || " -—–.…·•\t\u{3000}．".contains(last) {
      if last.isNumber { digits = String(last) + digits }
      title = title.dropLast()
      trailing = text[title.endIndex...]
    }
    // a year or a form number at the end of a title is no page
    let hasLeader = trailing.contains { ".…·-—\t".contains($0) } || trailing.hasPrefix(" ")
    guard !digits.isEmpty, digits.count <= 4, hasLeader, !title.isEmpty else {
      return ContentsEntry(text, page: nil, span: line.span)
    }
    return ContentsEntry(String(title).trimmingSpaces(), page: Int(digits), span: line.span)
  }
}

/// A contents page that is itself a table: 表1 | 部门综合预算收支总表 | 是否空表 | 公开空表理由.
enum ListOfTables {
  /// The tables that it lists; none when the table is no such list.
  static func entries(in statement: Statement) -> [ContentsEntry] {
    let heads = statement.columns.map { $0.path.last?.foldedForMatching ?? "" }
    guard heads.contains(where: { $0.contains("空表") }),
      let name = heads.firstIndex(where: { ["报表名称", "表名", "内容", "表格名称", "名称"].contains($0) })
    else { return [] }
    return statement.rows.compactMap { row in
      row[name].printed.isEmpty ? nil : ContentsEntry(row[name].printed, page: nil, span: row[name].span)
    }
  }
}

/// The name of a department, as it should be written.
enum EntityName {
  /// The name most weight stands behind, once traditional and look-alike characters are put right by the majority.
  static func canonical(from candidates: [(text: String, weight: Int)]) -> String? {
    var weights: [String: Int] = [:]
    for (text, weight) in candidates { weights[text.simplified.filter { !$0.isWhitespace }, default: 0] += weight }
    return weights.max { ($0.value, $1.key.count, $1.key) < ($1.value, $0.key.count, $0.key) }?.key
  }
}
