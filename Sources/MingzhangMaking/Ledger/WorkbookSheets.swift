import MingzhangModel

/// How a ledger's files are laid out as sheets of a workbook: which sheet holds which file, and how a book's own lines stand.
enum WorkbookSheets {
  /// 项目 | 内容 | 说明: one line of `book.yaml` a row, last year's figures as `上年.支出.合计`.
  static let book = "封面"
  /// 文件 | 文字: one line of Markdown a row.
  static let narrative = "说明文字"
  /// How to fill in; not read.
  static let guide = "填写说明"
  /// Live sums for the person who fills in; not read.
  static let balance = "平衡检查"

  static let names: [String: String] = [
    SheetForm.revenue.file: "收入", SheetForm.expenditure.file: "支出", SheetForm.projects.file: "项目",
    SheetForm.indicators.file: "绩效指标", SheetForm.procurement.file: "政府采购", SheetForm.assets.file: "资产",
    SheetForm.units.file: "机构", SheetForm.balances.file: "结转结余", SheetForm.counts.file: "数量",
    SheetForm.glossary.file: "名词解释", SheetForm.reasons.file: "变动原因",
  ]

  /// Every sheet that we write.
  static let all = [guide, book, narrative, balance] + names.values

  /// The sheet that holds `file` of a ledger folder.
  static func sheet(of file: String) -> String {
    if file == "book.yaml" { return book }
    if file.hasPrefix("narrative") { return narrative }
    return names[file] ?? file
  }

  static let lastYearPrefix = "上年."
}
