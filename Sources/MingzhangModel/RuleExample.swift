/// A rule shown at work: how a sound book was spoilt, and what the finding says then.
///
/// Made from the rule's case file and kept with the catalog, so that `mingzhang explain` has it without the tests.
public struct RuleExample: Codable, Hashable, Sendable {
  /// One change of the sound book.
  public struct Change: Codable, Hashable, Sendable {
    /// The book beside it that is changed (上年, 预算, 单位一); nil for the book itself.
    public var book: String?
    /// The words before; nil when the whole book is replaced.
    public var before: String?
    /// The words after; nil when they are deleted.
    public var after: String?

    public init(book: String? = nil, before: String?, after: String?) {
      (self.book, self.before, self.after) = (book, before, after)
    }
  }

  public var changes: [Change]
  /// The finding's message, Chinese and English.
  public var chinese: String
  public var english: String

  public init(changes: [Change], finding: Wording) {
    (self.changes, chinese, english) = (changes, finding.chinese, finding.english)
  }

  public var finding: Wording { Wording(chinese, english) }
}

extension RuleExample.Change {
  /// What was done, for people: `把“甲”改成“乙”`.
  public func told(_ language: Language) -> String {
    let isChinese = language == .chinese
    let place = book.map { isChinese ? "在\($0)的书里，" : "In the book \($0): " } ?? ""
    switch (before, after) {
    case (let before?, let after?):
      return place + (isChinese ? "把“\(before)”改成“\(after)”" : "“\(before)” becomes “\(after)”")
    case (let before?, nil): return place + (isChinese ? "删去“\(before)”" : "“\(before)” is deleted")
    case (nil, let after?):
      return place + (isChinese ? "整本书只写“\(after)”" : "the whole book says only “\(after)”")
    case (nil, nil): return place + (isChinese ? "不给这本书" : "the book is not given")
    }
  }
}
