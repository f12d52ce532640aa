import MingzhangModel

extension Rule {
  /// Goods and services are operating expenses, wages and allowances personnel expenses.
  static let economicClassInWrongColumn = Rule(
    "W125", Wording("经济科目列错了人员或公用", "An economic class stands in the wrong column"), .notice,
    preparer: Wording(
      "301、303 类列人员经费，302、310 类列公用经费。", "Put 301 and 303 under personnel, 302 and 310 under operating."),
    citizen: Wording("工资算成了公用，或办公费算成了人员。", "Wages counted as operating, or goods as personnel.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.generalPublicBudgetBasicExpenditure)
    guard statement.hasColumn(.personnel), statement.hasColumn(.operating) else {
      throw Unchecked("没有人员、公用两列", "no personnel and operating columns")
    }
    return statement.lines.compactMap { line in
      guard let code = line.key.economicCode, code.level == .class else { return nil }
      let wrong: ColumnKey
      switch code.digits {
      case "301", "303": wrong = .operating
      case "302", "310": wrong = .personnel
      default: return nil
      }
      guard case .amount(let amount)? = statement.cell(line, wrong)?.reading, amount.money != .zero else { return nil }
      // 公务交通补贴 is paid out with wages: some cities count it as personnel
      let transport = statement.lines.first { $0.key.economicCode?.digits == "30239" }
      if case .amount(let part)? = transport.flatMap({ statement.cell($0, wrong) })?.reading, code.digits == "302",
        part.agrees(with: amount)
      {
        return nil
      }
      return Broken(
        Wording(
          "“\(line.caption)”有 \(statement.print(amount)) 列在\(wrong.chinese)。",
          "“\(line.caption)” has \(statement.print(amount)) under \(wrong)."),
        found: statement.print(amount), evidence: [statement.evidence(line, wrong)], key: "\(line.key)|\(wrong)")
    }
  }
}
