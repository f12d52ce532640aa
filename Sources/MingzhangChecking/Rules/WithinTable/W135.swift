import MingzhangModel

extension Rule {
  /// All tables of classified amounts print one unit but one.
  static let unitOfOneTableDiffers = Rule(
    "W135", Wording("一张表的单位与其他各表不同", "One table prints another unit than all others"), .notice,
    preparer: Wording("核对这张表的金额单位；各表宜用同一单位。", "Check the unit of this table; all tables should use one."),
    citizen: Wording("别的表都用一种单位，只有这张不同，可能写错。", "One table differs in its unit from all others: it may be wrong.")
  ) { subject throws(Unchecked) in
    // “三公”, procurement and assets have units of their own by their forms
    let kinds: Set<StatementKind> = [
      .revenueAndExpenditureSummary, .revenue, .expenditure, .fiscalAppropriationSummary,
      .generalPublicBudgetExpenditure,
      .generalPublicBudgetBasicExpenditure, .governmentFundExpenditure, .stateCapitalOperationsExpenditure,
    ]
    let tables = subject.disclosure.statements.filter { statement in
      statement.unit != nil
        && (kinds.contains(statement.kind) || statement.kind == .other && statement.title.contains("一般公共预算"))
    }
    let misprinted = Set(subject.misprintedUnits.map(\.statement.title))
    guard tables.count >= 6 else { throw Unchecked("写明单位的表不足六张", "fewer than six tables print a unit") }
    let groups = Dictionary(grouping: tables) { $0.unit ?? .yuan }
    guard groups.count == 2, let single = groups.values.first(where: { $0.count == 1 })?.first, let unit = single.unit,
      let other = groups.keys.first(where: { $0 != unit }), !misprinted.contains(single.title)
    else { return [] }
    return [
      Broken(
        Wording(
          "《\(single.title)》写“单位：\(unit.rawValue)”，其余 \(tables.count - 1) 张表都是\(other.rawValue)。",
          "“\(single.title)” is in \(unit.rawValue), the other \(tables.count - 1) tables in \(other.rawValue)."),
        expected: "单位：\(other.rawValue)", found: "单位：\(unit.rawValue)",
        evidence: [
          Evidence(
            "\(single.title) / 单位", text: "单位：\(unit.rawValue)", span: single.titleSpan, statement: single.kind)
        ], key: "\(single.kind.rawValue)|\(single.title)")
    ]
  }
}
