import MingzhangModel

extension Rule {
  /// Changes of the “三公” expenses are explained item by item.
  static let threePublicChangeLumped = Rule(
    "N116", Wording("“三公”经费没有分项说明增减", "“Three public” changes are not explained item by item"), .notice,
    citations: [Citation("机关事务管理条例", "第七条")],
    preparer: Wording(
      "分别写明因公出国（境）费、公务用车购置及运行费、公务接待费与上年相比的增减和原因。", "State change and reason for travel, vehicles and reception each."),
    citizen: Wording("只说总的增减，看不出哪一项变了、为什么。", "Only the total change is stated, not which item changed and why.")
  ) { subject throws(Unchecked) in
    let sections = try subject.section(.threePublicExpenses)
    let claims = sections.flatMap(\.paragraphs).flatMap(\.claims)
    guard
      let total = claims.first(where: {
        $0.measure == .threePublicExpenses && $0.change != nil && $0.amount?.money != .zero
      })
    else {
      throw Unchecked("没有写“三公”经费总的增减", "no total change is stated")
    }
    let items: Set<Claim.Measure> = [.overseasTravel, .vehicles, .vehicleOperation, .vehiclePurchase, .reception]
    guard !claims.contains(where: { $0.direction != nil && ($0.measure.map(items.contains) ?? false) }) else {
      return []
    }
    let words = sections.flatMap(\.paragraphs).map(\.text).joined()
    guard !(words.contains("持平") && words.contains("接待")) else { return [] }
    return [
      Broken(
        Wording("只写了总额变动 \(total.quote)，没有各项的增减。", "Only the total change of \(total.quote) is stated."),
        found: total.quote,
        evidence: [total.evidence], key: "items")
    ]
  }
}
