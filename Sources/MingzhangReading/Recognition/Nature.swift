import MingzhangModel

/// What a file seems to be, from its opening lines, its tables and its placeholders.
///
/// Doubt counts for a department's disclosure: every other answer needs marks that such a book does not have.
struct Nature {
  let statements: [Statement]
  /// Every line and cell of the file, in order.
  let lines: [SpannedText]

  var value: Disclosure.Nature {
    if isBlankForm { return .blankForm }
    if isGovernmentBook { return .governmentBook }
    let hasBudgetTable = statements.contains { StatementKind.nine.contains($0.kind) }
    if !hasBudgetTable, let other = otherDocument { return other }
    return .departmentBook
  }

  // MARK: blank forms

  /// Three of the nine tables, no amount in any, and placeholders where names and figures belong.
  private var isBlankForm: Bool {
    guard statements.count(where: { StatementKind.nine.contains($0.kind) }) >= 3 else { return false }
    guard !statements.contains(where: Self.hasAmount) else { return false }
    return lines.reduce(0) { $0 + Self.placeholders(in: $1.text) } >= 5
  }

  private static func hasAmount(_ statement: Statement) -> Bool {
    statement.rows.contains { row in
      row.contains { cell in
        guard case .amount(let amount) = cell.reading else { return false }
        return amount.money != .zero
      }
    }
  }

  /// `XX局`, `××万元`, `x,xxx万元`: runs of two or more crosses.
  static func placeholders(in text: String) -> Int {
    var (count, run) = (0, 0)
    for scalar in text.unicodeScalars {
      if "xXｘＸ×╳".unicodeScalars.contains(scalar) {
        run += 1
        if run == 2 { count += 1 }
      } else if scalar != "," {
        run = 0
      }
    }
    return count
  }

  // MARK: books of a whole government

  private var isGovernmentBook: Bool {
    // the title may be printed over several lines; sentences on the duties of an office speak of such reports too
    let opening = lines.prefix(40).map(\.text.foldedForMatching).filter { $0.count <= 90 && !$0.contains("。") }
    if opening.contains(where: Self.isReportToCongress) { return true }
    if Self.isReportToCongress(opening.prefix(10).joined()) { return true }
    let titles = statements.map(\.title.foldedForMatching)
    let marks = Self.governmentTables.count { words in
      titles.contains { title in words.contains(where: title.contains) }
    }
    return marks >= 2
  }

  /// `关于某市2025年预算执行情况和2026年预算草案的报告`
  private static func isReportToCongress(_ text: String) -> Bool {
    text.contains("预算") && text.contains("报告") && text.contains("执行情况")
      && (text.contains("草案") || text.contains("人民代表大会"))
  }

  /// Tables that only a government's budget has.
  private static let governmentTables = [
    ["社会保险基金"], ["债务限额", "债务余额", "政府债务"], ["税收返还"], ["全市", "全省", "全县", "全区", "市本级", "省本级", "县本级", "区本级"],
    ["一般公共预算收入", "一般公共预算收支"], ["政府性基金预算收入情况", "政府性基金预算收入执行", "政府性基金收入"],
  ]

  // MARK: other documents

  private var otherDocument: Disclosure.Nature? {
    let opening = lines.prefix(20).map(\.text.foldedForMatching).filter { !$0.isEmpty }
    let procurement = ["采购公告", "招标公告", "中标公告", "成交公告", "磋商公告", "谈判公告", "询价公告", "采购意向", "更正公告", "中标结果"]
    if opening.contains(where: { line in line.count < 60 && procurement.contains(where: line.contains) }) {
      return .procurementNotice
    }
    if opening.contains(where: { $0.count < 80 && $0.hasSuffix("的通知") }) { return .notice }
    let speaksOfBudgets = lines.contains { line in
      ["预算", "决算", "预決算", "預算"].contains(where: line.text.foldedForMatching.contains)
    }
    return speaksOfBudgets ? nil : .unknown
  }
}
