import MingzhangModel

extension Rule {
  /// Revenue and expenditure of one overview are compared with one figure: last year's budget, or what was spent of it.
  static let comparisonBaseMixed = Rule(
    "N314", Wording("收支对比的口径前后不一", "Revenue and expenditure are compared with different figures"), .warning,
    preparer: Wording("统一与上年预算数或上年执行数比较。", "Compare all with last year's budget, or all with its execution."),
    citizen: Wording("一句和上年预算比，一句和上年执行数比，没法对照。", "One sentence compares with the budget, another with its execution.")
  ) { subject throws(Unchecked) in
    guard subject.disclosure.kind == .budget else { throw Unchecked("只核对预算", "budgets only") }
    let year = try subject.year()
    var broken: [Broken] = []
    var decided = false
    let compared = Dictionary(
      grouping: subject.sentences.filter { $0.text.contains("\(year - 1)") }, by: \.sectionNumber)
    for (number, section) in subject.disclosure.narrative.sections.enumerated() {
      var budget: [Evidence] = []
      var execution: [Evidence] = []
      for sentence in compared[number] ?? [] {
        guard ItemMention.all(in: sentence.paragraph.text, under: section.heading).isEmpty else { continue }
        let text = sentence.folded
        for clause in text.split(whereSeparator: { ",;。".contains($0) }).map(String.init) {
          guard let after = ["比", "与", "较"].compactMap({ clause.after("\($0)\(year - 1)年") }).first else { continue }
          let evidence = Evidence("说明文字 / \(section.heading)", text: clause, span: sentence.paragraph.span)
          let base = after.drop { "年初当度".contains($0) }
          if base.hasPrefix("预算执行") || base.hasPrefix("执行") {
            execution.append(evidence)
          } else if base.hasPrefix("预算") {
            budget.append(evidence)
          }
        }
      }
      guard budget.count + execution.count >= 2, section.paragraphs.contains(where: { $0.text.contains("收入预算") }) else {
        continue
      }
      decided = true
      guard !budget.isEmpty, !execution.isEmpty else { continue }
      let (few, many) = execution.count <= budget.count ? (execution, budget) : (budget, execution)
      broken.append(
        Broken(
          Wording(
            "同一节里有 \(budget.count) 处与上年预算比、\(execution.count) 处与上年执行数比。",
            "\(budget.count) comparisons are with last year's budget, \(execution.count) with its execution."),
          found: few.map(\.text).joined(separator: "；"), evidence: few + many.prefix(1), key: section.heading))
    }
    guard decided else { throw Unchecked("没有与上年的比较", "no comparison with last year") }
    return broken
  }
}
