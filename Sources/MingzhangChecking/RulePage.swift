import MingzhangModel

/// A rule explained: for `mingzhang explain`, and as a page of the documentation.
public struct RulePage: Sendable {
  private let rule: Rule
  /// What each article says, by its citation; for those who have no law book at hand.
  private let articles: [String: Wording]
  /// How the rule is broken, and what the finding says; nil when none is at hand.
  private let example: RuleExample?
  public init(_ rule: Rule, articles: [String: Wording] = [:], example: RuleExample? = nil) {
    (self.rule, self.articles, self.example) = (rule, articles, example)
  }

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
    if let example {
      out += say("例子\n  在一本没有问题的书里：\n", "Example\n  In a sound book:\n")
      for change in example.changes { out += Self.indented(change.told(language), by: "    ") }
      out += say("  就会报：\n", "  The finding says:\n") + Self.indented(example.finding[language], by: "    ")
    }
    return out
  }

  private static func indented(_ text: String, by margin: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { margin + $0 + "\n" }.joined()
  }

  /// The example as the page shows it: every change as what stood and what stands now, then the finding in both languages.
  private var worked: String {
    guard let example else { return "" }
    let changes = example.changes.map { change in
      let place = change.book.map { "（\($0)的书）" } ?? ""
      let before = change.before.map { Self.lines("- ", $0) } ?? ""
      let after = change.after.map { Self.lines("+ ", $0) } ?? ""
      let head = before.isEmpty && after.isEmpty ? "不给这本书 the book is not given" : "```diff\n\(before)\(after)```"
      return place.isEmpty ? head : place + "\n\n" + head
    }
    return """
      **例子 Example** 在没有问题的书里这样一改 a sound book, changed:

      \(changes.joined(separator: "\n\n"))

      就会报 the finding says:

      > \(example.chinese.replacing("\n", with: " "))
      >
      > *\(example.english.replacing("\n", with: " "))*

      """
  }

  private static func lines(_ mark: String, _ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { mark + $0 + "\n" }.joined()
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

      \(worked)
      成立、违反、无法核对的各种情形：[`Cases/\(rule.code).md`](../../Tests/MingzhangCheckingTests/Cases/\(rule.code).md)

      """
  }
}
