import MingzhangModel

extension Rule {
  /// “支出 T，其中 A、B”: the revenue of the same T names A, B and C; C has been left out.
  static let sourcesLeftOut = Rule(
    "N341", Wording("支出的资金来源没有列全", "A source is left out of the expenditure's list"), .error,
    preparer: Wording("对照收入一句，把漏列的资金来源补上。", "Add the source that the sentence on revenue names."),
    citizen: Wording("同一个总数，收入列了几项来源，支出少列了一项，加起来不等于总数。", "One source is missing, so the list does not make its total.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections {
      for paragraph in section.paragraphs where paragraph.text.contains("其中") {
        let lists = SourceList.all(in: paragraph)
        if lists.contains(where: { $0.total.subject.contains("收入") }) { decided = true }
        for spent in lists where spent.total.subject.contains("支出") {
          guard
            let received = lists.first(where: {
              $0.total.subject.contains("收入") && $0.whole.money == spent.whole.money && $0.sum.agrees(with: $0.whole)
            })
          else { continue }
          let missing = received.parts.filter { part in
            part.amount?.money != .zero && !spent.parts.contains { $0.amount?.money == part.amount?.money }
          }
          // the rest is exactly one source of the revenue
          guard !spent.sum.agrees(with: spent.whole), missing.count == 1, let left = missing.first,
            let rest = left.amount,
            (spent.whole - spent.sum).agrees(with: rest)
          else { continue }
          let unit = spent.total.unit
          let sum = spent.sum.money.printed(in: unit) + unit.rawValue
          let name = left.subject.drop { "、，,；".contains($0) }.replacing("收入", with: "支出")
          broken.append(
            Broken(
              Wording(
                "支出 \(spent.total.quote)，其中各项相加为 \(sum)：漏了“\(name)”\(left.quote)。",
                "Expenditure is \(spent.total.quote); its parts add up to \(sum): “\(name)” \(left.quote) is left out."),
              expected: spent.total.quote, found: sum, difference: left.quote,
              evidence: [spent.total.evidence, left.evidence], key: "\(section.heading)|\(spent.total.quote)"))
        }
      }
    }
    guard decided else { throw Unchecked("没有在一处列出收入和支出的来源", "no paragraph lists the sources of both") }
    return broken
  }
}

/// `预算支出 T，其中 A 支出 a、B 支出 b`
private struct SourceList {
  var total: Claim
  var whole: ReportedAmount
  var parts: [Claim]
  var sum: ReportedAmount { parts.compactMap(\.amount).sum() }

  static func all(in paragraph: Narrative.Paragraph) -> [SourceList] {
    let claims = paragraph.claims
    return claims.indices.compactMap { index in
      guard let whole = claims[index].amount, claims[index].direction == nil, index + 1 < claims.count,
        paragraph.words(from: claims[index].position.upperBound, to: claims[index + 1].position.lowerBound)
          .drop(while: { "，,：:（(".contains($0) }).hasPrefix("其中")
      else { return nil }
      var parts: [Claim] = []
      var end = claims[index].position.upperBound
      for claim in claims[(index + 1)...] {
        let between = paragraph.words(from: end, to: claim.position.lowerBound)
        guard claim.amount != nil, claim.direction == nil, claim.unit == claims[index].unit,
          !between.contains(where: { "。；;".contains($0) })
        else { break }
        parts.append(claim)
        end = claim.position.upperBound
      }
      guard parts.count >= 2 else { return nil }
      return SourceList(total: claims[index], whole: whole, parts: parts)
    }
  }
}

extension Substring {
  fileprivate func replacing(_ word: String, with new: String) -> String { String(self).replacing(word, with: new) }
}
