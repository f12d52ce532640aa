import MingzhangModel

extension Rule {
  /// “183 959.16 万元，占财政性资金（人员类……除外）总额的 98.77 %”: the whole that leaves out the basic expenditure is the projects alone.
  static let shareOfWrongWhole = Rule(
    "N335", Wording("占比用错了总额", "A share is taken of the wrong whole"), .error,
    preparer: Wording(
      "总额扣除人员类和公用经费后就是项目支出：用它作分母重算，并核对金额。",
      "Without personnel and operating expenses the whole is the projects: recompute, and check the amount."),
    citizen: Wording(
      "占比的分母用错了，或者金额不是全部项目的。", "The share was taken of another whole, or the amount is not that of all projects.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for sentence in subject.sentences where sentence.text.contains("除外") && sentence.text.contains("占") {
      for (claim, rate) in zip(sentence.claims, sentence.claims.dropFirst()) {
        guard let amount = claim.amount, amount.money > .zero, case .percent(let percent) = rate.value else { continue }
        let between = sentence.words(from: claim.position.upperBound, to: rate.position.lowerBound).foldedForMatching
        guard between.contains("占"), between.contains("人员"), between.contains("公用经费"), between.contains("除外") else {
          continue
        }
        let cells = MeasureCells(subject)
        let projects = cells.cells(of: .projectExpenditure)
        guard let whole = projects.first else { continue }
        decided = true
        let isWhole = percent.digits == (0..<percent.decimals).reduce(Int64(100)) { value, _ in value &* 10 }
        let unit = claim.unit
        if !isWhole, let own = projects.first(where: { $0.amount.agrees(with: amount) }),
          let total = cells.cells(of: .totalExpenditure).first, let ratio = Ratio.percent(amount, of: total.amount),
          ratio.holds(percent)
        {
          broken.append(
            Broken(
              Wording(
                "\(claim.quote) 就是全部项目支出，扣除人员和公用经费以后应占 100%；\(percent)% 是占全部支出 \(total.amount.money.printed(in: unit))\(unit.rawValue) 的。",
                "\(claim.quote) is all project expenditure: 100 % of what is left without personnel and operating expenses. \(percent) % is its share of all expenditure."
              ),
              expected: "100%", found: "\(percent)%",
              evidence: [sentence.evidence(rate), own.evidence, total.evidence],
              key: "\(claim.quote)|\(percent)"))
        }
        // all projects are in it, and no table has the amount
        if isWhole, !subject.disclosure.statements.contains(where: { $0.prints(amount) }) {
          let right = whole.amount.money.printed(in: unit) + unit.rawValue
          broken.append(
            Broken(
              Wording(
                "\(claim.quote) 说是全部（100%），而项目支出合计为 \(right)，各表都没有 \(claim.quote)。",
                "\(claim.quote) is said to be all of it (100 %), project expenditure is \(right), and no table prints \(claim.quote)."
              ),
              expected: right, found: claim.quote, evidence: [sentence.evidence(claim), whole.evidence],
              key: "\(claim.quote)|100"))
        }
      }
    }
    guard decided else { throw Unchecked("没有这种占比", "no such share") }
    return broken
  }
}

extension Statement {
  /// Whether any cell prints the amount.
  fileprivate func prints(_ amount: ReportedAmount) -> Bool {
    rows.contains { row in
      row.contains { cell in
        if case .amount(let printed) = cell.reading { printed.agrees(with: amount) } else { false }
      }
    }
  }
}
