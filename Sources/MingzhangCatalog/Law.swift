import MingzhangModel

/// A law or rule that findings may cite, with the articles that were read.
public struct Law: Hashable, Sendable {
  /// Short name used in `Citation.law`: `预算法`.
  public var name: String
  public var fullName: String
  /// 文号 or publication, as far as known.
  public var number: String
  public var inForceFrom: String
  /// `read`: the text was read; `attested`: quoted in a document that was read; `recalled`: from memory.
  public var evidence: Evidence
  public var articles: [Article]
  public enum Evidence: String, Hashable, Codable, Sendable { case read, attested, recalled }
  public struct Article: Hashable, Sendable {
    /// `第十四条第二款`
    public var number: String
    /// What it says, in our words.
    public var gist: Wording
    public init(number: String, gist: Wording) { (self.number, self.gist) = (number, gist) }
  }
  public init(
    name: String, fullName: String, number: String, inForceFrom: String, evidence: Evidence, articles: [Article]
  ) {
    (self.name, self.fullName, self.number, self.inForceFrom) = (name, fullName, number, inForceFrom)
    (self.evidence, self.articles) = (evidence, articles)
  }

  public func article(_ number: String) -> Article? { articles.first { $0.number == number } }
}
