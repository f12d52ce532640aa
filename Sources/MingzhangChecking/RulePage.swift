import MingzhangModel

/// A rule explained: for `mingzhang explain`, and as a page of the documentation.
public struct RulePage: Sendable {
  private let rule: Rule
  public init(_ rule: Rule) { self.rule = rule }

  public func text(_ language: Language) -> String {
    func say(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }
    var out = "\(rule.code) \(rule.title[language])  [\(say(rule.severity.chinese, rule.severity.english))]\n"
    out += "\n" + say("编制人：", "For the preparer: ") + rule.preparer[language]
    out += "\n" + say("读者：", "For the reader: ") + rule.citizen[language] + "\n"
    let law = rule.citations.map(\.chinese).joined(separator: "；")
    out +=
      say("依据：", "Law: ")
      + (law.isEmpty ? say("无直接条文；依公开表自身的勾稽关系。", "no article; rests on the tables themselves.") : law) + "\n"
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
