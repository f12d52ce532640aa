import MingzhangCatalog
import MingzhangModel

extension String {
  /// `空表列示`.
  var saysEmpty: Bool { contains("空表") }
  /// `无`, `没有`, `未安排`, `为0`.
  var saysNone: Bool { ["无", "没有", "未安排", "不涉及", "0万元", "0.00万元"].contains { contains($0) } }
}

extension Statement {
  /// Whether any cell of any row holds an amount or a count.
  var hasFigures: Bool {
    rows.contains { row in
      row.contains { cell in
        switch cell.reading {
        case .amount, .number: true
        default: false
        }
      }
    }
  }
}

extension StatementKind {
  /// Words by which the narrative speaks of the table's subject.
  var subjectWords: [String] {
    switch self {
    case .governmentFundExpenditure: ["政府性基金", "政府基金"]
    case .stateCapitalOperationsExpenditure: ["国有资本经营"]
    case .threePublicExpenses: ["三公"]
    case .procurement: ["政府采购"]
    case .assets: ["固定资产", "国有资产"]
    default: [chinese]
    }
  }
}

/// Names of codes, as the catalog attests them.
struct Names {
  private let catalog: Catalog
  init(_ catalog: Catalog) { self.catalog = catalog }

  /// The name that should stand, when the printed one is known for no year; unsure when the row rests on little.
  func problem(_ code: String, _ printed: String, year: Int?) -> (name: String, isSure: Bool)? {
    let list = code.hasPrefix("3") ? catalog.economicDepartment : catalog.functional
    // nearly every row prints the name in force
    guard let name = list.name(of: code, year: year), name != printed else { return nil }
    let entries = list.names(of: code)
    guard !entries.isEmpty else { return nil }
    let folded = Self.plain(printed)
    guard !folded.isEmpty else { return nil }
    // a name that had its own time counts for that time only, also where a later name lists it as another wording
    let named = entries.filter { Self.plain($0.name) == folded }
    let known = named.isEmpty ? entries.filter { $0.aliases.contains { Self.plain($0) == folded } } : named
    let isAbolished = !known.isEmpty && year.map { year in known.allSatisfy { ($0.validTo ?? year) < year } } ?? false
    guard known.isEmpty || isAbolished else { return nil }
    // a longer or shorter wording of the same name is a variant, not a slip
    let right = Self.plain(name)
    if !isAbolished, Self.shares(right, folded) { return (name, false) }
    let documents = entries.reduce(0) { $0 + $1.documents }
    let isAlias = entries.contains { $0.aliases.contains { Self.plain($0) == folded } }
    let isSure = documents >= 5 && !isAlias && !entries.contains { $0.certainty == .recalled }
    return (name, isSure)
  }

  /// Whether most characters of the shorter name stand in the longer one, in order.
  private static func shares(_ a: String, _ b: String) -> Bool {
    let (short, long) = a.count < b.count ? (a, b) : (b, a)
    var rest = Substring(long)
    var found = 0
    for character in short {
      guard let place = rest.firstIndex(of: character) else { continue }
      found += 1
      rest = rest[rest.index(after: place)...]
    }
    return found * 10 >= short.count * 8
  }

  private static let marks: ASCIISet = "()[]、,.-\"'"

  /// Punctuation and codes glued to the name do not count.
  static func plain(_ text: String) -> String {
    text.foldedForMatching.removingNumbers(and: marks)
  }
}
