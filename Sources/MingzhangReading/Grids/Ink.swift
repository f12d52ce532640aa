import MingzhangFormats
import MingzhangModel

/// One visible character on an upright page, in points from the top left.
struct Ink: Hashable, Sendable {
  var scalar: Unicode.Scalar
  var x0, x1: Double
  /// The y on which the character stands.
  var baseline: Double
  var size: Double
  var isBold: Bool
  /// Characters printed in one stroke of the pen, without a gap, have one number.
  var run: Int
  /// Place in the order of painting: what stands at the same x keeps its order.
  var order: Int

  var y0: Double { baseline - 0.86 * size }
  var y1: Double { baseline + 0.14 * size }
  var middle: (x: Double, y: Double) { ((x0 + x1) / 2, baseline - 0.35 * size) }
  var box: SourceSpan.Box { SourceSpan.Box(x0: x0, y0: y0, x1: x1, y1: y1) }
}

/// Some characters on one baseline, from left to right.
struct InkLine: Sendable {
  var inks: [Ink]

  var baseline: Double { inks.first?.baseline ?? 0 }
  var x0: Double { inks.first?.x0 ?? 0 }
  var x1: Double { inks.last?.x1 ?? 0 }

  var box: SourceSpan.Box {
    guard var box = inks.first?.box else { return SourceSpan.Box(x0: 0, y0: 0, x1: 0, y1: 0) }
    for ink in inks.dropFirst() { box = box.union(ink.box) }
    return box
  }

  /// The size of most of its characters.
  var size: Double {
    var counts: [(size: Double, count: Int)] = []
    for ink in inks {
      let size = (ink.size * 2).rounded() / 2
      if let known = counts.firstIndex(where: { $0.size == size }) {
        counts[known].count += 1
      } else {
        counts.append((size, 1))
      }
    }
    return counts.max { ($0.count, $0.size) < ($1.count, $1.size) }?.size ?? 0
  }

  var isBold: Bool { inks.count { $0.isBold } * 2 > inks.count }

  /// The words, with one space where the printed gap is wide.
  var text: String {
    var text: [UInt8] = []
    text.reserveCapacity(inks.count * 3)
    for index in inks.indices {
      if index > 0, Self.isGap(inks[index - 1], inks[index]) { text.append(0x20) }
      text.append(utf8Of: inks[index].scalar.value)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Whether a reader sees a space between two neighbours. Fonts leave air after the marks inside a number.
  static func isGap(_ left: Ink, _ right: Ink) -> Bool {
    let gap = right.x0 - left.x1
    let em = max(left.size, right.size)
    if gap < 0.15 * em { return false }
    let isLatin = left.scalar.isLatinLetterOrDigit && right.scalar.isLatinLetterOrDigit
    if isLatin { return gap > 0.2 * em }
    let isInNumber = left.scalar.isNumberMark || right.scalar.isNumberMark
    return gap > (isInNumber ? 0.9 : 0.5) * em
  }

  /// Parts that stand apart by more than `gap` ems: the cells of a table without lines.
  func parts(apart gap: Double) -> [InkLine] {
    var parts: [InkLine] = []
    for ink in inks {
      if let last = parts.last?.inks.last, ink.x0 - last.x1 <= gap * max(ink.size, last.size) {
        parts[parts.count - 1].inks.append(ink)
      } else {
        parts.append(InkLine(inks: [ink]))
      }
    }
    return parts
  }

  /// Gathers characters into lines from top to bottom, each from left to right.
  static func lines(of inks: [Ink]) -> [InkLine] {
    guard inks.count > 1 else { return inks.isEmpty ? [] : [InkLine(inks: inks)] }
    let sorted = inks.sorted { ($0.baseline, $0.order) < ($1.baseline, $1.order) }
    var lines: [InkLine] = []
    var anchor = 0.0
    for ink in sorted {
      if let last = lines.last?.inks.last, abs(ink.baseline - anchor) <= 0.35 * min(ink.size, last.size) {
        lines[lines.count - 1].inks.append(ink)
      } else {
        lines.append(InkLine(inks: [ink]))
        anchor = ink.baseline
      }
    }
    for index in lines.indices { lines[index].inks.sort { ($0.x0, $0.order) < ($1.x0, $1.order) } }
    return lines
  }
}

extension Unicode.Scalar {
  var isLatinLetterOrDigit: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }

  /// White space of any width; most characters of a page are told at once.
  var isWhite: Bool {
    if value > 0x3000 || (value > 0x20 && value < 0x85) { return false }
    return properties.isWhitespace
  }

  fileprivate var isNumberMark: Bool { self == "," || self == "." || self == "-" || self == "%" }
}

extension [UInt8] {
  fileprivate mutating func append(utf8Of scalar: UInt32) {
    switch scalar {
    case ..<0x80: append(UInt8(scalar))
    case ..<0x800:
      append(0xC0 | UInt8(scalar >> 6))
      append(0x80 | UInt8(scalar & 0x3F))
    case ..<0x10000:
      append(0xE0 | UInt8(scalar >> 12))
      append(0x80 | UInt8(scalar >> 6 & 0x3F))
      append(0x80 | UInt8(scalar & 0x3F))
    default:
      append(0xF0 | UInt8(scalar >> 18))
      append(0x80 | UInt8(scalar >> 12 & 0x3F))
      append(0x80 | UInt8(scalar >> 6 & 0x3F))
      append(0x80 | UInt8(scalar & 0x3F))
    }
  }
}
