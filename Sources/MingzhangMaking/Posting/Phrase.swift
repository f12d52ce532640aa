import MingzhangModel

/// A template filled from the ledger: the words, and a claim for every figure in them.
struct Phrase: Hashable {
  private(set) var text = ""
  private(set) var claims: [Claim] = []
  private var lastFigureEnd = 0
  private var length = 0

  private let unit: CurrencyUnit
  private let decimals: Int
  private let percentDecimals: Int

  /// An unbound placeholder stays as it is written: `LedgerFolder.load` does not let one pass.
  init(_ template: Template, figures: Figures, unit: CurrencyUnit, decimals: Int, percentDecimals: Int = 1) {
    (self.unit, self.decimals, self.percentDecimals) = (unit, decimals, percentDecimals)
    let year = figures.ledger.book.fiscalYear
    for piece in template.pieces {
      switch piece {
      case .words(let words): append(words)
      case .placeholder(let placeholder):
        switch figures.value(of: placeholder) {
        case .failure: append(placeholder.printed)
        case .success(.words(let words)): append(words)
        case .success(.amount(let figure, let figureYear, let unit)):
          let subject = subject
          figureClaim(printed(figure.money, in: unit ?? self.unit), figure, subject: subject, year: figureYear)
        case .success(.change(let figure, let previous, let form)): change(figure, previous, form, year: year)
        case .success(.share(let figure, let whole)):
          percent(figure.money, of: whole, figure, subject: subject, year: year)
        }
      }
    }
  }

  private mutating func append(_ words: String) {
    text += words
    length += words.unicodeScalars.count
  }

  // MARK: figures

  /// `858`, `2466.08`: exact in as few places as it takes, rounded to the book's places when exact would take more.
  private func printed(_ money: Money, in unit: CurrencyUnit) -> (digits: String, unit: CurrencyUnit) {
    let shortest = money.shortest(in: unit)
    let places = shortest.split(separator: ".").dropFirst().first?.count ?? 0
    let allowed = unit == .yuan ? 2 : decimals
    return (places <= allowed ? shortest : money.printed(in: unit, decimals: allowed), unit)
  }

  private mutating func figureClaim(
    _ amount: (digits: String, unit: CurrencyUnit), _ figure: Figures.Figure, subject: String, year: Int,
    compared: Int? = nil, direction: Claim.Direction? = nil
  ) {
    let start = length
    let quote = amount.digits + amount.unit.rawValue
    append(quote)
    lastFigureEnd = length
    guard let value = ReportedAmount(printed: amount.digits, unit: amount.unit) else { return }
    claims.append(
      Claim(
        subject: subject, measure: figure.measure, value: .amount(value, unit: amount.unit), year: year,
        comparedYear: compared, direction: direction, functionalCode: figure.code, quote: quote,
        span: SourceSpan(columns: start..<length)))
  }

  private mutating func change(_ figure: Figures.Figure, _ previous: Money, _ form: Placeholder.Form, year: Int) {
    let difference = figure.money - previous
    let direction: Claim.Direction =
      difference == .zero ? .unchanged : difference > .zero ? .increase : .decrease
    if difference == .zero { turnToUnchanged() }
    let subject = subject
    let compared = form.basis == .lastYear ? year - 1 : nil
    switch form {
    case .direction: append(direction.chinese)
    case .change where difference == .zero, .growth where difference == .zero: append(direction.chinese)
    case .change, .difference, .growth:
      if form.saysDirection { append(direction.chinese) }
      figureClaim(
        printed(difference.magnitude, in: unit), figure, subject: subject, year: year, compared: compared,
        direction: direction)
      if case .growth = form, previous != .zero {
        append(direction == .increase ? "，增长" : "，下降")
        percent(
          difference.magnitude, of: previous, figure, subject: subject, year: year, compared: compared,
          direction: direction)
      }
    case .rate:
      percent(
        difference.magnitude, of: previous, figure, subject: subject, year: year, compared: compared,
        direction: direction)
    case .completion(let basis):
      append("完成\(basis.name)的")
      percent(figure.money, of: previous, figure, subject: subject, year: year)
    case .amount, .reason, .share: break
    }
  }

  /// “比2024年” becomes “与2024年”, since nothing is 比…持平; “相比” and “同比” stay.
  private mutating func turnToUnchanged() {
    let scalars = Array(text.unicodeScalars)
    let clause = scalars.lastIndex { "。，；：、,".unicodeScalars.contains($0) }.map { $0 + 1 } ?? 0
    guard let place = scalars[clause...].lastIndex(where: { $0 == "比" || $0 == "较" }), scalars.count - place <= 12,
      place == 0 || !"相同".unicodeScalars.contains(scalars[place - 1])
    else { return }
    var turned = scalars
    turned[place] = "与"
    text = String(String.UnicodeScalarView(turned))
  }

  /// `part` in percent of `whole`, rounded half up.
  private mutating func percent(
    _ part: Money, of whole: Money, _ figure: Figures.Figure, subject: String, year: Int, compared: Int? = nil,
    direction: Claim.Direction? = nil
  ) {
    let (part, base) = (Int128(part.magnitude.fen), Int128(whole.magnitude.fen))
    let scale = Int128(200) * (0..<percentDecimals).reduce(Int128(1)) { power, _ in power * 10 }
    guard base > 0, let digits = Int64(exactly: (part * scale + base) / (base * 2)) else { return }
    let number = PrintedNumber(digits: digits, decimals: percentDecimals)
    let start = length
    append("\(number)%")
    lastFigureEnd = length
    claims.append(
      Claim(
        subject: subject, measure: figure.measure, value: .percent(number), year: year, comparedYear: compared,
        direction: direction, functionalCode: figure.code, quote: "\(number)%",
        span: SourceSpan(columns: start..<length)))
  }

  /// The words since the last stop or figure: what the next figure is said of.
  private var subject: String {
    let tail = text.unicodeScalars.dropFirst(lastFigureEnd)
    let stop = tail.lastIndex { "。，；：".unicodeScalars.contains($0) }
    let clause = stop.map { tail[tail.index(after: $0)...] } ?? tail
    return String(Substring(clause.drop { "、（）其中 ".unicodeScalars.contains($0) })).trimmingSpaces()
  }
}

extension Placeholder.Form {
  fileprivate var saysDirection: Bool {
    switch self {
    case .change, .growth: true
    default: false
    }
  }
}

extension Claim.Direction {
  var chinese: String {
    switch self {
    case .increase: "增加"
    case .decrease: "减少"
    case .unchanged: "持平"
    }
  }
}
