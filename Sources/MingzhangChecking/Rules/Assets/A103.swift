import MingzhangModel

extension Rule {
  /// Procurement in words = total of the procurement table; an empty table counts as nothing.
  static let procurementInWordsOff = Rule(
    "A103", Wording("政府采购的文字与表不符", "Procurement in words differs from the table"), .error,
    citations: [Citation("预算法", "第十四条")],
    preparer: Wording("核对文字与政府采购预算表的合计。", "Check the words against the procurement table."),
    citizen: Wording("文字和表说的采购预算不是一个数。", "Words and table state different procurement budgets.")
  ) { subject throws(Unchecked) in
    guard let statement = subject.disclosure.statement(.procurement) else {
      throw Unchecked("没有政府采购表", "no procurement table")
    }
    guard let claim = subject.claims(.procurement).first, let said = claim.amount else {
      throw Unchecked("文字没有写采购金额", "the words state no procurement")
    }
    var sum = ReportedAmount.zero
    var evidence = [claim.evidence]
    if statement.hasFigures {
      guard statement.hasColumn(.total) else { throw Unchecked("采购表没有合计列", "the table has no total") }
      let lines = statement.line(.total).map { [$0] } ?? statement.lines
      for line in lines {
        sum = sum + (try subject.amount(line, .total, in: statement))
        evidence.append(statement.evidence(line, .total))
      }
    } else {
      evidence.append(statement.titleEvidence)
    }
    guard !subject.claims(.procurement).contains(where: { $0.amount?.agrees(with: sum) ?? false }) else {
      return try procurementKinds(statement, whole: sum, subject)
    }
    let unit = claim.unit
    return [
      Broken(
        Wording(
          "文字说政府采购预算 \(claim.quote)，表中合计 \(sum.money.printed(in: unit))\(unit.rawValue)。",
          "The words say \(claim.quote); the table adds up to \(sum.money.printed(in: unit))\(unit.rawValue)."),
        expected: sum.money.printed(like: claim.amount ?? .zero, in: unit) + unit.rawValue, found: claim.quote,
        evidence: evidence,
        key: "procurement")
    ]
  }

  /// 货物, 工程 and 服务 in words = their rows in the table, or the rows of catalogue codes A, B and C.
  private static func procurementKinds(
    _ statement: Statement, whole: ReportedAmount, _ subject: Subject
  ) throws(Unchecked) -> [Broken] {
    let kinds: [(measure: Claim.Measure, name: String, letter: Character)] = [
      (.procurementGoods, "货物", "A"), (.procurementWorks, "工程", "B"), (.procurementServices, "服务", "C"),
    ]
    guard whole.money > .zero, let column = statement.columns.firstIndex(where: { $0.key == .total }) else { return [] }
    let grid = GridSums(subject, statement)
    func rows(_ isOwn: (Substring) -> Bool) -> [Int] {
      statement.rows.indices.filter { row in
        statement.rows[row].contains { isOwn(Substring($0.printed.foldedForMatching)) }
      }
    }
    func sum(_ rows: [Int]) -> ReportedAmount { rows.map { grid.amount($0, column) ?? .zero }.sum() }
    var found = kinds.map { kind in rows { $0 == kind.name || $0 == kind.name + "类" } }
    if !found.flatMap(\.self).contains(where: { grid.isPrinted($0, column) }) {
      found = kinds.map { kind in
        rows { $0.first == kind.letter && $0.dropFirst().first?.isNumber ?? false && $0.count > 4 }
      }
    }
    // every row is of one kind, and the table itself adds up
    guard sum(found.flatMap(\.self)).agrees(with: whole) else { return [] }
    // a catalogue leaves room, but not for works where the words have none
    var isMissing = false
    let off = zip(kinds, found).compactMap { kind, rows -> (Claim, String, Evidence?)? in
      let table = sum(rows)
      guard let claim = subject.claims(kind.measure).first,
        !subject.claims(kind.measure).contains(where: { $0.amount?.agrees(with: table) ?? false })
      else { return nil }
      let printed = table.money.printed(in: claim.unit) + claim.unit.rawValue
      if claim.amount?.money == .zero || table.money == .zero { isMissing = true }
      return (claim, "\(kind.name) \(claim.quote)，表中 \(printed)", rows.first.map { grid.evidence($0, column) })
    }
    guard let first = off.first else { return [] }
    let told = off.map(\.1).joined(separator: "；")
    return [
      Broken(
        Wording("政府采购的分类与表不符：\(told)。", "The kinds of procurement differ from the table: \(told)."),
        found: first.0.quote, evidence: off.map(\.0.evidence) + off.compactMap(\.2), key: "kinds",
        severity: isMissing ? .warning : .notice)
    ]
  }
}
