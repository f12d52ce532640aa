import MingzhangModel

extension Rule {
  /// A reason that only repeats the fact is none.
  static let reasonRepeatsFact = Rule(
    "N208", Wording("原因只是重复结果", "The reason only repeats the fact"), .warning,
    preparer: Wording("写出真正的原因：人员、政策、项目或价格的变化。", "Give the real reason: people, policy, projects or prices."),
    citizen: Wording("说减少的原因是减少了，等于没说。", "It says that it fell because it fell.")
  ) { subject throws(Unchecked) in
    // one section, one finding: the same habit of its author
    var found: [String: [(clause: String, evidence: Evidence)]] = [:]
    var decided = false
    let things = [
      "三公经费", "\"三公\"经费", "机关运行经费", "公务接待费", "公务用车购置及运行费", "公务用车运行维护费", "基本支出", "项目支出", "会议费", "培训费", "收入", "支出", "预算",
    ]
    for (sentence, text) in subject.sentences.flatMap({ sentence in
      sentence.folded.contains("原因") || sentence.folded.contains("主要是")
        ? sentence.folded.split(separator: ";").map { (sentence, String($0)) } : []
    }) {
      for mark in ["主要原因是", "主要原因:", "变动原因", "原因是", "主要是因为", "主要原因", "主要是由于", "主要是"] {
        guard let reason = text.after(mark) else { continue }
        decided = true
        let clause = String(reason.drop { ":是为".contains($0) }.prefix { !"。,;".contains($0) })
        guard clause.count <= 16, ["下降", "减少", "增加", "增长", "上升"].contains(where: clause.hasSuffix) else { break }
        var subjectWords = clause
        for word in ["有所下降", "有所减少", "有所增加", "下降", "减少", "增加", "增长", "上升", "支出", "有所"]
        where subjectWords.hasSuffix(word) {
          subjectWords = String(subjectWords.dropLast(word.count))
        }
        let before = text.before(mark)
        let isBare = clause.saysOnlyThatItChanged
        guard isBare || things.contains(where: { subjectWords == $0 || subjectWords == $0 + "总额" }),
          isBare || before.contains(subjectWords.replacing("三公经费", with: "三公"))
            || before.contains("三公") && subjectWords.contains("三公")
            || sentence.section.heading.foldedForMatching.contains(subjectWords)
        else { break }
        let evidence = Evidence(
          "说明文字 / \(sentence.section.heading)", text: mark + clause,
          span: sentence.claims.last?.span ?? sentence.paragraph.span)
        found[sentence.section.heading, default: []].append((clause, evidence))
        break
      }
    }
    guard decided else { throw Unchecked("文字没有写原因", "the words give no reason") }
    return found.sorted { $0.key < $1.key }.compactMap { heading, places in
      guard let first = places.first else { return nil }
      return Broken(
        Wording(
          "原因写“\(places.map(\.clause).joined(separator: "”“"))”，只是重复结果。",
          "The reason “\(first.clause)” only repeats the fact."),
        found: first.clause, evidence: places.map(\.evidence), key: heading)
    }
  }
}

extension String {
  /// `预算增加`, `支出有所下降`, `2026年预算安排减少`: nothing but words that every change has.
  fileprivate var saysOnlyThatItChanged: Bool {
    var rest = String(filter { !$0.isNumber })
    for word in Self.wordsOfEveryChange { rest = rest.replacing(word, with: "") }
    return rest.isEmpty
  }

  /// Longer words first.
  private static let wordsOfEveryChange = [
    "有所", "相应", "略有", "下降", "减少", "增加", "增长", "上升", "预算", "决算", "支出", "收入", "经费", "费用", "总额", "总体", "安排", "上年", "本年",
    "年度",
    "今年", "当年", "年初", "相比", "同比", "整体", "年", "数", "额", "较", "比", "与", "了", "的",
  ]
}
