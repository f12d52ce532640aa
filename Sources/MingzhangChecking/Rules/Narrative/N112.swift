import MingzhangModel

extension Rule {
  /// A budget is compared with the year before.
  static let wrongComparedYear = Rule(
    "N112", Wording("对比年份不对", "The year compared with is wrong"), .error,
    preparer: Wording("把对比年份改为上一年。", "Compare with the year before."),
    citizen: Wording("说的是和上年比，写的却不是上一年。", "The year compared with is not the year before.")
  ) { subject throws(Unchecked) in
    let year = try subject.year()
    let changes = subject.claims.map(\.claim).filter {
      $0.direction != nil && $0.comparedYear != nil && ($0.amount != nil || $0.isPercent)
    }
    guard !changes.isEmpty else { throw Unchecked("文字没有与上年比较", "the words compare with no year") }
    var broken: [Broken] = []
    for claim in changes {
      guard let compared = claim.comparedYear, compared != year - 1, compared < year + 1 else { continue }
      // “经比较，2020 年度……” is no comparison with 2020
      if claim.sentence.foldedForMatching.contains("经比较\(compared)年") { continue }
      // accounts are compared with the budget of their own year too
      if compared == year, subject.disclosure.kind == .final, claim.comparesWithBudget(of: year) { continue }
      broken.append(
        Broken(
          Wording(
            "“\(claim.subject)”与 \(compared) 年比较，应为 \(year - 1) 年。",
            "“\(claim.subject)” is compared with \(compared), not \(year - 1)."),
          expected: "\(year - 1)年", found: "\(compared)年", evidence: [claim.evidence],
          key: "\(claim.measure?.rawValue ?? claim.subject)|\(compared)",
          severity: compared == year ? .error : .warning))
    }
    return broken
  }
}

extension Claim {
  fileprivate var isPercent: Bool {
    if case .percent = value { return true }
    return false
  }

  /// `与2020年度预算相比`: the year and 预算 in one piece of the sentence.
  fileprivate func comparesWithBudget(of year: Int) -> Bool {
    sentence.foldedForMatching.split { "，。；,;".contains($0) }.contains { $0.contains("\(year)年") && $0.contains("预算") }
  }
}
