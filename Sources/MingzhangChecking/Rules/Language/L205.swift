import MingzhangModel

extension Rule {
  /// A half-width comma between Chinese words.
  static let halfWidthMark = Rule(
    "L205", Wording("汉字之间用了半角逗号", "A half-width comma stands between Chinese words"), .warning,
    preparer: Wording("改为全角“，”。", "Write the full-width comma."),
    citizen: Wording("排版错误，不影响数字。", "A slip of typing; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }

    let found = prose.slips { text in
      text.places(of: ",").compactMap { at in
        guard Scalars.isHan(text[at - 1]), Scalars.isHan(text[at + 1]) else { return nil }
        return Slip(
          text.text(max(text.clauseStart(at), at - 6)..<min(text.count, at + 5)),
          right: text.text(max(text.clauseStart(at), at - 6)..<at) + "，" + text.text(at + 1..<min(text.count, at + 5)))
      }
    }
    // in a list of counts a half-width comma reads as a separator; elsewhere it is how the author types
    return Prose.together(
      found, key: "comma", severity: found.count <= 3 && found.contains { $0.slip.words.isListOfCounts } ? nil : .notice
    ) { slip, count in
      Wording("“\(slip.words)”等 \(count) 处用了半角逗号。", "\(count) half-width commas, such as in “\(slip.words)”.")
    }
  }
}

extension String {
  /// `333人,工勤人员`: a number and its measure word before the comma.
  fileprivate var isListOfCounts: Bool {
    guard let comma = firstIndex(of: ",") else { return false }
    let before = self[..<comma].suffix(2)
    return before.count == 2 && (before.first?.isNumber ?? false) && "人名辆台个家".contains(before.last ?? "年")
  }
}
