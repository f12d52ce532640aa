import MingzhangModel

/// Each unit's part of a department's ledger, as a ledger of its own.
struct UnitSplit {
  private(set) var ledgers: [Ledger] = []
  private(set) var problems: [LedgerBooks.Problem] = []

  init(_ ledger: Ledger) {
    let names = Set(ledger.units.map(\.name))
    for entry in ledger.revenue + ledger.lastYear.revenue { require(entry.unit, in: names, entry.origin) }
    for entry in ledger.expenditure + ledger.lastYear.expenditure { require(entry.unit, in: names, entry.origin) }
    for entry in ledger.initialBudget.expenditure + ledger.adjustedBudget.expenditure {
      require(entry.unit, in: names, entry.origin)
    }
    for entry in ledger.assets { require(entry.unit, in: names, entry.origin) }
    for entry in ledger.balances { require(entry.unit, in: names, entry.origin) }
    for entry in ledger.counts { require(entry.unit, in: names, entry.origin) }
    for own in ledger.unitNarrative where !names.contains(own.unit) {
      report(
        .init(file: own.source.file, line: 1), nil, "“机构”中没有单位“\(own.unit)”。请核对文件夹的名称。",
        "There is no unit “\(own.unit)”. Check the folder's name.")
    }
    var owners: [String: Set<String>] = [:]
    for entry in ledger.expenditure { entry.nature.project.map { owners[$0, default: []].insert(entry.unit) } }
    for entry in ledger.procurement where entry.unit.isEmpty && owners[entry.project]?.count != 1 {
      report(
        entry.origin, "预算单位", "项目“\(entry.project)”不是一个单位的，说不出是谁采购。请填“预算单位”。",
        "The project “\(entry.project)” is not one unit's: give the unit that buys.")
    }
    for entry in ledger.procurement where !entry.unit.isEmpty { require(entry.unit, in: names, entry.origin) }
    for reason in ledger.reasons where !reason.unit.isEmpty { require(reason.unit, in: names, reason.origin) }
    guard problems.isEmpty else { return }
    ledgers = ledger.units.map { Self.part($0, of: ledger, owners) }
    for part in ledgers { balance(part) }
  }

  private mutating func report(_ origin: Ledger.Origin, _ heading: String?, _ chinese: String, _ english: String) {
    let problem = LedgerBooks.Problem(origin: origin, heading: heading, wording: Wording(chinese, english))
    if !problems.contains(problem) { problems.append(problem) }
  }

  private mutating func require(_ unit: String, in names: Set<String>, _ origin: Ledger.Origin) {
    guard !names.contains(unit) else { return }
    if unit.isEmpty {
      report(
        origin, "预算单位", "没有填“预算单位”。台账分单位时，每行都要填是哪个单位的。",
        "“预算单位” is empty. In a ledger of several units every line says whose it is.")
    } else {
      report(origin, "预算单位", "“机构”中没有单位“\(unit)”。请核对单位名称。", "There is no unit “\(unit)”. Check the name.")
    }
  }

  private static func part(_ unit: UnitEntry, of ledger: Ledger, _ owners: [String: Set<String>]) -> Ledger {
    var part = ledger
    let name = unit.name
    (part.book.entity, part.book.code, part.book.previous) = (name, "", [:])
    if !ledger.book.unitProfile.isEmpty { part.book.profile = ledger.book.unitProfile }
    part.units = [unit]
    part.revenue.removeAll { $0.unit != name }
    part.expenditure.removeAll { $0.unit != name }
    part.lastYear.revenue.removeAll { $0.unit != name }
    part.lastYear.expenditure.removeAll { $0.unit != name }
    part.projects.removeAll { owners[$0.id]?.contains(name) != true }
    part.procurement.removeAll { $0.unit.isEmpty ? owners[$0.project] != [name] : $0.unit != name }
    part.initialBudget.expenditure.removeAll { $0.unit != name }
    part.adjustedBudget.expenditure.removeAll { $0.unit != name }
    part.balances.removeAll { $0.unit != name }
    part.counts.removeAll { $0.unit != name }
    part.assets.removeAll { $0.unit != name }
    part.reasons.removeAll { $0.unit != name }
    for own in ledger.unitNarrative where own.unit == name {
      let file = own.source.file.split(separator: "/").last.map { "narrative/\($0)" } ?? own.source.file
      if let index = part.narrative.firstIndex(where: { $0.file == file }) {
        part.narrative[index] = own.source
      } else {
        part.narrative.append(own.source)
      }
    }
    part.unitNarrative = []
    return part
  }

  /// Money in equals money out in every unit, for every item and source: else the consolidation cannot say whose money was passed on.
  private mutating func balance(_ part: Ledger) {
    var difference: [String: Money] = [:]
    var places: [String: Ledger.Origin] = [:]
    for entry in part.revenue {
      let key = "\(entry.item.digits)（\(entry.source.chinese)）"
      difference[key, default: .zero] += entry.amount
      places[key] = places[key] ?? entry.origin
    }
    for entry in part.expenditure {
      let key = "\(entry.item.digits)（\(entry.source.chinese)）"
      difference[key, default: .zero] -= entry.amount
      places[key] = places[key] ?? entry.origin
    }
    for entry in part.balances {
      let key = "\(entry.item.digits)（\(entry.source.chinese)）"
      difference[key, default: .zero] += entry.surplusUsed - entry.distributed - entry.closing
      places[key] = places[key] ?? entry.origin
    }
    for (key, money) in difference.sorted(by: { $0.key < $1.key }) where money != .zero {
      guard let place = places[key] else { continue }
      report(
        place, nil, "单位“\(part.book.entity)”的科目 \(key) 收支不平，相差 \(money.magnitude) 元。请核对该单位的收入与支出。",
        "Item \(key) of the unit “\(part.book.entity)” does not balance, by \(money.magnitude) yuan. Compare its revenue with its expenditure."
      )
    }
  }
}
