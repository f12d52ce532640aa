import MingzhangModel

/// A template filled from the ledger: the words, and a claim for every figure in them.
struct Phrase: Hashable {
  private(set) var text = ""
  private(set) var claims: [Claim] = []
  private var lastFigureEnd = 0
  private var length = 0

  private let unit: CurrencyUnit
  private let decimals: Int

  /// An unbound placeholder stays as it is written: `LedgerFolder.load` does not let one pass.
  init(_ template: Template, figures: Figures, unit: CurrencyUnit, decimals: Int) {
    (self.unit, self.decimals) = (unit, decimals)
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
    let subject = subject
    switch form {
    case .direction: append(direction.chinese)
    case .change where difference == .zero: append(direction.chinese)
    case .change, .difference:
      if form == .change { append(direction.chinese) }
      figureClaim(
        printed(difference.magnitude, in: unit), figure, subject: subject, year: year, compared: year - 1,
        direction: direction)
    case .rate: rate(difference, previous, figure, subject: subject, year: year, direction)
    case .amount, .reason: break
    }
  }

  /// The change in percent of last year's figure, to one place, rounded half up.
  private mutating func rate(
    _ difference: Money, _ previous: Money, _ figure: Figures.Figure, subject: String, year: Int,
    _ direction: Claim.Direction
  ) {
    let (change, base) = (Int128(difference.magnitude.fen), Int128(previous.magnitude.fen))
    guard base > 0, let tenths = Int64(exactly: (change * 2000 + base) / (base * 2)) else { return }
    let number = PrintedNumber(digits: tenths, decimals: 1)
    let start = length
    append("\(number)%")
    lastFigureEnd = length
    claims.append(
      Claim(
        subject: subject, measure: figure.measure, value: .percent(number), year: year, comparedYear: year - 1,
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

extension Claim.Direction {
  var chinese: String {
    switch self {
    case .increase: "增加"
    case .decrease: "减少"
    case .unchanged: "持平"
    }
  }
}
