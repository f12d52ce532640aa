import MingzhangModel

extension Rule {
  /// 更好的服务于患者: before a verb the particle is 地.
  static let adverbMarkedAsAdjective = Rule(
    "L225", Wording("动词前的“地”写成了“的”", "的 stands where 地 belongs"), .warning,
    preparer: Wording("改为“更好地”“更加有效地”。", "Write 地 before the verb."),
    citizen: Wording("用字错误，不影响数字。", "A slip of writing; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }
    let find: (Scalars) -> [Slip] = { text in
      text.places(of: "更").compactMap { at -> Slip? in
        let start = text[at + 1] == "加" ? at + 2 : at + 1
        guard
          let adverb = ["好", "清晰", "有效", "快", "全面", "准确", "深入", "高效"].first(where: { text.has($0 + "的", at: start) })
        else { return nil }
        let next = start + adverb.unicodeScalars.count + 1
        // 更好的服务 is a noun, 更好的服务于 is none
        let verbs = ["服务于", "履行", "了解", "满足", "提升", "辅助", "促进", "适应", "掌握"]
        guard let verb = verbs.first(where: { text.has($0, at: next) }) else { return nil }
        let end = next + verb.unicodeScalars.count
        // 更有效的提升措施, 更好的满足感
        guard let object = text[end], !"措方度感率办空手途效。，；、）".unicodeScalars.contains(object) else { return nil }
        let lead = text.text(at..<next - 1)
        return Slip(lead + "的" + verb, right: lead + "地" + verb)
      }
    }
    let found = prose.slips(find) + prose.tableSlips(find)
    return Prose.together(found, key: "adverb") { slip, count in
      Wording(
        "“\(slip.words)”应为“\(slip.right ?? "")”\(count > 1 ? "，这类共 \(count) 处" : "")。",
        "“\(slip.words)” should be “\(slip.right ?? "")”\(count > 1 ? ", \(count) places of the kind" : "").")
    }
  }
}
