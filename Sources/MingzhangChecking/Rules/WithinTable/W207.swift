import MingzhangModel

extension Rule {
  /// Procurement: amount = quantity × unit price, in each row that prints all three.
  static let procurementAmountOff = Rule(
    "W207", Wording("采购金额不等于数量乘单价", "A procurement amount differs from quantity × price"), .warning,
    preparer: Wording("核对该项的数量、单价和金额。", "Check quantity, unit price and amount."),
    citizen: Wording("数量乘单价和写的金额不是一个数。", "Quantity times price is not the amount stated.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.procurement)
    guard let first = statement.lines.first,
      ![ColumnKey.quantity, .unitPrice, .total].contains(where: { statement.isAmbiguous($0, for: first) })
    else { throw Unchecked("政府采购表的列有重名", "columns of the procurement table share a name") }
    guard statement.hasColumn(.quantity), statement.hasColumn(.unitPrice), statement.hasColumn(.total) else {
      throw Unchecked("政府采购表没有数量、单价、金额三列", "the table lacks quantity, price or amount")
    }
    var broken: [Broken] = []
    var decided = false
    for line in statement.lines where line.key != .total {
      try subject.deadline?.check()
      guard case .amount(let total)? = statement.cell(line, .total)?.reading,
        case .amount(let price)? = statement.cell(line, .unitPrice)?.reading,
        let count = Int64(statement.cell(line, .quantity)?.printed.filter { $0 != "," } ?? ""), count > 0
      else { continue }
      let (fen, overflow) = price.money.fen.multipliedReportingOverflow(by: count)
      let (slack, tooLoose) = price.slack.fen.multipliedReportingOverflow(by: count)
      guard !overflow, !tooLoose else { continue }
      decided = true
      let product = ReportedAmount(Money(fen: fen), slack: Money(fen: slack))
      guard !total.agrees(with: product) else { continue }
      let (expected, found) = (statement.print(product, like: total), statement.print(total, like: total))
      broken.append(
        Broken(
          Wording(
            "“\(line.caption)”数量 \(count)、单价 \(statement.print(price))，应为 \(expected)，印作 \(found)。",
            "“\(line.caption)”: \(count) at \(statement.print(price)) is \(expected), printed \(found)."),
          expected: expected, found: found, difference: statement.print(total - product),
          evidence: [
            statement.evidence(line, .total), statement.evidence(line, .quantity), statement.evidence(line, .unitPrice),
          ], key: "\(statement.kind.rawValue)|\(line.key)|\(line.row)"))
    }
    guard decided else { throw Unchecked("政府采购表没有数量、单价和金额都填的行", "no row prints all three") }
    return broken
  }
}
