import MingzhangModel

extension Rule {
  /// “与 2026 年预算持平” in the budget of 2026: compared with itself.
  static let comparedWithItself = Rule(
    "N204", Wording("与本年自己比较", "A year is compared with itself"), .error,
    preparer: Wording("把对比年份改为上一年。", "Compare with the year before."),
    citizen: Wording("说的是和上年比，写的却是本年。", "The year compared with is the year itself.")
  ) { subject throws(Unchecked) in
    let year = try subject.year()
    guard subject.disclosure.kind == .budget else {
      throw Unchecked("决算可以与本年预算比较", "final accounts are compared with the year's budget")
    }
    let sentences = subject.sentences
    guard !sentences.isEmpty else { throw Unchecked("没有说明文字", "there are no words") }
    var broken: [Broken] = []
    for sentence in sentences where sentence.folded.contains("\(year)年") {
      let text = sentence.folded
      guard ["比", "与", "较", "同"].contains(where: { text.contains("\($0)\(year)年") }) else { continue }
      for clause in sentence.text.split(whereSeparator: { "，；;,".contains($0) }).map({ String($0).foldedForMatching }) {
        guard clause.contains("\(year)年") else { continue }
        let isLevel = clause.hasSuffix("持平") || clause.contains("持平。")
        guard ["比\(year)年", "与\(year)年", "较\(year)年", "同\(year)年"].contains(where: clause.contains),
          isLevel || clause.changesFromItself(year)
        else { continue }
        broken.append(
          Broken(
            Wording(
              "\(year) 年预算写“\(clause)”，应与 \(year - 1) 年比较。",
              "The budget of \(year) says “\(clause)”; compare with \(year - 1)."),
            expected: "\(year - 1)年", found: "\(year)年", evidence: [sentence.evidence()], key: clause))
      }
    }
    return broken + sameYearTwice(subject)
  }

  /// “2025年预算数为 A，比2025年执行数增加 B” in the budget of 2026: the year before the amount is last year's.
  private static func sameYearTwice(_ subject: Subject) -> [Broken] {
    guard let year = subject.disclosure.fiscalYear else { return [] }
    return subject.sentences.compactMap { sentence in
      let text = sentence.folded
      guard let after = text.after("\(year - 1)年预算数"), !text.contains("\(year)年"),
        after.first.map({ $0 == "为" || $0.isNumber }) ?? false,
        let clause = after.split(separator: ",", maxSplits: 1).dropFirst().first,
        clause.hasPrefix("比\(year - 1)年") || clause.hasPrefix("较\(year - 1)年")
      else { return nil }
      let words = "\(year - 1)年预算数"
      return Broken(
        Wording(
          "“\(words)”与 \(year - 1) 年比较，应为 \(year) 年。", "“\(words)” is compared with \(year - 1): \(year) is meant."),
        expected: "\(year)年", found: "\(year - 1)年", evidence: [sentence.evidence()], key: String(text.prefix(60)))
    }
  }
}

extension String {
  /// `2026年人数较2026年增加`, but not 比2026年初.
  fileprivate func changesFromItself(_ year: Int) -> Bool {
    guard hasPrefix("\(year)年") || before("较").contains("\(year)年") && contains("较\(year)年") else { return false }
    guard ["增加", "减少", "增长", "下降"].contains(where: contains) else { return false }
    for mark in ["比\(year)年", "较\(year)年"] {
      guard let after = after(mark) else { continue }
      return !["初", "末", "底", "年初", "1", "上半", "第"].contains(where: after.hasPrefix)
    }
    return false
  }
}
