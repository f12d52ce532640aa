import MingzhangModel

extension Rule {
  /// Procurement set aside for small and medium firms above all procurement.
  static let setAsideAboveProcurement = Rule(
    "A202", Wording("预留中小企业的采购额超过采购总额", "More is set aside for small firms than is procured"), .notice,
    preparer: Wording("核对预留金额与采购总额。", "Check the amount set aside and the total."),
    citizen: Wording("留给中小企业的比全部采购还多，不可能。", "More is set aside than is bought at all.")
  ) { subject throws(Unchecked) in
    guard let total = subject.claims(.procurement).compactMap(\.amount).map(\.money).max(), total > .zero,
      let claim = subject.claims(.procurement).first
    else { throw Unchecked("文字没有写采购金额", "the words state no procurement") }
    return subject.claims.map(\.claim).compactMap { other in
      guard let amount = other.amount, other.direction == nil, other.measure == nil,
        other.sentence.contains("预留") || other.subject.contains("预留"), other.subject.contains("中小企业"),
        amount.money - amount.slack > total
      else { return nil }
      return Broken(
        Wording("预留中小企业 \(other.quote)，采购总额 \(claim.quote)。", "\(other.quote) is set aside of \(claim.quote)."),
        found: other.quote, evidence: [other.evidence, claim.evidence], key: "sme|\(other.quote)")
    }
  }
}
