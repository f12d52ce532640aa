import MingzhangModel

/// Amounts and shares as charts print them, in one language.
struct ChartWords {
  let language: Language

  init(_ language: Language) { self.language = language }

  func callAsFunction(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }
  func callAsFunction(_ wording: Wording) -> String { wording[language] }

  /// One unit for all amounts of a picture, so that labels can be compared.
  struct Unit: Hashable {
    let name: String
    /// Behind an English number: `¥24.66m`.
    let letter: String
    /// Fen in one unit.
    let fen: Int64
  }

  private static let chineseUnits = [
    Unit(name: "元", letter: "", fen: 100), Unit(name: "万元", letter: "", fen: 1_000_000),
    Unit(name: "亿元", letter: "", fen: 10_000_000_000),
  ]
  private static let englishUnits = [
    Unit(name: "yuan", letter: "", fen: 100), Unit(name: "million yuan", letter: "m", fen: 100_000_000),
    Unit(name: "billion yuan", letter: "bn", fen: 100_000_000_000),
  ]

  /// The unit for amounts up to `largest`: 万元 from one 万元 on, 亿元 from a hundred 亿元 on (English: million, billion).
  func unit(for largest: Money) -> Unit {
    let units = language == .chinese ? Self.chineseUnits : Self.englishUnits
    let magnitude = largest.magnitude.fen
    if magnitude >= 100 * units[2].fen { return units[2] }
    return magnitude >= units[1].fen ? units[1] : units[0]
  }

  /// `2,466.08`: two decimals, rounded half up on the magnitude; no more decimals than say something.
  func number(_ money: Money, in unit: Unit) -> String {
    let hundredths = Self.divided(Int128(money.magnitude.fen) * 100, by: Int128(unit.fen))
    let (whole, part) = hundredths.quotientAndRemainder(dividingBy: 100)
    let sign = money < .zero && hundredths > 0 ? "−" : ""
    let decimals = part == 0 ? "" : "." + (part < 10 ? "0" : "") + String(part)
    return sign + Self.grouped(String(whole)) + (decimals.hasSuffix("0") ? String(decimals.dropLast()) : decimals)
  }

  /// `2,466`, rounded half up on the magnitude.
  func whole(_ money: Money, in unit: Unit) -> String {
    let whole = Self.divided(Int128(money.magnitude.fen), by: Int128(unit.fen))
    return (money < .zero && whole > 0 ? "−" : "") + Self.grouped(String(whole))
  }

  /// `2,466.08万元`, `¥24.66m`.
  func amount(_ money: Money, in unit: Unit) -> String {
    let number = number(money.magnitude, in: unit)
    let sign = self.number(money, in: unit).hasPrefix("−") ? "−" : ""
    return language == .chinese ? sign + number + unit.name : "\(sign)¥\(number)\(unit.letter)"
  }

  func amount(_ money: Money) -> String { amount(money, in: unit(for: money)) }

  /// Exact, for tables: `24,660,800.00`.
  func exact(_ money: Money?) -> String { money?.printed(in: .yuan, grouped: true) ?? unpublished }

  /// `45.1%`, rounded half up to one place; nil when there is no whole to have a share of.
  func share(_ part: Money, of whole: Money) -> String? {
    guard whole > .zero else { return nil }
    let tenths = Self.divided(Int128(part.magnitude.fen) * 1000, by: Int128(whole.fen))
    return (part < .zero && tenths > 0 ? "−" : "") + "\(tenths / 10).\(tenths % 10)%"
  }

  var unpublished: String { self("未列", "not given") }

  func list(_ words: [String]) -> String { words.joined(separator: self("、", ", ")) }

  private static func divided(_ value: Int128, by divisor: Int128) -> Int128 { (value * 2 + divisor) / (divisor * 2) }

  private static func grouped(_ digits: String) -> String {
    var out = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { out.append(",") }
      out.append(digit)
    }
    return out
  }
}
