import MingzhangModel

extension Rule {
  /// Within a paragraph: total = personnel + operating + project, or basic + project.
  static let partsInWordsOff = Rule(
    "N110", Wording("同一段文字里的总额与分项不符", "A total in words differs from its parts"), .error,
    preparer: Wording("核对该段的总额与各分项。", "Check the paragraph's total against its parts."),
    citizen: Wording("一句话里的总数与分项加起来对不上。", "The parts named do not add up to the total named.")
  ) { subject throws(Unchecked) in
    let groups: [(Set<Claim.Measure>, [Claim.Measure])] = [
      ([.totalRevenue, .totalExpenditure, .revenueAndExpenditure], [.basicExpenditure, .projectExpenditure]),
      (
        [.totalRevenue, .totalExpenditure, .revenueAndExpenditure],
        [.personnelExpenditure, .operatingExpenditure, .projectExpenditure]
      ),
      ([.threePublicExpenses], [.overseasTravel, .vehicles, .reception]),
      ([.vehicles], [.vehiclePurchase, .vehicleOperation]),
      ([.procurement], [.procurementGoods, .procurementWorks, .procurementServices]),
      ([.basicExpenditure], [.personnelExpenditure, .operatingExpenditure]),
    ]
    var broken: [Broken] = []
    var decided = false
    // a section on basic expenditure says its total and its two parts in paragraphs of their own
    let passages =
      subject.disclosure.narrative.sections.flatMap(\.paragraphs).map(\.claims)
      + subject.disclosure.narrative.sections.filter {
        $0.topic == .basicExpenditure && (2...4).contains($0.paragraphs.count)
      }
      .map { $0.paragraphs.flatMap(\.claims) }
      + ThreePublicSection.all(subject).map(\.amounts)
    for claims in passages {
      let plain = claims.filter { $0.direction == nil && $0.amount != nil }
      for (wholes, parts) in groups {
        let found = parts.compactMap { part in plain.first { $0.measure == part } }
        guard found.count == parts.count, let whole = plain.first(where: { $0.measure.map(wholes.contains) ?? false }),
          let total = whole.amount
        else { continue }
        decided = true
        let sum = found.compactMap(\.amount).sum()
        guard !total.agrees(with: sum), !whole.isSumOfNext(in: subject.disclosure.narrative) else { continue }
        let unit = whole.unit
        let (expected, printed) = (
          sum.money.printed(like: total, in: unit) + unit.rawValue, total.printed(in: unit) + unit.rawValue
        )
        broken.append(
          Broken(
            Wording(
              "“\(whole.subject)”\(whole.quote)，其分项相加为 \(expected)。",
              "“\(whole.subject)” \(whole.quote); its parts add up to \(expected)."),
            expected: expected, found: printed, difference: (total - sum).money.printed(in: unit) + unit.rawValue,
            evidence: [whole.evidence] + found.map(\.evidence),
            key: "\(whole.measure?.rawValue ?? "")|\(parts.map(\.rawValue).joined(separator: "+"))"))
      }
    }
    for paragraph in subject.disclosure.narrative.sections.flatMap(\.paragraphs) {
      for list in NamedParts.all(in: paragraph) {
        decided = true
        guard list.isOff, let total = list.whole.amount,
          !broken.contains(where: { $0.evidence.first == list.whole.evidence })
        else { continue }
        let (whole, unit) = (list.whole, list.whole.unit)
        let expected = list.sum.money.printed(like: total, in: unit) + unit.rawValue
        broken.append(
          Broken(
            Wording(
              "“\(whole.subject)”\(whole.quote)，其分项相加为 \(expected)。",
              "“\(whole.subject)” \(whole.quote); its parts add up to \(expected)."),
            expected: expected, found: total.printed(in: unit) + unit.rawValue,
            difference: (total - list.sum).money.printed(in: unit) + unit.rawValue,
            evidence: [whole.evidence] + list.parts.map(\.evidence),
            key: "\(list.isExpenditure ? "expenditure" : "revenue")|\(whole.quote)"))
      }
    }
    for sentence in subject.sentences where sentence.text.contains("年初") && sentence.text.contains("年末") {
      // 年初结转 + 收入 = 支出 + 年末结转
      let plain = sentence.claims.filter { $0.direction == nil && $0.amount != nil }
      guard plain.count == 4 else { continue }
      let names = plain.map { $0.subject.foldedForMatching }
      guard names[0].contains("年初"), names[0].contains("结转"), names[1].contains("收入"), names[2].contains("支出"),
        names[3].contains("年末"), names[3].contains("结转"), !names.contains(where: { $0.contains("分配") })
      else { continue }
      let amounts = plain.compactMap(\.amount)
      decided = true
      let (start, end) = (amounts[0] + amounts[1], amounts[2] + amounts[3])
      guard !start.agrees(with: end) else { continue }
      let unit = plain[0].unit
      let (expected, printed) = (
        start.money.printed(in: unit) + unit.rawValue, end.money.printed(in: unit) + unit.rawValue
      )
      broken.append(
        Broken(
          Wording(
            "年初结转加收入为 \(expected)，支出加年末结转为 \(printed)，两者应相等。",
            "Opening balance and revenue are \(expected), expenditure and closing balance \(printed)."),
          expected: expected, found: printed, difference: (end - start).money.printed(in: unit) + unit.rawValue,
          evidence: plain.map { sentence.evidence($0) }, key: "balance|\(sentence.section.heading)"))
    }
    guard decided else { throw Unchecked("没有写全总额与分项的段落", "no paragraph names a total and its parts") }
    return broken
  }
}

extension Claim {
  /// Whether three or more amounts that follow make this one exactly: an expense of a name that we do not know is among them.
  fileprivate func isSumOfNext(in narrative: Narrative) -> Bool {
    narrative.sections.flatMap(\.paragraphs).contains { paragraph in
      paragraph.claims.contains(self)
        && isSum(ofNext: paragraph.claims.filter { $0.direction == nil && $0.amount != nil })
    }
  }

  private func isSum(ofNext claims: [Claim]) -> Bool {
    guard let total = amount, let place = claims.firstIndex(of: self) else { return false }
    var sum = ReportedAmount.zero
    for (number, claim) in claims[(place + 1)...].prefix(6).enumerated() {
      sum = sum + (claim.amount ?? .zero)
      if number >= 2, sum.money == total.money { return true }
    }
    return false
  }
}
