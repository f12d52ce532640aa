import MingzhangModel

extension DocumentView {
  /// The document as it may leave the house after `report` was made of it: as it is when no error stands, with the record of every
  /// error that is waived; else a marked draft that begins with what is wrong.
  public func released(after report: CheckReport) -> DocumentView {
    let errors = report.findings.filter { $0.severity == .error }
    guard !errors.isEmpty else {
      var book = self
      book.blocks += WaiverAnnex(report.waivedErrors).blocks
      return book
    }
    var draft = self
    draft.watermark = "草稿"
    draft.title += "（草稿）"
    draft.blocks =
      [
        .heading(level: 1, "草稿：不得公开"),
        .paragraph("核对发现 \(errors.count) 处错误。改正后重新编制；确须保留的，须有记录在案的豁免。"),
      ]
      + errors.enumerated().map { index, finding in
        .paragraph("\(index + 1)、\(finding.rule) \(finding.title.chinese)：\(finding.message.chinese)")
      } + blocks
    return draft
  }

  /// Whether this is a draft that must not be published.
  public var isDraft: Bool { watermark == "草稿" }
}
