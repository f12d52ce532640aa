extension String {
  /// The string as we compare it, never as we show it: traditional characters simplified, full-width forms narrowed,
  /// white space and Markdown emphasis removed, variant brackets and dashes unified.
  public var foldedForMatching: String {
    let simplified = TraditionalCharacters.simplified
    return mappingScalars { scalar in
      // most of our text
      if (0x4E00...0x9FFF).contains(scalar) { return simplified[scalar] }
      return switch scalar {
      // space, tab, line ends, *, no-break and ideographic space, zero-width space, byte order mark
      case 0x20, 0x09, 0x0A, 0x0D, 0x2A, 0xA0, 0x3000, 0x200B, 0xFEFF: nil
      case 0..<0x80: scalar
      case 0xFF01...0xFF5E: scalar - 0xFEE0
      case 0x201C...0x201F, 0x300C, 0x300D: 0x22  // “ ” „ ‟ 「 」
      case 0x2018, 0x2019: 0x27  // ‘ ’
      case 0x3014, 0x3010: 0x5B  // 〔 【
      case 0x3015, 0x3011: 0x5D  // 〕 】
      case 0x2014, 0x2013, 0x2212: 0x2D  // — – −
      default: simplified[scalar]
      }
    }
  }

  /// Traditional characters replaced by simplified ones, one by one; equal length.
  public var simplified: String {
    let simplified = TraditionalCharacters.simplified
    guard unicodeScalars.contains(where: { simplified[$0.value] != $0.value }) else { return self }
    return mappingScalars { simplified[$0] }
  }

  /// Without leading and trailing white space of any width.
  public func trimmingSpaces() -> String {
    guard let first = unicodeScalars.first, let last = unicodeScalars.last else { return self }
    guard first.isSpace || last.isSpace else { return self }
    guard let start = unicodeScalars.firstIndex(where: { !$0.isSpace }),
      let end = unicodeScalars.lastIndex(where: { !$0.isSpace })
    else { return "" }
    return String(unicodeScalars[start...end])
  }

  /// Without the scalars for which `drop` says so. Works on bytes, far cheaper than a filter over characters.
  public func removingScalars(where drop: (UInt32) -> Bool) -> String { mappingScalars { drop($0) ? nil : $0 } }

  /// Without white space of any width.
  public func removingSpaces() -> String { removingScalars { Unicode.Scalar($0)?.isSpace ?? false } }

  /// Without digits and numerals of any script (also 一二三, as `Character.isNumber` has it) and without the ASCII marks in `marks`.
  public func removingNumbers(and marks: ASCIISet) -> String {
    removingScalars { marks.contains($0) || NumberScalars.contains($0) }
  }

  /// Every scalar replaced by what `map` gives for it, or dropped. Works on bytes: texts are folded a hundred thousand
  /// times while a file is read.
  ///
  /// - Parameter map: must give no scalar that needs more bytes of UTF-8 than the one it stands for.
  @inline(__always)
  private func mappingScalars(_ map: (UInt32) -> UInt32?) -> String {
    var text = self
    return text.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count) { out in
        var (read, written) = (0, 0)
        while read < bytes.count {
          let lead = bytes[read]
          // Chinese characters have three bytes
          if lead & 0xF0 == 0xE0 {
            let (second, third) = (bytes[read + 1], bytes[read + 2])
            read += 3
            let scalar = UInt32(lead & 0x0F) << 12 | UInt32(second & 0x3F) << 6 | UInt32(third & 0x3F)
            guard let mapped = map(scalar) else { continue }
            if mapped == scalar {
              (out[written], out[written + 1], out[written + 2]) = (lead, second, third)
              written += 3
            } else if mapped < 0x80 {
              out[written] = UInt8(mapped)
              written += 1
            } else {
              precondition(
                mapped >= 0x800 && mapped < 0x10000, "U+\(String(scalar, radix: 16)) was replaced by something longer")
              out[written] = 0xE0 | UInt8(mapped >> 12)
              out[written + 1] = 0x80 | UInt8(mapped >> 6 & 0x3F)
              out[written + 2] = 0x80 | UInt8(mapped & 0x3F)
              written += 3
            }
            continue
          }
          let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
          var scalar = UInt32(lead)
          if length > 1 {
            scalar &= 0x7F >> UInt32(length)
            for offset in 1..<length { scalar = scalar << 6 | UInt32(bytes[read + offset] & 0x3F) }
          }
          guard let mapped = map(scalar) else {
            read += length
            continue
          }
          if mapped == scalar {
            for offset in 0..<length { out[written + offset] = bytes[read + offset] }
            written += length
          } else if mapped < 0x80 {
            out[written] = UInt8(mapped)
            written += 1
          } else if mapped >= 0x800, mapped < 0x10000, length >= 3 {
            out[written] = 0xE0 | UInt8(mapped >> 12)
            out[written + 1] = 0x80 | UInt8(mapped >> 6 & 0x3F)
            out[written + 2] = 0x80 | UInt8(mapped & 0x3F)
            written += 3
          } else {
            preconditionFailure("U+\(String(scalar, radix: 16)) was replaced by something longer")
          }
          read += length
        }
        return written
      }
    }
  }
}

extension Unicode.Scalar {
  /// White space or the end of a line, of any width, also the marks of no width: what Foundation calls
  /// `whitespacesAndNewlines`, and the byte order mark.
  var isSpace: Bool {
    switch value {
    case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200B, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
    default: false
    }
  }
}

/// Marks below 128 as bits, and 、 which goes with them in lists.
public struct ASCIISet: ExpressibleByStringLiteral, Sendable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var hasListComma = false

  public init(stringLiteral text: StaticString) {
    for scalar in text.description.unicodeScalars {
      switch scalar.value {
      case 0..<64: low |= 1 << UInt64(scalar.value)
      case 64..<128: high |= 1 << UInt64(scalar.value - 64)
      case 0x3001: hasListComma = true
      default: preconditionFailure("\(scalar) is no ASCII mark")
      }
    }
  }

  public func contains(_ scalar: UInt32) -> Bool {
    scalar < 64
      ? low >> UInt64(scalar) & 1 == 1
      : scalar < 128 ? high >> UInt64(scalar - 64) & 1 == 1 : scalar == 0x3001 && hasListComma
  }
}

/// Which scalars are numbers; looked up once for the Chinese characters, where nearly all of our text is.
private enum NumberScalars {
  private static let han: [Bool] = (UInt32(0x3400)...0x9FFF).map {
    Unicode.Scalar($0)?.properties.numericType != nil
  }

  static func contains(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 { return (0x30...0x39).contains(scalar) }
    if (0x3400...0x9FFF).contains(scalar) { return han[Int(scalar - 0x3400)] }
    return Unicode.Scalar(scalar)?.properties.numericType != nil
  }
}

/// Traditional → simplified, one character each (`TraditionalPairs`).
struct TraditionalCharacters: Sendable {
  private static let first: UInt32 = 0x3400
  private static let last: UInt32 = 0x9FFF
  private let table: [UInt16]

  static let simplified = TraditionalCharacters()

  private init() {
    var table = (Self.first...Self.last).map(UInt16.init)
    let bytes = UnsafeBufferPointer(
      start: TraditionalPairs.text.utf8Start, count: TraditionalPairs.text.utf8CodeUnitCount)
    // all of them have three bytes
    func scalar(_ at: Int) -> UInt16 {
      UInt16(bytes[at] & 0x0F) << 12 | UInt16(bytes[at + 1] & 0x3F) << 6 | UInt16(bytes[at + 2] & 0x3F)
    }
    for start in stride(from: 0, to: bytes.count - 5, by: 6) {
      table[Int(UInt32(scalar(start)) - Self.first)] = scalar(start + 3)
    }
    self.table = table
  }

  /// The simplified character of a traditional one; every other is itself.
  subscript(scalar: UInt32) -> UInt32 {
    guard scalar >= Self.first, scalar <= Self.last else { return scalar }
    return UInt32(table[Int(scalar - Self.first)])
  }
}
