import MingzhangModel

/// A ledger as the files of its folder: what `LedgerFolder.load` reads back to the same ledger.
public struct LedgerFiles: Sendable {
  let ledger: Ledger
  /// Rows that stand instead of the ledger's own, by file: what is still to be filled in has no place in a `Ledger`.
  private let open: [String: [[String: String]]]

  public init(_ ledger: Ledger) { self.init(ledger, open: [:]) }
  init(_ ledger: Ledger, open: [String: [[String: String]]]) { (self.ledger, self.open) = (ledger, open) }

  /// Every file by its path in the folder. CSV files begin with a byte order mark, so that a spreadsheet opens them as UTF-8.
  public func files() -> [String: [UInt8]] {
    var files = ["book.yaml": Array(bookYAML().utf8)]
    for form in SheetForm.all {
      let rows = rows(of: form)
      let isAsked = ledger.book.kind == .final && form.file != SheetForm.reasons.file
      if form.isOptional, rows.isEmpty, !isAsked { continue }
      files[form.file] = Array(CSVText(form: form, rows: rows).text.utf8)
    }
    for source in ledger.narrative { files[source.file] = Array(source.markdown.utf8) }
    for own in ledger.unitNarrative { files[own.source.file] = Array(own.source.markdown.utf8) }
    return files
  }

  /// The rows of one file: the values by heading; a heading that a row leaves out is empty.
  func rows(of form: SheetForm) -> [[String: String]] {
    if let rows = open[form.file] { return rows }
    return switch form.file {
    case SheetForm.revenue.file: revenue()
    case SheetForm.expenditure.file: expenditure()
    case SheetForm.projects.file:
      ledger.projects.map {
        [
          "项目编号": $0.id, "项目名称": $0.name, "目标表名称": $0.goalTitle, "绩效目标": $0.objective,
          "项目类别": $0.category,
        ]
      }
    case SheetForm.indicators.file: ledger.projects.flatMap(indicators)
    case SheetForm.procurement.file: ledger.procurement.map(procurement)
    case SheetForm.assets.file:
      ledger.assets.map {
        [
          "资产名称": $0.name, "数量": $0.quantity.map { "\($0)" } ?? "", "价值": $0.value.plainYuan, "预算单位": $0.unit,
        ]
      }
    case SheetForm.units.file:
      ledger.units.map {
        [
          "单位名称": $0.name, "单位性质": $0.nature, "单位规格": $0.rank, "经费保障形式": $0.funding, "单位编码": $0.code ?? "",
        ]
      }
    case SheetForm.glossary.file: ledger.glossary.map { ["名词": $0.term, "解释": $0.definition] }
    case SheetForm.balances.file:
      ledger.balances.map {
        [
          "资金来源": $0.source.chinese, "功能科目": $0.item.digits, "使用非财政拨款结余": $0.surplusUsed.plainYuanOrEmpty,
          "结余分配": $0.distributed.plainYuanOrEmpty, "年末结转结余": $0.closing.plainYuanOrEmpty,
          "预算单位": $0.unit,
        ]
      }
    case SheetForm.counts.file:
      ledger.counts.map {
        [
          "数量名称": $0.name, "数量": "\($0.number)", "上年数量": $0.lastYear.map { "\($0)" } ?? "", "预算单位": $0.unit,
        ]
      }
    case SheetForm.reasons.file: ledger.reasons.map { ["数字": $0.figure, "原因": $0.answer, "预算单位": $0.unit] }
    default: []
    }
  }

  private func revenue() -> [[String: String]] {
    Self.beside([ledger.revenue, ledger.lastYear.revenue]) {
      [$0.source.chinese, $0.isCarryover ? "是" : "否", $0.item.digits, $0.unit, $0.counterpart]
    }.map { key, amounts in
      [
        "资金来源": key[0], "是否结转": key[1], "功能科目": key[2], "金额": amounts[0], "上年金额": amounts[1],
        "预算单位": key[3], "往来单位": key[4],
      ]
    }
  }

  private func expenditure() -> [[String: String]] {
    Self.beside([
      ledger.expenditure, ledger.lastYear.expenditure, ledger.initialBudget.expenditure,
      ledger.adjustedBudget.expenditure,
    ]) {
      [
        $0.unit, $0.item.digits, $0.section?.digits ?? "", $0.source.chinese, $0.nature.chinese,
        $0.nature.project ?? "",
        $0.threePublic?.chinese ?? "", $0.derivation, $0.counterpart, $0.withheld?.chinese ?? "",
        $0.governmentSection?.digits ?? "", $0.isFromCarryover ? "是" : "",
      ]
    }.map { key, amounts in
      [
        "预算单位": key[0], "功能科目": key[1], "经济科目": key[2], "资金来源": key[3], "支出性质": key[4], "项目编号": key[5],
        "三公": key[6], "金额": amounts[0], "上年金额": amounts[1], "年初预算": amounts[2], "全年预算": amounts[3],
        "推算依据": key[7], "往来单位": key[8], "涉密": key[9], "政府经济科目": key[10],
        "结转资金": key[11],
      ]
    }
  }

  private func indicators(_ project: Ledger.Project) -> [[String: String]] {
    project.indicators.map {
      [
        "项目编号": project.id, "一级指标": $0.level1, "二级指标": $0.level2, "三级指标": $0.name, "指标描述": $0.detail,
        "指标值": $0.printedTarget, "确定依据": $0.basis,
      ]
    }
  }

  private func procurement(_ entry: Ledger.ProcurementEntry) -> [String: String] {
    [
      "项目编号": entry.project, "物品名称": entry.item, "目录序号": entry.catalogCode, "计量单位": entry.measure,
      "数量": "\(entry.quantity)", "单价": entry.unitPrice.plainYuan, "资金来源": entry.source.chinese,
      "金额": entry.amount.plainYuan,
      "预留中小微企业份额": entry.smallBusinessShare == .zero ? "" : entry.smallBusinessShare.plainYuan,
      "预算单位": entry.unit,
    ]
  }

  /// Lines that are one line but for the amount, each with its amounts from every list, in the order in which they first occur.
  private static func beside<Entry: LedgerAmount>(_ lists: [[Entry]], key: (Entry) -> [String])
    -> [(key: [String], amounts: [String])]
  {
    var places: [[String]: Int] = [:]
    var rows: [(key: [String], amounts: [Money?])] = []
    for (list, entries) in lists.enumerated() {
      for entry in entries {
        let key = key(entry)
        let place = places[key] ?? rows.count
        if place == rows.count {
          places[key] = place
          rows.append((key, Array(repeating: nil, count: lists.count)))
        }
        rows[place].amounts[list] = (rows[place].amounts[list] ?? .zero) + entry.amount
      }
    }
    return rows.map { ($0.key, $0.amounts.map { $0?.plainYuan ?? "" }) }
  }

  /// The word of the key 级次.
  static func chineseLevel(_ level: String) -> String {
    let levels = ["central": "中央", "province": "省级", "prefecture": "市级", "county": "县级", "township": "乡级"]
    return levels[level] ?? level
  }

  private func bookYAML() -> String {
    let book = ledger.book
    var lines = [
      "# 这本公开书是谁的、哪一年的、按哪种表样印。金额一律以元为单位。",
      "单位: \(book.entity.yamlQuoted)", "部门: \(book.code.yamlQuoted)", "预算年度: \(book.fiscalYear)",
      "种类: \(book.kind.chinese)", "表样: \(book.profile)", "行政区划: \(book.region.yamlQuoted)",
      "级次: \(Self.chineseLevel(book.level).yamlQuoted)",
      "# 文件属性中的日期，写作 2023-02-15 的样子。", "日期: \(book.date.yamlQuoted)",
    ]
    if book.hasCharts { lines += ["# 书末附图：由表中的数字绘成。", "图示: 是"] }
    if let mark = book.mark { lines += ["# 印在封面和每页页脚的标记。", "标记: \(mark.yamlQuoted)"] }
    if !book.unitProfile.isEmpty { lines += ["# 各单位自己的公开书用的表样。", "单位表样: \(book.unitProfile)"] }
    if !book.previous.isEmpty {
      lines += ["# 上年数，供“比上年”使用；明细行写了“上年金额”的不必再写。", "上年:"]
      lines += book.previous.sorted { $0.key < $1.key }.map { "  \($0.key): \($0.value.plainYuan)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Ledger.Withholding {
  /// The word of the column 涉密.
  var chinese: String { self == .amount ? "金额" : "名称和金额" }
}

/// A ledger line that carries an amount.
protocol LedgerAmount { var amount: Money { get } }
extension Ledger.RevenueEntry: LedgerAmount {}
extension Ledger.ExpenditureEntry: LedgerAmount {}

extension Ledger.Nature {
  /// The word of the column 支出性质.
  var chinese: String {
    switch self {
    case .personnel: "人员经费"
    case .operating: "公用经费"
    case .project: "项目支出"
    case .businessOperating: "经营支出"
    case .paymentToHigherLevel: "上缴上级支出"
    case .subsidyToAffiliates: "对附属单位补助支出"
    }
  }
  var project: String? { if case .project(let id) = self { id } else { nil } }
  /// Every word of the column.
  static let words = ["人员经费", "公用经费", "项目支出", "经营支出", "上缴上级支出", "对附属单位补助支出"]
}

extension Money {
  /// Yuan with two decimals and no separators: `24660800.00`.
  var plainYuan: String { printed(in: .yuan, decimals: 2).replacing(",", with: "") }
  var plainYuanOrEmpty: String { self == .zero ? "" : plainYuan }
}

extension String {
  /// In double quotes, as YAML reads any text.
  var yamlQuoted: String {
    "\"" + replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

/// Rows as comma-separated text (RFC 4180) under the headings of a form.
struct CSVText {
  let text: String

  init(form: SheetForm, rows: [[String: String]]) {
    let headings = form.columns.map(\.heading)
    let lines = [headings] + rows.map { row in headings.map { row[$0] ?? "" } }
    text = "\u{FEFF}" + lines.map { $0.map(Self.quoted).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func quoted(_ field: String) -> String {
    guard field.unicodeScalars.contains(where: { ",\"\r\n".unicodeScalars.contains($0) }) else { return field }
    return "\"" + field.replacing("\"", with: "\"\"") + "\""
  }
}
