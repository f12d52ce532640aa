/// Whether words surely stand on one line. Never wrong when it says yes: letters are counted as wide as the widest of the fonts that we
/// print with draw them, and what is not known is not counted.
enum LineLength {
  /// `size` of the letters and `room` in points.
  static func fits(_ text: String, size: Double, room: Double) -> Bool {
    guard let ems = ems(text) else { return false }
    return ems * size <= room
  }

  /// At most this long, in ems; nil when that cannot be said.
  static func ems(_ text: String) -> Double? {
    var (sum, wasWide, isFirst) = (0.0, false, true)
    for scalar in text.unicodeScalars {
      guard let width = width(scalar) else { return nil }
      let isWide = !scalar.isASCII
      // between Chinese and other letters a quarter is left free
      if !isFirst, isWide != wasWide { sum += 0.25 }
      sum += width
      (wasWide, isFirst) = (isWide, false)
    }
    return sum
  }

  private static func width(_ scalar: Unicode.Scalar) -> Double? {
    switch scalar.value {
    case 0x30...0x39, 0x20: 0.563
    case 0x2C, 0x2E, 0x3A, 0x3B: 0.33
    case 0x28, 0x29, 0x2D, 0x2F, 0x5B, 0x5D: 0.5
    case 0x57, 0x2030, 0x30F1: 1.2
    case 0x21...0x7E: 1
    case 0xA0...0xFF, 0x2010...0x2027, 0x2030...0x203B, 0x2103, 0x2160...0x217F, 0x2190...0x2193, 0x2200...0x22FF,
      0x2460...0x24FF, 0x2500...0x25FF, 0x3000...0x30FF, 0x3200...0x33FF, 0x3400...0x9FFF, 0xF900...0xFAFF,
      0xFF00...0xFFEF:
      1
    default: nil
    }
  }
}
