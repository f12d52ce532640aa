import MingzhangModel
import Yams

// `book.yaml`: what the book is about, in a dozen lines. Keys are Chinese, or their English names.

extension LedgerLoading {
  mutating func book() -> Ledger.Book? {
    let file = "book.yaml"
    let book = readBook(file)
    if book == nil { markUnread(file) }
    return book
  }

  private mutating func readBook(_ file: String) -> Ledger.Book? {
    guard let text = text(of: file), let root = yaml(text, file) else { return nil }
    var values: [String: Node] = [:]
    var previous: [String: Money] = [:]
    for (node, value) in root {
      guard let printed = node.string, let key = BookKey(printed) else {
        let known = BookKey.allCases.map(\.rawValue).joined(separator: "、")
        report(
          .unknownKey, file, node.mark?.line, "不认识的项“\(node.string ?? "")”。可用的项：\(known)。",
          "Unknown key “\(node.string ?? "")”. Keys are: \(known).")
        continue
      }
      if key == .previous { previous = amounts(value, file) } else { values[key.rawValue] = value }
    }
    func string(_ key: BookKey) -> String? { values[key.rawValue]?.string?.trimmingSpaces() }
    for key in BookKey.allCases where key.isRequired && (string(key) ?? "").isEmpty {
      report(
        .missingKey, file, nil, "缺少“\(key.rawValue)”。请补上。", "“\(key.rawValue)” (\(key.english)) is missing. Add it.")
    }
    guard let entity = string(.entity), let printedYear = string(.year), let profile = string(.profile) else {
      return nil
    }
    if catalog.profile(profile) == nil {
      let known = catalog.profiles.map(\.id).joined(separator: "、")
      report(
        .unknownProfile, file, values[BookKey.profile.rawValue]?.mark?.line, "没有表样“\(profile)”。已有的表样：\(known)。",
        "No profile “\(profile)”. Profiles are: \(known).")
    }
    guard let year = Int(printedYear.foldedForMatching.trimming(suffix: "年")), (1990...2100).contains(year) else {
      report(
        .notANumber, file, values[BookKey.year.rawValue]?.mark?.line, "“预算年度”应为四位年份，现为“\(printedYear)”。",
        "“预算年度” must be a year of four digits; found “\(printedYear)”.")
      return nil
    }
    let date = string(.date).map(Self.day) ?? ""
    if !date.isEmpty, !Self.isDay(date) {
      report(
        .unknownWord, file, values[BookKey.date.rawValue]?.mark?.line, "“日期”应写作 2023-02-15 的样子，现为“\(date)”。",
        "“日期” must look like 2023-02-15; found “\(date)”.")
    }
    if let own = string(.unitProfile), !own.isEmpty, catalog.profile(own) == nil {
      let known = catalog.profiles.map(\.id).joined(separator: "、")
      report(
        .unknownProfile, file, values[BookKey.unitProfile.rawValue]?.mark?.line, "没有表样“\(own)”。已有的表样：\(known)。",
        "No profile “\(own)”. Profiles are: \(known).")
    }
    var book = Ledger.Book(
      entity: entity, code: string(.code) ?? "", fiscalYear: year, kind: kind(values[BookKey.kind.rawValue], file),
      profile: profile, region: string(.region) ?? "", level: level(values[BookKey.level.rawValue], file), date: date,
      previous: previous, mark: string(.mark).flatMap { $0.isEmpty ? nil : $0 })
    book.unitProfile = string(.unitProfile) ?? ""
    book.hasCharts = yesOrNo(values[BookKey.charts.rawValue], file)
    return book
  }

  private mutating func yaml(_ text: String, _ file: String) -> Node.Mapping? {
    do {
      guard let node = try Yams.compose(yaml: text), let mapping = node.mapping else {
        report(.malformed, file, 1, "应为“项: 值”的形式。", "Must be written as “key: value”.")
        return nil
      }
      return mapping
    } catch let error as YamlError {
      switch error {
      case .duplicatedKeysInMapping(let keys, let context):
        let names = keys.map { "\($0)" }.joined(separator: "、")
        report(
          .duplicateKey, file, context.mark.line, "“\(names)”写了两次。请删去一处。", "“\(names)” is given twice. Remove one.")
      case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
        report(
          .malformed, file, mark.line, "不是正确的 YAML：请检查这一行的冒号、引号和缩进。",
          "Not valid YAML: check the colon, the quotes and the indentation of this line.")
      default: report(.malformed, file, nil, "不是正确的 YAML。", "Not valid YAML.")
      }
    } catch {
      report(.malformed, file, nil, "不是正确的 YAML。", "Not valid YAML.")
    }
    return nil
  }

  private mutating func amounts(_ node: Node, _ file: String) -> [String: Money] {
    var out: [String: Money] = [:]
    guard let mapping = node.mapping else {
      report(
        .malformed, file, node.mark?.line, "“上年”下面应逐行写“数字名: 金额”。", "“上年” must hold lines of “figure: amount”.")
      return out
    }
    for (name, value) in mapping {
      guard let key = name.string else { continue }
      guard let text = value.string, let amount = Self.yuan(text) else {
        report(
          .notANumber, file, value.mark?.line, "“上年”的“\(key)”应为金额（元），现为“\(value.string ?? "")”。",
          "“\(key)” of “上年” must be an amount in yuan; found “\(value.string ?? "")”.")
        continue
      }
      out[key] = amount
      previousLines[key] = name.mark?.line
    }
    return out
  }

  private mutating func kind(_ node: Node?, _ file: String) -> Disclosure.Kind {
    let text = node?.string ?? ""
    switch text {
    case "", "部门预算", "budget": return .budget
    case "部门决算", "final": return .final
    default:
      report(
        .unknownWord, file, node?.mark?.line, "“种类”应为“部门预算”或“部门决算”，现为“\(text)”。",
        "“种类” must be 部门预算 (budget) or 部门决算 (final); found “\(text)”.")
      return .budget
    }
  }

  private mutating func yesOrNo(_ node: Node?, _ file: String) -> Bool {
    let text = node?.string?.trimmingSpaces().lowercased() ?? ""
    if ["", "否", "no", "false"].contains(text) { return false }
    if ["是", "yes", "true"].contains(text) { return true }
    report(
      .unknownWord, file, node?.mark?.line, "“\(BookKey.charts.rawValue)”应为“是”或“否”，现为“\(text)”。",
      "“\(BookKey.charts.rawValue)” must be 是 (yes) or 否 (no); found “\(text)”.")
    return false
  }

  private mutating func level(_ node: Node?, _ file: String) -> String {
    let text = node?.string ?? ""
    let levels = ["中央": "central", "省级": "province", "市级": "prefecture", "县级": "county", "乡级": "township"]
    if text.isEmpty || levels.values.contains(text) { return text }
    if let level = levels[text] { return level }
    report(
      .unknownWord, file, node?.mark?.line, "“级次”应为中央、省级、市级、县级或乡级，现为“\(text)”。",
      "“级次” must be central, province, prefecture, county or township; found “\(text)”.")
    return ""
  }

  /// `2023/2/15`, `2023.2.15` and `2023年2月15日` as `2023-02-15`; any other text as it is.
  private static func day(_ text: String) -> String {
    let parts = text.foldedForMatching.trimming(suffix: "日").split(
      omittingEmptySubsequences: false, whereSeparator: { "/.-年月".contains($0) })
    guard parts.count == 3, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCIIDigit) }), parts[0].count == 4,
      parts[1].count <= 2, parts[2].count <= 2
    else { return text }
    return parts.map { $0.count == 1 ? "0\($0)" : String($0) }.joined(separator: "-")
  }

  private static func isDay(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, parts.map(\.count) == [4, 2, 2], let month = Int(parts[1]), let day = Int(parts[2]),
      Int(parts[0]) != nil
    else { return false }
    return (1...12).contains(month) && (1...31).contains(day)
  }
}

private enum BookKey: String, CaseIterable {
  case entity = "单位"
  case code = "部门"
  case year = "预算年度"
  case kind = "种类"
  case profile = "表样"
  case region = "行政区划"
  case level = "级次"
  case date = "日期"
  case previous = "上年"
  /// Printed on the cover and at the foot of every page.
  case mark = "标记"
  case unitProfile = "单位表样"
  /// Whether the book ends with charts of its tables.
  case charts = "图示"

  init?(_ printed: String) {
    let folded = printed.foldedForMatching
    guard let key = Self.allCases.first(where: { $0.rawValue == folded || $0.english == folded }) else { return nil }
    self = key
  }

  var english: String {
    switch self {
    case .entity: "entity"
    case .code: "code"
    case .year: "fiscal_year"
    case .kind: "kind"
    case .profile: "profile"
    case .region: "region"
    case .level: "level"
    case .date: "date"
    case .previous: "previous"
    case .mark: "mark"
    case .unitProfile: "unit_profile"
    case .charts: "charts"
    }
  }

  var isRequired: Bool { self == .entity || self == .year || self == .profile || self == .date }
}

extension String {
  fileprivate func trimming(suffix: String) -> String { hasSuffix(suffix) ? String(dropLast(suffix.count)) : self }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}
