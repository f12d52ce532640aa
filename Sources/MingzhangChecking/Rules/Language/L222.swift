import MingzhangModel

extension Rule {
  /// 维护受害人的权益. : a sentence in Chinese that ends with the half-width stop.
  static let halfWidthStop = Rule(
    "L222", Wording("句末用了半角句点", "A sentence ends with a half-width stop"), .warning,
    preparer: Wording("改为“。”。", "Write 。."),
    citizen: Wording("排版错误，不影响数字。", "A slip of typing; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }
    // where it is the habit of the whole file, it is a font's or a typewriter's
    let stops = prose.scalars.reduce(0) { $0 + $1.places(of: "。").count }
    let find: (Scalars) -> [Slip] = { text in
      text.places(of: ".").compactMap { at in
        guard Scalars.isHan(text[at - 1]), at + 1 == text.count || Scalars.isHan(text[at + 1]) && text.count >= 20,
          at >= 8
        else { return nil }
        let words = text.text(max(0, at - 8)..<at)
        return Slip(words + ".", right: words + "。")
      }
    }
    // a target such as ≤16万/年. is no sentence
    let found =
      prose.slips(find) + prose.tableSlips { text in text.all.count(where: Scalars.isHan) >= 12 ? find(text) : [] }
    guard found.count * 4 <= stops else { return [] }
    return Prose.together(found, key: "stop") { slip, count in
      Wording(
        "“\(slip.words)”\(count > 1 ? "等 \(count) 处" : "")句末应用“。”。",
        "“\(slip.words)”\(count > 1 ? " and \(count - 1) more" : "") should end with 。.")
    }
  }
}
