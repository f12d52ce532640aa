import MingzhangModel

extension Rule {
  /// Change of the total = change of basic + change of project expenditure.
  static let changesInWordsOff = Rule(
    "N111", Wording("增减总额与分项增减不符", "The change of the total differs from the changes of its parts"), .notice,
    preparer: Wording("核对总额的增减与各分项的增减。", "Check the change of the total against those of its parts."),
    citizen: Wording("总的增减和分项的增减加起来对不上。", "The changes named do not add up.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    let groups: [(Set<Claim.Measure>, [Claim.Measure], String)] = [
      (
        [
          .revenueAndExpenditure, .totalRevenue, .totalExpenditure, .fiscalExpenditure, .generalPublicBudgetExpenditure,
        ],
        [.basicExpenditure, .projectExpenditure], "change"
      ),
      ([.vehicles], [.vehiclePurchase, .vehicleOperation], "vehicles"),
      ([.threePublicExpenses], [.overseasTravel, .vehicles, .reception], "threePublic"),
    ]
    for paragraph in subject.disclosure.narrative.sections.flatMap(\.paragraphs) {
      let changes = paragraph.claims.filter { $0.change != nil && $0.measure != nil }
      guard changes.count > 2 else { continue }
      for (wholes, parts, key) in groups {
        guard let total = changes.first(where: { $0.measure.map(wholes.contains) ?? false }), let whole = total.change
        else { continue }
        let found = parts.compactMap { part in
          changes.first { $0.measure == part && $0.comparedYear == total.comparedYear }
        }
        guard found.count == parts.count else { continue }
        decided = true
        let sum = found.compactMap(\.change).sum()
        guard !whole.agrees(with: sum) else { continue }
        let unit = total.unit
        let (expected, printed) = (
          sum.money.printed(like: whole, in: unit) + unit.rawValue, whole.printed(in: unit) + unit.rawValue
        )
        let names = key == "change" ? "基本支出与项目支出" : "各项"
        broken.append(
          Broken(
            Wording(
              "总额变动 \(printed)，\(names)变动合计 \(expected)。", "The total changes by \(printed), its parts by \(expected)."),
            expected: expected, found: printed, difference: (whole - sum).money.printed(in: unit) + unit.rawValue,
            evidence: [total.evidence] + found.map(\.evidence), key: key))
      }
    }
    for section in ThreePublicSection.all(subject) where !broken.contains(where: { $0.key == "threePublic" }) {
      guard let sum = section.changeOfParts, let total = section.total, let whole = total.change else { continue }
      decided = true
      guard !whole.agrees(with: sum) else { continue }
      let unit = total.unit
      let (expected, found) = (
        sum.money.printed(like: whole, in: unit) + unit.rawValue, whole.printed(in: unit) + unit.rawValue
      )
      broken.append(
        Broken(
          Wording(
            "“三公”经费变动 \(found)，各项变动合计 \(expected)。",
            "“Three public” expenses change by \(found), their items by \(expected)."
          ),
          expected: expected, found: found, difference: (whole - sum).money.printed(in: unit) + unit.rawValue,
          evidence: [total.evidence] + section.changes.map(\.evidence), key: "threePublic"))
    }
    for paragraph in subject.disclosure.narrative.sections.flatMap(\.paragraphs) where paragraph.text.contains("三公") {
      for change in ThreePublicChanges.all(in: paragraph) {
        decided = true
        guard change.isOff, !broken.contains(where: { $0.key.hasPrefix("threePublic") }) else { continue }
        let unit = change.total.unit
        func print(_ amount: ReportedAmount) -> String {
          amount.money.printed(like: change.whole, in: unit) + unit.rawValue
        }
        broken.append(
          Broken(
            Wording(
              "“三公”经费变动 \(print(change.whole))，各项变动合计 \(print(change.sum))。",
              "The three public expenses change by \(print(change.whole)), their items by \(print(change.sum))."),
            expected: print(change.sum), found: print(change.whole), difference: print(change.whole - change.sum),
            evidence: [change.total.evidence] + change.items.map(\.evidence), key: "threePublic|\(change.total.quote)"))
      }
    }
    guard decided else { throw Unchecked("没有写总额与分项的增减", "no paragraph names the changes") }
    return broken
  }
}
