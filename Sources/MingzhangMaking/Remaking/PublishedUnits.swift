import MingzhangCatalog
import MingzhangModel

/// The department and its units as a table of expenditure or income lists them, with what each has of every source.
struct PublishedUnits {
  struct Unit {
    var entry: UnitEntry
    var total: Money
    /// Empty: no table says it by source.
    var income: [Pot: Money] = [:]
    /// Basic expenditure by economic class, where a table prints it for each unit.
    var basicByClass: [(code: String, amount: Money)] = []

    /// What it spends of each item and budget, where a table lists the items of one unit after the other.
    var items: [Item] = []

    struct Item {
      var source: FundSource
      var code: FunctionalCode
      var amounts: [(nature: Ledger.Nature, amount: Money)]
    }

    /// What it has of a source, of this year and of last year's carry-over together; nil: no table says it by source.
    func has(_ source: FundSource) -> Money? {
      income.isEmpty ? nil : income.filter { $0.key.source == source }.values.sum()
    }
  }

  /// One kind of money.
  struct Pot: Hashable {
    /// Nil: money of the unit's own (单位资金), of any source.
    var source: FundSource?
    var isCarryover = false

    func holds(_ other: FundSource) -> Bool { source.map { $0 == other } ?? other.isOwn }

    init(source: FundSource?, isCarryover: Bool) { (self.source, self.isCarryover) = (source, isCarryover) }

    /// What a column of a table by unit or by project counts; nil: no single pot.
    init?(_ column: ColumnKey) {
      var name = column.name
      for prefix in ["carryover:", "payer:"] where name.hasPrefix(prefix) {
        name = String(name.dropFirst(prefix.count))
        isCarryover = prefix == "carryover:"
      }
      source = FundSource(rawValue: name)
      if source == nil, name != "unitFunds" { return nil }
    }
  }

  /// The department as `117 西安市审计局`, and the units below it; nil: no table lists units.
  let found: (department: String, units: [Unit])?

  static func unitColumn(of statement: Statement) -> Int? {
    statement.columns.firstIndex {
      ["dimension:unit", "dimension:unit.name", "dimension:unit.own"].contains($0.key.name)
    }
  }

  init(_ disclosure: Disclosure) {
    let tables = [StatementKind.revenue, .expenditure].compactMap { kind in
      disclosure.statements.first { $0.kind == kind && Self.unitColumn(of: $0) != nil }
    }
    guard let table = tables.first else {
      let unnamed = Self.unnamed(disclosure)
      found = unnamed.count > 1 ? ("", unnamed) : nil
      return
    }
    var rows = Self.rows(table)
    let longest = rows.map { $0.entry.code?.count ?? 0 }.max() ?? 0
    var department = ""
    if longest > 0, let row = rows.first(where: { ($0.entry.code?.count ?? 0) < longest }) {
      department = "\(row.entry.code ?? "") \(row.entry.name)".trimmingSpaces()
      rows.removeAll { ($0.entry.code?.count ?? 0) < longest }
    } else if rows.count > 2,
      (rows[0].total - rows.dropFirst().map(\.total).sum()).magnitude
        <= Money(fen: Self.slack(table).fen * Int64(2 * rows.count))
    {
      // the department stands above its units
      department = rows.removeFirst().entry.name
    }
    Self.addBasic(disclosure, to: &rows)
    found = rows.isEmpty ? nil : (department, rows)
  }

  /// The units of a table that lists the items of one after the other without a name: each begins where the codes begin again.
  private static func unnamed(_ disclosure: Disclosure) -> [Unit] {
    var units: [Unit] = []
    let tables: [(StatementKind, FundSource)] = [
      (.generalPublicBudgetExpenditure, .generalPublicBudget), (.governmentFundExpenditure, .governmentFund),
    ]
    for (kind, source) in tables {
      guard let table = PublishedFigures.statement(kind, of: disclosure),
        table.hasColumn(ColumnKey("dimension:item.code"))
      else { continue }
      var (place, last) = (0, "")
      for line in table.lines {
        guard let code = line.key.functionalCode, code.level == .item else { continue }
        if code.digits <= last { place += 1 }
        last = code.digits
        if place == units.count {
          units.append(
            Unit(entry: UnitEntry(name: "所属单位\(place + 1)", nature: "", rank: "", funding: ""), total: .zero))
        }
        func money(_ column: ColumnKey) -> Money { PublishedFigures.money(table, line, column) ?? .zero }
        var amounts: [(nature: Ledger.Nature, amount: Money)] = [
          (.personnel, money(.personnel)), (.operating, money(.operating)), (.project(""), money(.project)),
        ]
        if !table.hasColumn(.personnel) { amounts[0].amount = money(.basic) }
        units[place].items.append(.init(source: source, code: code, amounts: amounts))
        units[place].total += amounts.map(\.amount).sum()
      }
    }
    return units
  }

  /// The economic classes of basic expenditure by their names, below the name of each unit in one column.
  private static func addBasic(_ disclosure: Disclosure, to units: inout [Unit]) {
    let classes = ["工资福利支出": "301", "商品和服务支出": "302", "对个人和家庭的补助": "303", "资本性支出": "310"]
    func bare(_ name: String) -> String { name.foldedForMatching.replacing("(本级)", with: "") }
    for table in disclosure.statements
    where table.kind == .other && table.hasColumn(ColumnKey("payer:fiscalAppropriation")) {
      guard let names = table.columns.firstIndex(where: { $0.key == .caption }),
        let amounts = table.columns.firstIndex(where: { $0.key == ColumnKey("payer:fiscalAppropriation") })
      else { continue }
      var place: Int?
      for row in table.rows {
        let name = bare(row[names].printed)
        if let unit = units.firstIndex(where: { bare($0.entry.name) == name }) { place = unit }
        guard let place, let code = classes[name], case .amount(let amount) = row[amounts].reading else { continue }
        units[place].basicByClass.append((code, amount.money))
      }
    }
  }

  /// Half the last printed place.
  private static func slack(_ table: Statement) -> Money {
    table.rows.joined().compactMap { if case .amount(let amount) = $0.reading { amount.slack } else { nil } }.max()
      ?? .zero
  }

  private static func rows(_ table: Statement) -> [Unit] {
    guard let names = unitColumn(of: table) else { return [] }
    let codes = table.columns.firstIndex { $0.key == ColumnKey("dimension:unit.code") }
    let pots = table.columns.indices.compactMap { column in Pot(table.columns[column].key).map { (column, $0) } }
    func money(_ cell: Cell) -> Money { if case .amount(let amount) = cell.reading { amount.money } else { .zero } }
    return table.rows.compactMap { row in
      var name = row[names].printed.trimmingSpaces()
      var code = codes.map { row[$0].printed.filter { $0.isASCII && $0.isNumber } } ?? ""
      if codes == nil, let digits = Self.code(name) { (code, name) = digits }
      guard !name.isEmpty, !["合计", "总计"].contains(name.foldedForMatching), codes == nil || !code.isEmpty else {
        return nil
      }
      var entry = UnitEntry(name: name, nature: "", rank: "", funding: "")
      entry.code = code.isEmpty ? nil : code
      let total = table.columns.firstIndex { $0.key == .total }.map { money(row[$0]) } ?? .zero
      var income: [Pot: Money] = [:]
      if table.kind == .revenue { for (column, pot) in pots { income[pot, default: .zero] += money(row[column]) } }
      return Unit(entry: entry, total: total, income: income)
    }
  }

  /// `301001-湖州市退役军人事务局` as code and name.
  private static func code(_ text: String) -> (String, String)? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard digits.count > 2, text.dropFirst(digits.count).first == "-" else { return nil }
    return (String(digits), String(text.dropFirst(digits.count + 1)).trimmingSpaces())
  }
}
