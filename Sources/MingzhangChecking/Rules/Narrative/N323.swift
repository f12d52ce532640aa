import MingzhangModel

extension Rule {
  /// Final accounts: “公务接待费支出年初预算为 A，支出决算为 B” against the columns 预算数 and 决算数 of the “三公” table.
  static let threePublicFinalInWordsOff = Rule(
    "N323", Wording("决算说明的“三公”经费与表不符", "“Three public” expenses of the accounts differ from the table"), .error,
    citations: [Citation("机关事务管理条例", "第七条")],
    preparer: Wording("按“三公”经费决算表改正文字中的预算数、决算数；表漏填的，补填。", "Correct the words by the table, or fill in the table."),
    citizen: Wording("文字说的“三公”经费和表上的不是一个数。", "The words and the table state different amounts.")
  ) { subject throws(Unchecked) in
    guard subject.disclosure.kind == .final else { throw Unchecked("预算另有规则", "budgets have their own rule") }
    let all = subject.disclosure.statements.filter { $0.kind == .threePublicExpenses }
    guard all.count == 1, let statement = all.first else {
      throw Unchecked("没有“三公”经费表，或有几张", "no “three public” table, or several")
    }
    let sets = ThreePublicColumns.all(statement)
    let accounts = sets.filter { $0.group.contains("决算数") }
    let budgets = sets.filter { $0.group.contains("预算数") && !$0.group.contains("全年") && !$0.group.contains("调整") }
    guard accounts.count == 1, budgets.count <= 1, let account = accounts.first, statement.rows.count <= 1 else {
      throw Unchecked("“三公”表各项不是并列的预算数、决算数", "the table has no columns of budget and account side by side")
    }
    let grid = GridSums(subject, statement)
    var broken: [Broken] = []
    var decided = false
    for sentence in subject.sentences where sentence.section.topic == .threePublicExpenses {
      for said in Stated.all(in: sentence) {
        guard let set = said.isBudget ? budgets.first : account, let column = set.column(said.key) else { continue }
        // a table without any row states nothing: as much as a blank cell
        let printed = statement.rows.isEmpty ? ReportedAmount.zero : grid.amount(0, column)
        guard let printed else { continue }
        decided = true
        guard !said.amount.agrees(with: printed) else { continue }
        let evidence =
          statement.rows.isEmpty ? statement.titleEvidence : grid.evidence(0, column)
        let (expected, found) = (
          printed.money.printed(in: said.claim.unit) + said.claim.unit.rawValue, said.claim.quote
        )
        let isBlank = statement.rows.isEmpty || statement.rows[0][column].reading == .blank
        let stage = said.isBudget ? "预算数" : "决算数"
        broken.append(
          Broken(
            Wording(
              "文字“\(said.key == .total ? "三公经费" : said.key.chinese)”\(stage)为 \(found)，“三公”经费表\(isBlank ? "没有填数" : "为 \(expected)")。",
              "“\(said.key)” is \(found) in words, \(isBlank ? "blank" : expected) in the table."),
            expected: isBlank
              ? nil : printed.money.printed(like: said.amount, in: said.claim.unit) + said.claim.unit.rawValue,
            found: found, evidence: [said.claim.evidence, evidence],
            key: "\(said.key)|\(stage)"))
      }
    }
    guard decided else { throw Unchecked("文字没有写“三公”经费的预算数、决算数", "the words state none of them") }
    return broken
  }
}

/// One amount that a sentence states for an item of “三公”.
private struct Stated {
  var key: LineKey
  var isBudget: Bool
  var amount: ReportedAmount
  var claim: Claim

  static func all(in sentence: Sentence) -> [Stated] {
    var out: [Stated] = []
    var item: LineKey?
    for claim in sentence.claims {
      guard let amount = claim.amount else { continue }
      let words = claim.subject.foldedForMatching
      if let own = key(words) { item = own } else if words.count > 8 { item = nil }
      guard claim.direction == nil, let item, claim.year == nil || !words.contains("上年") else { continue }
      // 全年预算 and what the parts of an item cost are other figures
      guard
        words.hasSuffix("年初预算为") || words.hasSuffix("年初预算数为") || words.hasSuffix("年初预算")
          || words.hasSuffix("决算为") || words.hasSuffix("决算数为") || words.hasSuffix("支出决算")
      else { continue }
      out.append(Stated(key: item, isBudget: words.contains("年初预算"), amount: amount, claim: claim))
    }
    return out
  }

  private static func key(_ words: String) -> LineKey? {
    if words.contains("出国") { return .overseasTravel }
    if words.contains("接待") {
      return ["国内", "国外", "外事", "外宾"].contains(where: words.contains) ? nil : .reception
    }
    if words.contains("购置及") || words.contains("购置和") { return .vehicles }
    if words.contains("用车购置") || words.contains("车辆购置") { return .vehiclePurchase }
    if words.contains("运行") || words.contains("运维") { return .vehicleOperation }
    return words.contains("三公") ? .total : nil
  }
}
