/// A sentence for a person, in both languages. Chinese is the language of the documents and comes first.
public struct Wording: Hashable, Codable, Sendable {
  public var chinese: String
  public var english: String
  public init(_ chinese: String, _ english: String) { (self.chinese, self.english) = (chinese, english) }
  public subscript(_ language: Language) -> String { language == .chinese ? chinese : english }
}

/// The language that a person reads.
public enum Language: String, Hashable, Codable, CaseIterable, Sendable {
  case chinese = "zh"
  case english = "en"
}
