import Foundation

extension String {
  /// The string as we compare it, never as we show it: traditional characters simplified, full-width forms narrowed,
  /// white space and Markdown emphasis removed, variant brackets and dashes unified.
  public var foldedForMatching: String {
    var out = String.UnicodeScalarView()
    var needsSimplifying = false
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
        if scalar.value >= 0x3400 { needsSimplifying = true }
        out.append(scalar)
      }
    }
    let folded = String(out)
    return needsSimplifying ? folded.simplified : folded
  }

  /// Traditional characters replaced by simplified ones, by the Unicode transliterator; equal length.
  public var simplified: String {
    guard unicodeScalars.contains(where: { $0.value >= 0x3400 }) else { return self }
    return (self as NSString).applyingTransform(StringTransform("Traditional-Simplified"), reverse: false) ?? self
  }

  /// Without leading and trailing white space of any width.
  public func trimmingSpaces() -> String {
    trimmingCharacters(in: .whitespacesAndNewlines.union(CharacterSet(charactersIn: "\u{3000}\u{FEFF}")))
  }
}
