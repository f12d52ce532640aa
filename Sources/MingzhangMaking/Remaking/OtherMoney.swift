import MingzhangCatalog
import MingzhangModel

/// What a summary in the three classifications spends beyond the general public budget, where no other table says it: by class of
/// function, by nature and economic class, by the government's class, and who pays.
struct OtherMoney {
  struct Nature { var isProject: Bool; var section: String }
  struct Payer { var source: FundSource; var isCarryover: Bool }

  var items: [(FunctionalCode, Money)] = []
  var natures: [(Nature, Money)] = []
  var governments: [(String, Money)] = []
  var payers: [(Payer, Money)] = []

  /// Nil: the summary prints function alone.
  init?(_ figures: PublishedFigures) {
    guard let summary = figures.disclosure.statement(.revenueAndExpenditureSummary),
      summary.columns.contains(where: { $0.part == 3 })
    else { return nil }
    func amount(_ line: StatementLine) -> Money { PublishedFigures.money(summary, line, .amount) ?? .zero }
    let tables = figures.funds.values
    for line in summary.lines where line.side == .expenditure {
      if let code = line.key.functionalCode {
        let own = tables.flatMap { table in
          table.items.filter { $0.isWithin(code) }.map { (table.basic[$0] ?? .zero) + (table.project[$0] ?? .zero) }
        }.sum()
        let within = figures.all.items.filter { $0.isWithin(code) && $0.level == .item }
        let item = within.first { (figures.all.project[$0] ?? .zero) > .zero } ?? within.first
        if amount(line) > own, let item { items.append((item, amount(line) - own)) }
      } else if let selection = Selection(line.key) {
        if let nature = selection.value(.nature), let section = selection.value(.section) {
          let isProject = nature == "project"
          let own =
            isProject
            ? figures.projectSections.filter { $0.section.code.digits.hasPrefix(section) }.map(\.amount).sum()
            : figures.sections.filter { $0.code.digits.hasPrefix(section) }.map { $0.personnel + $0.operating }.sum()
          if amount(line) > own {
            natures.append((Nature(isProject: isProject, section: section), amount(line) - own))
          }
        } else if let government = selection.value(.government) {
          let basic = figures.sections.filter { $0.government?.digits.hasPrefix(government) ?? false }
          let own =
            basic.map { $0.personnel + $0.operating }.sum()
            + figures.projectSections.filter { $0.section.government?.digits.hasPrefix(government) ?? false }
            .map(\.amount).sum()
          if amount(line) > own { governments.append((government, amount(line) - own)) }
        }
      }
    }
    for source in FundSource.allCases where source != .generalPublicBudget {
      if let income = figures.income[source], income > .zero {
        payers.append((Payer(source: source, isCarryover: false), income))
      }
    }
    for line in summary.lines where line.side == .revenue && amount(line) > .zero {
      guard let selection = Selection(line.key), selection.value(.carryover) == "yes",
        let source = selection.value(.source)
      else { continue }
      let payer = source == "unitFunds" ? FundSource.otherIncome : .generalPublicBudget
      // the parts of a line stand below it
      if source == "unitFunds" || source.hasSuffix("specialFiscalAccount") && source.contains("|") {
        payers.append((Payer(source: payer, isCarryover: true), amount(line)))
      }
    }
  }
}
