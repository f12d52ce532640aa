import MingzhangModel

extension Rule {
  /// Doubled punctuation.
  static let doubledPunctuation = Rule(
    "L105", Wording("标点重复", "Doubled punctuation"), .warning,
    preparer: Wording("删去多余的标点。", "Delete the extra mark."),
    citizen: Wording("排版错误。", "A slip of typing.")
  ) { subject throws(Unchecked) in
    let places = Prose(subject).words
    guard !places.isEmpty else { throw Unchecked("没有文字", "no words") }
    let marks = [
      "。。", "，，", "、、", "；；", "：：", "，。", "。，", "；。", "、。", "，；", "。；", "、，", "：。", "：，", "，：",
      "；：", "：；", "、；", "；、",
    ]
    return places.flatMap { place in
      marks.filter { mark in place.text.contains(mark) && !place.text.contains("。。。") }.map { mark in
        var evidence = place
        evidence.text = place.text.around(mark, 14)
        return Broken(
          Wording("“\(evidence.text)”里标点“\(mark)”重复。", "“\(mark)” in “\(evidence.text)”."), found: mark,
          evidence: [evidence], key: evidence.text)
      }
    }
  }
}
