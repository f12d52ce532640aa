import MingzhangModel

/// Short terms of budgeting, for one class of slip: a character of the term typed again in its middle.
///
/// Other one-character differences of short terms are mostly other words (企业单位, 专业单位); this one never is.
public struct TermBook: Sendable {
  public struct Slip: Hashable, Sendable {
    /// Characters of the text, from 0.
    public var range: Range<Int>
    public var known: String
  }

  private let byFirst: [UInt32: [[UInt32]]]

  /// - Parameter terms: Chinese characters only, four to eight each.
  public init(_ terms: [String]) {
    let lists = terms.map { $0.unicodeScalars.map(\.value) }.filter { $0.count >= 4 }
    byFirst = Dictionary(grouping: lists) { $0[0] }
  }

  public func slips(in text: [UInt32]) -> [Slip] {
    var found: [Slip] = []
    for start in text.indices {
      guard let terms = byFirst[text[start]] else { continue }
      for term in terms {
        guard let length = slip(text[start...], term), found.last?.range.upperBound ?? 0 <= start else { continue }
        found.append(
          Slip(
            range: start..<start + length, known: String(scalars: term.compactMap(Unicode.Scalar.init))
          ))
        break
      }
    }
    return found
  }

  /// How many characters the term takes with one of its own characters put in place of another, or put between two.
  private func slip(_ text: ArraySlice<UInt32>, _ term: [UInt32]) -> Int? {
    let base = text.startIndex
    var at = 0
    while at < term.count, base + at < text.endIndex, text[base + at] == term[at] { at += 1 }
    if at == term.count { return doubledEnd(text[(base + at)...], term) ? term.count + 1 : nil }
    guard at >= 1, base + at < text.endIndex else { return nil }
    let typed = text[base + at]
    guard term.contains(typed) else { return nil }
    // in place of another, not at the end
    if at < term.count - 1, text.count >= term.count, text[(base + at + 1)...].starts(with: term[(at + 1)...]) {
      return term.count
    }
    // typed twice, with the rest of the term after it
    if at >= 2, typed == term[at - 1], text[(base + at + 1)...].starts(with: term[at...]) {
      return term.count + 1
    }
    // between two, unlike both: a doubled character may be where two words meet
    if at >= 2 || term[0] != typed, typed != term[at - 1], typed != term[at],
      text[(base + at + 1)...].starts(with: term[at...])
    {
      return term.count + 1
    }
    return nil
  }

  /// Whether the last character of a whole term stands again before a word that follows terms: 财政拨款款收入.
  private func doubledEnd(_ rest: ArraySlice<UInt32>, _ term: [UInt32]) -> Bool {
    guard rest.first == term.last else { return false }
    return Self.followers.contains { rest.dropFirst().starts(with: $0) }
  }

  private static let followers = ["收入", "支出", "预算", "决算", "收支", "情况", "安排"].map { $0.unicodeScalars.map(\.value) }
}
