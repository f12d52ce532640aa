import MingzhangCatalog
import MingzhangModel

/// What the ledger lines of one printed line have in common, where no single code says it: item, section and the government's section
/// together, or personnel expenditure of one class.
///
/// Written as a key: `where:item=2010301;section=30101;government=50101`, `where:nature=basic;section=301`. A code covers the codes below
/// it; an empty value means that the ledger says none.
struct Selection {
  enum Term: String { case item, section, government, unit, nature, source, carryover, project }

  private var terms: [(term: Term, value: String)]
  /// Whether revenue is chosen too: it has no section and no nature.
  private let choosesRevenue: Bool

  /// Nil: the key is no selection.
  init?(_ key: LineKey) {
    guard key.name.hasPrefix(Self.prefix) else { return nil }
    terms = key.name.dropFirst(Self.prefix.count).split(separator: ";").compactMap { part in
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return sides.count == 2 ? Term(rawValue: sides[0]).map { ($0, sides[1]) } : nil
    }
    choosesRevenue = terms.allSatisfy { [.item, .unit, .source, .carryover].contains($0.term) }
  }

  static let prefix = "where:"

  static func key(_ terms: [(term: Term, value: String)]) -> LineKey {
    LineKey(prefix + terms.map { "\($0.term.rawValue)=\($0.value)" }.joined(separator: ";"))
  }

  /// How many things it says.
  var count: Int { terms.count }

  func value(_ term: Term) -> String? { terms.first { $0.term == term }?.value }

  /// The lines of `ledger` that are chosen, of every year and budget.
  func lines(of ledger: Ledger) -> Ledger {
    var out = ledger
    out.expenditure = ledger.expenditure.filter(covers)
    // the income of a ledger of one unit need not say whose it is
    let owner = ledger.units.count == 1 ? ledger.units[0].name : ""
    out.revenue = choosesRevenue ? ledger.revenue.filter { covers($0, owner) } : []
    out.balances = []
    for lines in [\Ledger.lastYear, \.initialBudget, \.adjustedBudget] as [WritableKeyPath<Ledger, Ledger.Lines>] {
      out[keyPath: lines].expenditure = ledger[keyPath: lines].expenditure.filter(covers)
      out[keyPath: lines].revenue = choosesRevenue ? ledger[keyPath: lines].revenue.filter { covers($0, owner) } : []
    }
    return out
  }

  private func covers(_ entry: Ledger.ExpenditureEntry) -> Bool {
    terms.allSatisfy { term, value in
      switch term {
      case .item: entry.item.digits.hasPrefix(value)
      case .section: Self.isWithin(entry.section, value)
      case .government: Self.isWithin(entry.governmentSection, value)
      case .unit: entry.unit == value
      case .nature: Self.natures[value]?(entry.nature) ?? false
      case .source: Self.isOf(entry.source, value)
      case .carryover: entry.isFromCarryover == (value == "yes")
      case .project: Self.coded(entry.nature.project ?? "") == value
      }
    }
  }

  /// A name without the marks that part terms.
  static func coded(_ name: String) -> String { name.replacing(";", with: "；").replacing("=", with: "＝") }

  private func covers(_ entry: Ledger.RevenueEntry, _ owner: String) -> Bool {
    terms.allSatisfy { term, value in
      switch term {
      case .item: entry.item.digits.hasPrefix(value)
      case .unit: (entry.unit.isEmpty ? owner : entry.unit) == value
      case .source: Self.isOf(entry.source, value)
      case .carryover: entry.isCarryover == (value == "yes")
      case .section, .government, .nature, .project: false
      }
    }
  }

  /// `governmentFund`, several of them as `publicService|otherIncome`, or `unitFunds`: what a unit has of its own.
  private static func isOf(_ source: FundSource, _ value: String) -> Bool {
    value.split(separator: "|").contains { $0 == source.rawValue || $0 == "unitFunds" && source.isOwn }
  }

  private static func isWithin(_ code: EconomicCode?, _ value: String) -> Bool {
    code.map { !value.isEmpty && $0.digits.hasPrefix(value) } ?? value.isEmpty
  }

  private static let natures: [String: @Sendable (Ledger.Nature) -> Bool] = [
    "basic": { $0.isBasic }, "project": { $0.isProject }, "personnel": { $0 == .personnel },
    "operating": { $0 == .operating }, "businessOperating": { $0 == .businessOperating },
    "paymentToHigherLevel": { $0 == .paymentToHigherLevel }, "subsidyToAffiliates": { $0 == .subsidyToAffiliates },
  ]
}

extension FundSource {
  /// 单位资金: neither of the three budgets nor kept in the fiscal account.
  var isOwn: Bool { !isFiscalAppropriation && self != .specialFiscalAccount }
}
