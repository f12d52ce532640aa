import MingzhangModel

extension Rule {
  /// The caps of the targets together = project expenditure.
  static let capsOffProjects = Rule(
    "P101", Wording("绩效目标的资金与项目支出对不上", "The caps of the targets do not cover project expenditure"), .notice,
    preparer: Wording(
      "核对每个项目绩效目标表的成本指标；没有写当年金额的补写。", "Check each target's cost indicator; add the year's amount where it is missing."),
    citizen: Wording(
      "各项目写明的资金加起来不等于项目支出，有的项目没写要花多少钱。",
      "The projects' stated costs do not add up to project expenditure; some state none.")
  ) { subject throws(Unchecked) in
    // what the heads of the tables say of money, in themselves and for the whole department
    let heads = TargetMoney.offParts(subject.disclosure) + TargetMoney.offTables(subject)
    do throws(Unchecked) { return try heads + capsOff(subject) } catch {
      if heads.isEmpty { throw error }
      return heads
    }
  }

  private static func capsOff(_ subject: Subject) throws(Unchecked) -> [Broken] {
    guard !subject.disclosure.goals.isEmpty else { throw Unchecked("没有绩效目标表", "no performance targets") }
    let statement = try subject.table(.expenditure)
    let line = try subject.line(.total, in: statement)
    let projects = try subject.printed(line, .project, in: statement)
    let caps = Caps(subject.disclosure.goals)
    let difference = projects - caps.sum
    if caps.missing.isEmpty, difference.money.magnitude <= difference.slack { return [] }
    guard caps.sum.money > .zero else { throw Unchecked("绩效目标没有写资金", "no target states an amount") }
    let missing = caps.missing.map(\.project)
    let unit = CurrencyUnit.tenThousandYuan
    func print(_ money: Money) -> String { money.printed(in: unit) + unit.rawValue }
    let tail = missing.isEmpty ? "" : "；“\(missing.joined(separator: "”“"))”没有写当年金额"
    return [
      Broken(
        Wording(
          "各项目成本指标合计 \(print(caps.sum.money))，项目支出 \(print(projects.money))，差 \(print(difference.money))\(tail)。",
          "The caps add up to \(print(caps.sum.money)), project expenditure is \(print(projects.money)), \(print(difference.money)) apart\(missing.isEmpty ? "" : "; no amount for " + missing.joined(separator: ", "))."
        ),
        expected: print(projects.money), found: print(caps.sum.money), difference: print(difference.money),
        evidence: (caps.missing.map { Evidence("绩效目标", text: $0.title, span: $0.span, statement: .performance) })
          + [statement.evidence(line, .project)] + caps.indicators.prefix(12).map(Caps.evidence), key: "caps")
    ]
  }
}
