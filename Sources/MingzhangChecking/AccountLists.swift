import MingzhangCatalog
import MingzhangModel

/// Accounts listed in words with their amounts: `其中：（1）行政运行（2013301）1765.18万元…；（2）…`, `①…②…`,
/// `按支出功能分类，包括教育支出 A 万元、…`.
struct AccountList {
  struct Entry {
    /// Folded, without its number, its code and what stands in brackets.
    var name: String
    var code: FunctionalCode?
    var claim: Claim
  }

  /// The words that open the list, folded.
  var head: String
  /// The plain amounts of the words that open it.
  var totals: [ReportedAmount]
  var entries: [Entry]
  /// The heading of its section.
  var heading: String

  /// Whether it may name only the main accounts.
  var isOpen: Bool { head.contains("主要") || head.contains("重点") }
  /// Whether it says that its entries are those of the functional classification.
  var isFunctional: Bool {
    [head, heading.foldedForMatching].contains { $0.contains("功能科目") || $0.contains("功能分类") }
  }

  static func all(_ disclosure: Disclosure) -> [AccountList] {
    let skipped: Set<Narrative.Topic> = [.glossary, .performance, .duties, .organisation, .assets]
    return disclosure.narrative.sections.filter { $0.topic.map { !skipped.contains($0) } ?? true }.flatMap(lists)
  }

  private static func lists(in section: Narrative.Section) -> [AccountList] {
    var out: [AccountList] = []
    var open = AccountList(head: "", totals: [], entries: [], heading: section.heading)
    func close() {
      if open.entries.count >= 2 { out.append(open) }
      open.entries = []
    }
    for paragraph in section.paragraphs where !paragraph.claims.isEmpty || !paragraph.text.isEmpty {
      if let list = run(in: paragraph, section) ?? circled(in: paragraph, section) {
        close()
        out.append(list)
      } else if let start = numberEnd(paragraph.text), let entry = entry(in: paragraph, from: start, to: .max) {
        open.entries.append(entry)
      } else {
        close()
        open.head = paragraph.text.foldedForMatching
        open.totals = paragraph.claims.filter { $0.direction == nil }.compactMap(\.amount)
      }
    }
    close()
    return out
  }

  /// `（1）人员经费：①行政运行…；②…`: the entries of one paragraph.
  private static func circled(in paragraph: Narrative.Paragraph, _ section: Narrative.Section) -> AccountList? {
    let scalars = Array(paragraph.text.unicodeScalars)
    let marks = scalars.indices.filter { (0x2460...0x2473).contains(scalars[$0].value) }
    guard marks.count >= 2, let first = marks.first, first > 0 else { return nil }
    let entries = marks.enumerated().compactMap { number, mark in
      entry(in: paragraph, from: mark + 1, to: number + 1 < marks.count ? marks[number + 1] : scalars.count)
    }
    guard entries.count == marks.count else { return nil }
    return AccountList(
      head: String(String.UnicodeScalarView(scalars[..<first])).foldedForMatching,
      totals: paragraph.claims(before: first).filter { $0.direction == nil }.compactMap(\.amount), entries: entries,
      heading: section.heading)
  }

  /// `按支出功能分类，包括教育支出 A 万元、卫生健康支出 B 万元。`
  private static func run(in paragraph: Narrative.Paragraph, _ section: Narrative.Section) -> AccountList? {
    let text = paragraph.text
    guard text.contains("功能分类"), let mark = text.firstRange(of: "包括"), !text.contains("等") else { return nil }
    var position = text.unicodeScalars.distance(from: text.startIndex, to: mark.upperBound)
    let head = String(text[..<mark.lowerBound])
    var entries: [Entry] = []
    for claim in paragraph.claims where claim.position.lowerBound >= position {
      guard claim.amount != nil, claim.direction == nil,
        let name = name(paragraph.words(from: position, to: claim.position.lowerBound))
      else { return nil }
      entries.append(Entry(name: name.text, code: name.code, claim: claim))
      position = claim.position.upperBound
    }
    guard entries.count >= 2 else { return nil }
    return AccountList(
      head: head.foldedForMatching,
      totals: paragraph.claims.prefix { $0 != entries.first?.claim }.filter { $0.direction == nil }.compactMap(
        \.amount),
      entries: entries, heading: section.heading)
  }

  /// The entry that begins at scalar `start`: a name, then at once its amount.
  private static func entry(in paragraph: Narrative.Paragraph, from start: Int, to end: Int) -> Entry? {
    let own = paragraph.claims.first {
      $0.position.lowerBound >= start && $0.position.upperBound <= end && $0.amount != nil
    }
    guard let claim = own, claim.direction == nil, claim.position.lowerBound - start <= 60,
      let name = name(paragraph.words(from: start, to: claim.position.lowerBound))
    else { return nil }
    return Entry(name: name.text, code: name.code, claim: claim)
  }

  /// The scalar behind the number of a list entry: `（1）`, `(一)`, `1.`, `1、`.
  private static func numberEnd(_ text: String) -> Int? {
    let scalars = Array(text.unicodeScalars.prefix(8))
    var index = 0
    if let first = scalars.first, "（(".unicodeScalars.contains(first) { index = 1 }
    let digits = index
    while index < scalars.count, "0123456789一二三四五六七八九十".unicodeScalars.contains(scalars[index]) { index += 1 }
    guard index > digits, index - digits <= 3, index < scalars.count, "）).．、".unicodeScalars.contains(scalars[index])
    else { return nil }
    return index + 1
  }

  /// The name of an account and its code; nil when other words stand there too.
  private static func name(_ words: String) -> (text: String, code: FunctionalCode?)? {
    let folded = words.foldedForMatching
    // 类, 款 and 项 are read as paths
    guard !["类)", "款)", "项)"].contains(where: folded.contains) else { return nil }
    var (text, digits, depth) = ("", "", 0)
    for character in folded {
      switch character {
      case "(": depth += 1
      case ")": depth = max(0, depth - 1)
      case "0"..."9": digits.append(character)
      case "-" where text.isEmpty: continue
      case "、" where text.isEmpty: continue
      default: if depth == 0 { text.append(character) }
      }
    }
    for tail in ["预算", "支出预算", "安排", "共", "为", "共计", "预算安排"] where text.hasSuffix(tail) && text.count > tail.count + 3 {
      text = String(text.dropLast(tail.count))
    }
    guard (2...30).contains(text.count), !text.contains(where: { ",。;:\"".contains($0) }) else { return nil }
    let code = FunctionalCode(digits)
    guard digits.isEmpty || code != nil else { return nil }
    return (text, code)
  }
}

/// A list beside the column of a table that it tells.
struct AccountComparison {
  enum Verdict {
    case agrees
    /// The code is that of the line, the name is another's.
    case otherName
    /// The code is no line's; name and amount are those of the line.
    case otherCode
    case otherAmount
    /// No line is called so.
    case unknown
    case unclear
  }
  struct Match {
    var entry: AccountList.Entry
    var verdict: Verdict
    var row: Row?
  }
  struct Row {
    var code: FunctionalCode
    var line: StatementLine
    var amount: ReportedAmount
  }

  var list: AccountList
  var statement: Statement
  var column: Int
  var rows: [Row]
  var matches: [Match]

  var agreeing: Int { matches.count { $0.verdict == .agrees } }
  func evidence(_ row: Row, _ subject: Subject) -> Evidence {
    GridSums(subject, statement).evidence(row.line.row, column)
  }

  /// Every list that tells a column of a functional table, with the column that agrees most.
  static func all(_ subject: Subject) -> [AccountComparison] {
    let lists = AccountList.all(subject.disclosure)
    guard !lists.isEmpty else { return [] }
    let tables = [StatementKind.generalPublicBudgetExpenditure, .expenditure].compactMap { try? subject.table($0) }
      .filter { !$0.hasRepeatedCodes && !$0.isEconomic }
    return lists.compactMap { list in
      let found = tables.flatMap { statement in
        columns(of: statement, for: list, subject).map { compare(list, statement, $0, subject) }
      }
      return found.max { ($0.agreeing, $0.preference) < ($1.agreeing, $1.preference) }
    }.filter { $0.agreeing >= 2 }
  }

  /// Of two columns that agree equally, the one that the words name, then the total.
  private var preference: Int {
    if isNamed { return 2 }
    return statement.columns[column].key == .total ? 1 : 0
  }
  /// Whether the words that open the list name the column: 人员经费, 公用经费.
  var isNamed: Bool {
    var name = statement.columns[column].path.last?.foldedForMatching ?? ""
    if name.hasSuffix("支出"), name.count > 4 { name = String(name.dropLast(2)) }
    return name.count >= 4 && list.head.contains(name)
  }

  private static func columns(of statement: Statement, for list: AccountList, _ subject: Subject) -> [Int] {
    statement.columns.indices.filter { index in
      let key = statement.columns[index].key
      guard ![.sequence, .code, .caption, .unitCode, .unitName].contains(key) else { return false }
      return statement.rows.contains { if case .amount = $0[index].reading { true } else { false } }
    }
  }

  private static func compare(
    _ list: AccountList, _ statement: Statement, _ column: Int, _ subject: Subject
  ) -> AccountComparison {
    let grid = GridSums(subject, statement)
    let rows = statement.lines.compactMap { line -> Row? in
      guard let code = line.key.functionalCode, let amount = grid.amount(line.row, column) else { return nil }
      return Row(code: code, line: line, amount: amount)
    }
    let matches = list.entries.map { match($0, rows) }
    return AccountComparison(list: list, statement: statement, column: column, rows: rows, matches: matches)
  }

  private static func match(_ entry: AccountList.Entry, _ rows: [Row]) -> Match {
    guard let said = entry.claim.amount else { return Match(entry: entry, verdict: .unclear) }
    func agrees(_ row: Row) -> Bool { said.agrees(with: row.amount) }
    func isCalled(_ row: Row) -> Bool {
      let name = ItemLines.plain(entry.name, row.code.level)
      let caption = row.line.caption.foldedForMatching
      return [caption, caption.withoutBrackets].contains { caption in
        let printed = ItemLines.plain(caption, row.code.level)
        // beside a code a name may be cut or have words more
        return name == printed
          || entry.code != nil && min(name.count, printed.count) >= 4
            && (name.contains(printed) || printed.contains(name))
      }
    }
    if let row = rows.first(where: { $0.code == entry.code }) {
      let verdict: Verdict =
        agrees(row) ? (isCalled(row) ? .agrees : .otherName) : isCalled(row) ? .otherAmount : .unclear
      return Match(entry: entry, verdict: verdict, row: row)
    }
    let named = rows.filter { isCalled($0) && ($0.code.level == entry.code?.level ?? $0.code.level) }
    let equal = named.filter { agrees($0) && $0.amount.money != .zero }
    if entry.code != nil {
      guard equal.count == 1, let row = equal.first else { return Match(entry: entry, verdict: .unclear) }
      return Match(entry: entry, verdict: .otherCode, row: row)
    }
    if let row = equal.first { return Match(entry: entry, verdict: .agrees, row: row) }
    if named.count == 1, let row = named.first { return Match(entry: entry, verdict: .otherAmount, row: row) }
    return Match(entry: entry, verdict: named.isEmpty ? .unknown : .unclear)
  }

  /// Lines of the column with an amount that the list leaves out, when all the rest of it agrees and it means to be whole.
  var leftOut: [Row] {
    let taken = Set(matches.compactMap(\.row?.code))
    guard matches.count >= 3, !list.isOpen, taken.count == matches.count,
      matches.allSatisfy({ [.agrees, .otherName, .otherCode].contains($0.verdict) }),
      let level = matches.first?.row?.code.level, taken.allSatisfy({ $0.level == level })
    else { return [] }
    let sum = list.entries.compactMap(\.claim.amount).sum()
    guard !list.totals.contains(where: { $0.agrees(with: sum) }) else { return [] }
    let missing = rows.filter { $0.code.level == level && $0.amount.money != .zero && !taken.contains($0.code) }
    let whole = (sum + missing.map(\.amount).sum())
    guard isNamed || list.isFunctional || list.totals.contains(where: { $0.agrees(with: whole) }) else { return [] }
    return missing.count * 3 <= matches.count ? missing : []
  }
}

extension Classification {
  /// Whether `code` is, or was, called so.
  func isCalled(_ name: String, by code: String) -> Bool {
    names(of: code).contains { ([$0.name] + $0.aliases).contains { $0.foldedForMatching == name } }
  }

  /// Whether some line is, or was, called so.
  func hasName(_ name: String) -> Bool {
    entries.values.contains { $0.contains { $0.name.foldedForMatching == name } }
  }
}
