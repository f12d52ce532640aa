import MingzhangModel

/// Posts the tables whose rows are the ledger's own rows: procurement and assets.
struct RowsOfItems {
  let ledger: Ledger

  func assets(into statement: inout Statement) {
    for (index, asset) in ledger.assets.enumerated() {
      let row: [Cell] = statement.columns.map { column in
        switch column.key {
        case .sequence: Cell(String(index + 1))
        case .caption: Cell(asset.name)
        case .quantity: asset.quantity.map { Cell("\($0)", .number($0)) } ?? .blank
        case .value, .amount, .total: Cell(asset.value, in: statement.unit ?? .yuan)
        default: .blank
        }
      }
      append(row, named: asset.name, to: &statement)
    }
  }

  func procurement(into statement: inout Statement) {
    guard !ledger.procurement.isEmpty else { return }
    let total: [Cell] = statement.columns.map { column in
      switch column.key {
      case .caption: return Cell("合计")
      case .value: return .blank
      default:
        let items = procured(column.key)
        return items.isEmpty ? .blank : Cell(items.sum, in: statement.unit ?? .yuan)
      }
    }
    append(total, named: "合计", to: &statement)
    for entry in ledger.procurement {
      let row = statement.columns.map { cell(entry, $0, statement.unit ?? .yuan) }
      append(row, named: project(entry.project), to: &statement)
    }
  }

  /// The amounts of a procurement column; none when it is no column of amounts.
  func procured(_ column: ColumnKey) -> [Contributions.Item] {
    ledger.procurement.compactMap { entry in
      Self.amount(of: entry, column).map { Contributions.Item(amount: $0, origin: entry.origin) }
    }
  }

  static func amount(of entry: Ledger.ProcurementEntry, _ column: ColumnKey) -> Money? {
    switch column {
    case .total: entry.amount
    case .smallBusinessShare: entry.smallBusinessShare == .zero ? nil : entry.smallBusinessShare
    case .generalPublicBudget: entry.source == .generalPublicBudget ? entry.amount : nil
    case .governmentFund: entry.source == .governmentFund ? entry.amount : nil
    case .stateCapitalOperations: entry.source == .stateCapitalOperations ? entry.amount : nil
    case .specialFiscalAccount: entry.source == .specialFiscalAccount ? entry.amount : nil
    case .otherIncome:
      entry.source.isFiscalAppropriation || entry.source == .specialFiscalAccount ? nil : entry.amount
    default: nil
    }
  }

  private func cell(_ entry: Ledger.ProcurementEntry, _ column: StatementColumn, _ unit: CurrencyUnit) -> Cell {
    switch column.key {
    case .caption: return Cell(project(entry.project))
    case .value: return Cell(budget(of: entry.project), in: unit)
    case .quantity: return Cell("\(entry.quantity)", .number(entry.quantity))
    case .unitPrice: return Cell(entry.unitPrice, in: unit)
    default:
      if let amount = Self.amount(of: entry, column.key) { return Cell(amount, in: unit) }
      let last = column.path.last ?? ""
      if last.contains("品") && !last.contains("目录") { return Cell(entry.item) }
      if last.contains("目录") || last.contains("编码") { return Cell(entry.catalogCode) }
      if last.contains("计量单位") { return Cell(entry.measure) }
      return .blank
    }
  }

  private func project(_ id: String) -> String { ledger.projects.first { $0.id == id }?.name ?? id }

  private func budget(of id: String) -> Money {
    Contributions(ledger: ledger).expenditure { $0.nature == .project(id) }.sum
  }

  private func append(_ row: [Cell], named caption: String, to statement: inout Statement) {
    let key: LineKey = caption == "合计" ? .total : .caption(caption.foldedForMatching)
    statement.lines.append(StatementLine(key, row: statement.rows.count, caption: caption))
    statement.rows.append(row)
  }
}
