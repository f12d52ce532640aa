import MingzhangModel

extension Rule {
  /// The target table of the whole department: its money against the table of expenditure.
  static let wholeTargetMoneyOff = Rule(
    "P211", Wording("部门整体绩效目标的资金与支出表不符", "The money of the department's target differs from the tables"), .error,
    preparer: Wording(
      "资金总额、基本支出、项目支出应与支出总表一致。", "Take total, basic and project expenditure from the table of expenditure."),
    citizen: Wording("整体绩效目标里写的钱数和预算表不一样。", "The target states other amounts than the budget tables.")
  ) { subject throws(Unchecked) in
    let heads = TargetMoney.all(subject.disclosure).filter {
      $0.statement.title.contains("整体") && $0.parts["基本支出"] != nil && $0.parts["项目支出"] != nil
    }
    guard !heads.isEmpty else {
      throw Unchecked("没有写资金的部门整体绩效目标表", "no target table of the whole department states money")
    }
    let books = Book.all(subject)
    guard !books.isEmpty else { throw Unchecked("没有可比的支出表", "no table to compare with") }
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
          severity: basic.amount.agrees(with: book.figures[1].amount) ? .notice : nil)
      ]
    }
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
