import MingzhangModel

/// Every way in which words or files may spell an amount: in 元, 万元 and 亿元, with and without decimals and separators, in fen.
public struct AmountSpellings: Sendable {
  /// Longest first; numbers without their unit, so that no spelling of the unit hides one.
  public let texts: [String]

  public init(_ amount: Money) {
    var texts: Set<String> = []
    let magnitude = amount.magnitude
    for unit in [CurrencyUnit.yuan, .tenThousandYuan, .hundredMillionYuan] {
      for decimals in 0...min(8, unit.digits) {
        let plain = magnitude.printed(in: unit, decimals: decimals)
        // only what gives the exact amount away
        guard ReportedAmount(printed: plain, unit: unit)?.money == magnitude else { continue }
        texts.insert(plain)
        texts.insert(magnitude.printed(in: unit, decimals: decimals, grouped: true))
      }
    }
    texts.insert(String(magnitude.fen))
    self.texts = texts.sorted { ($1.count, $0) < ($0.count, $1) }
  }

  /// Whether `text` has one of the spellings as a number of its own, not as a part of a longer one.
  public func occur(in text: String) -> Bool {
    let folded = text.foldedForMatching.replacing("，", with: ",")
    return texts.contains { Self.stands($0, in: folded) }
  }

  private static func stands(_ number: String, in text: String) -> Bool {
    var rest = Substring(text)
    while let found = String(rest).firstRange(of: number) {
      let whole = String(rest)
      let before = whole[..<found.lowerBound].last
      let after = whole[found.upperBound...]
      // 万 and 亿 are numbers too, but not digits
      func isDigit(_ character: Character?) -> Bool { character.map { $0.isASCII && $0.isNumber } ?? false }
      let goesOn = isDigit(after.first) || (after.first == "." && isDigit(after.dropFirst().first))
      if !isDigit(before), before != ".", !goesOn { return true }
      rest = after
    }
    return false
  }
}
