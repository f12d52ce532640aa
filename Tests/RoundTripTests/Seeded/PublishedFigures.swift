import Foundation

@testable import MingzhangReading

/// Which figures of a document anything else depends on.
///
/// A figure that is stated nowhere else, and that no two figures of its paragraph give, can be anything: when it is misprinted, no
/// reader can see it, and no edit is made there. That is decided here, for every document alike, from the printed numbers alone:
/// the same number elsewhere; the same in the other unit, to half of its last printed digit; a sum or difference of two figures of its
/// paragraph, exact for a count; a share or rate, for a figure that is not a count. Whether it rises or falls is fixed by the same
/// figures, or by a reason that says which.
struct PublishedFigures {
  /// How often each printed number stands in the document, whatever its unit.
  private var counts: [Decimal: Int] = [:]

  init(_ pages: [Page]) {
    for page in pages {
      for block in page.blocks {
        switch block {
        case .line(let line): for number in Self.numbers(line.text) { counts[number, default: 0] += 1 }
        case .grid(let grid):
          for cell in grid.cells { for number in Self.numbers(cell.text) { counts[number, default: 0] += 1 } }
        }
      }
    }
  }

  /// Whether something else in the document fixes `figure`, which stands in `text`.
  func isBound(_ figure: String, in text: String) -> Bool {
    guard let value = Self.numbers(figure).first else { return true }
    // a small whole number stands elsewhere by chance
    let isSmall = value < 1_000 && !figure.contains(".")
    if !isSmall, counts[value, default: 0] > 1 { return true }
    let digits = figure.firstIndex(of: ".").map { figure.distance(from: $0, to: figure.endIndex) - 1 } ?? 0
    let unit = pow(Decimal(10), -digits)
    // 万元 in words, 元 in a table, and the reverse
    if !isSmall,
      counts.keys.contains(where: { key in
        // an amount in 万元 has two decimals or is exact to 50 元
        Self.near(key / 10_000, value, unit / 2) && key >= 1_000 || Self.near(key * 10_000, value, 50) && value >= 1_000
      })
    {
      return true
    }
    let others = Self.numbers(text).filter { $0 != value && $0 > 0 }
    // a count is no rate, and is not rounded
    if isSmall {
      return others.indices.contains { a in
        others[(a + 1)...].contains { b in others[a] + b == value || abs(others[a] - b) == value }
      }
    }
    for (index, a) in others.enumerated() {
      for b in others[(index + 1)...] {
        let results = [a + b, a - b, b - a, a / b * 100, b / a * 100, (a - b) / b * 100, (b - a) / a * 100]
        if results.contains(where: { Self.near($0, value, unit) }) { return true }
        if a > b, Self.near(b / (a - b) * 100, value, unit) { return true }
        if b > a, Self.near(a / (b - a) * 100, value, unit) { return true }
        if Self.near(b / (a + b) * 100, value, unit) || Self.near(a / (a + b) * 100, value, unit) { return true }
        // the figure itself is part of a rate: a of b is the figure's change
        if value > 0,
          [a / value * 100, b / value * 100].contains(where: { Self.near($0, a, unit) || Self.near($0, b, unit) })
        {
          return true
        }
      }
    }
    // a sum of all that is listed in its paragraph
    return others.count > 2 && Self.near(others.reduce(0, +), value, unit)
  }

  /// Whether something else fixes that the figure behind a word of direction rises or falls: the figure itself is fixed, or the
  /// reason that follows is called one of a rise or of a fall.
  func fixesDirection(after end: String.Index, in text: String, _ paragraph: String) -> Bool {
    let figure = String(text[end...].prefix { $0.isASCII && $0.isNumber || ".,".contains($0) })
    if !figure.isEmpty, isBound(figure, in: paragraph) { return true }
    let rest = text[end...].prefix { !"。".contains($0) }
    return ["增加", "减少", "增长", "下降"].contains { word in
      ["的原因", "的主要原因", "主要原因", "原因"].contains { rest.contains(word + $0) }
    }
  }

  private static func near(_ a: Decimal, _ b: Decimal, _ slack: Decimal) -> Bool { abs(a - b) <= slack }

  /// The numbers printed in a text, without their separators.
  static func numbers(_ text: String) -> [Decimal] {
    var out: [Decimal] = []
    var digits = ""
    for character in text + " " {
      if character.isASCII, character.isNumber || character == "." && !digits.isEmpty && !digits.contains(".") {
        digits.append(character)
      } else if character == ",", !digits.isEmpty {
        continue
      } else if !digits.isEmpty {
        if let number = Decimal(string: digits) { out.append(number) }
        digits = ""
      }
    }
    return out
  }
}
