import MingzhangModel

// What no single file can know: names that must meet, sums that must balance, placeholders that must be bound.

extension LedgerLoading {
  mutating func crossCheck(_ ledger: Ledger) {
    for (form, now, former) in [
      (SheetForm.revenue, ledger.revenue.count, ledger.lastYear.revenue.count),
      (SheetForm.expenditure, ledger.expenditure.count, ledger.lastYear.expenditure.count),
    ] where now == 0 && former > 0 {
      report(
        .missingValue, form.file, nil, "\(former) 行只有“上年金额”，本年“金额”一行都没有填。请填写本年金额；不再有的行留空即可。",
        "\(former) lines have last year's amount and none has this year's. Fill in “金额”; leave it empty where a line ended."
      )
    }
    unitsAndProjects(ledger)
    // sums are judged only when every line of them could be read
    let summed = [SheetForm.revenue.file, SheetForm.expenditure.file, SheetForm.balances.file]
    if !problems.contains(where: { summed.contains($0.file) }) { balance(ledger) }
    // each book of a ledger of several units has figures and reasons of its own
    // without the cover, the lines or the projects no figure has its value, and that is told already
    let figures = ["book.yaml", SheetForm.revenue.file, SheetForm.expenditure.file, SheetForm.projects.file]
    guard unread.isDisjoint(with: figures) else { return }
    if !ledger.isOfSeveralUnits { placeholders(ledger) }
    books(ledger)
    if ledger.book.kind == .budget { performance(ledger) }
  }

  private mutating func unitsAndProjects(_ ledger: Ledger) {
    let units = Set(ledger.units.map(\.name))
    let projects = Set(ledger.projects.map(\.id))
    var withLines: Set<String> = []
    for entry in ledger.expenditure {
      if !entry.unit.isEmpty, !units.isEmpty, !units.contains(entry.unit) {
        report(
          .unknownUnit, entry.origin.file, entry.origin.line, "units.csv 中没有单位“\(entry.unit)”。请核对单位名称。",
          "units.csv has no unit “\(entry.unit)”. Check the name.", heading: "预算单位")
      }
      guard case .project(let id) = entry.nature else { continue }
      withLines.insert(id)
      if !projects.contains(id), !unread.contains(SheetForm.projects.file) {
        report(
          .unknownProject, entry.origin.file, entry.origin.line, "projects.csv 中没有项目“\(id)”。请核对项目编号，或先登记项目。",
          "projects.csv has no project “\(id)”. Check the identifier, or enter the project first.", heading: "项目编号")
      }
    }
    for project in ledger.projects {
      if !withLines.contains(project.id), !unread.contains(SheetForm.expenditure.file) {
        report(
          .projectWithoutLines, project.origin.file, project.origin.line,
          "项目“\(project.id)”在 expenditure.csv 中没有支出。请补上支出，或删去项目。",
          "Project “\(project.id)” has no line in expenditure.csv. Add its expenditure, or remove the project.")
      }
      // a final account tells how targets were met in words
      if project.indicators.isEmpty, ledger.book.kind == .budget, !unread.contains(SheetForm.indicators.file) {
        report(
          .projectWithoutIndicators, project.origin.file, project.origin.line,
          "项目“\(project.id)”在 indicators.csv 中没有绩效指标。请补上。",
          "Project “\(project.id)” has no line in indicators.csv. Add its indicators.")
      }
    }
  }

  /// Money in equals money out, for every item: the statements could not balance otherwise. In a final account, what was left at
  /// the beginning and at the end belongs to it.
  private mutating func balance(_ ledger: Ledger) {
    var difference: [String: Money] = [:]
    var places: [String: Ledger.Origin] = [:]
    func key(_ item: FunctionalCode, _ source: FundSource) -> String { "\(item.digits)（\(source.chinese)）" }
    for entry in ledger.revenue {
      let key = key(entry.item, entry.source)
      difference[key, default: .zero] += entry.amount
      places[key] = places[key] ?? entry.origin
    }
    for entry in ledger.expenditure { difference[key(entry.item, entry.source), default: .zero] -= entry.amount }
    for entry in ledger.balances {
      let key = key(entry.item, entry.source)
      difference[key, default: .zero] += entry.surplusUsed - entry.distributed - entry.closing
      places[key] = entry.origin
    }
    for (key, money) in difference.sorted(by: { $0.key < $1.key }) where money != .zero {
      let origin = places[key]
      if ledger.book.kind == .final {
        report(
          .unbalanced, SheetForm.balances.file, origin?.file == SheetForm.balances.file ? origin?.line : nil,
          "科目 \(key) 不平：年初结转 + 本年收入 + 使用的结余，\(money > .zero ? "多于" : "少于") 支出 + 结余分配 + 年末结转结余 "
            + "\(money.magnitude) 元。请核对收入、支出和年末结转结余。",
          "Item \(key) does not balance: opening + income + surplus used \(money > .zero ? "exceeds" : "falls short of") "
            + "expenditure + distributed + closing by \(money.magnitude) yuan. Compare the three files.")
        continue
      }
      let (more, english) =
        money > .zero ? ("收入多于支出", "revenue exceeds expenditure by") : ("支出多于收入", "expenditure exceeds revenue by")
      report(
        .unbalanced, SheetForm.revenue.file, origin?.line,
        "科目 \(key) 收支不平：\(more) \(money.magnitude) 元。请核对 revenue.csv 与 expenditure.csv。",
        "Item \(key) does not balance: \(english) \(money.magnitude) yuan. Compare revenue.csv with expenditure.csv.")
    }
  }

  mutating func placeholders(_ ledger: Ledger) {
    let figures = Figures(ledger, catalog: catalog)
    for source in ledger.narrative {
      let script = NarrativeScript(source, ledger: ledger)
      for element in script.elements {
        check(element.template, at: element.line, in: source.file, figures)
      }
    }
    for project in ledger.projects {
      for text in [project.name, project.goalTitle, project.objective] {
        check(Template(text), at: project.origin.line, in: project.origin.file, figures)
      }
      for indicator in project.indicators {
        let line = indicator.span?.line ?? 1
        for text in [indicator.name, indicator.detail, indicator.printedTarget, indicator.basis] {
          check(Template(text), at: line, in: SheetForm.indicators.file, figures)
        }
      }
    }
    for entry in ledger.glossary {
      check(Template(entry.definition), at: entry.span?.line ?? 1, in: SheetForm.glossary.file, figures)
    }
    for reason in ledger.reasons where !figures.isQuestion(reason.figure) {
      report(
        .unboundPlaceholder, reason.origin.file, reason.origin.line,
        "“\(reason.figure)”不是台账中的数字。\(figures.proposal(for: reason.figure).chinese)",
        "“\(reason.figure)” is no figure of the ledger. \(figures.proposal(for: reason.figure).english)")
    }
    for name in ledger.book.previous.keys.sorted() where figures.amount(of: name) == nil {
      report(
        .unboundPlaceholder, "book.yaml", previousLines[name],
        "“上年”的“\(name)”不是台账中的数字。\(figures.proposal(for: name).chinese)",
        "“\(name)” of “上年” is no figure of the ledger. \(figures.proposal(for: name).english)")
    }
  }

  private mutating func check(_ template: Template, at line: Int, in file: String, _ figures: Figures) {
    for piece in template.pieces {
      guard case .placeholder(let placeholder) = piece else { continue }
      switch figures.value(of: placeholder) {
      case .success: continue
      case .failure(let problem):
        report(
          .unboundPlaceholder, file, line, "“\(placeholder.printed)”\(problem.wording.chinese)",
          "“\(placeholder.printed)” \(problem.wording.english)")
      }
    }
  }
}
