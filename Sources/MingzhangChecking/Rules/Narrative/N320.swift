import MingzhangModel

extension Rule {
  /// Comparisons of this year's figures name the year before (a final account also its own year's budget).
  static let comparisonYearOff = Rule(
    "N320", Wording("与上年比较写成了别的年份", "A comparison names another year than the last"), .error,
    preparer: Wording("把对比年份改为上一年，检查这一段是否沿用了旧文。", "Compare with the year before; the passage may be an old one."),
    citizen: Wording("应与上一年比较，写的却是别的年份。", "The comparison should be with the year before.")
  ) { subject throws(Unchecked) in
    let year = try subject.year()
    let quiet: Set<Narrative.Topic?> = [nil, .duties, .organisation, .performance, .glossary, .otherMatters]
    var broken: [Broken] = []
    var decided = false
    for sentence in subject.sentences where !quiet.contains(sentence.section.topic) {
      let text = sentence.folded
      for mark in ["与", "比", "较", "同"] {
        for said in (year - 5)...(year + 2) where text.contains("\(mark)\(said)年") {
          for base in [
            "年度相比", "年相比", "年预算", "年度预算", "年年初预算", "年初预算", "年执行", "年预算执行", "年决算", "年度决算", "年度持平", "年度增", "年度减", "年增",
            "年减", "年持平",
          ] {
            guard let after = text.after("\(mark)\(said)\(base)") else { continue }
            decided = true
            // “2025年新增…较2024年增加” speaks of last year on purpose
            guard said != year - 1, !text.before("\(mark)\(said)").lastClause.contains("\(year - 1)年") else { continue }
            // in the year's own final account the budget compared with is the year's
            if said == year,
              subject.disclosure.kind == .final
                || !after.prefix(14).contains("持平") && !after.prefix(16).contains(where: \.isNumber)
            {
              continue
            }
            // said by the rules on changes and on years compared with themselves
            guard !Comparisons.isCovered(sentence, said, year) else { continue }
            let words = "\(mark)\(said)\(base)"
            broken.append(
              Broken(
                Wording(
                  "\(year) 年的公开书写“\(words)”，应与 \(year - 1) 年比较。", "The document of \(year) says “\(words)”."),
                expected: "\(year - 1)年", found: "\(said)年",
                evidence: [
                  Evidence(
                    "说明文字 / \(sentence.section.heading)", text: text.around(words, 24),
                    span: sentence.claims.first?.span ?? sentence.paragraph.span)
                ], key: sentence.section.heading + words))
          }
        }
      }
    }
    // 同比 is a comparison with last year
    for sentence in subject.sentences where sentence.section.topic != .glossary {
      for said in sentence.folded.yearsAfter("同比") where abs(said - year) <= 5 {
        decided = true
        let words = "同比\(said)年"
        guard said != year - 1, !sentence.folded.before(words).suffix(24).contains("\(year - 1)年"),
          !broken.contains(where: { $0.found == "\(said)年" })
        else { continue }
        broken.append(
          Broken(
            Wording("\(year) 年的公开书写“\(words)”，应与 \(year - 1) 年比较。", "The document of \(year) says “\(words)”."),
            expected: "\(year - 1)年", found: "\(said)年",
            evidence: [
              Evidence(
                "说明文字 / \(sentence.section.heading)", text: sentence.folded.around(words, 24),
                span: sentence.claims.first { $0.quote.contains("\(said)年") }?.span ?? sentence.paragraph.span)
            ], key: sentence.section.heading + words, severity: .warning))
      }
    }
    guard decided else { throw Unchecked("文字没有写对比的年份", "no year of comparison is named") }
    return broken
  }
}

private enum Comparisons {
  static func isCovered(_ sentence: Sentence, _ said: Int, _ year: Int) -> Bool {
    if said == year, sentence.text.contains("持平") { return true }
    return sentence.claims.contains { $0.comparedYear == said && $0.amount != nil }
  }
}

extension String {
  /// The years that are printed right behind a word.
  fileprivate func yearsAfter(_ word: String) -> [Int] {
    guard contains(word) else { return [] }
    var out: [Int] = []
    var rest = self[...]
    while let range = rest.firstRange(of: word) {
      rest = rest[range.upperBound...]
      if let year = Int(rest.prefix(4)), rest.dropFirst(4).hasPrefix("年") { out.append(year) }
    }
    return out
  }

  /// From the last semicolon or full stop.
  fileprivate var lastClause: String {
    String(split(omittingEmptySubsequences: false, whereSeparator: { "。;；".contains($0) }).last ?? "")
  }
}
