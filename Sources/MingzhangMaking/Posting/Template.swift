import MingzhangModel

/// Words with `{{placeholders}}` that the ledger fills.
///
/// `{{支出.合计}}` is an amount in the unit of the book, `{{支出.合计|元}}` in yuan; `|比上年` says `增加236.3万元`, `减少35万元` or
/// `持平`, `|增减` the word alone, `|差额` the amount alone, `|幅度` the percentage, `|原因` the reason given in `reasons.csv`.
/// `{{上年.支出.合计}}` is last year's amount, `{{年度}}`, `{{上年}}`, `{{单位}}` are words.
struct Template: Hashable {
  enum Piece: Hashable {
    case words(String)
    case placeholder(Placeholder)
  }

  let pieces: [Piece]

  init(_ text: String) {
    var pieces: [Piece] = []
    var rest = Substring(text)
    while let open = rest.firstRange(of: "{{") {
      if open.lowerBound > rest.startIndex { pieces.append(.words(String(rest[..<open.lowerBound]))) }
      let body = rest[open.upperBound...]
      let close = body.firstRange(of: "}}")
      pieces.append(.placeholder(Placeholder(String(close.map { body[..<$0.lowerBound] } ?? body))))
      rest = close.map { body[$0.upperBound...] } ?? ""
    }
    if !rest.isEmpty { pieces.append(.words(String(rest))) }
    self.pieces = pieces
  }
}

/// One `{{name|form}}`.
struct Placeholder: Hashable {
  let name: String
  /// Nil when the form is not known.
  let form: Form?

  enum Form: Hashable {
    /// An amount; nil means in the unit of the book.
    case amount(CurrencyUnit?)
    /// 增加236.3万元
    case change
    /// 增加
    case direction
    /// 236.3万元
    case difference
    /// 10.6%
    case rate
    /// ，主要原因是压减公务接待费; nothing when the figure did not change
    case reason
  }

  private let body: String

  init(_ body: String) {
    self.body = body
    let parts = body.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map {
      String($0).trimmingSpaces()
    }
    name = parts.first ?? ""
    switch parts.count > 1 ? parts[1] : "" {
    case "": form = .amount(nil)
    case "比上年": form = .change
    case "增减": form = .direction
    case "差额": form = .difference
    case "幅度": form = .rate
    case "原因": form = .reason
    default: form = CurrencyUnit(rawValue: parts[1]).map { .amount($0) }
    }
  }

  /// As written, with its braces.
  var printed: String { "{{\(body)}}" }
}
