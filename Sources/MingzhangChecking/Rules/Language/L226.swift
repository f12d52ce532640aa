import MingzhangModel

extension Rule {
  /// 本部门 in a unit's own budget that says 本单位 of itself everywhere else, in the same words.
  static let departmentForUnit = Rule(
    "L226", Wording("单位预算里写了“本部门”", "A unit's budget says “this department”"), .warning,
    preparer: Wording("改为“本单位”。", "Write “this unit”."),
    citizen: Wording("自称前后不一，可能照抄了部门的文字。", "The unit calls itself a department: words copied from there.")
  ) { subject throws(Unchecked) in
    guard !Prose(subject).words.isEmpty else { throw Unchecked("没有文字", "no words") }
    let sections = subject.disclosure.narrative.sections.filter { $0.topic != .glossary && $0.topic != .duties }
    let paragraphs = sections.flatMap { section in section.paragraphs.map { (section, $0) } }
    let texts = paragraphs.map { Scalars($0.1.text) }
    let (own, other) = (texts.map { $0.places(of: "本单位") }, texts.map { $0.places(of: "本部门") })
    guard subject.disclosure.title.foldedForMatching.contains("单位预算") else { return [] }
    guard own.joined().count >= 5, other.joined().count == 1, let number = other.firstIndex(where: { !$0.isEmpty }),
      let at = other[number].first
    else { return [] }
    // the very words that follow stand behind 本单位 elsewhere
    let words = texts[number].text(at + 3..<at + 11)
    guard words.count == 8, texts.contains(where: { $0.joined.contains("本单位" + words) }) else { return [] }
    let (section, paragraph) = paragraphs[number]
    return [
      Broken(
        Wording("“本部门\(words)”应为“本单位\(words)”。", "“本部门\(words)” should say 本单位."), expected: "本单位",
        found: "本部门",
        evidence: [
          Evidence("说明文字 / \(section.heading)", text: paragraph.text.around("本部门", 12), span: paragraph.span)
        ], key: words)
    ]
  }
}
