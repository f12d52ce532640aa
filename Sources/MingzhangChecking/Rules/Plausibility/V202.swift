import MingzhangModel

extension Rule {
  /// Projects above 98 % of all expenditure in a department that has basic expenditure.
  static let projectShareUnusual = Rule(
    "V202", Wording("项目支出占比很高", "Nearly all expenditure is for projects"), .notice,
    preparer: Wording("核对基本支出是否列全。", "Check that basic expenditure is complete."),
    citizen: Wording("几乎全部支出是项目，日常运转的钱很少，值得一问。", "Nearly everything is projects: worth a question.")
  ) { subject throws(Unchecked) in
    let table = try subject.table(.expenditure)
    let line = try subject.line(.total, in: table)
    let (total, project, basic) = (
      try subject.printed(line, .total, in: table), try subject.amount(line, .project, in: table),
      try subject.amount(line, .basic, in: table)
    )
    guard total.money > .zero, basic.money > .zero, project.money.fen / 98 > total.money.fen / 100 else { return [] }
    return [
      Broken(
        Wording(
          "支出合计 \(table.print(total))，其中项目支出 \(table.print(project))。",
          "Of \(table.print(total)), \(table.print(project)) is for projects."),
        found: table.print(project), evidence: [table.evidence(line, .project), table.evidence(line, .total)],
        key: "share")
    ]
  }
}
