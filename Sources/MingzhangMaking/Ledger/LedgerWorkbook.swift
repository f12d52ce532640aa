import CXLSXWriter
import Foundation
import MingzhangCatalog
import MingzhangFormats
import MingzhangModel

/// A ledger as one workbook: a sheet for every file of the folder, with lists to choose from, checks on entry and help.
///
/// What is written here and read again is the same ledger; so a ledger may go from folder to workbook and back without loss.
public struct LedgerWorkbook: Sendable {
  let files: LedgerFiles
  let catalog: Catalog

  public init(_ files: LedgerFiles, catalog: Catalog) { (self.files, self.catalog) = (files, catalog) }

  public func bytes() throws(MakingError) -> [UInt8] {
    let file = TemporaryPlace.new(".xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    guard let workbook = workbook_new(file.path) else { throw Self.failure("workbook_new") }
    // a fixed moment, so that equal ledgers give equal bytes
    var properties = lxw_doc_properties()
    properties.created = 1_672_531_200
    workbook_set_properties(workbook, &properties)
    let looks = LedgerLooks(workbook)
    guide(try Self.sheet(WorkbookSheets.guide, of: workbook), looks)
    book(try Self.sheet(WorkbookSheets.book, of: workbook), looks)
    for form in SheetForm.all {
      let sheet = try Self.sheet(WorkbookSheets.sheet(of: form.file), of: workbook)
      FormSheet(form: form, rows: files.rows(of: form), sheet: sheet, looks: looks).write()
    }
    narrative(try Self.sheet(WorkbookSheets.narrative, of: workbook), looks)
    balance(try Self.sheet(WorkbookSheets.balance, of: workbook), looks)
    let status = workbook_close(workbook)
    guard status == LXW_NO_ERROR, let bytes = FileManager.default.contents(atPath: file.path) else {
      throw Self.failure(String(cString: lxw_strerror(status)))
    }
    return Array(bytes)
  }

  private static func sheet(_ name: String, of workbook: UnsafeMutablePointer<lxw_workbook>) throws(MakingError)
    -> UnsafeMutablePointer<lxw_worksheet>
  {
    guard let sheet = workbook_add_worksheet(workbook, name) else { throw failure(name) }
    worksheet_set_paper(sheet, 9)
    worksheet_set_landscape(sheet)
    worksheet_fit_to_pages(sheet, 1, 0)
    return sheet
  }

  private static func failure(_ what: String) -> MakingError {
    MakingError("写不出台账工作簿：\(what)。请检查临时文件夹的空间。", "Cannot write the ledger workbook: \(what).")
  }

  // MARK: sheets

  private func guide(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ looks: LedgerLooks) {
    worksheet_set_column(sheet, 0, 0, 14, nil)
    worksheet_set_column(sheet, 1, 1, 24, nil)
    worksheet_set_column(sheet, 2, 2, 70, nil)
    worksheet_write_string(sheet, 0, 0, "部门预算公开台账", looks.title)
    let lines = [
      "金额一律以元为单位，最多两位小数；编码照《政府收支分类科目》填（功能科目 7 位、经济科目 5 位）。",
      "每个科目、每种资金来源的收入必须等于支出；“平衡检查”表随时算给您看。",
      "说明文字里的数字写成 {{支出.合计}} 这样的名称，由台账填；变动原因在“变动原因”表里答，变了没有答就编不成书。",
      "请不要改表名和表头；不要合并单元格；不用的表只留表头。",
    ]
    for (index, line) in lines.enumerated() {
      worksheet_write_string(sheet, lxw_row_t(index + 1), 0, line, looks.plain)
    }
    var row = lxw_row_t(lines.count + 2)
    for (column, heading) in ["表", "列", "怎么填"].enumerated() {
      worksheet_write_string(sheet, row, lxw_col_t(column), heading, looks.head)
    }
    for form in SheetForm.all {
      for column in form.columns {
        row += 1
        worksheet_write_string(sheet, row, 0, WorkbookSheets.sheet(of: form.file), looks.cell)
        worksheet_write_string(sheet, row, 1, column.heading, looks.cell)
        worksheet_write_string(sheet, row, 2, ColumnHelp.text(form, column), looks.wrapped)
      }
    }
  }

  private func book(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ looks: LedgerLooks) {
    let book = files.ledger.book
    worksheet_set_column(sheet, 0, 0, 22, nil)
    worksheet_set_column(sheet, 1, 1, 40, nil)
    worksheet_set_column(sheet, 2, 2, 60, nil)
    for (column, heading) in ["项目", "内容", "说明"].enumerated() {
      worksheet_write_string(sheet, 0, lxw_col_t(column), heading, looks.head)
    }
    let levels = ["", "中央", "省级", "市级", "县级", "乡级"]
    let entries: [(key: String, value: String, help: String, list: [String])] = [
      ("单位", book.entity, "公开书封面上的全称", []), ("部门", book.code, "印在每张表上方：预算代码和名称；可留空", []),
      ("预算年度", String(book.fiscalYear), "四位年份", []),
      ("种类", book.kind.chinese, "部门预算 或 部门决算", ["部门预算", "部门决算"]),
      ("表样", book.profile, "按哪个省、哪一年的表样印", catalog.profiles.map(\.id)),
      ("行政区划", book.region, "6 位行政区划代码", []), ("级次", LedgerFiles.chineseLevel(book.level), "", levels),
      ("日期", book.date, "文件属性中的日期，写作 2023-02-15 的样子", []),
      ("单位表样", book.unitProfile, "几个单位合编时，各单位自己的书用的表样；可留空", [""] + catalog.profiles.map(\.id)),
    ]
    for (index, entry) in entries.enumerated() {
      let row = lxw_row_t(index + 1)
      worksheet_write_string(sheet, row, 0, entry.key, looks.cell)
      worksheet_write_string(sheet, row, 1, entry.value, looks.text)
      worksheet_write_string(sheet, row, 2, entry.help, looks.cell)
      if !entry.list.isEmpty {
        Validation.list(entry.list.filter { !$0.isEmpty }).apply(sheet, rows: row...row, column: 1)
      }
    }
    for (index, entry) in book.previous.sorted(by: { $0.key < $1.key }).enumerated() {
      let row = lxw_row_t(entries.count + 1 + index)
      worksheet_write_string(sheet, row, 0, WorkbookSheets.lastYearPrefix + entry.key, looks.cell)
      worksheet_write_number(sheet, row, 1, Double(entry.value.plainYuan) ?? 0, looks.amount)
      worksheet_write_string(sheet, row, 2, "上年数（元），供“比上年”使用", looks.cell)
    }
    worksheet_freeze_panes(sheet, 1, 0)
  }

  private func narrative(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ looks: LedgerLooks) {
    worksheet_set_column(sheet, 0, 0, 26, nil)
    worksheet_set_column(sheet, 1, 1, 120, nil)
    worksheet_write_string(sheet, 0, 0, "文件", looks.head)
    worksheet_write_string(sheet, 0, 1, "文字（一行一段；# 开头是标题；空行分段）", looks.head)
    var row: lxw_row_t = 1
    for source in files.ledger.narrative + files.ledger.unitNarrative.map(\.source) {
      for line in source.markdown.split(separator: "\n", omittingEmptySubsequences: false) {
        worksheet_write_string(sheet, row, 0, source.file, looks.cell)
        if !line.isEmpty { worksheet_write_string(sheet, row, 1, String(line), looks.wrapped) }
        row += 1
      }
    }
    worksheet_freeze_panes(sheet, 1, 0)
  }

  /// Revenue against expenditure, in total and by source of funds, as live sums.
  private func balance(_ sheet: UnsafeMutablePointer<lxw_worksheet>, _ looks: LedgerLooks) {
    worksheet_set_column(sheet, 0, 0, 28, nil)
    worksheet_set_column(sheet, 1, 3, 20, nil)
    worksheet_set_column(sheet, 4, 4, 14, nil)
    // of a final account, what was left over stands beside what was spent
    let isFinal = files.ledger.book.kind == .final
    let spent = isFinal ? "支出加分配和年末结余（元）" : "支出（元）"
    for (column, heading) in ["资金来源", isFinal ? "收入加年初和使用的结余（元）" : "收入（元）", spent, "差额（元）", "结果"]
      .enumerated()
    {
      worksheet_write_string(sheet, 0, lxw_col_t(column), heading, looks.head)
    }
    let ledger = files.ledger
    for (index, source) in FundSource.allCases.enumerated() {
      let row = lxw_row_t(index + 1)
      let name = source.chinese
      let balances = ledger.balances.filter { $0.source == source }
      let revenue =
        ledger.revenue.filter { $0.source == source }.map(\.amount).sum() + balances.map(\.surplusUsed).sum()
      let expenditure =
        ledger.expenditure.filter { $0.source == source }.map(\.amount).sum()
        + balances.map { $0.distributed + $0.closing }.sum()
      func balance(_ column: String) -> String { "SUMIF(结转结余!$A:$A,$A\(row + 1),结转结余!$\(column):$\(column))" }
      worksheet_write_string(sheet, row, 0, name, looks.cell)
      sum(sheet, row, 1, "=SUMIF(收入!$A:$A,$A\(row + 1),收入!$D:$D)+\(balance("C"))", revenue, looks)
      sum(
        sheet, row, 2, "=SUMIF(支出!$D:$D,$A\(row + 1),支出!$H:$H)+\(balance("D"))+\(balance("E"))", expenditure, looks)
      difference(sheet, row, revenue - expenditure, looks)
    }
    let row = lxw_row_t(FundSource.allCases.count + 1)
    let revenue = (ledger.revenue.map(\.amount) + ledger.balances.map(\.surplusUsed)).sum()
    let expenditure =
      (ledger.expenditure.map(\.amount) + ledger.balances.map { $0.distributed + $0.closing }).sum()
    worksheet_write_string(sheet, row, 0, "合计", looks.cell)
    sum(sheet, row, 1, "=SUM(B2:B\(row))", revenue, looks)
    sum(sheet, row, 2, "=SUM(C2:C\(row))", expenditure, looks)
    difference(sheet, row, revenue - expenditure, looks)
    worksheet_freeze_panes(sheet, 1, 0)
  }

  private func sum(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t, _ column: lxw_col_t, _ formula: String,
    _ value: Money, _ looks: LedgerLooks
  ) {
    worksheet_write_formula_num(sheet, row, column, formula, looks.amount, Double(value.plainYuan) ?? 0)
  }

  private func difference(
    _ sheet: UnsafeMutablePointer<lxw_worksheet>, _ row: lxw_row_t, _ value: Money, _ looks: LedgerLooks
  ) {
    sum(sheet, row, 3, "=ROUND(B\(row + 1)-C\(row + 1),2)", value, looks)
    worksheet_write_formula_str(
      sheet, row, 4, "=IF(D\(row + 1)=0,\"平\",IF(D\(row + 1)>0,\"收入多\",\"支出多\"))", looks.cell,
      value == .zero ? "平" : value > .zero ? "收入多" : "支出多")
  }
}

/// The looks of cells in a ledger workbook.
struct LedgerLooks {
  typealias Format = UnsafeMutablePointer<lxw_format>
  let title, head, required, cell, text, wrapped, amount, plain: Format?

  init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
    func make(_ font: String, _ size: Double, border: Bool, _ change: (Format) -> Void = { _ in }) -> Format? {
      guard let format = workbook_add_format(workbook) else { return nil }
      format_set_font_name(format, font)
      format_set_font_size(format, size)
      format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
      if border { format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue)) }
      change(format)
      return format
    }
    title = make("黑体", 16, border: false)
    plain = make("宋体", 11, border: false)
    head = make("黑体", 11, border: true) { format_set_bg_color($0, 0xE8EEF4) }
    required = make("黑体", 11, border: true) { format_set_bg_color($0, 0xFCE8C8) }
    cell = make("宋体", 11, border: true)
    text = make("宋体", 11, border: true) { format_set_num_format($0, "@") }
    wrapped = make("宋体", 11, border: true) {
      format_set_text_wrap($0)
      format_set_num_format($0, "@")
    }
    amount = make("宋体", 11, border: true) { format_set_num_format($0, "#,##0.00") }
  }
}

/// One form as a sheet: headings with help, rows, and lists on the columns that have them.
struct FormSheet {
  let form: SheetForm
  let rows: [[String: String]]
  let sheet: UnsafeMutablePointer<lxw_worksheet>
  let looks: LedgerLooks

  /// How many rows carry lists and checks: enough for any department, and for what is still to be entered.
  private var lastRow: lxw_row_t { max(2000, lxw_row_t(rows.count) + 500) }

  func write() {
    for (index, column) in form.columns.enumerated() {
      let place = lxw_col_t(index)
      worksheet_set_column(sheet, place, place, width(column), column.isAmount ? looks.amount : looks.text)
      worksheet_write_string(sheet, 0, place, column.heading, column.isRequired ? looks.required : looks.head)
      worksheet_write_comment(sheet, 0, place, ColumnHelp.text(form, column))
      if let validation = Validation(form, column) { validation.apply(sheet, rows: 1...lastRow, column: place) }
    }
    for (offset, row) in rows.enumerated() {
      for (index, column) in form.columns.enumerated() {
        guard let value = row[column.heading], !value.isEmpty else { continue }
        let place = (lxw_row_t(offset + 1), lxw_col_t(index))
        if column.isAmount, let number = Double(value) {
          worksheet_write_number(sheet, place.0, place.1, number, looks.amount)
        } else {
          worksheet_write_string(sheet, place.0, place.1, value, width(column) >= 26 ? looks.wrapped : looks.text)
        }
      }
    }
    worksheet_freeze_panes(sheet, 1, 0)
    worksheet_repeat_rows(sheet, 0, 0)
    worksheet_autofilter(sheet, 0, 0, max(1, lxw_row_t(rows.count)), lxw_col_t(form.columns.count - 1))
  }

  private func width(_ column: SheetForm.Column) -> Double {
    if column.isAmount { return 18 }
    switch column.heading {
    case "绩效目标", "解释", "指标描述", "推算依据", "原因", "上年原因": return 50
    case "单位名称", "预算单位", "往来单位", "项目名称", "目标表名称", "三级指标", "资金来源", "三公": return 26
    default: return 14
    }
  }
}

/// What may be entered in a column, so that a slip is met while typing.
enum Validation {
  case list([String])
  /// A column of another sheet: `=机构!$A$2:$A$500`.
  case reference(String)
  case amount
  case code(digits: Int)

  init?(_ form: SheetForm, _ column: SheetForm.Column) {
    switch column.heading {
    case "资金来源": self = .list(FundSource.allCases.map(\.chinese))
    case "是否结转": self = .list(["是", "否"])
    case "支出性质": self = .list(Ledger.Nature.words)
    case "三公": self = .list(Ledger.ThreePublicMark.allCases.map(\.chinese))
    case "预算单位", "往来单位": self = .reference("=机构!$A$2:$A$500")
    case "涉密": self = .list(Ledger.Withholding.allCases.map(\.chinese))
    case "项目编号" where form.file != SheetForm.projects.file: self = .reference("=项目!$A$2:$A$500")
    case "功能科目": self = .code(digits: 7)
    case "经济科目", "政府经济科目": self = .code(digits: 5)
    case _ where column.isAmount: self = .amount
    default: return nil
    }
  }

  func apply(_ sheet: UnsafeMutablePointer<lxw_worksheet>, rows: ClosedRange<lxw_row_t>, column: lxw_col_t) {
    var rule = lxw_data_validation()
    rule.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
    var words: [UnsafeMutablePointer<CChar>?] = []
    func keep(_ text: String) -> UnsafeMutablePointer<CChar>? {
      let copy = strdup(text)
      words.append(copy)
      return copy
    }
    defer { words.forEach { free($0) } }
    rule.error_title = keep("请核对")
    switch self {
    case .list(let values):
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
      rule.error_message = keep("请从列表中选。")
      var list = values.map { keep($0) } + [nil]
      list.withUnsafeMutableBufferPointer { buffer in
        rule.value_list = buffer.baseAddress
        worksheet_data_validation_range(sheet, rows.lowerBound, column, rows.upperBound, column, &rule)
      }
      return
    case .reference(let formula):
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      rule.value_formula = keep(formula)
      // a line may be entered before its project or unit is
      rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
      rule.error_message = keep("还没有登记，请先在相应的表里登记。")
    case .amount:
      rule.validate = UInt8(LXW_VALIDATION_TYPE_DECIMAL.rawValue)
      rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
      (rule.minimum_number, rule.maximum_number) = (-1e13, 1e13)
      rule.error_message = keep("应为金额，单位是元。")
    case .code(let digits):
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LENGTH.rawValue)
      rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_EQUAL_TO.rawValue)
      rule.value_number = Double(digits)
      rule.error_message = keep("应为 \(digits) 位编码。")
    }
    worksheet_data_validation_range(sheet, rows.lowerBound, column, rows.upperBound, column, &rule)
  }
}

/// What a column is for, in one sentence.
enum ColumnHelp {
  static func text(_ form: SheetForm, _ column: SheetForm.Column) -> String {
    let must = column.isRequired ? "必填。" : "可留空。"
    switch (form.file, column.heading) {
    case (_, "资金来源"): return must + "从列表中选：" + FundSource.allCases.map(\.chinese).joined(separator: "、")
    case (_, "功能科目"): return must + "支出功能分类的项级编码，7 位，如 2010301"
    case (_, "经济科目"): return "基本支出必填：部门预算支出经济分类的款级编码，5 位，如 30101"
    case (_, "政府经济科目"): return "表样要印政府预算经济分类的才填：款级编码，5 位，如 50101"
    case (_, "是否结转"): return "上年结转的填“是”，当年收入填“否”或留空"
    case (_, "支出性质"): return must + "从列表中选：" + Ledger.Nature.words.joined(separator: "、")
    case (SheetForm.projects.file, "项目编号"): return must + "自定的简短名称，各表用它相互对应"
    case (_, "项目编号"): return "项目支出必填：“项目”表里登记的编号"
    case (_, "三公"): return "属于“三公”经费的选一种，不是的留空"
    case (_, "金额"): return "本年金额，元，最多两位小数；只有上年金额的行可留空"
    case (_, "上年金额"): return "上年数，元；填了它，“比上年”由程序算"
    case (_, "年初预算"): return "决算用：年初预算数，元；只有预算没有执行的行也填"
    case (_, "全年预算"): return "决算用：调整后的全年预算数，元"
    case (_, "使用非财政拨款结余"): return "决算用：本年使用的非财政拨款结余（含专用结余），元"
    case (_, "结余分配"): return "决算用：按规定分配的结余，元"
    case (_, "年末结转结余"): return "决算用：年末结转和结余，元。年初结转加收入加使用的结余，应等于支出加分配加年末结转"
    case (_, "数量名称"): return must + "如 因公出国（境）团组、公务用车保有量、国内公务接待批次"
    case (_, "上年数量"): return "上年数，可留空"
    case (SheetForm.revenue.file, "往来单位"): return "由本部门另一单位付来的，填付款单位；部门汇总时抵销。从外面来的留空"
    case (_, "往来单位"): return "付给本部门另一单位的，填收款单位；部门汇总时抵销。付给外面的留空"
    case (_, "涉密"): return "不得公开的支出填“金额”或“名称和金额”：并入“其他”列示，合计数仍包含它"
    case (SheetForm.reasons.file, "预算单位"): return "各单位自己的公开书里的原因，填单位；部门的留空"
    case (_, "预算单位"): return "几个单位合编一本台账时必填：“机构”表里登记的单位"
    case (_, "推算依据"): return "文件没有写明、由其他数字推得的，写明依据；不印"
    case (_, "数字"): return must + "数字的名称，如 三公.合计"
    case (_, "原因"): return "为什么增加或减少；持平的不用答"
    case (_, "指标值"): return must + "如 ≥98%、≤15.6万元，也可写 ≤{{项目.年鉴}}"
    default: return must
    }
  }
}
