import MingzhangModel

/// The lists of a basic expenditure table that stand side by side: code, name and amount, repeated.
struct SideBySideLists {
  struct Entry {
    var code: String
    var name: String
    var row: Int
    var column: Int
  }

  private let grid: GridSums
  private let subject: Subject
  private let entries: [Entry]
  let isSideBySide: Bool

  init(_ subject: Subject, _ statement: Statement) {
    self.subject = subject
    grid = GridSums(subject, statement)
    let columns = statement.columns
    let amounts = columns.indices.filter { columns[$0].mayHoldAmounts && columns[$0].key == .total }
    let captions = columns.indices.filter { columns[$0].key == .caption }
    isSideBySide = captions.count > 1 && captions.count == amounts.count
    guard isSideBySide else {
      entries = []
      return
    }
    var found: [Entry] = []
    for (caption, amount) in zip(captions, amounts) where caption < amount {
      let from = captions.last { $0 < caption }.map { $0 + 1 } ?? 0
      for (row, cells) in statement.rows.enumerated() {
        // 类 and 款 may stand in columns of their own
        let code = (from..<caption).filter { columns[$0].key == .code }.map { cells[$0].printed.filter(\.isNumber) }
          .filter { !$0.isEmpty }.joined()
        let name = cells[(from..<amount).first { columns[$0].key == .caption && !cells[$0].printed.isEmpty } ?? caption]
          .printed
        let words = name.isEmpty ? (from..<amount).map { cells[$0].printed }.first { $0.contains("合计") } ?? "" : name
        found.append(Entry(code: code, name: words, row: row, column: amount))
      }
    }
    entries = found
  }

  func broken() throws(Unchecked) -> [Broken] {
    let coded = entries.filter { $0.code.count == 3 || $0.code.count == 5 }
    guard Set(coded.map(\.code)).count == coded.count, coded.contains(where: { $0.code.count == 3 }) else {
      throw Unchecked("并列各栏的编码读不全", "the codes of the lists could not be read")
    }
    var out: [Broken] = []
    var decided = false
    for whole in coded where whole.code.count == 3 {
      let parts = coded.filter { $0.code.count == 5 && $0.code.hasPrefix(whole.code) }
      guard !parts.isEmpty else { continue }
      decided = true
      if let found = try compare(whole, parts) { out.append(found) }
    }
    for whole in entries where whole.name.contains("合计") || (whole.name.isEmpty && whole.code.isEmpty) {
      let isPersonnel = whole.name.contains("人员经费合计")
      guard isPersonnel || whole.name.contains("公用经费合计"), !(isPersonnel && whole.name.contains("公用经费合计")) else {
        continue
      }
      let parts = coded.filter { $0.code.count == 3 && ["301", "303"].contains($0.code) == isPersonnel }
      guard !parts.isEmpty else { continue }
      decided = true
      if let found = try compare(whole, parts) { out.append(found) }
    }
    guard decided else { throw Unchecked("并列各栏没有类和款", "the lists have no classes and sections") }
    return out
  }

  /// 人员经费合计 and 公用经费合计, when both are printed.
  func totals() -> (personnel: (Evidence, ReportedAmount), operating: (Evidence, ReportedAmount))? {
    func total(_ words: String) -> (Evidence, ReportedAmount)? {
      let found = entries.filter {
        $0.name.contains(words) && $0.name.count < words.count + 4 && grid.isPrinted($0.row, $0.column)
      }
      guard found.count == 1, let amount = grid.amount(found[0].row, found[0].column) else { return nil }
      return (evidence(found[0]), amount)
    }
    guard let personnel = total("人员经费合计"), let operating = total("公用经费合计") else { return nil }
    return (personnel, operating)
  }

  private func evidence(_ entry: Entry) -> Evidence {
    var evidence = grid.evidence(entry.row, entry.column)
    evidence.label = "\(grid.statement.title) / \(entry.name)"
    evidence.text = "\(entry.name) \(grid.statement.rows[entry.row][entry.column].printed)"
    return evidence
  }

  private func compare(_ whole: Entry, _ parts: [Entry]) throws(Unchecked) -> Broken? {
    try subject.deadline?.check()
    let statement = grid.statement
    func amount(_ entry: Entry) throws(Unchecked) -> ReportedAmount {
      guard let amount = grid.amount(entry.row, entry.column) else {
        throw Unchecked("“\(entry.name)”读不出金额", "“\(entry.name)” has no legible amount")
      }
      return amount
    }
    let total = try amount(whole)
    var terms = [Comparison.Term(evidence(whole), total, sign: 1, unit: statement.money)]
    var sum = ReportedAmount.zero
    for part in parts {
      let amount = try amount(part)
      sum = sum + amount
      guard grid.isPrinted(part.row, part.column) else { continue }
      terms.append(Comparison.Term(evidence(part), amount, sign: -1, unit: statement.money))
    }
    let comparison = Comparison(terms)
    guard !total.agrees(with: sum) else {
      subject.trace?.note { comparison }
      return nil
    }
    let (expected, found) = (statement.print(sum, like: total), statement.print(total, like: total))
    return Broken(
      Wording(
        "“\(whole.name)”为 \(found)，下级各行相加为 \(expected)。",
        "“\(whole.name)”: printed \(found), its lines add up to \(expected)."),
      expected: expected, found: found, difference: statement.print(total - sum),
      evidence: terms.prefix(12).map(\.evidence),
      key: "\(statement.kind.rawValue)|\(whole.code.isEmpty ? whole.name : whole.code)",
      severity: Sums.severity(total - sum),
      comparison: comparison)
  }
}
