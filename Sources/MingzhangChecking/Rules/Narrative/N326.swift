import MingzhangModel

extension Rule {
  /// “人员经费 A 万元；公用经费 B 万元” of a basic table that has both totals side by side.
  static let basicPartsInWordsOff = Rule(
    "N326", Wording("基本支出的说明与基本支出表的合计不符", "Words on basic expenditure differ from the totals of its table"), .error,
    preparer: Wording("按基本支出表的“人员经费合计”“公用经费合计”改正文字。", "Correct the words by both totals of the table."),
    citizen: Wording("文字说的人员经费、公用经费和表上的不是一个数。", "The words and the table state different amounts.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.generalPublicBudgetBasicExpenditure)
    guard let totals = SideBySideLists(subject, statement).totals() else {
      throw Unchecked("基本支出表没有人员经费合计、公用经费合计", "the table does not print both totals")
    }
    let unit = statement.money
    let sum = totals.personnel.1 + totals.operating.1
    let cells: [(Claim.Measure, String, [Evidence], ReportedAmount)] = [
      (.personnelExpenditure, "人员经费合计", [totals.personnel.0], totals.personnel.1),
      (.operatingExpenditure, "公用经费合计", [totals.operating.0], totals.operating.1),
      (.basicExpenditure, "人员经费与公用经费之和", [totals.personnel.0, totals.operating.0], sum),
    ]
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections where section.topic == .basicExpenditure {
      for claim in section.paragraphs.flatMap(\.claims) where claim.direction == nil {
        guard let cell = cells.first(where: { $0.0 == claim.measure }), let said = claim.amount,
          claim.year == nil || claim.year == subject.disclosure.fiscalYear
        else { continue }
        decided = true
        guard !said.agrees(with: cell.3) else { continue }
        let expected = cell.3.money.printed(in: claim.unit) + claim.unit.rawValue
        broken.append(
          Broken(
            Wording(
              "文字“\(claim.subject)”为 \(claim.quote)，基本支出表\(cell.1)为 \(expected)。",
              "“\(claim.subject)” is \(claim.quote) in words, \(expected) in the table."),
            expected: cell.3.money.printed(like: said, in: claim.unit) + claim.unit.rawValue, found: claim.quote,
            difference: (said - cell.3).money.printed(in: unit) + unit.rawValue,
            evidence: [claim.evidence] + cell.2, key: "\(claim.measure?.rawValue ?? "")"))
      }
    }
    guard decided else { throw Unchecked("文字没有写基本支出的数", "the words do not state it") }
    return broken
  }
}
