import MingzhangModel

extension Rule {
  /// A part of the procurement is no more than the whole.
  static let reservedProcurementExceeds = Rule(
    "N307", Wording("面向中小企业的采购多于采购总额", "Procurement from small firms exceeds all procurement"), .warning,
    preparer: Wording("核对预留与其他项目的采购金额，二者之和不能超过政府采购总额。", "The parts named cannot exceed all procurement."),
    citizen: Wording("给中小企业的采购加起来比采购总额还多。", "The parts named are more than the whole.")
  ) { subject throws(Unchecked) in
    let sections = try subject.section(.procurement)
    var broken: [Broken] = []
    var decided = false
    for section in sections {
      let claims = section.paragraphs.flatMap { paragraph in
        paragraph.claims.map { (claim: $0, lead: Procured.lead(of: $0, paragraph)) }
      }
      .filter { $0.claim.amount != nil && $0.claim.direction == nil }
      guard
        let total = claims.first(where: {
          $0.lead.contains("政府采购") && !$0.lead.contains("中小") && !$0.lead.contains("小微")
        }),
        let whole = total.claim.amount
      else { continue }
      func check(_ parts: [Claim], _ words: Wording) {
        decided = true
        let sum = parts.compactMap(\.amount).sum()
        guard (sum - whole).money > (sum - whole).slack else { return }
        let unit = total.claim.unit
        broken.append(
          Broken(
            words, expected: "≤ \(total.claim.quote)", found: sum.money.printed(in: unit) + unit.rawValue,
            difference: (sum - whole).money.printed(in: unit) + unit.rawValue,
            evidence: parts.reversed().map(\.evidence) + [total.claim.evidence],
            key: parts.map(\.quote).joined(separator: "+")))
      }
      let won = claims.filter { $0.lead.contains("采购金额") && $0.lead.contains("成交") }
      if let reserved = won.first(where: { $0.lead.contains("面向中小企业预留") }),
        let other = won.first(where: { $0.lead.contains("其他政府采购项目") })
      {
        check(
          [reserved.claim, other.claim],
          Wording(
            "预留项目 \(reserved.claim.quote) 与其他项目 \(other.claim.quote) 相加，多于政府采购金额 \(total.claim.quote)。",
            "Reserved \(reserved.claim.quote) and other \(other.claim.quote) exceed all procurement of \(total.claim.quote)."
          ))
      }
      if subject.disclosure.kind == .budget,
        let reserved = claims.first(where: { $0.lead.contains("面向中小企业预留") && $0.lead.contains("预算") })
      {
        check(
          [reserved.claim],
          Wording(
            "面向中小企业预留 \(reserved.claim.quote)，多于政府采购预算 \(total.claim.quote)。",
            "\(reserved.claim.quote) reserved for small firms exceed all procurement of \(total.claim.quote)."))
      }
    }
    for paragraph in sections.flatMap(\.paragraphs) {
      func stated(_ words: String) -> Claim? {
        paragraph.claims.first {
          $0.direction == nil && $0.amount != nil && $0.subject.foldedForMatching.contains(words)
        }
      }
      // micro firms are some of the small ones
      for (lead, tail, english) in [("面向", "预留", "reserved for"), ("授予", "合同金额", "awarded to")] {
        guard let all = stated("\(lead)中小企业\(tail)"), let micro = stated("\(lead)小微企业\(tail)"), let a = all.amount,
          let b = micro.amount
        else { continue }
        decided = true
        guard (b - a).money > (b - a).slack else { continue }
        broken.append(
          Broken(
            Wording(
              "\(lead)小微企业\(tail) \(micro.quote)，多于\(lead)中小企业\(tail)的 \(all.quote)。",
              "\(micro.quote) \(english) micro firms exceed \(all.quote) \(english) all small firms."),
            expected: "≤ \(all.quote)", found: micro.quote, evidence: [micro.evidence, all.evidence],
            key: "micro|\(micro.quote)"))
      }
    }
    guard decided else { throw Unchecked("没有写中小企业的采购金额", "no amounts for small firms") }
    return broken
  }
}

private enum Procured {
  /// The words of the claim's clause, from the last full stop or semicolon.
  static func lead(of claim: Claim, _ paragraph: Narrative.Paragraph) -> String {
    let scalars = Array(paragraph.text.unicodeScalars)
    guard claim.position.lowerBound <= scalars.count else { return "" }
    let before = String(scalars: scalars[..<claim.position.lowerBound]).foldedForMatching
    return String(
      before.suffix(70).split(omittingEmptySubsequences: false, whereSeparator: { "。;".contains($0) }).last ?? "")
  }
}
