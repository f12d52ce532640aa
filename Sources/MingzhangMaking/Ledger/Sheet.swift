import MingzhangModel

/// One CSV file of a ledger: which columns it has, under which headings they may stand.
struct SheetForm {
  struct Column {
    /// The heading that we write, and by which the code asks for the value.
    var heading: String
    var english: String
    /// Whether the column must be there, and whether its cells must be filled.
    var isRequired: Bool
    init(_ heading: String, _ english: String, required: Bool = true) {
      (self.heading, self.english, isRequired) = (heading, english, required)
    }
  }

  var file: String
  var columns: [Column]

  static let revenue = SheetForm(
    file: "revenue.csv",
    columns: [
      Column("资金来源", "source"), Column("功能科目", "function"), Column("是否结转", "carryover", required: false),
      Column("金额", "amount"),
    ])
  static let expenditure = SheetForm(
    file: "expenditure.csv",
    columns: [
      Column("预算单位", "unit"), Column("功能科目", "function"), Column("经济科目", "economic", required: false),
      Column("资金来源", "source"), Column("支出性质", "nature"), Column("项目编号", "project", required: false),
      Column("三公", "three_public", required: false), Column("金额", "amount"),
      Column("推算依据", "derivation", required: false),
    ])
  static let projects = SheetForm(
    file: "projects.csv",
    columns: [
      Column("项目编号", "id"), Column("项目名称", "name"), Column("目标表名称", "goal_title"), Column("绩效目标", "objective"),
    ])
  static let indicators = SheetForm(
    file: "indicators.csv",
    columns: [
      Column("项目编号", "project"), Column("一级指标", "level1"), Column("二级指标", "level2"), Column("三级指标", "name"),
      Column("指标描述", "detail"), Column("指标值", "target"), Column("确定依据", "basis"),
    ])
  static let procurement = SheetForm(
    file: "procurement.csv",
    columns: [
      Column("项目编号", "project"), Column("物品名称", "item"), Column("目录序号", "catalog_code"), Column("计量单位", "measure"),
      Column("数量", "quantity"), Column("单价", "unit_price"), Column("资金来源", "source"), Column("金额", "amount"),
      Column("预留中小微企业份额", "small_business_share", required: false),
    ])
  static let assets = SheetForm(
    file: "assets.csv",
    columns: [Column("资产名称", "name"), Column("数量", "quantity", required: false), Column("价值", "value")])
  static let units = SheetForm(
    file: "units.csv",
    columns: [
      Column("单位名称", "name"), Column("单位性质", "nature"), Column("单位规格", "rank"), Column("经费保障形式", "funding"),
    ])
  static let glossary = SheetForm(
    file: "glossary.csv", columns: [Column("名词", "term"), Column("解释", "definition")])
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
  let rows: [Row]
  let problems: [LedgerError.Problem]

  init(_ text: String, form: SheetForm) {
    self.form = form
    var problems: [LedgerError.Problem] = []
    let file = form.file
    let parsed = CSVRecords(text)
    if let line = parsed.unclosedQuote {
      problems.append(
        .init(.malformed, file: file, line: line, "引号没有结束。请补上后引号 \"。", "The quotation never ends. Add the closing quote."))
    }
    guard let head = parsed.records.first else {
      problems.append(.init(.emptyFile, file: file, "文件是空的。至少应有一行表头。", "The file is empty. It needs at least its headings."))
      (rows, self.problems) = ([], problems)
      return
    }
    var places: [String: Int] = [:]
    for (index, printed) in head.fields.enumerated() where !printed.trimmingSpaces().isEmpty {
      guard let column = form.column(for: printed) else {
        let known = form.columns.map(\.heading).joined(separator: "、")
        problems.append(
          .init(
            .unknownColumn, file: file, line: head.line, "不认识的列“\(printed.trimmingSpaces())”。可用的列：\(known)。",
            "Unknown column “\(printed.trimmingSpaces())”. Columns are: \(known)."))
        continue
      }
      if places[column.heading] != nil {
        problems.append(
          .init(
            .duplicateColumn, file: file, line: head.line, "列“\(column.heading)”出现了两次。请删去一列。",
            "The column “\(column.heading)” occurs twice. Remove one."))
      }
      places[column.heading] = index
    }
    for column in form.columns where column.isRequired && places[column.heading] == nil {
      problems.append(
        .init(
          .missingColumn, file: file, line: head.line, "缺少列“\(column.heading)”（或英文 \(column.english)）。请在表头补上。",
          "The column “\(column.heading)” (\(column.english)) is missing. Add it to the headings."))
    }
    var rows: [Row] = []
    for record in parsed.records.dropFirst() {
      if record.fields.count > head.fields.count, record.fields[head.fields.count...].contains(where: { !$0.isEmpty }) {
        problems.append(
          .init(
            .malformed, file: file, line: record.line,
            "有 \(record.fields.count) 格，表头只有 \(head.fields.count) 列。含逗号的文字请加引号。",
            "\(record.fields.count) cells under \(head.fields.count) headings. Quote words that contain a comma."))
        continue
      }
      let values = places.compactMapValues { $0 < record.fields.count ? record.fields[$0].trimmingSpaces() : nil }
      let row = Row(line: record.line, values: values)
      for column in form.columns where column.isRequired && places[column.heading] != nil && row[column.heading].isEmpty {
        problems.append(
          .init(
            .missingValue, file: file, line: record.line, "“\(column.heading)”没有填。请补上。",
            "“\(column.heading)” is empty. Fill it in."))
      }
      rows.append(row)
    }
    (self.rows, self.problems) = (rows, problems)
  }
}

extension SheetForm {
  fileprivate func column(for printed: String) -> Column? {
    let folded = printed.foldedForMatching.lowercased()
    return columns.first { $0.heading == folded || $0.english == folded }
  }
}
