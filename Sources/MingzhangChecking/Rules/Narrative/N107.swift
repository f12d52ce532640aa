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
    let measures: [(Claim.Measure, LineKey)] = [
      (.threePublicExpenses, total), (.overseasTravel, .overseasTravel), (.vehicles, .vehicles),
      (.vehiclePurchase, .vehiclePurchase), (.vehicleOperation, .vehicleOperation), (.reception, .reception),
    ]
    if let row = ThreePublicRow(statement, of: subject.disclosure) {
      return try row.broken(measures, subject)
    }
    var broken: [Broken] = []
    var decided = false
    for (measure, key) in measures {
      guard statement.line(key) != nil, !subject.claims(measure).isEmpty else { continue }
      decided = true
      broken += try ClaimTies(subject).equal(
        [measure], statement, key, nil, .total, topics: [.threePublicExpenses], blankIsNothing: true)
    }
    guard decided else { throw Unchecked("文字没有写“三公”经费", "the words do not state them") }
    return broken
  }
}

/// The row of a “三公” table with its items side by side that speaks of the whole body and of the year.
private struct ThreePublicRow {
  let statement: Statement
  let set: ThreePublicColumns
  let row: Int

  init?(_ statement: Statement, of disclosure: Disclosure) {
    guard let year = disclosure.fiscalYear, disclosure.kind == .budget else { return nil }
    let sets = ThreePublicColumns.all(statement).filter { set in
      let words = set.group
      if words.contains("增减") || words.contains("上年") || words.contains("比") { return false }
      guard words.contains("年") else { return true }
      return words.contains("\(year)年") || words.contains("当年") || words.contains("本年")
    }
    guard sets.count == 1, let set = sets.first else { return nil }
    let printed = statement.rows.indices.filter { row in
      if case .amount = statement.rows[row][set.total].reading { return true }
      return false
    }
    let sums = printed.filter { statement.rows[$0].contains { $0.printed.foldedForMatching == "合计" } }
    guard let row = printed.count == 1 ? printed.first : sums.count == 1 ? sums.first : nil else { return nil }
    (self.statement, self.set, self.row) = (statement, set, row)
  }

  func broken(_ measures: [(Claim.Measure, LineKey)], _ subject: Subject) throws(Unchecked) -> [Broken] {
    let grid = GridSums(subject, statement)
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections where section.topic == .threePublicExpenses {
      for claim in section.paragraphs.flatMap(\.claims) {
        guard claim.direction == nil, let said = claim.amount,
          claim.year == nil || claim.year == subject.disclosure.fiscalYear,
          let key = measures.first(where: { $0.0 == claim.measure })?.1, let column = set.column(key),
          let amount = grid.amount(row, column)
        else { continue }
        decided = true
        guard !said.agrees(with: amount) else { continue }
        if let found = Sums(subject: subject).equal(
          (claim.evidence, said, "文字“\(claim.subject)”"),
          (
            grid.evidence(row, column), amount,
            "\(statement.kind.chinese)“\(statement.columns[column].path.last ?? "")”"
          ),
          unit: claim.unit, key: "\(claim.measure?.rawValue ?? "")|\(statement.kind.rawValue)")
        {
          broken.append(found)
        }
      }
    }
    guard decided else { throw Unchecked("文字没有写“三公”经费", "the words do not state them") }
    return broken
  }
}
