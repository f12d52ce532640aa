import CXLSXWriter
import Foundation
import MingzhangFormats
import MingzhangModel

/// The work list as XLSX: findings with filters, what could not be checked, and the rules explained, with links between them.
public struct ExcelReport: Sendable {
  private let context: ReportContext
  public init(_ context: ReportContext) { self.context = context }

  public func bytes(for reports: [CheckReport]) throws(MakingError) -> [UInt8] {
    let file = TemporaryPlace.new(".xlsx")
    defer { try? FileManager.default.removeItem(at: file) }
    guard let workbook = workbook_new(file.path) else { throw Self.failure("workbook_new") }
    Self.describe(workbook, context)
    let looks = Looks(workbook)
    let rules = rulesNamed(by: reports)
    let rows = Dictionary(uniqueKeysWithValues: rules.enumerated().map { ($1.code, $0 + 2) })
    try add(context.say("问题清单", "Findings"), to: workbook) { sheet in
      findings(sheet, WorkList(reports, context), looks, ruleRows: rows)
    }
    try add(context.say("文件", "Files"), to: workbook) { sheet in files(sheet, reports, looks) }
    try add(context.say("未能核对", "Unchecked"), to: workbook) { sheet in unchecked(sheet, reports, looks) }
    try add(ruleSheet, to: workbook) { sheet in explain(sheet, rules, looks) }
    let status = workbook_close(workbook)
    guard status == LXW_NO_ERROR, let bytes = FileManager.default.contents(atPath: file.path) else {
      throw Self.failure(String(cString: lxw_strerror(status)))
    }
    return Array(bytes)
  }

  private typealias Sheet = UnsafeMutablePointer<lxw_worksheet>

  private var ruleSheet: String { context.say("规则", "Rules") }

  private func add(
    _ name: String, to workbook: UnsafeMutablePointer<lxw_workbook>, _ fill: (Sheet) -> Void
  ) throws(MakingError) {
    guard let sheet = workbook_add_worksheet(workbook, name) else { throw Self.failure(name) }
    fill(sheet)
    worksheet_set_paper(sheet, 9)
    worksheet_set_landscape(sheet)
    worksheet_fit_to_pages(sheet, 1, 0)
    worksheet_repeat_rows(sheet, 0, 0)
    worksheet_set_footer(sheet, "&C- &P -")
  }

  private func rulesNamed(by reports: [CheckReport]) -> [RuleDescription] {
    let codes = Set(reports.flatMap { $0.allFindings.map(\.finding.rule) })
    return context.rules.filter { codes.contains($0.code) }
  }

  // MARK: sheets

  private func findings(_ sheet: Sheet, _ list: WorkList, _ looks: Looks, ruleRows: [String: Int]) {
    let columns = WorkList.Column.allCases
    header(sheet, list.header, columns.map(\.width), looks)
    for (index, row) in list.rows.enumerated() {
      let number = lxw_row_t(index + 1)
      for (place, column) in columns.enumerated() {
        let (text, cell) = (Self.fitting(list.text(column, of: row)), lxw_col_t(place))
        switch column {
        case .rule:
          if let target = ruleRows[row.finding.rule] {
            worksheet_write_url(sheet, number, cell, "internal:'\(ruleSheet)'!A\(target)", looks.link)
            worksheet_write_string(sheet, number, cell, text, looks.link)
          } else {
            worksheet_write_string(sheet, number, cell, text, looks.words)
          }
        case .file:
          if let path = context.paths[text], let link = Self.link(path, row.finding.evidence.first?.span) {
            worksheet_write_url(sheet, number, cell, link, looks.link)
            worksheet_write_string(sheet, number, cell, text, looks.link)
          } else {
            worksheet_write_string(sheet, number, cell, text, looks.words)
          }
        case .year:
          if let year = row.report.fiscalYear {
            worksheet_write_number(sheet, number, cell, Double(year), looks.number)
          } else {
            worksheet_write_blank(sheet, number, cell, looks.words)
          }
        case .severity: worksheet_write_string(sheet, number, cell, text, looks.severity(row.finding.severity))
        case .expected, .found, .difference: worksheet_write_string(sheet, number, cell, text, looks.figure)
        case .decision where text.isEmpty: worksheet_write_blank(sheet, number, cell, looks.words)
        default: worksheet_write_string(sheet, number, cell, text, looks.words)
        }
      }
    }
    let last = lxw_row_t(max(1, list.rows.count))
    worksheet_autofilter(sheet, 0, 0, last, lxw_col_t(columns.count - 1))
    worksheet_freeze_panes(sheet, 1, 0)
    if let state = columns.firstIndex(of: .state), !list.rows.isEmpty {
      choices(sheet, column: lxw_col_t(state), last: last)
    }
  }

  /// The states to choose from, so that the list can be filtered while it is worked through.
  private func choices(_ sheet: Sheet, column: lxw_col_t, last: lxw_row_t) {
    let words =
      context.language == .chinese
      ? ["待处理", "新增", "已知", "已更正", "不需更正", "已豁免"] : ["open", "new", "known", "corrected", "no correction", "waived"]
    var pointers = words.map { strdup($0) } + [nil]
    defer { pointers.forEach { free($0) } }
    pointers.withUnsafeMutableBufferPointer { list in
      var rule = lxw_data_validation()
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
      rule.value_list = list.baseAddress
      rule.error_type = UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
      worksheet_data_validation_range(sheet, 1, column, last, column, &rule)
    }
  }

  private func files(_ sheet: Sheet, _ reports: [CheckReport], _ looks: Looks) {
    let names =
      context.language == .chinese
      ? ["文件", "单位", "年度", "类别", "错误", "警告", "提示", "已知", "已豁免", "规则通过", "有发现", "未能核对", "说明"]
      : [
        "file", "unit", "year", "kind", "errors", "warnings", "notices", "known", "waived", "rules hold", "broken",
        "unchecked", "remark",
      ]
    header(sheet, names, [40, 30, 7, 10, 7, 7, 7, 7, 8, 9, 8, 9, 50], looks)
    for (index, report) in reports.enumerated() {
      let row = lxw_row_t(index + 1)
      for (column, text) in [report.source?.name ?? "", report.entity].enumerated() {
        worksheet_write_string(sheet, row, lxw_col_t(column), Self.fitting(text), looks.words)
      }
      if let year = report.fiscalYear { worksheet_write_number(sheet, row, 2, Double(year), looks.number) }
      worksheet_write_string(sheet, row, 3, context.say(report.kind.chinese, report.kind.rawValue), looks.words)
      let counts = [
        report.count(.error), report.count(.warning), report.count(.notice), report.known.count, report.waived.count,
        report.count(.holds), report.count(.broken), report.count(.unchecked),
      ]
      for (column, count) in counts.enumerated() {
        worksheet_write_number(sheet, row, lxw_col_t(column + 4), Double(count), looks.number)
      }
      let remark = report.inputNotices.map { $0.message[context.language] }.joined(separator: "\n")
      worksheet_write_string(sheet, row, 12, Self.fitting(remark), looks.words)
    }
    for (index, failure) in context.failures.enumerated() {
      let row = lxw_row_t(reports.count + index + 1)
      worksheet_write_string(sheet, row, 0, Self.fitting(failure.file), looks.words)
      worksheet_write_string(
        sheet, row, 12, Self.fitting(context.say("未读：", "Not read: ") + failure.reason[context.language]), looks.words)
    }
    worksheet_autofilter(sheet, 0, 0, lxw_row_t(max(1, reports.count + context.failures.count)), 12)
    worksheet_freeze_panes(sheet, 1, 0)
  }

  private func unchecked(_ sheet: Sheet, _ reports: [CheckReport], _ looks: Looks) {
    header(
      sheet,
      context.language == .chinese
        ? ["文件", "规则", "名称", "原因（不等于通过）"] : ["file", "rule", "title", "reason (not passed)"],
      [40, 7, 40, 70], looks)
    var row: lxw_row_t = 1
    for report in reports {
      for outcome in report.outcomes where outcome.status == .unchecked {
        let texts = [
          report.source?.name ?? "", outcome.rule, outcome.title[context.language],
          outcome.reason?[context.language] ?? "",
        ]
        for (column, text) in texts.enumerated() {
          worksheet_write_string(sheet, row, lxw_col_t(column), Self.fitting(text), looks.words)
        }
        row += 1
      }
    }
    worksheet_autofilter(sheet, 0, 0, max(1, row - 1), 3)
    worksheet_freeze_panes(sheet, 1, 0)
  }

  private func explain(_ sheet: Sheet, _ rules: [RuleDescription], _ looks: Looks) {
    header(
      sheet,
      context.language == .chinese
        ? ["规则", "类别", "级别", "名称", "编制人：怎么改", "读者：什么意思", "依据"]
        : ["rule", "family", "severity", "title", "for the preparer", "for the reader", "law"],
      [7, 14, 7, 40, 50, 50, 30], looks)
    for (index, rule) in rules.enumerated() {
      let severity = context.say(rule.severity.chinese, rule.severity.english)
      let texts = [
        rule.code, rule.family.name[context.language], severity, rule.title[context.language],
        rule.preparer[context.language], rule.citizen[context.language],
        rule.citations.map(\.chinese).joined(separator: "；"),
      ]
      for (column, text) in texts.enumerated() {
        worksheet_write_string(sheet, lxw_row_t(index + 1), lxw_col_t(column), Self.fitting(text), looks.words)
      }
    }
    worksheet_freeze_panes(sheet, 1, 0)
  }

  private func header(_ sheet: Sheet, _ names: [String], _ widths: [Double], _ looks: Looks) {
    for (column, name) in names.enumerated() {
      worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), widths[column], nil)
      worksheet_write_string(sheet, 0, lxw_col_t(column), name, looks.head)
    }
    worksheet_set_row(sheet, 0, 24, nil)
  }

  // MARK: small things

  /// A cell holds 32,767 UTF-16 units; a longer text is cut and ends with an ellipsis.
  private static func fitting(_ text: String) -> String {
    text.utf16.count <= 32_000 ? text : String(text.prefix(15_000)) + "……"
  }

  /// A link to the file, at the page of a PDF. Spreadsheet programs allow about 2,000 characters.
  private static func link(_ path: String, _ span: SourceSpan?) -> String? {
    let isPDF = path.lowercased().hasSuffix(".pdf")
    let link = "external:" + path + (isPDF ? "#page=\(span?.page ?? 1)" : "")
    return link.utf8.count < 2000 ? link : nil
  }

  private static func failure(_ what: String) -> MakingError {
    MakingError("写不出 XLSX：\(what)。请检查临时文件夹的空间。", "Cannot write the XLSX: \(what).")
  }

  private static func describe(_ workbook: UnsafeMutablePointer<lxw_workbook>, _ context: ReportContext) {
    var properties = lxw_doc_properties()
    let title = strdup(context.say("核对问题清单", "Findings"))
    let author = strdup("明账 Mingzhang")
    defer {
      free(title)
      free(author)
    }
    (properties.title, properties.author) = (title, author)
    var day = tm()
    day.tm_year = Int32(context.day.year - 1900)
    (day.tm_mon, day.tm_mday) = (Int32(context.day.month - 1), Int32(context.day.day))
    properties.created = timegm(&day)
    workbook_set_properties(workbook, &properties)
  }

  private struct Looks {
    typealias Format = UnsafeMutablePointer<lxw_format>
    let head, words, figure, number, link, error, warning, notice: Format?

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
      func make(_ align: lxw_format_alignments = LXW_ALIGN_LEFT, color: lxw_color_t? = nil, bold: Bool = false)
        -> Format?
      {
        guard let format = workbook_add_format(workbook) else { return nil }
        format_set_font_name(format, "宋体")
        format_set_font_size(format, 10)
        format_set_align(format, UInt8(align.rawValue))
        format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
        format_set_border_color(format, 0xBFBFBF)
        format_set_text_wrap(format)
        if let color { format_set_font_color(format, color) }
        if bold { format_set_bold(format) }
        return format
      }
      head = make(LXW_ALIGN_CENTER, bold: true)
      if let head {
        format_set_bg_color(head, 0xE8EDF3)
        format_set_align(head, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
      }
      words = make()
      figure = make(LXW_ALIGN_RIGHT)
      number = make(LXW_ALIGN_RIGHT)
      link = make(color: 0x0B4F9E)
      if let link { format_set_underline(link, UInt8(LXW_UNDERLINE_SINGLE.rawValue)) }
      error = make(LXW_ALIGN_CENTER, color: 0xA30D0D, bold: true)
      warning = make(LXW_ALIGN_CENTER, color: 0x7A4A00, bold: true)
      notice = make(LXW_ALIGN_CENTER, color: 0x1C4F8A)
    }

    func severity(_ severity: Severity) -> Format? {
      severity == .error ? error : severity == .warning ? warning : notice
    }
  }
}
