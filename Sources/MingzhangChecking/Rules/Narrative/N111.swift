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
    for paragraph in subject.disclosure.narrative.sections.flatMap(\.paragraphs) {
      func change(_ measures: Set<Claim.Measure>) -> Claim? {
        paragraph.claims.first { claim in claim.change != nil && (claim.measure.map(measures.contains) ?? false) }
      }
      guard let total = change([.revenueAndExpenditure, .totalRevenue, .totalExpenditure]),
        let basic = change([.basicExpenditure]),
        let project = change([.projectExpenditure]), let whole = total.change, let a = basic.change,
        let b = project.change
      else { continue }
      decided = true
      guard !whole.agrees(with: a + b) else { continue }
      let unit = total.unit
      let (expected, found) = (
        (a + b).money.printed(like: whole, in: unit) + unit.rawValue, whole.printed(in: unit) + unit.rawValue
      )
      broken.append(
        Broken(
          Wording(
            "总额变动 \(found)，基本支出与项目支出变动合计 \(expected)。", "The total changes by \(found), its parts by \(expected)."),
          expected: expected, found: found, difference: (whole - a - b).money.printed(in: unit) + unit.rawValue,
          evidence: [total.evidence, basic.evidence, project.evidence], key: "change"))
    }
    for paragraph in subject.disclosure.narrative.sections.flatMap(\.paragraphs) where paragraph.text.contains("三公") {
      for change in ThreePublicChanges.all(in: paragraph) {
        decided = true
        guard change.isOff else { continue }
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
