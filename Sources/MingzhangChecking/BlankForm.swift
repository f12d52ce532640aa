import MingzhangModel

/// The places that an empty form leaves to be filled in.
enum BlankForm {
  /// Headings and paragraphs with blanks: `XXX万元`, `增加（减少）`, `x,xxx`.
  static func blanks(_ disclosure: Disclosure) -> [Evidence] {
    let words =
      disclosure.narrative.sections.flatMap { section in
        [Evidence("标题", text: section.heading, span: section.headingSpan)]
          + section.paragraphs.map { Evidence("说明文字", text: $0.text, span: $0.span) }
      } + disclosure.contents.map { Evidence("目录", text: $0.title, span: $0.span) }
    return words.filter { place in marks.contains(where: place.text.contains) }
  }

  private static let marks = ["XX", "ＸＸ", "xx", "××", "增加（减少）", "减少（增加）"]
}
