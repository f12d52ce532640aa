import MingzhangModel

extension Rule {
  /// The year of a document number stands in 〔〕, above all inside another pair of brackets.
  static let documentNumberBrackets = Rule(
    "L112", Wording("发文字号的年份没有用六角括号", "The year of a document number stands in round brackets"), .warning,
    preparer: Wording("改为〔年份〕，如“财预〔2016〕143号”。", "Write 〔2016〕."),
    citizen: Wording("排版不规范。", "A slip of form.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }
    let inTables = prose.tableHas("号") ? prose.tableSentences.filter { $0.text.contains("号") } : []
    return (Array(zip(prose.words, prose.folded)) + inTables.map { ($0, $0.text.foldedForMatching) }).compactMap {
      place, text in
      guard text.contains("("), text.contains("号") else { return nil }
      let scalars = Array(text.unicodeScalars)
      for index in scalars.indices where scalars[index] == "(" && index + 6 < scalars.count && scalars[index + 5] == ")"
      {
        let year = String(scalars: scalars[index + 1..<index + 5])
        guard let value = Int(year), (1990...2100).contains(value), (0x30...0x39).contains(scalars[index + 6].value),
          index > 1, scalars[index - 1].value > 0x4E00,
          scalars[(index + 6)...].prefix(6).contains("号")
        else { continue }
        let words = String(scalars: scalars[max(0, index - 8)..<min(scalars.count, index + 12)])
        var evidence = place
        evidence.text = words
        return Broken(
          Wording("“\(words)”的年份应写〔\(year)〕。", "“\(words)”: write 〔\(year)〕."), expected: "〔\(year)〕",
          found: "(\(year))", evidence: [evidence], key: words)
      }
      return nil
    }
  }
}
