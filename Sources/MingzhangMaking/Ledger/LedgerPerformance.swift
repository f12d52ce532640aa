import MingzhangCatalog
import MingzhangModel

// What performance targets must be before they are printed: complete, measurable, and within the project's money.

extension LedgerLoading {
  mutating func performance(_ ledger: Ledger) {
    let figures = Figures(ledger, catalog: catalog)
    for project in ledger.projects where !project.indicators.isEmpty {
      levels(project)
      // what no line is spent on yet has nothing to exceed
      let hasLines = ledger.expenditure.contains { $0.nature.project == project.id }
      let amount = hasLines ? figures.amount(of: "项目.\(project.id)")?.money : nil
      words(project, ledger)
      for indicator in project.indicators { target(indicator, of: project, amount, figures) }
    }
  }

  /// Description and basis, where the form prints them.
  private mutating func words(_ project: Ledger.Project, _ ledger: Ledger) {
    let form = catalog.profile(ledger.book.profile)?.goals ?? .init()
    for indicator in project.indicators {
      for (field, heading, text) in [
        (Profile.GoalForm.Field.detail, "指标描述", indicator.detail), (.basis, "确定依据", indicator.basis),
      ] where text.isEmpty && form.prints(field) {
        report(
          .missingValue, SheetForm.indicators.file, indicator.span?.line, "“\(heading)”没有填。请补上。",
          "“\(heading)” is empty. Fill it in.", heading: heading)
      }
    }
  }

  /// 产出, 效益 and 满意度 are each there.
  private mutating func levels(_ project: Ledger.Project) {
    let missing = ["产出", "效益", "满意度"].filter { level in
      !project.indicators.contains { $0.level1.foldedForMatching.contains(level) }
    }
    guard !missing.isEmpty else { return }
    let words = missing.map { "“\($0)指标”" }.joined(separator: "、")
    report(
      .indicatorsIncomplete, SheetForm.indicators.file, project.indicators.first?.span?.line,
      "项目“\(project.id)”缺一级指标\(words)。产出、效益、满意度三级都要有，请补上。",
      "Project “\(project.id)” has no \(missing.joined(separator: ", ")) indicator. Output, benefit and satisfaction are all needed.",
      heading: "一级指标")
  }

  private mutating func target(
    _ indicator: PerformanceIndicator, of project: Ledger.Project, _ amount: Money?, _ figures: Figures
  ) {
    let printed = Phrase(Template(indicator.printedTarget), figures: figures, unit: .tenThousandYuan, decimals: 2).text
    let target = IndicatorTarget(printed: printed)
    let second = indicator.level2.foldedForMatching
    if case .descriptive = target, second.contains("数量") || second.contains("成本"), !printed.contains(where: \.isNumber)
    {
      report(
        .targetNotMeasurable, SheetForm.indicators.file, indicator.span?.line,
        "项目“\(project.id)”的\(indicator.level2)“\(indicator.name)”指标值“\(printed)”量不出来。请写成数，如 ≥120次、≤{{项目.\(project.id)}}。",
        "The target “\(printed)” of “\(indicator.name)” cannot be measured. Write a number: ≥120次, ≤{{项目.\(project.id)}}.",
        heading: "指标值")
    }
    // only costs are paid out of the project's money: an income or a saving may be greater
    guard let amount, second.contains("成本"), let cap = target.amount, cap.money - cap.slack > amount else { return }
    report(
      .targetAboveAmount, SheetForm.indicators.file, indicator.span?.line,
      "项目“\(project.id)”的成本上限“\(printed)”超过项目支出 \(amount) 元，多 \(cap.money - amount) 元。请改小，或写成 ≤{{项目.\(project.id)}}。",
      "The cap “\(printed)” exceeds the project's expenditure of \(amount) yuan by \(cap.money - amount) yuan. Lower it, or write ≤{{项目.\(project.id)}}.",
      heading: "指标值")
  }
}
