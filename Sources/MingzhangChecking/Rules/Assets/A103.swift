import MingzhangModel

extension Rule {
  /// Procurement in words = total of the procurement table; an empty table counts as nothing.
  static let procurementInWordsOff = Rule(
    "A103", Wording("政府采购的文字与表不符", "Procurement in words differs from the table"), .error,
    citations: [Citation("预算法", "第十四条")],
    preparer: Wording("核对文字与政府采购预算表的合计。", "Check the words against the procurement table."),
    citizen: Wording("文字和表说的采购预算不是一个数。", "Words and table state different procurement budgets.")
  ) { subject throws(Unchecked) in
    guard let statement = subject.disclosure.statement(.procurement) else {
      throw Unchecked("没有政府采购表", "no procurement table")
    }
    guard let claim = subject.claims(.procurement).first, let said = claim.amount else {
      throw Unchecked("文字没有写采购金额", "the words state no procurement")
    }
    var sum = ReportedAmount.zero
    var evidence = [claim.evidence]
    if statement.hasFigures {
      guard statement.hasColumn(.total) else { throw Unchecked("采购表没有合计列", "the table has no total") }
      let lines = statement.line(.total).map { [$0] } ?? statement.lines
      for line in lines {
        sum = sum + (try subject.amount(line, .total, in: statement))
        evidence.append(statement.evidence(line, .total))
      }
    } else {
      evidence.append(statement.titleEvidence)
    }
    guard !subject.claims(.procurement).contains(where: { $0.amount?.agrees(with: sum) ?? false }) else { return [] }
    let unit = claim.unit
    return [
      Broken(
        Wording(
          "文字说政府采购预算 \(claim.quote)，表中合计 \(sum.money.printed(in: unit))\(unit.rawValue)。",
          "The words say \(claim.quote); the table adds up to \(sum.money.printed(in: unit))\(unit.rawValue)."),
        expected: sum.money.printed(in: unit) + unit.rawValue, found: claim.quote, evidence: evidence,
        key: "procurement")
    ]
  }
}
