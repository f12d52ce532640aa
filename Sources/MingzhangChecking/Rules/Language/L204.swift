import MingzhangModel

extension Rule {
  /// 主要原因是一是, 主要用于用于, 用于为……: one of the two is too many.
  static let connectiveDoubled = Rule(
    "L204", Wording("虚词重复", "Two connectives stand together"), .warning,
    preparer: Wording("删去多余的字。", "Delete the extra word."),
    citizen: Wording("排版错误，不影响数字。", "A slip of typing; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }

    let found = prose.slips { text in
      var found: [Slip] = []
      for (wrong, right) in [
        ("原因是一是", "原因：一是"), ("主要是一是", "主要是：一是"), ("原因为一是", "原因：一是"), ("原因是是", "原因是"), ("原因是因一是", "原因：一是"),
        ("用于用于", "用于"),
        ("原因是由于是", "原因是"), ("因为由于", "由于"), ("原因是因为由于", "原因是"),
      ] where !text.places(of: wrong).isEmpty {
        found.append(Slip(wrong, right: right))
      }
      for at in text.places(of: "用于为") {
        // 用于为……提供服务 is a sentence; 用于为行政单位……的支出 is none
        let rest = text.text(at + 3..<text.clauseEnd(at + 3))
        guard rest.hasSuffix("支出"), rest.count >= 8,
          !["提供", "缴", "发放", "购买", "保障", "服务", "开展", "办理", "解决", "支付", "建", "配"].contains(where: rest.contains)
        else { continue }
        found.append(Slip("用于为" + rest.prefix(8), right: "用于" + rest.prefix(8)))
      }
      return found
    }
    // the same slip throughout is one habit
    return Dictionary(grouping: found, by: \.slip.words).sorted { $0.key < $1.key }.flatMap { words, places in
      Prose.together(places, key: words) { slip, count in
        Wording(
          "“\(slip.words)”应为“\(slip.right ?? "")”\(count > 1 ? "（\(count) 处）" : "")。",
          "“\(slip.words)” should say “\(slip.right ?? "")”\(count > 1 ? " (\(count) places)" : "").")
      }
    }
  }
}
