import MingzhangCatalog
import MingzhangModel

/// What was left out of a department's sums, as a table of its book; none when nothing was.
struct EliminationTable {
  let ledger: Ledger
  let catalog: Catalog

  static let title = "所属单位之间往来抵销情况表"

  var statements: [Statement] {
    let transfers = ledger.eliminated
    guard !transfers.isEmpty else { return [] }
    let year = ledger.book.fiscalYear
    let total = transfers.map(\.amount).sum()
    let columns = [
      StatementColumn(.caption, path: ["付款单位"]), StatementColumn(.heading(["收款单位"]), path: ["收款单位"]),
      StatementColumn(.code, path: ["科目编码"]), StatementColumn(.heading(["科目名称"]), path: ["科目名称"]),
      StatementColumn(.amount, path: ["金额"]),
    ]
    var rows = transfers.map { transfer in
      [
        Cell(transfer.payer), Cell(transfer.payee), Cell(transfer.item.digits),
        Cell(catalog.functional.name(of: transfer.item.digits, year: year) ?? ""), Cell(transfer.amount, in: .yuan),
      ]
    }
    var lines = transfers.enumerated().map {
      StatementLine(.caption($1.payer.foldedForMatching), row: $0, caption: $1.payer)
    }
    lines.append(StatementLine(.total, row: rows.count, caption: "合计"))
    rows.append([Cell("合计"), .blank, .blank, .blank, Cell(total, in: .yuan)])
    return [
      Statement(
        kind: .other, title: Self.title, entity: ledger.book.departmentLine, fiscalYear: year, unit: .yuan,
        columns: columns, rows: rows, lines: lines,
        notes: [SpannedText("注：所属单位之间的往来 \(total.printed(in: .yuan)) 元，汇总时收入、支出两头都已抵销，本部门收支总数不含。")])
    ]
  }
}
