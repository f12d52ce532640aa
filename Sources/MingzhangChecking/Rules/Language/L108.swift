import MingzhangModel

extension Rule {
  /// A section has words, or says that there is nothing to say.
  static let emptySection = Rule(
    "L108", Wording("有标题没有内容", "A heading without words"), .notice,
    preparer: Wording("补上内容；没有的写明“无”。", "Add the words, or say that there is nothing."),
    citizen: Wording("有标题，下面什么也没写。", "Nothing stands below the heading.")
  ) { subject throws(Unchecked) in
    let sections = subject.disclosure.narrative.sections
    guard sections.count > 1 else { throw Unchecked("没有说明文字", "there are no words") }
    var broken: [Broken] = []
    for (index, section) in sections.enumerated()
    where section.level == 1 && section.paragraphs.isEmpty && !section.heading.isEmpty {
      let next = index + 1 < sections.count ? sections[index + 1] : nil
      // sub-headings, tables or targets may follow; only the very end is sure to be empty
      // (the section on operating costs has neither)
      guard next == nil || (section.topic == .agencyOperatingExpenses && next?.level == 1),
        ![Narrative.Topic.performance, .procurement, .assets, .organisation].contains(section.topic)
      else { continue }
      broken.append(
        Broken(
          Wording("“\(section.heading)”下没有内容。", "Nothing stands below “\(section.heading)”."),
          evidence: [Evidence("标题", text: section.heading, span: section.headingSpan)], key: section.heading))
    }
    return broken
  }
}
