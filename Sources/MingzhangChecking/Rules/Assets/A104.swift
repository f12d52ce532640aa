import MingzhangModel

extension Rule {
  /// No procurement at all, though works, printing or maintenance are budgeted.
  static let procurementNilDespiteProjects = Rule(
    "A104", Wording("有印刷、工程、运维等项目，政府采购预算却为零", "Procurement is nil though works and services are budgeted"), .notice,
    preparer: Wording(
      "核对这些支出是否应编入政府采购预算（低于限额的除外）。", "Check whether these belong to the procurement budget, unless below the limit."),
    citizen: Wording(
      "有买服务、做工程的钱，采购预算却是零，可能低于限额，也可能漏编。",
      "Services and works are budgeted, procurement is nil: below the limit, or left out.")
  ) { subject throws(Unchecked) in
    guard let claim = subject.claims(.procurement).first, let amount = claim.amount else {
      throw Unchecked("文字没有写采购金额", "the words state no procurement")
    }
    guard amount.money == .zero else { return [] }
    let words = ["工程", "印刷", "网络", "系统", "设备", "采购"]
    let goals = subject.disclosure.goals.filter { goal in words.contains { goal.project.foldedForMatching.contains($0) }
    }
    guard !goals.isEmpty else { return [] }
    return [
      Broken(
        Wording(
          "政府采购预算为 \(claim.quote)，而有“\(goals.map(\.project).joined(separator: "”“"))”等项目。",
          "Procurement is \(claim.quote), yet there are projects such as “\(goals[0].project)”."),
        found: claim.quote,
        evidence: [claim.evidence]
          + goals.map { Evidence("绩效目标", text: $0.title, span: $0.span, statement: .performance) }, key: "nil")
    ]
  }
}
