import MingzhangModel

/// Units by name, in words and in tables.
enum NamedUnits {
  /// Units that the list of units calls by another name than the tables do.
  static func differing(_ subject: Subject) -> [Broken] {
    let disclosure = subject.disclosure
    let tables = inTables(disclosure)
    let listed = inWords(disclosure)
    guard tables.count >= 2, !listed.isEmpty else {
      return []
    }
    let prose = Prose(subject)
    let unmatched = listed.filter { name in
      !tables.contains { $0.name.hasSuffix(name.name) || name.name.hasSuffix($0.name) }
    }
    // two lists of one department share most of their names
    guard unmatched.count <= max(1, listed.count / 2) else {
      return []
    }
    var broken: [Broken] = []
    for unit in tables {
      guard !listed.contains(where: { $0.name.hasSuffix(unit.name) || unit.name.hasSuffix($0.name) }),
        !prose.has(unit.name)
      else { continue }
      let near = unmatched.filter { isNear($0.name, unit.name) }
      guard near.count == 1, let other = near.first, tables.filter({ isNear($0.name, other.name) }).count == 1
      else { continue }
      broken.append(
        Broken(
          Wording(
            "名单写“\(other.name)”，表中是“\(unit.name)”。", "The list says “\(other.name)”, the tables “\(unit.name)”."),
          expected: unit.name, found: other.name, evidence: [other.evidence, unit.evidence], key: unit.name))
    }
    return broken
  }

  struct Unit {
    /// Folded, without brackets.
    var name: String
    var evidence: Evidence
  }

  /// The units of tables that list units row by row.
  static func inTables(_ disclosure: Disclosure) -> [Unit] {
    for kind in [StatementKind.revenue, .expenditure, .threePublicExpenses] {
      for statement in disclosure.statements where statement.kind == kind && !statement.isEmpty {
        guard let column = statement.columns.firstIndex(where: { $0.key == .unitName }) else { continue }
        let units = unique(
          statement.rows.map { row in
            Unit(
              name: bare(row[column].printed),
              evidence: Evidence(
                statement.title, text: row[column].printed, span: row[column].span, statement: statement.kind))
          })
        if units.count >= 2 { return units }
      }
    }
    return []
  }

  /// Numbered entries and cells of the sections and tables on the department's units.
  static func inWords(_ disclosure: Disclosure) -> [Unit] {
    var found: [Unit] = []
    for statement in disclosure.statements where statement.kind == .units || statement.title.contains("单位构成") {
      guard let column = statement.columns.firstIndex(where: { $0.path.last?.contains("单位名称") ?? false }) else {
        continue
      }
      found += statement.rows.map { row in
        Unit(
          name: bare(row[column].printed),
          evidence: Evidence(
            statement.title, text: row[column].printed, span: row[column].span, statement: statement.kind))
      }
    }
    for section in disclosure.narrative.sections where [nil, .organisation, .duties].contains(section.topic) {
      let lines = [(section.heading, section.headingSpan)] + section.paragraphs.map { ($0.text, $0.span) }
      for (line, span) in lines where line.utf8.count <= 120 {
        let text = line.foldedForMatching
        let number = text.prefix { "()0123456789一二三四五六七八九十".contains($0) }
        let rest = text[number.endIndex...].drop { "、.".contains($0) }
        guard !number.isEmpty, rest.startIndex > number.endIndex || number.last == ")" else { continue }
        found.append(
          Unit(name: bare(String(rest)), evidence: Evidence("说明文字 / \(section.heading)", text: line, span: span)))
      }
    }
    return unique(found)
  }

  private static func unique(_ units: [Unit]) -> [Unit] {
    var seen = Set<String>()
    return units.filter { isName($0.name) && seen.insert($0.name).inserted }
  }

  private static func isName(_ name: String) -> Bool {
    guard (6...30).contains(name.count), let last = name.last else { return false }
    return Bodies.isName(name) || "团台站所队社校园馆".contains(last)
  }

  private static func bare(_ text: String) -> String {
    var name = text.foldedForMatching.before("(")
    while let last = name.last, "。;,.、:".contains(last) { name.removeLast() }
    return name.hasSuffix("本级") ? "" : name
  }

  /// Whether one name is the other with something left out or in, the kind of body being the same.
  static func isNear(_ a: String, _ b: String) -> Bool {
    let (x, y) = (Array(a), Array(b))
    guard a != b, x.suffix(3) == y.suffix(3) else { return false }
    let shared = common(x, y)
    let (short, long) = (min(x.count, y.count), max(x.count, y.count))
    // 第一医院 and 第二医院 are two
    let differing = x.filter { !y.contains($0) } + y.filter { !x.contains($0) }
    guard !differing.contains(where: { "一二三四五六七八九十东西南北".contains($0) }) else { return false }
    return shared + 1 >= short && shared * 5 >= long * 3 && shared >= 6
  }

  /// The longest common subsequence.
  static func common(_ a: [Character], _ b: [Character]) -> Int {
    var row = [Int](repeating: 0, count: b.count + 1)
    for x in a {
      var corner = 0
      for (index, y) in b.enumerated() {
        let above = row[index + 1]
        row[index + 1] = x == y ? corner + 1 : max(above, row[index])
        corner = above
      }
    }
    return row[b.count]
  }
}
