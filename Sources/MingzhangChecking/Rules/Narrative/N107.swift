import MingzhangModel

extension Rule {
  static let threePublicInWordsOff = Rule(
    "N107", Wording("说明的“三公”经费与表不符", "“Three public” expenses in words differ from the table"), .error,
    citations: [Citation("机关事务管理条例", "第七条")],
    preparer: Wording("按“三公”经费表改正文字中的金额。", "Correct the amounts in words by the table."),
    citizen: Wording("文字说的“三公”经费和表上的不是一个数。", "The words and the table state different amounts.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.threePublicExpenses)
    let total: LineKey = statement.line(.threePublicSubtotal) != nil ? .threePublicSubtotal : .total
    var broken: [Broken] = []
    var decided = false
    for (measure, key) in [
      (Claim.Measure.threePublicExpenses, total), (.overseasTravel, .overseasTravel), (.vehicles, .vehicles),
      (.vehiclePurchase, .vehiclePurchase), (.vehicleOperation, .vehicleOperation), (.reception, .reception),
    ] {
      guard statement.line(key) != nil, !subject.claims(measure).isEmpty else { continue }
      decided = true
      broken += try ClaimTies(subject).equal(
        [measure], statement, key, nil, .total, topics: [.threePublicExpenses], blankIsNothing: true)
    }
    guard decided else { throw Unchecked("文字没有写“三公”经费", "the words do not state them") }
    return broken
  }
}
