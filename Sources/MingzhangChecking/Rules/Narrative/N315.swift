import MingzhangModel

extension Rule {
  /// “本年没有政府性基金支出” and a table with an amount exclude each other.
  static let noneDespiteTable = Rule(
    "N315", Wording("文字说没有，表中却有金额", "The words say none, the table has an amount"), .error,
    preparer: Wording("按表改正文字，或核对该表。", "Correct the words by the table, or check the table."),
    citizen: Wording("文字说没有这笔钱，表上却有。", "The words deny money that the table shows.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for (kind, topic, things) in [
      (StatementKind.governmentFundExpenditure, Narrative.Topic.governmentFund, ["政府性基金"]),
      (.stateCapitalOperationsExpenditure, .stateCapitalOperations, ["国有资本经营"]),
    ] {
      let tables = subject.disclosure.statements.filter { $0.kind == kind }
      guard tables.count == 1, let statement = tables.first else { continue }
      // an empty table agrees with every denial
      let line = statement.line(.total) ?? statement.line(.expenditureOfYear)
      let amount = line.flatMap { try? subject.amount($0, .total, in: statement) } ?? .zero
      guard line != nil || !statement.hasFigures else { continue }
      let topics: Set<Narrative.Topic> = [topic, .overview, .fiscalAppropriation, .otherMatters]
      for section in subject.disclosure.narrative.sections where section.topic.map(topics.contains) ?? false {
        for paragraph in section.paragraphs {
          let text = paragraph.text.foldedForMatching
          guard let denial = Denials.first(text, things) else { continue }
          decided = true
          guard amount.money.fen > 0, let line else { continue }
          broken.append(
            Broken(
              Wording(
                "文字写“\(denial)”，\(kind.chinese)合计 \(statement.print(amount))。",
                "The words say “\(denial)”; the table's total is \(statement.print(amount))."),
              expected: statement.print(amount), found: denial,
              evidence: [
                Evidence("说明文字 / \(section.heading)", text: denial, span: paragraph.span),
                statement.evidence(line, .total),
              ], key: kind.rawValue))
        }
      }
    }
    guard decided else { throw Unchecked("文字没有说“没有”，或没有这张表", "nothing is denied, or there is no table") }
    return broken
  }
}

private enum Denials {
  /// The first sentence that says that there is none at all.
  static func first(_ text: String, _ things: [String]) -> String? {
    for sentence in text.split(whereSeparator: { "。;".contains($0) }).map(String.init) {
      guard things.contains(where: sentence.contains), !sentence.contains("其他"), !sentence.contains("除"),
        !sentence.contains("万元"),
        !sentence.contains("结转"), !sentence.contains("上年")
      else { continue }
      for mark in ["没有使用", "没有安排", "没有", "未安排", "无"] {
        guard let after = sentence.after(mark) else { continue }
        if things.contains(where: { after.hasPrefix($0) }), after.count <= 30 { return sentence }
      }
    }
    return nil
  }
}
