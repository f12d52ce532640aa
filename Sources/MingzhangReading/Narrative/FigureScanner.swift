import MingzhangModel

/// One figure in a sentence: its digits, the unit after them, and where both stand.
struct Figure {
  enum Kind {
    case amount(ReportedAmount, CurrencyUnit)
    case percent(PrintedNumber)
    case count(PrintedNumber, of: String)
    case date(String)
    case label(String)
  }
  var kind: Kind
  /// Scalars of the paragraph that the figure takes, unit included.
  var range: Range<Int>
}

/// Finds every figure of a paragraph, from left to right, in one pass.
struct FigureScanner {
  let scalars: [Unicode.Scalar]
  private var index = 0

  init(_ text: String) { scalars = Array(text.unicodeScalars) }

  static func figures(in text: String) -> [Figure] {
    var scanner = FigureScanner(text)
    var figures: [Figure] = []
    while let figure = scanner.next() { figures.append(figure) }
    return figures
  }

  private mutating func next() -> Figure? {
    while index < scalars.count, !String.isDigit(scalars[index]) { index += 1 }
    guard index < scalars.count else { return nil }
    let start = index
    if start == 0 || isListStart(start), let end = listNumberEnd(start) {
      index = end
      return next()
    }
    let end = numberEnd(start)
    index = end
    return figure(start, end)
  }

  /// At the beginning, after a mark of a list, or after a bracket that opens there.
  private func isListStart(_ position: Int) -> Bool {
    position <= 40 && scalars[..<position].allSatisfy { "-*#•· (（\u{3000}".unicodeScalars.contains($0) }
  }

  private func listNumberEnd(_ start: Int) -> Int? {
    var end = start
    while end < scalars.count, String.isDigit(scalars[end]) { end += 1 }
    guard end - start <= 2, end < scalars.count, "、.．)）".unicodeScalars.contains(scalars[end]) else { return nil }
    // 11.39万元 begins with a figure, not with a list number
    if ".．".unicodeScalars.contains(scalars[end]), end + 1 < scalars.count, String.isDigit(scalars[end + 1]) {
      let stop = numberEnd(start)
      var after = stop
      while after < scalars.count, scalars[after] == " " { after += 1 }
      let isLong = stop - end > 4
      if !isLong || after < scalars.count && "万亿元%％".unicodeScalars.contains(scalars[after]) { return nil }
    }
    return end
  }

  /// The end of `2,466.08`: digits, separators between digits, one point.
  private func numberEnd(_ start: Int) -> Int {
    var end = start
    var seenPoint = false
    while end < scalars.count {
      let scalar = scalars[end]
      if String.isDigit(scalar) {
        end += 1
      } else if ".．".unicodeScalars.contains(scalar), !seenPoint, end + 1 < scalars.count,
        String.isDigit(scalars[end + 1])
      {
        seenPoint = true
        end += 1
      } else if ",，".unicodeScalars.contains(scalar), groupFollows(end) {
        end += 1
      } else {
        break
      }
    }
    return end
  }

  /// Exactly three digits after a comma, and digits before it: a thousands separator.
  private func groupFollows(_ comma: Int) -> Bool {
    guard comma + 3 < scalars.count, (1...3).allSatisfy({ String.isDigit(scalars[comma + $0]) }) else { return false }
    if comma + 4 < scalars.count, String.isDigit(scalars[comma + 4]) { return false }
    guard scalars[comma] == "," else {
      // a full-width comma separates clauses, unless a decimal follows the group
      return comma + 4 < scalars.count && scalars[comma + 4] == "."
    }
    return true
  }

  private mutating func figure(_ start: Int, _ end: Int) -> Figure {
    let digits = String(String.UnicodeScalarView(scalars[start..<end]))
    var after = end
    while after < scalars.count, scalars[after] == " " || scalars[after] == "\u{A0}" { after += 1 }
    let rest = String(String.UnicodeScalarView(scalars[after..<min(scalars.count, after + 8)]))
    let number = PrintedNumber(signed(digits, start))
    let from = number.map { $0.digits < 0 } == true ? start - 1 : start

    func made(_ kind: Figure.Kind, _ length: Int) -> Figure { Figure(kind: kind, range: from..<after + length) }
    if let number {
      for (word, unit) in Self.money where rest.hasPrefix(word) {
        if let amount = number.amount(in: unit) { return take(made(.amount(amount, unit), word.unicodeScalars.count)) }
      }
      for word in ["%", "％", "‰"] where rest.hasPrefix(word) { return take(made(.percent(number), 1)) }
      if rest.hasPrefix("个百分点") { return take(made(.percent(number), 4)) }
    }
    if let date = date(digits, start: start, after: after) { return take(date) }
    if let number {
      for word in Self.classifiers where rest.hasPrefix(word) {
        return take(made(.count(number, of: word), word.unicodeScalars.count))
      }
    }
    return Figure(kind: .label(digits), range: start..<end)
  }

  private mutating func take(_ figure: Figure) -> Figure {
    index = max(index, figure.range.upperBound)
    return figure
  }

  /// A minus sign directly before the digits belongs to them, unless it stands between two numbers.
  private func signed(_ digits: String, _ start: Int) -> String {
    guard start > 0, "-−－".unicodeScalars.contains(scalars[start - 1]) else { return digits }
    if start > 1, String.isDigit(scalars[start - 2]) || scalars[start - 2].properties.isAlphabetic { return digits }
    return "-" + digits
  }

  /// `2023年`, `2023年1月5日`, `5月20日`, `2022-12-31`, `2021—2023年`.
  private func date(_ digits: String, start: Int, after: Int) -> Figure? {
    func plain(_ from: Int) -> Int {
      var end = from
      while end < scalars.count, String.isDigit(scalars[end]) { end += 1 }
      return end
    }
    guard let value = Int(digits.foldedForMatching) else { return nil }
    if (1900...2100).contains(value), digits.unicodeScalars.count == 4 {
      var end = after
      if end < scalars.count, scalars[end] == "年" {
        end += 1
        let month = plain(end)
        if month > end, month < scalars.count, scalars[month] == "月" {
          end = month + 1
          let day = plain(end)
          if day > end, day < scalars.count, scalars[day] == "日" || scalars[day] == "号" { end = day + 1 }
        }
        return Figure(kind: .date(text(start..<end)), range: start..<end)
      }
      if end < scalars.count, "-—–~至/".unicodeScalars.contains(scalars[end]) {
        let next = plain(end + 1)
        if next - end - 1 <= 4, next > end + 1 {
          end = next
          if end < scalars.count, "-/".unicodeScalars.contains(scalars[end]), plain(end + 1) > end + 1 {
            end = plain(end + 1)
          }
          if end < scalars.count, scalars[end] == "年" { end += 1 }
          return Figure(kind: .date(text(start..<end)), range: start..<end)
        }
      }
    }
    if value <= 12, after < scalars.count, scalars[after] == "月" {
      let end = plain(after + 1)
      guard end > after + 1, end < scalars.count, scalars[end] == "日" else { return nil }
      return Figure(kind: .date(text(start..<end + 1)), range: start..<end + 1)
    }
    return nil
  }

  private func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }

  private static let money: [(String, CurrencyUnit)] = [
    ("亿元", .hundredMillionYuan), ("万元", .tenThousandYuan), ("元/", .yuan), ("元", .yuan),
    ("万人民币", .tenThousandYuan),
  ]

  /// Classifiers after a count; longer ones first.
  private static let classifiers = [
    "平方米", "万平方米", "个百分点", "人（次）", "人(次)", "批（次）", "批(次)", "台（套）", "台(套)", "人次", "批次", "小时", "工作日",
    "个工作日", "季度", "名", "人", "辆", "批", "次", "个", "台", "套", "本", "册", "条", "天", "年", "月", "日", "周", "项", "件", "场",
    "期", "家", "户", "处", "份", "篇", "亩", "公里", "米", "吨", "岁", "类", "款", "张", "部", "间", "座", "团组", "组", "所", "村", "镇",
  ]
}
