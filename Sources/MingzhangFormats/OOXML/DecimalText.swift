/// A number as a workbook saves it (`24660800`, `1.2E-2`, `0.30000000000000004`) → decimal text, without binary arithmetic.
enum DecimalText {
  static func printed(_ saved: String, decimals: Int?) -> String {
    guard let number = exact(saved) else { return saved }
    var (digits, scale) = number  // value = digits × 10^-scale
    let isNegative = digits.first == "-"
    if isNegative { digits.removeFirst() }
    // without a format a binary fraction shows at most ten places
    let places = decimals ?? min(scale, 10)
    if scale > places {
      let cut = scale - places
      if digits.count <= cut { digits = String(repeating: "0", count: cut - digits.count + 1) + digits }
      let roundUp = digits[digits.index(digits.endIndex, offsetBy: -cut)] >= "5"
      digits = String(digits.dropLast(cut))
      if roundUp { digits = increment(digits) }
      scale = places
    }
    if scale < places {
      digits += String(repeating: "0", count: places - scale)
      scale = places
    }
    if digits.count <= scale { digits = String(repeating: "0", count: scale - digits.count + 1) + digits }
    var out = String(digits.dropLast(scale))
    out = String(out.drop { $0 == "0" })
    if out.isEmpty { out = "0" }
    if scale > 0 {
      var fraction = String(digits.suffix(scale))
      if decimals == nil { while fraction.hasSuffix("0") { fraction.removeLast() } }
      if !fraction.isEmpty { out += "." + fraction }
    }
    let isZero = out.allSatisfy { $0 == "0" || $0 == "." }
    return isNegative && !isZero ? "-" + out : out
  }

  private static func exact(_ saved: String) -> (String, Int)? {
    let parts = saved.uppercased().split(separator: "E", omittingEmptySubsequences: false)
    guard let mantissa = parts.first, parts.count <= 2 else { return nil }
    let exponent = parts.count == 2 ? Int(parts[1]) : 0
    guard let exponent, abs(exponent) < 30 else { return nil }
    let halves = mantissa.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count <= 2, let whole = halves.first else { return nil }
    let fraction = halves.count == 2 ? halves[1] : ""
    var digits = String(whole) + fraction
    let bare = digits.hasPrefix("-") ? digits.dropFirst() : digits[...]
    guard !bare.isEmpty, bare.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    var scale = fraction.count - exponent
    if scale < 0 {
      digits += String(repeating: "0", count: -scale)
      scale = 0
    }
    return (digits, scale)
  }

  /// The number moved by `places` to the left: `0.125` moved by two is `12.5`. Nil when it is no number.
  static func shifted(_ saved: String, by places: Int) -> String? {
    guard let (digits, scale) = exact(saved) else { return nil }
    return "\(digits)E\(places - scale)"
  }

  private static func increment(_ digits: String) -> String {
    var out = Array(digits)
    var index = out.count - 1
    while index >= 0 {
      if out[index] == "9" {
        out[index] = "0"
        index -= 1
      } else {
        out[index] = Character(String((out[index].wholeNumberValue ?? 0) + 1))
        return String(out)
      }
    }
    return "1" + String(out)
  }
}
