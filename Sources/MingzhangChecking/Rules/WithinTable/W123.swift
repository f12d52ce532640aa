import MingzhangModel

extension Rule {
  /// The note says that the table is empty, and it is not.
  static let emptyNoteUnderFilledTable = Rule(
    "W123", Wording("表中有数，却注明“空表”", "A filled table carries the note that it is empty"), .error,
    citations: [Citation("地方预决算公开操作规程", "第四条")],
    preparer: Wording("删去表下“空表列示”的注，或核对表中数据是否误填。", "Delete the note, or check whether the rows belong there."),
    citizen: Wording(
      "表里有数据，注却说是空表，两者必有一错。", "The table has figures, yet its note says it is empty: one of them is wrong.")
  ) { subject throws(Unchecked) in
    guard subject.disclosure.statements.contains(where: { !$0.isEmpty }) else { throw Unchecked("没有表", "no tables") }
    var broken: [Broken] = []
    for statement in subject.disclosure.statements where statement.hasFigures {
      for note in statement.notes where note.text.saysEmpty {
        let row = statement.rows.first { row in row.contains { !$0.printed.isEmpty } } ?? []
        let words = row.map(\.printed).filter { !$0.isEmpty }.joined(separator: " ")
        broken.append(
          Broken(
            Wording(
              "《\(statement.title)》有 \(statement.rows.count) 行数据（“\(words)”），表下却注“\(note.text)”。",
              "“\(statement.title)” has \(statement.rows.count) rows (“\(words)”), but its note says “\(note.text)”."),
            evidence: [
              Evidence(statement.title, text: note.text, span: note.span, statement: statement.kind),
              Evidence("\(statement.title) / 第一行", text: words, span: row.first?.span, statement: statement.kind),
            ], key: "\(statement.kind.rawValue)|note"))
      }
    }
    return broken
  }
}
