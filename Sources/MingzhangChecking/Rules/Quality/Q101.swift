import MingzhangModel

extension Rule {
  /// Characters that recognition confuses, in the text as read.
  static let recognitionSuspected = Rule(
    "Q101", Wording("疑似文字识别错误", "Recognition errors are suspected"), .notice,
    preparer: Wording("请提供原始电子文件，或对照原件。", "Provide the original file, or compare with the original."),
    citizen: Wording("文件像是扫描识别而来，个别字可能不准。", "The file seems to come from recognition; single characters may be wrong.")
  ) { subject throws(Unchecked) in
    guard !subject.disclosure.statements.isEmpty || !subject.disclosure.narrative.sections.isEmpty else {
      throw Unchecked("没有文字", "no words")
    }
    let kinds: Set<InputNotice.Kind> = [.lookAlikeCharacters, .foreignWords, .traditionalCharacters]
    let notices = subject.disclosure.inputNotices.filter { kinds.contains($0.kind) }
    guard !notices.isEmpty else { return [] }
    let count = notices.reduce(0) { $0 + $1.count }
    return [
      Broken(
        Wording(
          "\(count) 处像是识别错误：\(notices.map(\.message.chinese).joined())", "\(count) places look like recognition errors."
        ), found: "\(count)",
        evidence: notices.flatMap { notice in
          notice.samples.prefix(2).map { Evidence("输入", text: $0.text, span: $0.span) }
        }, key: "recognition")
    ]
  }
}
