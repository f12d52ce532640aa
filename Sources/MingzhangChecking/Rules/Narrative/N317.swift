import MingzhangModel

extension Rule {
  /// Amounts of appropriations, sources and totals in words = their cells; which cells is said in `MeasureCells`.
  static let amountInWordsOff = Rule(
    "N317", Wording("说明的金额与表不符", "An amount in words differs from the table"), .error,
    preparer: Wording("按表改正文字中的金额。", "Correct the amount in words by the table."),
    citizen: Wording("文字说的金额和表上的不是一个数。", "The words and the table state different amounts.")
  ) { subject throws(Unchecked) in
    let table = MeasureCells(subject)
    var agreeing = 0
    var off: [(Claim, MeasureCells.Cell)] = []
    for measure in MeasureCells.checkedHere {
      for claim in subject.claims(measure) where !claim.isOfAnotherStage(in: subject.disclosure) {
        let cells = table.cells(of: measure)
        guard let amount = claim.amount, let first = cells.first else { continue }
        if cells.contains(where: { amount.agrees(with: $0.amount) }) {
          agreeing += 1
        } else if !cells.contains(where: { Units.differ(amount, $0.amount) }) {
          off.append((claim, first))
        }
      }
    }
    guard agreeing + off.count > 0 else { throw Unchecked("文字没有写这些数", "the words state none of them") }
    guard agreeing >= off.count else { throw Unchecked("多数与表不一致，口径可能不同", "most differ: the scope may be another") }
    return off.compactMap { claim, cell in
      guard let said = claim.amount else { return nil }
      let unit = claim.unit
      let expected = cell.amount.money.printed(in: unit) + unit.rawValue
      let isRounding = (said - cell.amount).money.magnitude <= said.slack + said.slack + cell.amount.slack
      return Broken(
        Wording(
          "文字“\(claim.subject)”为 \(claim.quote)，\(cell.statement.kind.chinese)“\(cell.line.caption)”为 \(expected)。",
          "“\(claim.subject)” is \(claim.quote) in words, \(expected) in the \(cell.statement.kind.english) table."),
        expected: cell.amount.money.printed(like: said, in: unit) + unit.rawValue, found: claim.quote,
        difference: (said - cell.amount).money.printed(in: unit) + unit.rawValue,
        evidence: [claim.evidence, cell.evidence],
        key: "\(claim.measure?.rawValue ?? "")|\(cell.statement.kind.rawValue)",
        severity: isRounding ? .notice : nil)
    }
  }
}

extension Claim {
  /// Words that make an amount the budget of a final account, or last year's.
  func isOfAnotherStage(in disclosure: Disclosure) -> Bool {
    let words = subject.foldedForMatching
    if ["上年", "去年", "结转", "结余", "执行"].contains(where: words.contains) { return true }
    return disclosure.kind == .final && words.contains("预算") && ["年初", "全年", "调整"].contains(where: words.contains)
  }
}
