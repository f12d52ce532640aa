import MingzhangModel

extension Rule {
  /// Above a table stands the department's own name.
  static let departmentNotNamed = Rule(
    "C107", Wording("表上没有写部门名称", "A table does not name the department"), .notice,
    preparer: Wording("把“政府部门”之类的统称改为部门全称。", "Replace the general word by the department's full name."),
    citizen: Wording("从表上看不出是哪个部门的。", "The table does not say whose it is.")
  ) { subject throws(Unchecked) in
    let named = subject.disclosure.statements.filter { $0.entity != nil }
    guard let first = named.first, let entity = first.entity else {
      throw Unchecked("表上没有部门一行", "no table names a department")
    }
    let bare = entity.foldedForMatching.drop { $0.isNumber }
    guard ["政府部门", "部门", "单位", "本部门", "预算部门", "政府"].contains(String(bare)) else { return [] }
    return [
      Broken(
        Wording(
          "\(named.count) 张表上写“\(entity)”，应写“\(subject.disclosure.entity)”。",
          "\(named.count) tables say “\(entity)” instead of “\(subject.disclosure.entity)”."),
        expected: subject.disclosure.entity, found: entity,
        evidence: named.prefix(6).map { Evidence($0.title, text: entity, span: $0.titleSpan, statement: $0.kind) },
        key: "entity")
    ]
  }
}
