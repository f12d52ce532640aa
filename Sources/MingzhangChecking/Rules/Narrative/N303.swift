import MingzhangModel

extension Rule {
  /// Nothing planned cannot be completed to p %.
  static let completionOfNothing = Rule(
    "N303", Wording("预算为0却写了完成率", "A rate of completion of a budget of nothing"), .error,
    preparer: Wording(
      "年初预算为0时不写完成率；若指全年预算，写“完成全年预算的”。", "State no rate when the budget was zero, or name the budget meant."),
    citizen: Wording("年初没有安排预算，谈不上完成百分之几。", "Nothing was budgeted, so no percentage of it can be completed.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for sentence in subject.sentences {
      for claim in sentence.claims {
        guard case .percent(let percent) = claim.value, percent.digits != 0 else { continue }
        let lead = sentence.words(before: claim).foldedForMatching
        guard
          let base = ["年初预算", "全年预算", "调整预算"].first(where: { lead.hasSuffix("完成\($0)的") || lead.hasSuffix("完成\($0)数的") }
          )
        else { continue }
        let budget = sentence.claims.last { other in
          other.position.upperBound <= claim.position.lowerBound && other.amount != nil
            && sentence.words(before: other).foldedForMatching.contains(base)
        }
        guard let budget, let amount = budget.amount else { continue }
        decided = true
        guard amount.money == .zero else { continue }
        broken.append(
          Broken(
            Wording(
              "\(base)为 \(budget.quote)，却写完成\(base)的 \(claim.quote)。",
              "The budget is \(budget.quote), yet \(claim.quote) of it is said to be completed."),
            found: claim.quote, evidence: [sentence.evidence(claim), budget.evidence], key: "\(base)|\(percent)"))
      }
    }
    guard decided else { throw Unchecked("没有写预算数和完成率", "no budget with its rate of completion") }
    return broken
  }
}
