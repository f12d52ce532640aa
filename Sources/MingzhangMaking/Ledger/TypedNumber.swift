import MingzhangModel

extension PrintedNumber {
  /// A number as people type it into a sheet: with ¥ before it, or with spaces (of any width) for the separators of thousands.
  ///
  /// Nil where the spaces do not part groups of three digits: `12 34` may be two numbers.
  init?(typed text: String) {
    var text = text.trimmingSpaces()
    if let sign = text.first, sign == "¥" || sign == "￥" { text = String(text.dropFirst()).trimmingSpaces() }
    let groups = text.split(whereSeparator: \.isWhitespace).map(String.init)
    guard groups.count > 1 else {
      self.init(text)
      return
    }
    let digits = groups.enumerated().map { index, group in
      index < groups.count - 1 ? group.count : group.prefix { $0 != "." && $0 != "．" }.count
    }
    guard digits.dropFirst().allSatisfy({ $0 == 3 }), !text.contains(","), !text.contains("，") else { return nil }
    self.init(groups.joined())
  }
}
