import MingzhangModel

/// A department of the sample city: what it is and what it does, without amounts.
public struct SampleDepartment: Hashable, Sendable {
  /// `示例市教育局`
  public let name: String
  /// The budget code that is printed above its tables: `305`.
  public let code: String
  let nature: Nature
  let main: Item
  /// 教育: what its duties are about.
  let field: String
  let projects: [Project]

  enum Nature: String, Hashable, Sendable {
    case agency = "行政"
    /// An institution run after the rules for civil servants.
    case alike = "参公"
    case institution = "事业"
  }

  /// A functional item, which may be another one from some year on.
  struct Item: Hashable, Sendable {
    let first: FunctionalCode
    let later: (year: Int, code: FunctionalCode)?

    func code(in year: Int) -> FunctionalCode {
      if let later, year >= later.year { return later.code }
      return first
    }

    static func == (a: Self, b: Self) -> Bool { a.first == b.first && a.later?.code == b.later?.code }
    func hash(into hasher: inout Hasher) { hasher.combine(first) }

    /// `2010301`, `2010301<2024>2014001`.
    init?(_ text: Substring) {
      let parts = text.split { $0 == "<" || $0 == ">" }
      guard let code = parts.first.flatMap({ FunctionalCode(String($0)) }) else { return nil }
      first = code
      guard parts.count == 3, let year = Int(parts[1]), let second = FunctionalCode(String(parts[2])) else {
        later = nil
        return
      }
      later = (year, second)
    }
  }

  struct Project: Hashable, Sendable {
    enum Kind: Character, Hashable, Sendable {
      case business = "B"
      case running = "R"
      case event = "E"
      case aid = "A"
      case works = "W"
    }
    let kind: Kind
    let item: Item
    let name: String
    let isOfFund: Bool
  }

  /// The whole list, in its order; a line that cannot be read is left out (the tests compare the count).
  static let all: [SampleDepartment] = SampleDepartmentTable.text.split(separator: "\n").enumerated().compactMap {
    SampleDepartment(line: $1, number: $0)
  }

  private init?(line: Substring, number: Int) {
    let fields = line.split(separator: "|", omittingEmptySubsequences: false)
    guard fields.count == 5, let nature = Nature(rawValue: String(fields[1])), let main = Item(fields[2]) else {
      return nil
    }
    let short = String(fields[0])
    name = short.contains(SampleCity.name) ? short : SampleCity.name + short
    code = String(301 + number)
    (self.nature, self.main, field) = (nature, main, String(fields[3]))
    projects = fields[4].split(separator: ";").compactMap { Project($0) }
  }
}

extension SampleDepartment.Project {
  /// `B 2010302 综合督查`, `基金W 2120803 城市道路建设`.
  fileprivate init?(_ text: Substring) {
    isOfFund = text.hasPrefix("基金")
    let parts = (isOfFund ? text.dropFirst(2) : text).split(separator: " ", maxSplits: 2)
    guard parts.count == 3, let kind = parts[0].first.flatMap(Kind.init), let item = SampleDepartment.Item(parts[1])
    else { return nil }
    (self.kind, self.item, name) = (kind, item, String(parts[2]))
  }
}
