import MingzhangModel

/// One CSV file of a ledger: which columns it has, under which headings they may stand.
struct SheetForm {
  struct Column {
    /// The heading that we write, and by which the code asks for the value.
    var heading: String
    var english: String
    /// Whether the column must be there, and whether its cells must be filled.
    var isRequired: Bool
    /// A cell that may stay empty as long as one of these others is filled.
    var alternatives: [String]
    /// Whether the cells are yuan, read as exactly as they were saved.
    var isAmount: Bool { Self.amounts.contains(heading) }
    private static let amounts: Set<String> = [
      "金额", "上年金额", "年初预算", "全年预算", "单价", "价值", "预留中小微企业份额", "使用非财政拨款结余", "结余分配", "年末结转结余",
    ]
    init(_ heading: String, _ english: String, required: Bool = true, or alternatives: String...) {
      (self.heading, self.english, isRequired, self.alternatives) = (heading, english, required, alternatives)
    }
  }

  var file: String
  var columns: [Column]

  static let revenue = SheetForm(
    file: "revenue.csv",
    columns: [
      Column("资金来源", "source"), Column("功能科目", "function"), Column("是否结转", "carryover", required: false),
      Column("金额", "amount", or: "上年金额"), Column("上年金额", "last_year", required: false),
      Column("预算单位", "unit", required: false), Column("往来单位", "counterpart", required: false),
    ])
  static let expenditure = SheetForm(
    file: "expenditure.csv",
    columns: [
      Column("预算单位", "unit"), Column("功能科目", "function"), Column("经济科目", "economic", required: false),
      Column("资金来源", "source"), Column("支出性质", "nature"), Column("项目编号", "project", required: false),
      Column("三公", "three_public", required: false), Column("金额", "amount", or: "上年金额", "年初预算", "全年预算"),
      Column("上年金额", "last_year", required: false), Column("年初预算", "initial_budget", required: false),
      Column("全年预算", "adjusted_budget", required: false), Column("推算依据", "derivation", required: false),
      Column("往来单位", "counterpart", required: false), Column("涉密", "withheld", required: false),
      Column("政府经济科目", "government_economic", required: false),
      Column("结转资金", "from_carryover", required: false),
    ])
  static let projects = SheetForm(
    file: "projects.csv",
    columns: [
      Column("项目编号", "id"), Column("项目名称", "name"), Column("目标表名称", "goal_title"), Column("绩效目标", "objective"),
      Column("项目类别", "category", required: false),
    ])
  static let indicators = SheetForm(
    file: "indicators.csv",
    columns: [
      Column("项目编号", "project"), Column("一级指标", "level1"), Column("二级指标", "level2"), Column("三级指标", "name"),
      Column("指标描述", "detail", required: false), Column("指标值", "target"), Column("确定依据", "basis", required: false),
    ])
  static let procurement = SheetForm(
    file: "procurement.csv",
    columns: [
      Column("项目编号", "project"), Column("物品名称", "item"), Column("目录序号", "catalog_code"), Column("计量单位", "measure"),
      Column("数量", "quantity"), Column("单价", "unit_price"), Column("资金来源", "source"), Column("金额", "amount"),
      Column("预留中小微企业份额", "small_business_share", required: false),
      Column("预算单位", "unit", required: false),
    ])
  static let assets = SheetForm(
    file: "assets.csv",
    columns: [
      Column("资产名称", "name"), Column("数量", "quantity", required: false), Column("价值", "value"),
      Column("预算单位", "unit", required: false),
    ])
  static let units = SheetForm(
    file: "units.csv",
    columns: [
      Column("单位名称", "name"), Column("单位性质", "nature"), Column("单位规格", "rank"), Column("经费保障形式", "funding"),
      Column("单位编码", "code", required: false),
    ])
  static let glossary = SheetForm(
    file: "glossary.csv", columns: [Column("名词", "term"), Column("解释", "definition")])
  static let reasons = SheetForm(
    file: "reasons.csv",
    columns: [
      Column("数字", "figure"), Column("原因", "reason", or: "数字"), Column("上年原因", "last_reason", required: false),
      Column("预算单位", "unit", required: false),
    ])

  /// How a year ended, for a final account.
  static let balances = SheetForm(
    file: "balances.csv",
    columns: [
      Column("资金来源", "source"), Column("功能科目", "function"),
      Column("使用非财政拨款结余", "surplus_used", required: false), Column("结余分配", "distributed", required: false),
      Column("年末结转结余", "closing", required: false), Column("预算单位", "unit", required: false),
    ])
  static let counts = SheetForm(
    file: "counts.csv",
    columns: [
      Column("数量名称", "count"), Column("数量", "number"), Column("上年数量", "last_number", required: false),
      Column("预算单位", "unit", required: false),
    ])

  /// Every file of a ledger in the order in which it is filled in.
  static let all = [
    revenue, expenditure, balances, projects, indicators, procurement, assets, units, counts, glossary, reasons,
  ]
  /// Files that only some ledgers have; one without rows is not written.
  var isOptional: Bool { [SheetForm.balances.file, SheetForm.counts.file, SheetForm.reasons.file].contains(file) }
}

/// The rows of a CSV file under its form's headings.
struct Sheet {
  struct Row {
    var line: Int
    private let values: [String: String]

    init(line: Int, values: [String: String]) { (self.line, self.values) = (line, values) }

    /// The trimmed value under `heading`; empty when the cell or the column is not there.
    subscript(_ heading: String) -> String { values[heading] ?? "" }
  }

  let form: SheetForm
  private(set) var rows: [Row] = []
  private(set) var problems: [Problem] = []
  /// Whether every column that must be there is; without them no row is read.
  private(set) var hasItsHeadings = true

  struct Problem {
    var kind: LedgerError.Problem.Kind
    var line: Int?
    var heading: String?
    var wording: Wording
  }

  init(_ text: String, form: SheetForm) {
    let parsed = CSVRecords(text)
    self.init(parsed.records, form: form)
    if let line = parsed.unclosedQuote {
      report(.malformed, line, "引号没有结束。请补上后引号 \"。", "The quotation never ends. Add the closing quote.")
    }
  }

  init(_ records: [CSVRecords.Record], form: SheetForm) {
    self.form = form
    guard let head = records.first else {
      report(.emptyFile, nil, "文件是空的。至少应有一行表头。", "The file is empty. It needs at least its headings.")
      hasItsHeadings = false
      return
    }
    let places = places(of: head)
    guard hasItsHeadings else { return }
    for record in records.dropFirst() { take(record, places, width: head.fields.count) }
  }

  private mutating func report(
    _ kind: LedgerError.Problem.Kind, _ line: Int?, _ chinese: String, _ english: String, heading: String? = nil
  ) {
    problems.append(Problem(kind: kind, line: line, heading: heading, wording: Wording(chinese, english)))
  }

  /// In which field each heading stands.
  private mutating func places(of head: CSVRecords.Record) -> [String: Int] {
    var places: [String: Int] = [:]
    for (index, field) in head.fields.enumerated() {
      let printed = field.trimmingSpaces()
      guard !printed.isEmpty else { continue }
      guard let column = form.column(for: printed) else {
        let known = form.columns.map(\.heading).joined(separator: "、")
        report(
          .unknownColumn, head.line, "不认识的列“\(printed)”。可用的列：\(known)。",
          "Unknown column “\(printed)”. Columns are: \(known).")
        continue
      }
      if places[column.heading] != nil {
        report(
          .duplicateColumn, head.line, "列“\(column.heading)”出现了两次。请删去一列。",
          "The column “\(column.heading)” occurs twice. Remove one.")
      }
      places[column.heading] = index
    }
    for column in form.columns where column.isRequired && places[column.heading] == nil {
      hasItsHeadings = false
      report(
        .missingColumn, head.line, "缺少列“\(column.heading)”（或英文 \(column.english)）。请在表头补上。",
        "The column “\(column.heading)” (\(column.english)) is missing. Add it to the headings.")
    }
    return places
  }

  private mutating func take(_ record: CSVRecords.Record, _ places: [String: Int], width: Int) {
    let fields = record.fields
    if fields.count > width, fields[width...].contains(where: { !$0.isEmpty }) {
      return report(
        .malformed, record.line, "有 \(fields.count) 格，表头只有 \(width) 列。含逗号的文字请加引号。",
        "\(fields.count) cells under \(width) headings. Quote words that contain a comma.")
    }
    let row = Row(
      line: record.line, values: places.compactMapValues { $0 < fields.count ? fields[$0].trimmingSpaces() : nil })
    if isTotal(row) {
      return report(
        .malformed, record.line, "这是合计行。台账只记明细，合计由程序算。请删去这一行。",
        "This is a row of totals. A ledger holds lines only; totals are computed. Remove the row.")
    }
    for column in form.columns where column.isRequired && places[column.heading] != nil && row[column.heading].isEmpty {
      if column.alternatives.contains(where: { !row[$0].isEmpty }) { continue }
      report(
        .missingValue, record.line, "“\(column.heading)”没有填。请补上。", "“\(column.heading)” is empty. Fill it in.",
        heading: column.heading)
    }
    rows.append(row)
  }

  /// A row that calls itself a sum and is classified by nothing.
  private func isTotal(_ row: Row) -> Bool {
    let words = form.columns.filter { !$0.isAmount }
    guard form.columns.contains(where: \.isAmount), words.contains(where: { $0.isRequired && row[$0.heading].isEmpty })
    else { return false }
    return words.contains { ["合计", "总计", "小计"].contains(row[$0.heading].foldedForMatching) }
  }
}

extension SheetForm {
  func column(for printed: String) -> Column? {
    let folded = printed.foldedForMatching.lowercased()
    return columns.first { $0.heading == folded || $0.english == folded }
  }
}
