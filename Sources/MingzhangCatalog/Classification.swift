import MingzhangModel

/// One list of codes: functional, economic (department or government), revenue, or procurement items.
public struct Classification: Sendable {
  /// One name of a code, with the time it is known to be valid and how sure we are.
  public struct Entry: Hashable, Sendable {
    public var code: String
    public var name: String
    /// `general`, `fund`, `capital`, empty when the list does not tell. A code alone does not tell the budget (220).
    public var budget: String
    /// Known bounds; nil means unknown, never “always”.
    public var validFrom: Int?
    public var validTo: Int?
    public var certainty: Certainty
    /// Published documents that print it.
    public var documents: Int
    /// Years in which it was seen printed.
    public var years: [Int]
    public var aliases: [String]
    public var source: String
    public init(
      code: String, name: String, budget: String = "", validFrom: Int? = nil, validTo: Int? = nil,
      certainty: Certainty, documents: Int = 0, years: [Int] = [], aliases: [String] = [], source: String = ""
    ) {
      (self.code, self.name, self.budget, self.validFrom, self.validTo) = (code, name, budget, validFrom, validTo)
      (self.certainty, self.documents, self.years, self.aliases) = (certainty, documents, years, aliases)
      self.source = source
    }
  }

  /// What the row rests on. A finding that rests on a recalled row, or on one document, is a notice at most.
  public enum Certainty: String, Hashable, Codable, Sendable { case official, attested, recalled }

  public let entries: [String: [Entry]]

  public init(_ list: [Entry]) { entries = Dictionary(grouping: list, by: \.code) }

  public func names(of code: String) -> [Entry] { entries[code] ?? [] }

  /// The name that `year` uses: the attested entry seen nearest to that year.
  public func name(of code: String, year: Int?) -> String? {
    let candidates = names(of: code)
    guard let year else { return candidates.first?.name }
    func distance(_ entry: Entry) -> Int {
      let bounds = (entry.validFrom.map { year < $0 } ?? false) || (entry.validTo.map { year > $0 } ?? false)
      return (entry.years.map { abs($0 - year) }.min() ?? 50) + (bounds ? 100 : 0)
    }
    return candidates.min { (distance($0), -$0.documents) < (distance($1), -$1.documents) }?.name
  }

  /// Attested names of nine Chinese characters and more, for the search for slips.
  var longNames: [String] {
    entries.sorted { $0.key < $1.key }.flatMap(\.value).filter { $0.certainty != .recalled && $0.documents >= 3 }.map(
      \.name
    ).filter { name in
      name.unicodeScalars.count >= 9 && name.unicodeScalars.allSatisfy { (0x4E00...0x9FFF).contains($0.value) }
    }
  }
}
