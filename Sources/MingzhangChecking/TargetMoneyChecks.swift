import MingzhangModel

extension TargetMoney {
  /// Heads whose total is not the sum of fiscal and other money.
  static func offParts(_ disclosure: Disclosure) -> [Broken] {
    var broken: [Broken] = []
    for head in all(disclosure) {
      guard let fiscal = head.parts["财政拨款"], let other = head.parts["其他资金"] else { continue }
      let sum = fiscal.amount + other.amount
      guard !head.total.amount.agrees(with: sum), fiscal.amount.money > .zero || other.amount.money > .zero else {
        continue
      }
      broken.append(
        Broken(
          Wording(
            "资金总额 \(head.print(head.total.amount))，财政拨款与其他资金相加为 \(head.print(sum))。",
            "The total is \(head.print(head.total.amount)); fiscal and other money make \(head.print(sum))."),
          expected: head.print(sum), found: head.print(head.total.amount),
          difference: head.print(head.total.amount - sum),
          evidence: [head.total.evidence, fiscal.evidence, other.evidence],
          key: "\(head.statement.title)|\(head.print(head.total.amount))",
          severity: .error))
    }
    return broken
  }

  /// Heads of the whole department's target that state other amounts than the tables of expenditure.
  static func offTables(_ subject: Subject) -> [Broken] {
    let heads = all(subject.disclosure).filter {
      $0.statement.title.contains("整体") && $0.parts["基本支出"] != nil && $0.parts["项目支出"] != nil
    }
    let books = Book.all(subject)
    return heads.flatMap { head -> [Broken] in
      guard let basic = head.parts["基本支出"], let project = head.parts["项目支出"] else { return [] }
      let said = [("资金总额", head.total), ("基本支出", basic), ("项目支出", project)]
      // the table with which most agrees is the one that is meant
      func count(_ book: Book) -> Int { zip(said, book.figures).count { $0.1.amount.agrees(with: $1.amount) } }
      guard let book = books.max(by: { count($0) < count($1) }), count(book) > 0 else { return [] }
      let off = zip(said, book.figures).filter { own, right in
        !own.1.amount.agrees(with: right.amount)
          && !books.contains { other in other.figures.contains { own.1.amount.agrees(with: $0.amount) } }
      }
      guard let first = off.last else { return [] }
      let list = off.map { "\($0.0)\(head.print($0.1.amount))（表中 \(head.print($1.amount))）" }.joined(separator: "、")
      return [
        Broken(
          Wording("整体绩效目标表写\(list)。", "The target of the whole department states \(list)."),
          expected: off.map { head.print($1.amount) }.joined(separator: "、"),
          found: off.map { head.print($0.1.amount) }.joined(separator: "、"),
          difference: head.print(first.0.1.amount - first.1.amount),
          evidence: off.map(\.0.1.evidence) + off.map(\.1.evidence), key: head.statement.title,
          // of projects some may be left out on purpose
          severity: basic.amount.agrees(with: book.figures[1].amount) ? .notice : .error)
      ]
    }
  }

  /// Tables whose only amount among the targets is a total cost, and another one than that of the head.
  static func offTotalCost(_ disclosure: Disclosure) -> [Broken] {
    var broken: [Broken] = []
    for head in all(disclosure) {
      let costs = head.statement.rows.dropFirst(3).compactMap {
        row -> (name: String, cell: Cell, amount: ReportedAmount)? in
        guard
          let value = row.last(where: { IndicatorTarget(printed: $0.printed.foldedForMatching).amount != nil }),
          let amount = IndicatorTarget(printed: value.printed.foldedForMatching).amount
        else { return nil }
        return (row.map(\.printed).joined(separator: " ").foldedForMatching, value, amount)
      }
      guard costs.count == 1, let cost = costs.first, cost.name.contains("总成本") else { continue }
      guard !cost.amount.agrees(with: head.total.amount) else { continue }
      broken.append(
        Broken(
          Wording(
            "总成本指标 \(cost.cell.printed)，资金总额 \(head.print(head.total.amount))。",
            "The total cost is \(cost.cell.printed), the money \(head.print(head.total.amount))."),
          expected: head.print(head.total.amount), found: cost.cell.printed,
          evidence: [
            Evidence(
              "\(head.statement.title) / 总成本", text: cost.cell.printed, span: cost.cell.span, statement: .performance),
            head.total.evidence,
          ], key: "\(head.print(head.total.amount))|\(cost.cell.printed)",
          severity: isClose(cost.amount.money, head.total.amount.money) ? .notice : .warning))
    }
    return broken
  }

  /// Within a hundredth: rounded by its author.
  private static func isClose(_ a: Money, _ b: Money) -> Bool {
    (a - b).magnitude.fen <= max(a.magnitude.fen, b.magnitude.fen) / 100
  }
}

/// Total, basic and project expenditure as one table prints them.
private struct Book {
  var figures: [TargetMoney.Figure]

  static func all(_ subject: Subject) -> [Book] {
    [StatementKind.expenditure, .generalPublicBudgetExpenditure].compactMap { kind in
      guard let table = try? subject.table(kind), let line = table.line(.total) else { return nil }
      let figures = [ColumnKey.total, .basic, .project].compactMap { column -> TargetMoney.Figure? in
        guard let amount = try? subject.amount(line, column, in: table) else { return nil }
        return TargetMoney.Figure(amount: amount, evidence: table.evidence(line, column))
      }
      return figures.count == 3 ? Book(figures: figures) : nil
    }
  }
}
