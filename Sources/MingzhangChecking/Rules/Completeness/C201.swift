import MingzhangModel

extension Rule {
  /// The form itself was given, or published, instead of a disclosure.
  static let blankForm = Rule(
    "C201", Wording("这是没有填写的空白表样", "This is an empty form"), .warning,
    preparer: Wording("公开填写后的文件；如果就是要看表样，不必核对。", "Publish the document that was filled in; a form needs no check."),
    citizen: Wording("这是空白的模板，不是部门公开的内容。", "This is an empty form, not what a department disclosed.")
  ) { subject throws(Unchecked) in
    let disclosure = subject.disclosure
    guard !Prose(subject).words.isEmpty else { throw Unchecked("没有文字", "no words") }
    guard disclosure.isBlankForm else { return [] }
    let places = BlankForm.blanks(disclosure)
    return [
      Broken(
        Wording(
          "这是一份没有填写的空白表样\(places.isEmpty ? "" : "，有 \(places.count) 段留着待填的空格")：其余规则都没有核对。",
          "This is an empty form\(places.isEmpty ? "" : ", with blanks in \(places.count) passages"); no other rule was checked."
        ),
        found: "\(places.count)",
        evidence: places.isEmpty
          ? [disclosure.statements.first?.titleEvidence ?? Evidence("标题", text: disclosure.title)]
          : places.prefix(6).map { place in
            var place = place
            place.text = String(place.text.prefix(60))
            return place
          }, key: "form")
    ]
  }
}
