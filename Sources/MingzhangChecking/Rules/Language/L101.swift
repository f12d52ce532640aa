import MingzhangModel

extension Rule {
  /// 政府性基金, never 政府基金.
  static let fundMisnamed = Rule(
    "L101", Wording("“政府性基金”写成了“政府基金”", "Government funds are misnamed"), .warning,
    citations: [Citation("预算法实施条例", "第五条")],
    preparer: Wording("改为“政府性基金”。", "Write 政府性基金."),
    citizen: Wording("法定名称是“政府性基金”。", "The legal name is 政府性基金.")
  ) { subject throws(Unchecked) in
    let places = Prose(subject).titlesNotesAndWords
    guard !places.isEmpty else { throw Unchecked("没有文字", "no words") }
    var found = places.filter { $0.text.contains("基") && $0.text.foldedForMatching.contains("政府基金") }
    for statement in subject.disclosure.statements {
      for column in statement.columns {
        guard let last = column.path.last?.foldedForMatching, last == "基金预算拨款" || last.contains("政府基金") else {
          continue
        }
        found.append(
          Evidence(
            "\(statement.title) / 表头", text: column.path.last ?? "", span: statement.titleSpan,
            statement: statement.kind))
      }
    }
    guard let first = found.first else { return [] }
    return [
      Broken(
        Wording(
          "“\(first.text)”等 \(found.count) 处应为“政府性基金”。",
          "\(found.count) places such as “\(first.text)” should say 政府性基金."), expected: "政府性基金",
        found: first.text, evidence: found, key: "fund")
    ]
  }
}
