import MingzhangModel

/// Posts the tables whose rows are the ledger's own rows: projects, procurement, assets. A line 合计 adds them up.
struct RowsOfItems {
  let ledger: Ledger
  /// Whether amounts are printed with separators.
  var groupsThousands = false

  /// One row to be: its caption, and the ledger lines of an amount column (nil for a column that is no amount of the row).
  private struct Row {
    var key: LineKey
    var caption: String
    var items: (ColumnKey) -> [Contributions.Item]
    /// A cell that is no amount.
    var words: (StatementColumn) -> Cell?
  }

  func post(into statement: inout Statement) {
    let rows = self.rows(of: statement)
    for (index, row) in rows.enumerated() {
      let cells = statement.columns.map { column -> Cell in
        if column.key == .sequence { return Cell(String(index + 1)) }
        if column.key == .caption { return Cell(row.caption) }
        if let words = row.words(column) { return words }
        let items = row.items(column.key)
        return items.isEmpty ? .blank : Cell(items.sum, in: statement.unit ?? .yuan, grouped: groupsThousands)
      }
      let sequence = statement.columns.first?.key == .sequence ? index + 1 : nil
      statement.lines.append(StatementLine(row.key, row: index, caption: row.caption, sequence: sequence))
      statement.rows.append(cells)
    }
  }

  /// The ledger lines behind the amount of row `index` under `column`.
  func items(_ statement: Statement, row index: Int, _ column: ColumnKey) -> [Contributions.Item] {
    let rows = rows(of: statement)
    return rows.indices.contains(index) ? rows[index].items(column) : []
  }

  private func rows(of statement: Statement) -> [Row] {
    let rows: [Row]
    switch statement.kind {
    case .projectExpenditure: rows = ledger.projects.map(project)
    case .procurement: rows = ledger.procurement.map { procured($0, unit: statement.unit ?? .yuan) }
    case .assets: rows = ledger.assets.map(asset)
    default: rows = []
    }
    guard !rows.isEmpty else { return [] }
    let total = Row(
      key: .total, caption: "合计",
      items: { column in
        Self.isSummable(column) ? rows.flatMap { $0.items(column) } : []
      }, words: { _ in nil })
    // the total of holdings is read last, of spending first
    return statement.kind == .assets ? rows + [total] : [total] + rows
  }

  private static func isSummable(_ column: ColumnKey) -> Bool { column != .unitPrice && column != .quantity }

  private func project(_ project: Ledger.Project) -> Row {
    let name = NarrativePosting.plain(project.name, Figures(ledger))
    return Row(
      key: .caption(name.foldedForMatching), caption: name,
      items: { column in
        Contributions(ledger: ledger).expenditure { entry in
          entry.nature == .project(project.id) && Self.takes(column, entry.source)
        }
      }, words: { _ in nil })
  }

  private func asset(_ asset: Ledger.AssetEntry) -> Row {
    Row(
      key: .caption(asset.name.foldedForMatching), caption: asset.name,
      items: { [.value, .amount, .total].contains($0) ? [.init(amount: asset.value, origin: asset.origin)] : [] },
      words: { column in
        guard column.key == .quantity else { return nil }
        return asset.quantity.map { Cell("\($0)", .number($0)) } ?? .blank
      })
  }

  private func procured(_ entry: Ledger.ProcurementEntry, unit: CurrencyUnit) -> Row {
    let project = ledger.projects.first { $0.id == entry.project }
    let caption = project.map { NarrativePosting.plain($0.name, Figures(ledger)) } ?? entry.project
    return Row(
      key: .caption(caption.foldedForMatching), caption: caption,
      items: { column in
        let amount: Money
        switch column {
        case .unitPrice: amount = entry.unitPrice
        case .smallBusinessShare where entry.smallBusinessShare != .zero: amount = entry.smallBusinessShare
        case _ where Self.takes(column, entry.source): amount = entry.amount
        default: return []
        }
        return [.init(amount: amount, origin: entry.origin)]
      },
      words: { column in
        let last = column.path.last ?? ""
        switch column.key {
        case .quantity: return Cell("\(entry.quantity)", .number(entry.quantity))
        // 预算资金: what the whole project has, whose lines are in the project table
        case .value:
          return project.map { project in
            Cell(Contributions(ledger: ledger).expenditure { $0.nature == .project(project.id) }.sum, in: unit)
          }
        case _ where last.contains("目录") || last.contains("编码"): return Cell(entry.catalogCode)
        case _ where last.contains("计量单位"): return Cell(entry.measure)
        case _ where last.contains("品"): return Cell(entry.item)
        default: return nil
        }
      })
  }

  /// Whether an amount column counts money from `source`.
  private static func takes(_ column: ColumnKey, _ source: FundSource) -> Bool {
    switch column {
    case .total: true
    case .generalPublicBudget: source == .generalPublicBudget
    case .governmentFund: source == .governmentFund
    case .stateCapitalOperations: source == .stateCapitalOperations
    case .specialFiscalAccount: source == .specialFiscalAccount
    case .otherIncome: !source.isFiscalAppropriation && source != .specialFiscalAccount
    default: false
    }
  }
}
