import MingzhangModel

/// Clauses that disclosures repeat word for word, and long names of accounts: what differs from one by a character is a slip.
public struct PhraseBook: Sendable {
  /// A stretch of text one character away from a known clause.
  public struct Slip: Hashable, Sendable {
    /// Where it stands in the run of characters, from 0.
    public var range: Range<Int>
    /// The clause as it is known.
    public var known: String
    public enum Kind: Hashable, Sendable { case substituted, omitted, inserted, transposed }
    public var kind: Kind
    /// The place in the printed stretch, from its beginning.
    public var position: Int
  }

  private let phrases: [[UInt32]]
  private let texts: [String]
  private let byFirst: [UInt64: [Int32]]
  private let byLast: [UInt64: [Int32]]
  /// Triples of characters that stand in any phrase: what is attested there is no slip.
  private let triples: Set<UInt64>

  /// - Parameter phrases: Chinese characters only, eight or more each.
  public init(_ phrases: [String]) {
    let unique = Array(Set(phrases)).sorted()
    texts = unique
    self.phrases = unique.map { $0.unicodeScalars.map(\.value) }
    var (first, last) = ([UInt64: [Int32]](), [UInt64: [Int32]]())
    var triples = Set<UInt64>()
    for (index, phrase) in self.phrases.enumerated() where phrase.count >= 8 {
      first[Self.key(phrase, 0), default: []].append(Int32(index))
      last[Self.key(phrase, phrase.count - 3), default: []].append(Int32(index))
      for start in 0...(phrase.count - 3) { triples.insert(Self.key(phrase, start)) }
    }
    (byFirst, byLast, self.triples) = (first, last, triples)
  }

  private static func key(_ text: [UInt32], _ at: Int) -> UInt64 {
    UInt64(text[at]) << 42 | UInt64(text[at + 1]) << 21 | UInt64(text[at + 2])
  }

  /// Words of grammar, years, levels and numbers: a clause with another one of these is another clause.
  private static let free: Set<UInt32> = Set(
    "的和与及或等了在于较是为各本该我将并其从由对以按有不无年市区县省局委部共一二三四五六七八九十费数经公之能据照至到给已中预决教体它者度解缴维".unicodeScalars.map(\.value))
  /// Characters that are often left out on purpose: 公务车, 退休.
  private static let dropped: Set<UInt32> = Set("用离".unicodeScalars.map(\.value))

  /// The slips in one run of Chinese characters (no digits, marks or spaces within).
  public func slips(in run: [UInt32]) -> [Slip] {
    guard run.count >= 8 else { return [] }
    var found: [Slip] = []
    for start in 0...(run.count - 3) {
      let key = Self.key(run, start)
      for index in byFirst[key] ?? [] {
        for change in -1...1 {
          let end = start + phrases[Int(index)].count + change
          if end <= run.count, let slip = slip(run, start..<end, Int(index)) { found.append(slip) }
        }
      }
      for index in byLast[key] ?? [] {
        for change in -1...1 {
          let from = start + 3 - phrases[Int(index)].count - change
          if from >= 0, let slip = slip(run, from..<(start + 3), Int(index)) { found.append(slip) }
        }
      }
    }
    // the longest clause explains best; one finding for a place
    var best: [Slip] = []
    for slip in found.sorted(by: { $0.range.count > $1.range.count })
    where !best.contains(where: { $0.range.overlaps(slip.range) }) { best.append(slip) }
    return best.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func slip(_ run: [UInt32], _ range: Range<Int>, _ index: Int) -> Slip? {
    let (known, printed) = (phrases[index], run[range])
    let base = range.lowerBound
    var at = 0
    while at < min(known.count, printed.count), printed[base + at] == known[at] { at += 1 }
    guard at < known.count, known.count - at >= 3, at >= 1 else { return nil }
    // one character before the slip is enough only where the clause begins the run
    guard at >= 2 || base == 0 else { return nil }
    let kind: Slip.Kind
    func same(_ a: Int, _ b: Int) -> Bool { printed[(base + a)...].elementsEqual(known[b...]) }
    if printed.count == known.count {
      if same(at + 1, at + 1) {
        kind = .substituted
        guard !Self.free.contains(printed[base + at]), !Self.free.contains(known[at]) else { return nil }
      } else if at + 1 < known.count, printed[base + at] == known[at + 1], printed[base + at + 1] == known[at],
        same(at + 2, at + 2)
      {
        kind = .transposed
      } else {
        return nil
      }
    } else if printed.count + 1 == known.count, same(at, at + 1) {
      kind = .omitted
      guard !Self.free.contains(known[at]), !Self.dropped.contains(known[at]) else { return nil }
    } else if printed.count == known.count + 1, same(at + 1, at) {
      kind = .inserted
      guard !Self.free.contains(printed[base + at]) else { return nil }
    } else {
      return nil
    }
    // what another clause attests is a variant
    let middle = base + at - 1
    if middle + 3 <= run.count, triples.contains(Self.key(run, middle)) { return nil }
    return Slip(range: range, known: texts[index], kind: kind, position: at)
  }
}
