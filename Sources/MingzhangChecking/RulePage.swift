import MingzhangModel

/// A rule explained: for `mingzhang explain`, and as a page of the documentation.
public struct RulePage: Sendable {
  private let rule: Rule
  /// What each article says, by its citation; for those who have no law book at hand.
  private let articles: [String: Wording]
  public init(_ rule: Rule, articles: [String: Wording] = [:]) { (self.rule, self.articles) = (rule, articles) }

  public func text(_ language: Language) -> String {
    func say(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }
    let family = rule.description.family.name[language]
    var out = "\(rule.code) \(rule.title[language])\n"
    out += say("级别：", "Severity: ") + say(rule.severity.chinese, rule.severity.english)
    out += say("　类别：", "   Family: ") + family + "\n\n"
    out += say("编制人怎么改\n  ", "What the preparer changes\n  ") + rule.preparer[language] + "\n"
    out += say("读者怎么看\n  ", "What it means to a reader\n  ") + rule.citizen[language] + "\n"
    out += say("依据\n", "Law\n")
    if rule.citations.isEmpty {
      out += "  " + say("无直接条文；依公开表自身的勾稽关系。", "No article; rests on the tables themselves.") + "\n"
    }
    for citation in rule.citations {
      let gist = articles[citation.chinese].map { say("：", ": ") + $0[language] } ?? ""
      out += "  \(citation.chinese)\(gist)\n"
    }
    return out
  }

  /// The page in the documentation, both languages.
  public func markdown() -> String {
    let law = rule.citations.map(\.chinese).joined(separator: "；")
    return """
      # \(rule.code) \(rule.title.chinese)

      \(rule.title.english) · \(rule.severity.chinese) \(rule.severity.english)

      **编制人** \(rule.preparer.chinese)
      *\(rule.preparer.english)*

      **读者** \(rule.citizen.chinese)
      *\(rule.citizen.english)*

      **依据** \(law.isEmpty ? "无直接条文；依公开表自身的勾稽关系。No article; rests on the tables themselves." : law)

      成立、违反、无法核对的例子：[`Cases/\(rule.code).md`](../../Tests/MingzhangCheckingTests/Cases/\(rule.code).md)

      """
  }
}
