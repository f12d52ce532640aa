import MingzhangModel

extension Rule {
  /// “2025年计划投入100万元” in a target of 2026: last year's words.
  static let goalPlansAnotherYear = Rule(
    "P210", Wording("绩效目标写的是以前年度的计划", "A target plans for a year that is past"), .warning,
    preparer: Wording("改成本年度的计划和金额。", "State this year's plan and amount."),
    citizen: Wording("目标里的计划是以前年度的，可能照抄了上年。", "The plan is a former year's: copied from the year before.")
  ) { subject throws(Unchecked) in
    guard subject.disclosure.kind == .budget else { throw Unchecked("决算另说", "final accounts look back") }
    let year = try subject.year()
    let goals = subject.disclosure.goals
    guard !goals.isEmpty else { throw Unchecked("没有绩效目标", "no targets") }
    return goals.flatMap { goal -> [Broken] in
      let texts =
        [(goal.objective, goal.span)] + goal.indicators.flatMap { [($0.name, $0.span), ($0.detail, $0.span)] }
      return texts.compactMap { words, span -> Broken? in
        guard words.contains("计划") || words.contains("预计"), let said = Self.plannedYear(words), said < year,
          // what runs over years may speak of all of them
          !words.contains("\(year)")
        else { return nil }
        return Broken(
          Wording(
            "“\(goal.project)”的目标写的是 \(said) 年的计划，预算年度是 \(year) 年。",
            "The target of “\(goal.project)” plans for \(said); the budget is of \(year)."),
          expected: "\(year)年", found: "\(said)年",
          evidence: [
            Evidence(
              "\(goal.title) / 绩效目标", text: words.foldedForMatching.around("\(said)年", 16), span: span,
              statement: .performance)
          ], key: "\(goal.project)|\(said)")
      }
    }
  }

  /// The year of `2025年计划`, `2025年度预计`, when it is the only one planned for.
  private static func plannedYear(_ words: String) -> Int? {
    let text = Scalars(words.foldedForMatching)
    var years: Set<Int> = []
    for word in ["年计划", "年度计划", "年预计", "年度预计"] {
      for at in text.places(of: word) {
        guard !Scalars.isDigit(text[at - 5]), let year = Int(text.text(at - 4..<at)), (2000...2100).contains(year),
          // 2025年计划生育 is no plan
          !text.has("生育", at: at + word.unicodeScalars.count)
        else { continue }
        years.insert(year)
      }
    }
    return years.count == 1 ? years.first : nil
  }
}
