import MingzhangModel

extension Rule {
  /// “公务用车购置及运行维护费支出 2.48 万元，与 2021 年度预算相比无变化” beside 15 and 2.48 in the table of the accounts.
  static let changeAgainstBudgetOff = Rule(
    "N337", Wording("与预算相比的增减与表不符", "A change against the budget differs from the table"), .error,
    preparer: Wording("按“三公”表的预算数和决算数重写增减。", "State the change by the budget and the accounts in the table."),
    citizen: Wording("文字说的增减和表上两个数算不到一起。", "The change in words is not the difference in the table.")
  ) { subject throws(Unchecked) in
    guard subject.disclosure.kind == .final else { throw Unchecked("不是决算", "no final account") }
    let accounts = try ThreePublicAccounts(subject)
    var broken: [Broken] = []
    var decided = false
    for sentence in subject.sentences where sentence.text.contains("预算") {
      for said in BudgetComparison.all(in: sentence, year: subject.disclosure.fiscalYear) {
        guard let (planned, spent) = accounts.cells(of: said.item), spent.amount.agrees(with: said.amount) else {
          continue
        }
        decided = true
        let difference = spent.amount - planned.amount
        guard !difference.agrees(with: said.change) else { continue }
        let unit = said.claim.unit
        let right =
          difference.money == .zero
          ? "持平"
          : (difference.money < .zero ? "减少" : "增加") + Money(fen: abs(difference.money.fen)).printed(in: unit)
            + unit.rawValue
        broken.append(
          Broken(
            Wording(
              "“\(said.item.chinese)”写“\(said.words)”，按表上的预算数和决算数是\(right)。",
              "“\(said.item)” is said to be “\(said.words)”; by the table it is \(right)."),
            expected: right, found: said.words,
            evidence: [sentence.evidence(said.claim), planned.evidence, spent.evidence],
            key: "\(said.item)|\(said.words)"))
      }
    }
    guard decided else { throw Unchecked("文字没有与预算比较", "the words compare with no budget") }
    return broken
  }
}

/// The budget and the account of each item of the “三公” table, whether the items stand below each other or side by side.
private struct ThreePublicAccounts {
  typealias Cell = (amount: ReportedAmount, evidence: Evidence)
  private let subject: Subject
  private let statement: Statement
  private let budget: ColumnKey?
  private let sets: (budget: ThreePublicColumns, account: ThreePublicColumns)?

  init(_ subject: Subject) throws(Unchecked) {
    self.subject = subject
    statement = try subject.table(.threePublicExpenses)
    let keys = statement.columns.map(\.key).filter { $0.name == "budget:total" }
    budget = keys.count == 1 ? keys.first : nil
    let all = ThreePublicColumns.all(statement)
    let budgets = all.filter { $0.group.contains("预算数") && !$0.group.contains("全年") && !$0.group.contains("调整") }
    let accounts = all.filter { $0.group.contains("决算数") }
    sets =
      budgets.count == 1 && accounts.count == 1 && statement.rows.count == 1
      ? budgets.first.flatMap { budget in accounts.first.map { (budget, $0) } } : nil
    guard budget != nil || sets != nil else {
      throw Unchecked("“三公”表没有预算数和决算数两列", "the table has no columns of budget and account")
    }
  }

  /// Both amounts of an item; blank is nothing.
  func cells(of item: LineKey) -> (planned: Cell, spent: Cell)? {
    if let sets {
      let grid = GridSums(subject, statement)
      guard let before = sets.budget.column(item), let after = sets.account.column(item),
        let planned = grid.amount(0, before), let spent = grid.amount(0, after)
      else { return nil }
      return ((planned, grid.evidence(0, before)), (spent, grid.evidence(0, after)))
    }
    guard let budget, let line = statement.line(item),
      let planned = try? subject.amount(line, budget, in: statement),
      let spent = try? subject.amount(line, .total, in: statement)
    else { return nil }
    return ((planned, statement.evidence(line, budget)), (spent, statement.evidence(line, .total)))
  }
}

/// `公务接待费支出 5.21 万元，与 2021 年度预算相比，减少 0.1 万元`
private struct BudgetComparison {
  var item: LineKey
  var amount: ReportedAmount
  var change: ReportedAmount
  var words: String
  var claim: Claim

  static func all(in sentence: Sentence, year: Int?) -> [BudgetComparison] {
    let figures = sentence.claims.filter { $0.amount != nil }
    return figures.enumerated().compactMap { number, claim in
      guard claim.direction == nil, let amount = claim.amount,
        let item = item(sentence.words(before: claim).foldedForMatching)
      else { return nil }
      let next = number + 1 < figures.count ? figures[number + 1] : nil
      let end = next?.position.lowerBound ?? claim.position.upperBound + 40
      let between = words(sentence, from: claim.position.upperBound, to: end)
      guard let lead = between.firstRange(of: "预算") else { return nil }
      let before = between[..<lead.lowerBound]
      guard before.count <= 12, ["与", "较", "比"].contains(where: before.contains),
        !["上年", "去年", "调整", "全年"].contains(where: before.contains)
      else { return nil }
      // the budget of another year is in no column of this table
      let digits = before.filter { $0.isASCII && $0.isNumber }
      guard digits.isEmpty || Int(digits) == year else { return nil }
      let after = between[lead.upperBound...].drop { "数相比,".contains($0) }
      if let same = ["无变化", "无增减", "持平", "没有变化", "一致", "相同"].first(where: after.hasPrefix) {
        let said = String(between[..<after.startIndex]) + same
        return BudgetComparison(
          item: item, amount: amount, change: .zero, words: String(said.drop { $0 == "," }), claim: claim)
      }
      guard let next, let change = next.change, ["减少", "增加", "下降", "增长"].contains(where: after.hasPrefix),
        after.count <= 3
      else { return nil }
      return BudgetComparison(
        item: item, amount: amount, change: change, words: String(between.drop { $0 == "," }) + next.quote, claim: next)
    }
  }

  private static func words(_ sentence: Sentence, from: Int, to: Int) -> Substring {
    var end = to
    while end > from, sentence.words(from: from, to: end).isEmpty { end -= 1 }
    return Substring(sentence.words(from: from, to: end).foldedForMatching).prefix { !"。;".contains($0) }
  }

  /// The only item that stands before the amount.
  private static func item(_ words: String) -> LineKey? {
    guard !["上年", "去年", "预算"].contains(where: words.contains) else { return nil }
    let names: [(String, LineKey)] = [
      ("出国", .overseasTravel), ("公务接待", .reception), ("购置及运", .vehicles), ("用车购置费", .vehiclePurchase),
      ("用车运行", .vehicleOperation),
    ]
    let found = names.filter { words.contains($0.0) }
    return found.count == 1 ? found[0].1 : nil
  }
}
