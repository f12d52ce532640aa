import MingzhangModel

/// Words with `{{placeholders}}` that the ledger fills.
///
/// `{{支出.合计}}` is an amount in the unit of the book, `{{支出.合计|元}}` in yuan; `|比上年` says `增加236.3万元`, `减少35万元` or
/// `持平`, `|增减` the word alone, `|差额` the amount alone, `|幅度` the percentage, `|原因` the reason given in `reasons.csv`.
/// `{{上年.支出.合计}}` is last year's amount, `{{年初预算.支出.合计}}` the budget's, `{{数量.公务用车保有量}}` a count, `{{年度}}`, `{{上年}}`, `{{单位}}` are words.
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

  /// What a figure is held against.
  enum Basis: Hashable, CaseIterable {
    case lastYear
    /// 年初预算数
    case initialBudget
    /// 调整后的全年预算数
    case adjustedBudget

    var name: String {
      switch self {
      case .lastYear: "上年"
      case .initialBudget: "年初预算"
      case .adjustedBudget: "全年预算"
      }
    }
  }

  enum Form: Hashable {
    /// An amount; nil means in the unit of the book.
    case amount(CurrencyUnit?)
    /// 增加236.3万元
    case change(Basis)
    /// 增加236.3万元，增长10.6%; without the percentage where there was nothing before
    case growth(Basis)
    /// 增加
    case direction(Basis)
    /// 236.3万元
    case difference(Basis)
    /// 10.6%
    case rate(Basis)
    /// ，主要原因是压减公务接待费; nothing when the figure did not change. Against a budget: ，决算数小于年初预算数的主要原因是…
    case reason(Basis)
    /// 完成年初预算的95.9%, or 年初未安排预算
    case completion(Basis)
    /// 34.3%, of another figure
    case share(of: String)

    /// Every written form but the units of money.
    static let words = [
      "比上年", "比上年和幅度", "增减", "差额", "幅度", "原因", "比年初预算", "年初预算差额", "年初预算幅度", "年初预算原因", "完成年初预算", "比全年预算", "全年预算差额",
      "全年预算幅度",
      "全年预算原因", "完成全年预算", "占…",
    ]

    init?(_ text: String) {
      if text.isEmpty {
        self = .amount(nil)
        return
      }
      if let unit = CurrencyUnit(rawValue: text) {
        self = .amount(unit)
        return
      }
      if text.hasPrefix("占"), text.count > 1 {
        self = .share(of: String(text.dropFirst()))
        return
      }
      for basis in Basis.allCases {
        let name = basis.name
        // of last year the forms go without its name
        let lead = basis == .lastYear ? "" : name
        switch text {
        case "比" + name: self = .change(basis)
        case "比" + name + "和幅度": self = .growth(basis)
        case "完成" + name where basis != .lastYear: self = .completion(basis)
        case lead + "增减": self = .direction(basis)
        case lead + "差额": self = .difference(basis)
        case lead + "幅度": self = .rate(basis)
        case lead + "原因": self = .reason(basis)
        default: continue
        }
        return
      }
      return nil
    }
  }

  private let body: String

  init(_ body: String) {
    self.body = body
    let parts = body.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map {
      String($0).trimmingSpaces()
    }
    name = parts.first ?? ""
    form = Form(parts.count > 1 ? parts[1] : "")
  }

  /// As written, with its braces.
  var printed: String { "{{\(body)}}" }
}
