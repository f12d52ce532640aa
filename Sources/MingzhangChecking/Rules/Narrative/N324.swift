import MingzhangModel

extension Rule {
  /// Revenue and expenditure of a budget are equal every year: so are their changes.
  static let changesOfSidesDiffer = Rule(
    "N324", Wording("收入与支出总额相等，增减额却不同", "Revenue and expenditure are equal, their changes are not"), .warning,
    preparer: Wording("核对收入、支出比上年预算的增减额和对比口径。", "Check both changes and what they are compared with."),
    citizen: Wording("收入和支出每年都相等，比上年多的也应该一样多。", "Both are equal every year, so they change by the same amount.")
  ) { subject throws(Unchecked) in
    guard subject.disclosure.kind == .budget else { throw Unchecked("不是预算", "no budget") }
    let year = try subject.year()
    let changes = subject.disclosure.narrative.sections.flatMap(\.paragraphs).flatMap { SideChange.all(in: $0, year) }
    let pairs: [(Claim.Measure, Claim.Measure)] = [
      (.totalRevenue, .totalExpenditure), (.fiscalRevenue, .fiscalExpenditure),
    ]
    var broken: [Broken] = []
    var decided = false
    for (left, right) in pairs {
      guard let revenue = changes.first(where: { $0.measure == left }),
        let expenditure = changes.first(where: { $0.measure == right }), revenue.base == expenditure.base,
        revenue.amount.agrees(with: expenditure.amount), let a = revenue.change.change,
        let b = expenditure.change.change
      else { continue }
      decided = true
      guard !a.agrees(with: b) else { continue }
      broken.append(
        Broken(
          Wording(
            "收入与支出同为 \(revenue.whole.quote)，收入比上年预算\(revenue.said)，支出却\(expenditure.said)。",
            "Both are \(revenue.whole.quote); revenue changes by \(revenue.change.quote), expenditure by \(expenditure.change.quote)."
          ),
          expected: revenue.said, found: expenditure.said,
          evidence: [expenditure.change.evidence, revenue.change.evidence], key: "\(left.rawValue)|\(right.rawValue)"))
    }
    guard decided else { throw Unchecked("没有写收入和支出各自的增减", "not both changes are stated") }
    return broken
  }
}

/// “收入预算 A 万元，比上年预算增加 B 万元”, compared with last year's budget.
private struct SideChange {
  var measure: Claim.Measure
  var whole: Claim
  var amount: ReportedAmount
  var change: Claim
  var base: String
  var said: String { (change.direction == .decrease ? "减少" : "增加") + change.quote }

  static func all(in paragraph: Narrative.Paragraph, _ year: Int) -> [SideChange] {
    beside(paragraph) + apart(paragraph, year)
  }

  /// “收入 A 万元，其中…。收入较上年增加 B 万元”: the thing is named again before its change.
  private static func apart(_ paragraph: Narrative.Paragraph, _ year: Int) -> [SideChange] {
    paragraph.claims.enumerated().compactMap { index, change in
      guard let measure = change.measure, change.amount != nil, change.comparedYear == year - 1,
        change.direction == .increase || change.direction == .decrease,
        change.subject.foldedForMatching.hasSuffix("较上年增加") || change.subject.foldedForMatching.hasSuffix("较上年减少")
          || change.subject.foldedForMatching.hasSuffix("比上年增加") || change.subject.foldedForMatching.hasSuffix("比上年减少"),
        let whole = paragraph.claims[..<index].last(where: { $0.measure == measure && $0.direction == nil }),
        let amount = whole.amount
      else { return nil }
      return SideChange(measure: measure, whole: whole, amount: amount, change: change, base: "上年")
    }
  }

  /// “收入 A 万元，比上年预算增加 B 万元”.
  private static func beside(_ paragraph: Narrative.Paragraph) -> [SideChange] {
    let pairs =
      Array(zip(paragraph.claims, paragraph.claims.dropFirst(2)))
      + Array(zip(paragraph.claims, paragraph.claims.dropFirst()))
    return pairs.compactMap { whole, change in
      // between the two stands the year compared with
      guard let measure = whole.measure, whole.direction == nil, let amount = whole.amount, change.amount != nil,
        change.direction == .increase || change.direction == .decrease,
        change.position.lowerBound - whole.position.upperBound <= 16
      else { return nil }
      let scalars = Array(paragraph.text.unicodeScalars)
      guard whole.position.upperBound <= change.position.lowerBound, change.position.lowerBound <= scalars.count else {
        return nil
      }
      let words = String(scalars: scalars[whole.position.upperBound..<change.position.lowerBound]).foldedForMatching
      let bare = words.filter { !"增加减少,了".contains($0) }
      guard words.contains("年预算") || ["比上年", "较上年", "与上年相比"].contains(bare), !words.contains("执行"),
        !words.contains("决算")
      else { return nil }
      return SideChange(
        measure: measure, whole: whole, amount: amount, change: change, base: words.filter { !"增加减少".contains($0) })
    }
  }
}
