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
    }
    return broken
  }
}
