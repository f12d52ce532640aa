import MingzhangModel

extension Rule {
  /// The contents list every table that the document has, when they list tables at all.
  static let tableNotInContents = Rule(
    "X230", Wording("目录漏列了一张表", "A table is not in the contents"), .notice,
    preparer: Wording("在目录中补上这张表。", "Add the table to the contents."),
    citizen: Wording("正文里有的表，目录里找不到。", "The document has a table that the contents do not list.")
  ) { subject throws(Unchecked) in
    let entries = subject.disclosure.contents.map(\.title.bareTitle).filter { $0.count >= 3 }
    guard entries.count > 4 else { throw Unchecked("没有目录", "there are no contents") }
    let tables = subject.disclosure.statements.filter { StatementKind.nine.contains($0.kind) }
    func isListed(_ title: String) -> Bool {
      let bare = title.bareTitle
      return entries.contains { $0.contains(bare) || bare.contains($0) }
    }
    let missing = tables.filter { !isListed($0.title) }
    guard tables.count > 4, (tables.count - missing.count) * 4 >= tables.count * 3 else {
      throw Unchecked("目录不列各表", "the contents do not list tables")
    }
    return missing.map { statement in
      Broken(
        Wording("《\(statement.title)》不在目录里。", "“\(statement.title)” is not in the contents."),
        evidence: [statement.titleEvidence], key: statement.title)
    }
  }
}
