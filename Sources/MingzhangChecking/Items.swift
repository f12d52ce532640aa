import MingzhangCatalog
import MingzhangModel

/// The lines of the classified tables, found by the names that words give them.
struct ItemLines {
  struct Place {
    var statement: Statement
    var line: StatementLine
    var amount: ReportedAmount
    var column: ColumnKey
    var evidence: Evidence { statement.evidence(line, column) }
  }

  private let tables: [Statement]
  /// Captions of every code, without variants of writing.
  private var captions: [FunctionalCode: Set<String>] = [:]
  private var codes: [FunctionalCode.Level: [String: Set<FunctionalCode>]] = [:]

  static let kinds: Set<StatementKind> = [
    .generalPublicBudgetExpenditure, .governmentFundExpenditure, .stateCapitalOperationsExpenditure, .expenditure,
  ]

  init(_ disclosure: Disclosure) {
    tables = disclosure.statements.filter { Self.kinds.contains($0.kind) && !$0.isEmpty && !$0.hasRepeatedCodes }
    for line in tables.flatMap(\.lines) {
      guard let code = line.key.functionalCode else { continue }
      let name = Self.plain(line.caption, code.level)
      guard name.count >= 2 else { continue }
      captions[code, default: []].insert(name)
      codes[code.level, default: [:]][name, default: []].insert(code)
    }
  }

  var isEmpty: Bool { tables.isEmpty }

  /// The code that the names surely mean: one line whose own, section's and class's names are those printed.
  func code(of item: ItemName) -> FunctionalCode? {
    let level: FunctionalCode.Level = item.item != nil ? .item : item.section != nil ? .section : .class
    if let code = item.code, captions[code] != nil {
      guard let printed = captions[code], !item.name.isEmpty, item.name != code.digits else { return code }
      // a code beside another line's name means neither
      return printed.contains(where: { Self.plain(item.name, code.level).hasSuffix($0) }) ? code : nil
    }
    // a printed code that no table lists is not another line of that name
    guard item.code == nil || item.code?.level != level else { return nil }
    let name = Self.plain(item.name, level)
    var found = codes[level]?[name] ?? []
    if found.isEmpty {
      found = Set((codes[level] ?? [:]).filter { $0.key.count >= 4 && name.hasSuffix($0.key) }.flatMap(\.value))
    }
    for (upper, printed) in [(FunctionalCode.Level.section, item.section), (.class, item.classification)] {
      guard let printed, upper < level else { continue }
      let wanted = Self.plain(printed, upper)
      found = found.filter { code in
        guard let parent = FunctionalCode(String(code.digits.prefix(upper.rawValue))), let names = captions[parent]
        else { return true }
        return names.contains { wanted.hasSuffix($0) }
      }
    }
    return found.count == 1 ? found.first : nil
  }

  /// The cells that may be meant by an amount of `code`: its total in every classified table that lists it.
  func places(of code: FunctionalCode, _ subject: Subject) -> [Place] {
    tables.compactMap { statement in
      guard let line = statement.line(.function(code)) else { return nil }
      let column: ColumnKey = statement.hasColumn(.total) ? .total : .amount
      guard !statement.isAmbiguous(column, for: line), let amount = try? subject.amount(line, column, in: statement)
      else { return nil }
      return Place(statement: statement, line: line, amount: amount, column: column)
    }
  }

  /// Lines of items with an amount in `kind`, in printed order; empty unless there is one such table.
  func items(in kind: StatementKind, _ subject: Subject) -> [Place] {
    guard let statement = try? subject.table(kind), !statement.hasRepeatedCodes else { return [] }
    return statement.lines.compactMap { line in
      guard let code = line.key.functionalCode, code.level == .item else { return nil }
      let column: ColumnKey = statement.hasColumn(.total) ? .total : .amount
      guard !statement.isAmbiguous(column, for: line), let amount = try? subject.amount(line, column, in: statement)
      else { return nil }
      return Place(statement: statement, line: line, amount: amount, column: column)
    }
  }

  private static let marks: ASCIISet = "\"'、,.-:()[]"

  /// Names compare without marks, numbers and spaces; a class also without its ending.
  static func plain(_ text: String, _ level: FunctionalCode.Level) -> String {
    var folded = text.foldedForMatching.removingNumbers(and: marks)
    for prefix in ["其中", "款", "项"] where level != .class && folded.hasPrefix(prefix) && folded.count > prefix.count + 3
    {
      folded = String(folded.dropFirst(prefix.count))
    }
    if level == .class, folded.hasSuffix("支出"), folded.count > 4 { folded = String(folded.dropLast(2)) }
    return folded
  }
}

/// One paragraph or part of a paragraph that speaks of one line of the classification.
struct ItemPassage {
  var mention: ItemMention
  /// The words after the name, up to the next item.
  var words: String
  var claims: [Claim]
  var paragraph: Narrative.Paragraph
  var section: Narrative.Section

  func evidence(_ claim: Claim? = nil) -> Evidence {
    Evidence(
      "说明文字 / \(section.heading)", text: (mention.item.path + " " + (claim?.sentence ?? String(words.prefix(120)))),
      span: claim?.span ?? claims.first?.span ?? paragraph.span)
  }

  /// Every passage of the narrative that names a line.
  static func all(_ disclosure: Disclosure) -> [ItemPassage] {
    disclosure.narrative.sections.filter { $0.topic != .glossary }.flatMap { section in
      section.paragraphs.flatMap { paragraph -> [ItemPassage] in
        let mentions = ItemMention.all(in: paragraph.text, under: section.heading)
        guard !mentions.isEmpty else { return [] }
        let scalars = Array(paragraph.text.unicodeScalars)
        return mentions.enumerated().map { number, mention in
          let end = number + 1 < mentions.count ? mentions[number + 1].range.lowerBound : scalars.count
          let range = min(mention.range.upperBound, end)..<end
          return ItemPassage(
            mention: mention, words: String(scalars: scalars[range]),
            claims: paragraph.claims.filter {
              $0.position.lowerBound >= range.lowerBound && $0.position.upperBound <= range.upperBound
            }, paragraph: paragraph, section: section)
        }
      }
    }
  }

  /// What the item is said to be for: the words after 主要用于, to the full stop.
  var purpose: String? {
    let folded = words.foldedForMatching
    guard let after = folded.after("用于") else { return nil }
    let text = String(after.drop { ":,是".contains($0) }.prefix { !"。;".contains($0) })
    return text.count >= 4 ? text : nil
  }
}

extension Claim {
  /// Whether an item's amount is the one of the year itself: not last year's, not the budget of a final account.
  func isOwnAmount(in disclosure: Disclosure) -> Bool {
    guard measure == .functionalItem, direction == nil, amount != nil else { return false }
    guard year == nil || year == disclosure.fiscalYear else { return false }
    let words = subject.foldedForMatching
    switch disclosure.kind {
    case .budget:
      return !["执行", "决算", "上年", "去年", "年初"].contains { words.contains($0) }
    case .final:
      return words.contains("决算") || !["预算", "上年", "去年", "执行"].contains { words.contains($0) }
    }
  }
}
