import Foundation

extension String {
  /// The string as we compare it, never as we show it: traditional characters simplified, full-width forms narrowed,
  /// white space and Markdown emphasis removed, variant brackets and dashes unified.
  public var foldedForMatching: String {
    var out = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar {
      case " ", "\t", "\n", "\r", "\u{A0}", "\u{3000}", "\u{200B}", "\u{FEFF}", "*": continue
      case "\u{FF01}"..."\u{FF5E}": out.append(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
      case "“", "”", "„", "‟", "「", "」": out.append("\"")
      case "‘", "’": out.append("'")
      case "〔", "［", "【": out.append("[")
      case "〕", "］", "】": out.append("]")
      case "—", "–", "−", "－": out.append("-")
      default:
        out.append(TraditionalCharacters.simplified(scalar))
      }
    }
    return String(out)
  }

  /// Traditional characters replaced by simplified ones, by the Unicode transliterator; equal length.
  public var simplified: String {
    guard unicodeScalars.contains(where: { TraditionalCharacters.simplified($0) != $0 }) else { return self }
    var out = String.UnicodeScalarView()
    for scalar in unicodeScalars { out.append(TraditionalCharacters.simplified(scalar)) }
    return String(out)
  }

  /// Without leading and trailing white space of any width.
  public func trimmingSpaces() -> String {
    trimmingCharacters(in: .whitespacesAndNewlines.union(CharacterSet(charactersIn: "\u{3000}\u{FEFF}")))
  }
}

/// Traditional → simplified, one character each, from the Unicode transliterator `Traditional-Simplified`.
///
/// The transliterator is asked once for all ideographs of the basic plane; asking it for every cell took most of the time
/// of reading a file.
enum TraditionalCharacters {
  private static let first: UInt32 = 0x3400
  private static let last: UInt32 = 0x9FFF

  private static let table: [UInt16] = {
    let all = String(String.UnicodeScalarView((first...last).compactMap(Unicode.Scalar.init)))
    let identity = (first...last).map(UInt16.init)
    guard let changed = (all as NSString).applyingTransform(StringTransform("Traditional-Simplified"), reverse: false)
    else {
      return identity
    }
    let scalars = changed.unicodeScalars.map(\.value)
    guard scalars.count == identity.count else { return identity }
    // in 显著, 乾县, 慰藉, 瞭望, 宫商角徵羽 the character is the simplified one (通用规范汉字表)
    let kept: Set<UInt16> = [0x8457, 0x4E7E, 0x85C9, 0x77AD, 0x5FB5]
    return zip(scalars, identity).map { $0 > UInt32(UInt16.max) || kept.contains($1) ? $1 : UInt16($0) }
  }()

  static func simplified(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.value >= first, scalar.value <= last else { return scalar }
    return Unicode.Scalar(UInt32(table[Int(scalar.value - first)])) ?? scalar
  }
}
