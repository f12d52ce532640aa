import MingzhangModel

extension Rule {
  /// “2022年度财政拨款安排…” heads sentence after sentence, and “2021年度财政拨款安排…” one.
  static let yearOfOneSentence = Rule(
    "N355", Wording("并列的句子里有一句年份不同", "One of several like sentences names another year"), .notice,
    preparer: Wording("核对这一句的年份，是否沿用了上年的文字。", "Check the year of this sentence; it may be last year's."),
    citizen: Wording("几句开头一样的话，只有一句写的是别的年份。", "Of sentences that begin alike, one names another year.")
  ) { subject throws(Unchecked) in
    let year = try subject.year()
    var groups: [String: [(year: Int, sentence: Sentence)]] = [:]
    for sentence in subject.sentences where ![.glossary, .duties].contains(sentence.section.topic) {
      guard sentence.folded.hasPrefix("20"), let said = Int(sentence.folded.prefix(4)), abs(said - year) <= 1,
        let head = sentence.headAfterYear
      else { continue }
      groups[head, default: []].append((said, sentence))
    }
    let alike = groups.filter { $0.value.count >= 4 }
    guard !groups.isEmpty else { throw Unchecked("没有以年份开头的句子", "no sentence begins with a year") }
    return alike.sorted { $0.key < $1.key }.compactMap { head, sentences in
      let odd = sentences.filter { $0.year != year }
      guard odd.count == 1, let one = odd.first, !one.sentence.folded.contains("\(year)年") else { return nil }
      let words = String(one.sentence.folded.prefix(16))
      return Broken(
        Wording(
          "“\(words)”写的是 \(one.year) 年，开头相同的其他 \(sentences.count - 1) 句都是 \(year) 年。",
          "“\(words)” says \(one.year); the other \(sentences.count - 1) sentences that begin so say \(year)."),
        expected: "\(year)年", found: "\(one.year)年", evidence: [one.sentence.evidence()], key: "\(head)|\(one.year)")
    }
  }
}

extension Sentence {
  /// The six characters behind `2022年度`; nil when a comparison, a date or a figure stands there.
  fileprivate var headAfterYear: String? {
    var rest = folded.dropFirst(4)
    guard rest.first == "年" else { return nil }
    rest = rest.dropFirst()
    if rest.first == "度" { rest = rest.dropFirst() }
    if rest.first == "," { rest = rest.dropFirst() }
    let head = String(rest.prefix(6))
    guard head.count == 6, head.unicodeScalars.allSatisfy({ Scalars.isHan($0) }),
      !["末", "底", "初", "决算", "执行", "结转"].contains(where: head.contains)
    else { return nil }
    return head
  }
}
