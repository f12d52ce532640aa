import MingzhangModel

extension Rule {
  /// A table that the contents promise is there.
  static let promisedTableMissing = Rule(
    "C109", Wording("目录列了这张表，正文没有", "The contents promise a table that is not there"), .error,
    citations: [Citation("预算法", "第十四条")],
    preparer: Wording("补上该表，或改正目录。", "Add the table, or correct the contents."),
    citizen: Wording("目录里有这张表，文件里没有。", "The contents list a table that the document does not have.")
  ) { subject throws(Unchecked) in
    // 关于部门收入总表的说明 promises words, not a table
    let promised = subject.listedTables.filter { entry, kind in
      !entry.title.contains("说明") && StatementKind.nine.contains(kind)
    }
    let present = Set(subject.disclosure.statements.map(\.kind))
    let kept = promised.count { present.contains($0.1) }
    guard promised.count >= 5, kept * 4 >= promised.count * 3 else {
      throw Unchecked("目录没有列表名，或表在附件中", "the contents list no tables, or the tables are elsewhere")
    }
    return promised.compactMap { entry, kind in
      guard !present.contains(kind) else { return nil }
      return Broken(
        Wording(
          "目录列有“\(entry.title)”，正文没有这张表（缺少\(kind.chinese)）。",
          "The contents list “\(entry.title)”, the document has no such table."),
        expected: entry.title, evidence: [Evidence("目录", text: entry.title, span: entry.span)], key: kind.rawValue)
    }
  }
}
