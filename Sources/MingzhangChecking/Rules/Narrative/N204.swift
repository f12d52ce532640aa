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
    let sentences = Sentence.all(subject.disclosure)
    guard !sentences.isEmpty else { throw Unchecked("没有说明文字", "there are no words") }
    var broken: [Broken] = []
    for sentence in sentences {
      for clause in sentence.text.split(whereSeparator: { "，；;,".contains($0) }).map({ String($0).foldedForMatching }) {
        guard clause.hasSuffix("持平") || clause.contains("持平。") else { continue }
        guard ["比\(year)年", "与\(year)年", "较\(year)年", "同\(year)年"].contains(where: clause.contains) else { continue }
        broken.append(
          Broken(
            Wording(
              "\(year) 年预算写“\(clause)”，应与 \(year - 1) 年比较。",
              "The budget of \(year) says “\(clause)”; compare with \(year - 1)."),
            expected: "\(year - 1)年", found: "\(year)年", evidence: [sentence.evidence()], key: clause))
      }
    }
    return broken
  }
}
