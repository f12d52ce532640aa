import MingzhangModel

/// Last year's ledger as the beginning of the next: lines, projects, targets and words carried over, amounts and reasons asked anew.
///
/// This year's amounts become 上年金额 beside empty amounts, so that nothing of last year can be published as new. Assets keep their
/// names and lose their values; procurement begins empty. Of a final account, what was left becomes the opening balance.
public struct LedgerRolling: Sendable {
  public let files: LedgerFiles
  /// Years in the words that were left as they are: file and year.
  public let yearsToReview: [(file: String, year: String)]
  /// Figures whose reason is asked.
  public let questions: [String]

  public init(_ ledger: Ledger) {
    var next = ledger
    let year = ledger.book.fiscalYear
    let figures = Figures(ledger)
    next.book.fiscalYear = year + 1
    next.book.date = ""
    next.lastYear = Ledger.Lines(revenue: ledger.revenue, expenditure: ledger.expenditure)
    (next.revenue, next.expenditure, next.procurement) = ([], [], [])
    (next.initialBudget, next.adjustedBudget, next.balances) = (Ledger.Lines(), Ledger.Lines(), [])
    // what was left at the end of a year is what the next begins with
    next.revenue = ledger.balances.filter { $0.closing != .zero }.map {
      .init(source: $0.source, isCarryover: true, item: $0.item, amount: $0.closing, origin: $0.origin)
    }

    var questions = ledger.reasons.map { RolledWords.Question(figure: $0.figure, lastAnswer: $0.answer) }
    var review: [(file: String, year: String)] = []
    func rolled(_ text: String, _ file: String) -> String {
      let words = RolledWords(text, year: year)
      for question in words.questions where !questions.contains(where: { $0.figure == question.figure }) {
        questions.append(question)
      }
      review += words.otherYears.map { (file, $0) }
      return words.text
    }
    next.narrative = ledger.narrative.map { .init(file: $0.file, markdown: rolled($0.markdown, $0.file)) }
    next.projects = ledger.projects.map { project in
      var project = project
      (project.name, project.goalTitle) = (
        rolled(project.name, SheetForm.projects.file), rolled(project.goalTitle, SheetForm.projects.file)
      )
      project.objective = rolled(project.objective, SheetForm.projects.file)
      project.indicators = project.indicators.map { indicator in
        var indicator = indicator
        (indicator.name, indicator.detail) = (
          rolled(indicator.name, SheetForm.indicators.file), rolled(indicator.detail, SheetForm.indicators.file)
        )
        indicator.printedTarget = rolled(indicator.printedTarget, SheetForm.indicators.file)
        indicator.basis = rolled(indicator.basis, SheetForm.indicators.file)
        return indicator
      }
      return project
    }
    // figures that no line carries over: what was bought and what is held
    next.book.previous = [:]
    for name in ledger.book.previous.keys where name.hasPrefix("采购.") || name.hasPrefix("资产.") {
      next.book.previous[name] = figures.amount(of: name)?.money
    }
    next.reasons = questions.map { Ledger.Reason(figure: $0.figure, answer: "", origin: .init(file: "", line: 0)) }

    var open = [SheetForm.assets.file: ledger.assets.map { ["资产名称": $0.name] }]
    if !ledger.counts.isEmpty {
      open[SheetForm.counts.file] = ledger.counts.map { ["数量名称": $0.name, "上年数量": "\($0.number)"] }
    }
    if !questions.isEmpty {
      open[SheetForm.reasons.file] = questions.map { ["数字": $0.figure, "上年原因": $0.lastAnswer] }
    }
    (files, yearsToReview, self.questions) = (LedgerFiles(next, open: open), review, questions.map(\.figure))
  }
}
