import MingzhangCatalog
import MingzhangModel

/// “人员经费 N 万元，主要包括：基本工资、津贴补贴…”: what the words list, and what the basic table holds.
struct EconomicList {
  enum Side { case personnel, operating }
  var side: Side
  var names: [String]
  /// The list ends in 等: it does not claim to be complete.
  var isOpen: Bool
  var evidence: Evidence

  static func all(_ disclosure: Disclosure) -> [EconomicList] {
    var out: [EconomicList] = []
    for section in disclosure.narrative.sections where section.topic != .glossary && section.topic != .performance {
      for paragraph in joined(section.paragraphs) {
        let text = paragraph.text.foldedForMatching
        guard text.contains("经费"), text.contains("主要包括") || text.contains("具体包括") || text.contains("主要用于") else {
          continue
        }
        var before = ""
        for clause in text.split(whereSeparator: { "。;".contains($0) }).map(String.init) {
          let previous = before
          before = clause
          guard let mark = ["主要包括", "具体包括", "主要用于"].first(where: clause.contains), let list = clause.after(mark) else {
            continue
          }
          // “公用经费 N 万元。主要包括：…” is one statement too
          let head = clause.hasPrefix(mark) ? previous : clause.before(mark)
          let side: Side
          if let last = ["人员经费", "公用经费"].filter(head.contains).max(by: {
            place(of: $0, in: head) < place(of: $1, in: head)
          }) {
            side = last == "人员经费" ? .personnel : .operating
          } else {
            continue
          }
          guard head.contains("万元") || head.contains("元") else { continue }
          let names = list.drop { ":,".contains($0) }.split(separator: "、").map { String($0).trimmingSpaces() }
          guard names.count >= 3 else { continue }
          out.append(
            EconomicList(
              side: side, names: names, isOpen: list.hasSuffix("等") || list.hasSuffix("等支出") || list.contains("等,"),
              evidence: Evidence(
                "说明文字 / \(section.heading)", text: String(clause.suffix(160)),
                span: paragraph.claims.last {
                  $0.measure == (side == .personnel ? .personnelExpenditure : .operatingExpenditure)
                }?
                .span ?? paragraph.span)))
        }
      }
    }
    return out
  }

  /// Paragraphs that a page or a line broke are one again.
  private static func joined(_ paragraphs: [Narrative.Paragraph]) -> [Narrative.Paragraph] {
    var out: [Narrative.Paragraph] = []
    for paragraph in paragraphs {
      if let last = out.last, let end = last.text.last, !"。；;：:".contains(end) {
        out[out.count - 1] = Narrative.Paragraph(
          last.text + paragraph.text, span: last.span, claims: last.claims + paragraph.claims)
      } else {
        out.append(paragraph)
      }
    }
    return out
  }

  private static func place(of word: String, in text: String) -> String.Index {
    text.firstRange(of: word)?.lowerBound ?? text.startIndex
  }
}

/// The rows of the basic tables by name, wherever they stand: also in tables with two halves side by side.
struct EconomicCells {
  struct Entry {
    var code: EconomicCode
    var name: String
    var side: EconomicList.Side
    var amount: ReportedAmount
    var evidence: Evidence
  }
  /// By name; several tables give several entries.
  private(set) var entries: [String: [Entry]] = [:]
  private var known: [String: EconomicCode] = [:]
  /// The basic table, when it is the only one.
  private var table: Statement?

  init(_ subject: Subject) {
    for (code, names) in subject.catalog.economicDepartment.entries {
      guard let code = EconomicCode(code), code.level == .section,
        code.digits.hasPrefix("30") || code.digits.hasPrefix("310")
      else { continue }
      for entry in names { known[Self.plain(entry.name)] = code }
    }
    let tables = subject.disclosure.statements.filter {
      $0.kind == .generalPublicBudgetBasicExpenditure && !$0.isEmpty
    }
    if tables.count == 1 { table = tables.first }
    for statement in tables {
      let sides = Sides(statement)
      for row in statement.rows {
        var open: (code: EconomicCode, name: String)?
        for (index, cell) in row.enumerated() {
          switch cell.reading {
          case .text:
            let name = Self.plain(cell.printed)
            if let code = known[name] { open = (code, name) } else if name.count > 1 { open = nil }
          case .amount(let amount):
            if let found = open { add(found, amount, cell, statement, sides.side(of: row, found.code)) }
            open = nil
          case .blank:
            // the first amount column says it; an empty code cell before the name does not
            if let found = open, index > 0 { add(found, .zero, cell, statement, sides.side(of: row, found.code)) }
            open = nil
          case .number, .illegible: open = nil
          }
        }
      }
    }
  }

  /// On which side of 人员经费 and 公用经费 a row counts: by the table's own columns, else by its class.
  private struct Sides {
    private let personnel: Int?
    private let operating: Int?
    init(_ statement: Statement) {
      personnel = statement.columns.firstIndex { $0.key == .personnel }
      operating = statement.columns.firstIndex { $0.key == .operating }
    }

    func side(of row: [Cell], _ code: EconomicCode) -> EconomicList.Side {
      func has(_ index: Int?) -> Bool {
        guard let index, row.indices.contains(index), case .amount(let amount) = row[index].reading else {
          return false
        }
        return amount.money != .zero
      }
      if has(personnel) != has(operating) { return has(personnel) ? .personnel : .operating }
      return code.digits.hasPrefix("301") || code.digits.hasPrefix("303") ? .personnel : .operating
    }
  }

  private mutating func add(
    _ found: (code: EconomicCode, name: String), _ amount: ReportedAmount, _ cell: Cell, _ statement: Statement,
    _ side: EconomicList.Side
  ) {
    entries[found.name, default: []].append(
      Entry(
        code: found.code, name: found.name, side: side, amount: amount,
        evidence: Evidence(
          "\(statement.title) / \(found.name)",
          text: "\(found.code.digits) \(found.name) \(cell.printed)".trimmingSpaces(),
          span: cell.span ?? statement.titleSpan, statement: statement.kind)))
  }

  /// The largest amount of the name in any basic table; nil when none lists it.
  func entry(_ name: String) -> Entry? {
    let plain = Self.plain(name)
    return (entries[plain] ?? entries[plain + "支出"] ?? []).max { $0.amount.money < $1.amount.money }
  }

  /// An expense that a table of its kind would list and this one, which prints only what has an amount, does not.
  func absent(_ name: String) -> Entry? {
    let plain = Self.plain(name)
    guard let table, let code = known[plain], entries[plain] == nil, entries.count >= 8,
      entries.values.allSatisfy({ $0.allSatisfy { $0.amount.money != .zero } }),
      !entries.values.contains(where: { $0.contains { $0.code == code } })
    else { return nil }
    let isPersonnel = code.digits.hasPrefix("301") || code.digits.hasPrefix("303")
    return Entry(
      code: code, name: plain, side: isPersonnel ? .personnel : .operating, amount: .zero,
      evidence: table.titleEvidence)
  }

  /// Sections of one side with an amount.
  func filled(_ side: EconomicList.Side) -> [Entry] {
    entries.values.compactMap { $0.max { $0.amount.money < $1.amount.money } }.filter { entry in
      let isPersonnel = entry.code.digits.hasPrefix("301") || entry.code.digits.hasPrefix("303")
      return entry.side == side && isPersonnel == (side == .personnel) && entry.amount.money.fen > 0
    }.sorted { $0.code < $1.code }
  }

  private static let marks: ASCIISet = "()[]\"'、,.-"

  /// `公务用车运行维护费` and `维修(护)费` without marks; endings that vary are left off.
  static func plain(_ text: String) -> String {
    var name = text.foldedForMatching.removingNumbers(and: marks)
    if name.hasSuffix("费用") { name = String(name.dropLast(1)) }
    if name.hasSuffix("补助支出") { name = String(name.dropLast(2)) }
    return name
  }
}
