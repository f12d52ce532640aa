import MingzhangModel

extension Rule {
  /// 比上年决算数相比: one of the two words is too many.
  static let comparedTwice = Rule(
    "L203", Wording("“比”和“相比”重复", "“Than” and “compared” stand together"), .warning,
    preparer: Wording("改为“比……”或“与……相比”。", "Write 比… or 与…相比."),
    citizen: Wording("排版错误，不影响数字。", "A slip of typing; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }

    return Prose.each(
      prose.slips { text in
        (text.places(of: "相比") + text.places(of: "对比")).compactMap { at in
          let start = text.clauseStart(at)
          let before = text.text(start..<at)
          guard let than = before.lastIndex(where: { $0 == "比" || $0 == "较" }), before[than...].count <= 16,
            before[than...].contains("年") || before[than...].contains("数")
          else { return nil }
          let lead = before[..<than]
          // 同比, 占比, 与…比较…相比: another word
          guard let previous = lead.last.map(String.init) ?? Optional(""),
            !"同环占对可类与和相".contains(previous) || previous.isEmpty,
            !lead.hasSuffix("与"), !before.contains("与"), !before.contains("和")
          else { return nil }
          return Slip(String(before[than...]) + text.text(at..<at + 2), right: "与" + before[than...].dropFirst() + "相比")
        }
      }
    ) { words, right in
      Wording("“\(words)”应为“\(right ?? "")”。", "“\(words)” should say “\(right ?? "")”.")
    }
  }
}
