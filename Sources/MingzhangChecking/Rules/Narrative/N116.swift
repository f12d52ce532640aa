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
    // “1．因公出国（境）费预算支出 0 万元，比上年预算减少 40.85 万元”, “公务接待 5 万元，比上年减少”: the item stands before its change
    let told = ["出国", "公务用车", "公务接待"].filter { name in
      subject.sentences.contains { sentence in
        guard sentence.section.topic == .threePublicExpenses, sentence.folded.contains(name) else { return false }
        let behind = sentence.folded.after(name) ?? ""
        let own = behind.before("公务接待").before("公务用车")
        return ["增加", "减少", "下降", "增长", "持平", "相同"].contains(where: own.contains)
          && !(sentence.folded.before(name).contains("三公") && sentence.folded.before(name).contains("原因"))
      }
    }
    guard told.count < 2 else { return [] }
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
