import MingzhangMaking
import MingzhangModel

/// Documents for the writers' tests, made without a ledger.
enum SampleDocument {
  /// Words that break careless writers.
  static let hostile = "甲<b>&\"'|]]>乙\u{0}\u{1}\u{B}\u{1F}\u{85}\u{FFFE}\u{FFFF}=1+1"
  /// The same without what no page can show.
  static let hostileShown = "甲<b>&\"'|]]>乙=1+1"

  static func document(_ blocks: [DocumentView.Block], title: String = "2023年部门预算公开信息") -> DocumentView {
    DocumentView(
      organisation: "某市人民政府办公室", title: title, date: "2023-02-15", contentsTitle: "目录", blocks: blocks)
  }

  /// Merged heading over two rows, `rows` amounts and their sum.
  static func amounts(_ amounts: [Money?], title: String = "收入总表", landscape: Bool = false) -> TableView {
    let body = amounts.enumerated().map { index, money in
      [
        TableView.CellView("\(index + 1)"), TableView.CellView("第\(index + 1)项"),
        TableView.CellView(money?.description ?? "", money: money, origins: ["revenue.csv:\(index + 2)"]),
      ]
    }
    let total = amounts.compactMap { $0 }.sum()
    let sum = [TableView.CellView(""), TableView.CellView("合计"), TableView.CellView("\(total)", money: total)]
    return TableView(
      title: title, inContents: true, left: "104 政府部门", middle: "预算年度：2023", right: "单位：元",
      columns: [
        .init(width: 8, alignment: .center), .init(width: 40, alignment: .left), .init(width: 18, alignment: .right),
      ],
      headRows: [
        [TableView.CellView("序号", rowSpan: 2), TableView.CellView("收入", columnSpan: 2)],
        [TableView.CellView("项目"), TableView.CellView("预算数")],
      ], bodyRows: body + [sum], notes: ["注：合计为各项之和。"], landscape: landscape, startsPage: true, kind: .revenue,
      sums: [amounts.count: Array(amounts.indices)])
  }

  /// A performance table: a goal above the heading, merged first column.
  static func goal(indicators: Int) -> TableView {
    let rows = (0..<indicators).map { index -> [TableView.CellView] in
      let first = index == 0 ? [TableView.CellView("产出指标", rowSpan: indicators)] : []
      return first + [TableView.CellView("数量指标\(index + 1)"), TableView.CellView("≥\(index)%")]
    }
    return TableView(
      title: "1、电话费绩效目标表", inContents: false,
      columns: [
        .init(width: 12, alignment: .center), .init(width: 40, alignment: .left), .init(width: 12, alignment: .center),
      ],
      leadRows: [[TableView.CellView("绩效目标"), TableView.CellView("保障电话畅通", columnSpan: 2)]],
      headRows: [[TableView.CellView("一级指标"), TableView.CellView("二级指标"), TableView.CellView("指标值")]],
      bodyRows: rows, kind: .performance)
  }

  /// Hostile words everywhere, a very long cell, a long word, an empty table, spans that reach out of their table.
  static var spoiled: DocumentView {
    let word = String(repeating: "GB50225-2005/", count: 12)
    let long = TableView(
      title: hostile, inContents: true, left: hostile,
      columns: Array(repeating: .init(width: 10, alignment: .left), count: 3),
      headRows: [[TableView.CellView(hostile), TableView.CellView("乙"), TableView.CellView("丙")]],
      bodyRows: [
        [
          TableView.CellView(String(repeating: "很长的文字，", count: 600)), TableView.CellView(word),
          TableView.CellView(hostile),
        ],
        [TableView.CellView("越界", rowSpan: 9, columnSpan: 1), TableView.CellView("到头", columnSpan: 7)],
      ], notes: [hostile], kind: .other)
    var empty = amounts([])
    (empty.headRows, empty.bodyRows, empty.columns, empty.sums) = ([], [], [], [:])
    return document(
      [
        .heading(level: 1, hostile), .paragraph(hostile), .table(long), .table(empty), .table(amounts([nil, nil])),
        .heading(level: 4, "末节"),
      ], title: hostile)
  }
}
