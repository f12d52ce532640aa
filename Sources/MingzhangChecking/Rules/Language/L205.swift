import MingzhangModel

extension Rule {
  /// A half-width comma or semicolon between Chinese words.
  static let halfWidthMark = Rule(
    "L205", Wording("汉字之间用了半角标点", "A half-width mark stands between Chinese words"), .warning,
    preparer: Wording("改为全角的“，”“；”。", "Write the full-width mark."),
    citizen: Wording("排版错误，不影响数字。", "A slip of typing; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }

    let find: (Scalars) -> [Slip] = { text in
      marks.flatMap { half, full in
        text.places(of: half).compactMap { at in
          guard Scalars.isHan(text[at - 1]), Scalars.isHan(text[at + 1]) else { return nil }
          let start = max(text.clauseStart(at), at - 6)
          let tail = min(text.count, at + 5)
          return Slip(text.text(start..<tail), right: text.text(start..<at) + full + text.text(at + 1..<tail))
        }
      }
    }
    let found = prose.slips(find) + prose.tableSlips(find)
    // in a list of counts a half-width comma reads as a separator; elsewhere it is how the author types
    return Prose.together(
      found, key: "comma", severity: found.count <= 3 && found.contains { $0.slip.words.isListOfCounts } ? nil : .notice
    ) { slip, count in
      Wording("“\(slip.words)”等 \(count) 处用了半角标点。", "\(count) half-width marks, such as in “\(slip.words)”.")
    }
  }
}

/// Half-width marks and what stands in Chinese.
private let marks = [(",", "，"), (";", "；")]

extension String {
  /// `333人,工勤人员`: a number and its measure word before the comma.
  fileprivate var isListOfCounts: Bool {
    guard let comma = firstIndex(of: ",") else { return false }
    let before = self[..<comma].suffix(2)
    return before.count == 2 && (before.first?.isNumber ?? false) && "人名辆台个家".contains(before.last ?? "年")
  }
}
