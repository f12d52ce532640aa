import MingzhangModel

extension Rule {
  /// Every section has its class, every item its section.
  static let orphanCode = Rule(
    "W121", Wording("科目缺少上级行", "A code has no parent row"), .warning,
    citations: [Citation("预算法实施条例", "第六条")],
    preparer: Wording("补上缺少的类级或款级行。", "Add the missing class or section row."),
    citizen: Wording("有明细而没有它的上级科目，无法核对小计。", "A detail stands without its heading.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    for statement in try subject.tables(Hierarchy.functionalTables) {
      let codes = Set(statement.lines.compactMap(\.key.functionalCode))
      // tables that list items only are a form of their own
      guard codes.contains(where: { $0.level == .class }), codes.contains(where: { $0.level == .section }) else {
        continue
      }
      for line in statement.lines {
        guard let code = line.key.functionalCode, let parent = code.parent, !codes.contains(parent) else { continue }
        broken.append(
          Broken(
            Wording(
              "《\(statement.title)》有 \(code.digits) “\(line.caption)”，没有上级 \(parent.digits)。",
              "“\(statement.title)” has \(code.digits) but not its parent \(parent.digits)."),
            expected: parent.digits, evidence: [statement.evidence(line, .total)],
            key: "\(statement.kind.rawValue)|\(line.key)"))
      }
      broken += strays(subject, statement)
    }
    return broken
  }

  /// Where each unit lists its codes anew, a section without its class above it; in any table, the one section or class that has
  /// nothing beneath it.
  private static func strays(_ subject: Subject, _ statement: Statement) -> [Broken] {
    let lines = statement.lines.filter { $0.key.functionalCode != nil }.sorted { $0.row < $1.row }
    let codes = lines.compactMap { $0.key.functionalCode?.digits }
    guard codes.count == lines.count, codes.count >= 4 else { return [] }
    let isRepeated = statement.hasRepeatedCodes
    var orphans: [Int] = []
    var childless: [Int] = []
    var parents = 0
    for (index, code) in codes.enumerated() {
      if isRepeated, code.count > 3, index > 0 {
        let above = codes[..<index].last { $0.count < code.count } ?? ""
        if !code.hasPrefix(above) || above.count != code.count - 2 { orphans.append(index) }
      }
      guard code.count < 7 else { continue }
      let next = codes.indices.contains(index + 1) ? codes[index + 1] : ""
      if next.hasPrefix(code), next.count == code.count + 2 { parents += 1 } else { childless.append(index) }
    }
    var broken: [Broken] = []
    if isRepeated, orphans.count <= 2, orphans.count * 5 < codes.count {
      broken += orphans.map { index in
        Broken(
          Wording(
            "《\(statement.title)》有 \(codes[index]) “\(lines[index].caption)”，它上面没有 \(codes[index].dropLast(2))。",
            "“\(statement.title)” has \(codes[index]) without \(codes[index].dropLast(2)) above it."),
          expected: String(codes[index].dropLast(2)), evidence: [statement.evidence(lines[index], .total)],
          key:
            "\(statement.kind.rawValue)|\(lines[index].key)|\(statement.lines.count { $0.key == lines[index].key && $0.row < lines[index].row })"
        )
      }
    }
    if childless.count == 1, parents >= 2, let index = childless.first, !orphans.contains(index) {
      broken.append(
        Broken(
          Wording(
            "《\(statement.title)》\(codes[index]) “\(lines[index].caption)”下面没有下级科目，别的科目都有。",
            "“\(statement.title)”: \(codes[index]) “\(lines[index].caption)” has nothing beneath it, as all others have."
          ),
          evidence: [statement.evidence(lines[index], .total)],
          key: "\(statement.kind.rawValue)|\(lines[index].key)|childless", severity: .notice))
    }
    return broken
  }
}
