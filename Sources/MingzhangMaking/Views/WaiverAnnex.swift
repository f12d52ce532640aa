import MingzhangModel

/// The record of errors that stand in a published book because somebody answers for them: what, why, who, until when.
struct WaiverAnnex {
  private let waived: [CheckReport.Waived]
  init(_ waived: [CheckReport.Waived]) { self.waived = waived }

  static let heading = "附：核对豁免记录"

  var blocks: [DocumentView.Block] {
    guard !waived.isEmpty else { return [] }
    let widths: [Double] = [7, 8, 37, 26, 11, 11]
    let headings = ["序号", "规则", "核对发现", "豁免理由", "负责人", "有效期至"]
    return [
      .heading(level: 1, Self.heading),
      .paragraph("本书公开前经核对，以下 \(waived.count) 处与核对规则不符，经负责人确认保留。"),
      .table(
        TableView(
          title: "核对豁免记录表", inContents: false,
          columns: zip(widths, headings).map { width, heading in
            TableView.Column(width: width, alignment: ["核对发现", "豁免理由"].contains(heading) ? .left : .center)
          },
          headRows: [headings.map { TableView.CellView($0) }],
          bodyRows: waived.enumerated().map { index, entry in
            [
              "\(index + 1)", entry.finding.rule, "\(entry.finding.title.chinese)：\(entry.finding.message.chinese)",
              entry.waiver.reason, entry.waiver.owner, "\(entry.waiver.until)",
            ].map { TableView.CellView($0) }
          }, kind: .other)),
    ]
  }
}
