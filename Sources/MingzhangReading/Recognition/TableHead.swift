import MingzhangModel

/// What stands between a table's title and the table: the department, the fiscal year, the unit.
struct TableHead {
  var entity: String?
  var fiscalYear: Int?
  var unit: CurrencyUnit?
  /// The folded lines, by which the same head is known again on the next page.
  var lines: Set<String> = []
  /// A label that waits for its value on the next line: `预算年度：`.
  private var waiting: Label?

  private enum Label { case year, unit, entity }

  /// Takes `text` in when it can be part of a head; false when it cannot.
  mutating func take(_ text: String, lenient: Bool = true) -> Bool {
    let folded = text.foldedForMatching
    guard folded.unicodeScalars.count <= 80, !folded.contains("。") else { return false }
    if let label = waiting, value(folded, for: label) {
      waiting = nil
      lines.insert(folded)
      return true
    }
    guard parts(of: folded) || lenient && Self.isDepartmentLine(folded) else { return false }
    if entity == nil, Self.isDepartmentLine(folded) { entity = text }
    lines.insert(folded)
    return true
  }

  /// A line that is neither label nor title: the department's name, when it can be one.
  mutating func name(_ text: String) {
    lines.insert(text.foldedForMatching)
    if entity == nil, let name = EntityName.plain(text) { entity = name }
  }

  /// Whether `text` can be part of the head of a table at all.
  static func isPart(_ text: String) -> Bool {
    var head = TableHead()
    return head.take(text, lenient: false)
  }

  private mutating func value(_ folded: String, for label: Label) -> Bool {
    switch label {
    case .year:
      guard let year = folded.fiscalYearAtStart else { return false }
      fiscalYear = year
    case .unit:
      guard let unit = CurrencyUnit(rawValue: folded) else { return false }
      self.unit = unit
    case .entity: entity = folded
    }
    return true
  }

  /// Reads every `label：value` of a line; true when it found one.
  private mutating func parts(of folded: String) -> Bool {
    var found = Self.isFormNumber(folded)
    for label in ["预算年度:", "决算年度:", "年度:", "年份:"] {
      if let rest = folded.after(label) {
        found = true
        if let year = rest.fiscalYearAtStart { fiscalYear = year } else if rest.isEmpty { waiting = .year }
        break
      }
    }
    // 2024年度, alone between the department and the unit
    if !found, let mark = folded.range(of: "年度", endsIn: ["", "金额单位:", "单位:", "部门:"]), mark.lowerBound >= 4,
      let year = String(folded.dropFirst(mark.lowerBound - 4).prefix(4)).fiscalYearAtStart
    {
      (fiscalYear, found) = (year, true)
    }
    if let rest = folded.afterUnitLabel {
      if rest.isEmpty {
        (found, waiting) = (true, .unit)
      } else if let unit = rest.leadingUnit {
        (self.unit, found) = (unit, true)
      }
    }
    for label in Self.entityLabels {
      if let rest = folded.after(label) {
        let name = String(rest.prefix { !"::,，".contains($0) }).before("金额单位").before("单位").before("预算年度").before("填报")
          .before("公开")
        if !name.isEmpty, rest.leadingUnit == nil || name.count > 3 {
          if entity == nil { entity = name }
          found = true
          break
        }
        if rest.isEmpty { found = true }
      }
    }
    if let rest = folded.after("截止时间:") ?? folded.after("截至时间:") {
      found = found || rest.unicodeScalars.contains(where: String.isDigit)
    }
    return found
  }

  private static let entityLabels = [
    "部门名称:", "单位名称:", "预算单位:", "编制单位:", "填报单位:", "编报单位:", "部门(单位):", "部门/单位:", "主管部门:", "预算部门:", "编制部门:",
    "填报部门:", "公开部门:", "部门:", "单位:",
  ]

  /// `104 政府部门`: the department's code and name, nothing else.
  private static func isDepartmentLine(_ folded: String) -> Bool {
    let digits = folded.prefix { $0.isASCII && $0.isNumber }
    guard (3...9).contains(digits.count), digits.count < folded.count, folded.count <= 40 else { return false }
    let name = folded.dropFirst(digits.count)
    return name.first.map { $0 >= "\u{4E00}" } == true && !name.hasPrefix("年") && !name.hasPrefix("元")
      && !name.hasPrefix("万元") && !name.contains("，") && !name.contains(",")
  }

  /// `公开01表`, `表一`, `附表3`, `部门公开表1`, `附件2-1`.
  private static func isFormNumber(_ folded: String) -> Bool {
    guard folded.count <= 12 else { return false }
    var rest = Substring(folded)
    for word in ["部门", "单位", "预算", "决算", "财决", "预", "公开", "附件", "附表", "附", "表"] where rest.hasPrefix(word) {
      rest = rest.dropFirst(word.count)
    }
    guard rest.count < folded.count else { return false }
    if rest.hasSuffix("表") { rest = rest.dropLast() }
    return !rest.isEmpty && rest.allSatisfy { $0.isNumber || "-:一二三四五六七八九十()".contains($0) }
  }
}

extension String {
  /// What follows the first `label`; nil when it does not occur.
  func after(_ label: String) -> String? {
    guard let offset = byteOffset(of: label) else { return nil }
    return String(self[utf8.index(startIndex, offsetBy: offset + label.utf8.count)...])
  }

  /// Where `word` stands, in characters, when one of `ends` follows it: the end of the text, or a label.
  fileprivate func range(of word: String, endsIn ends: [String]) -> Range<Int>? {
    guard let rest = after(word), ends.contains(where: { $0.isEmpty ? rest.isEmpty : rest.hasPrefix($0) }) else {
      return nil
    }
    let start = count - rest.count - word.count
    return start..<(start + word.count)
  }

  func before(_ label: String) -> String {
    guard let offset = byteOffset(of: label) else { return self }
    return String(self[..<utf8.index(startIndex, offsetBy: offset)])
  }

  /// Where `label` begins, in bytes: many labels are looked for in every line.
  private func byteOffset(of label: String) -> Int? {
    var (text, label) = (self, label)
    return text.withUTF8 { text in
      label.withUTF8 { label in
        guard let first = label.first, label.count <= text.count else { return nil }
        for start in 0...text.count - label.count where text[start] == first {
          if label.indices.allSatisfy({ text[start + $0] == label[$0] }) { return start }
        }
        return nil
      }
    }
  }

  /// What follows `单位:` when that names the unit of money, not an organisation.
  fileprivate var afterUnitLabel: String? {
    for label in ["金额单位:", "计量单位:", "单位:", "单位"] {
      var rest = Substring(self)
      while let range = rest.firstRange(of: label) {
        let value = String(rest[range.upperBound...])
        if value.leadingUnit != nil || (value.isEmpty && label != "单位") { return value }
        rest = rest[range.upperBound...]
      }
    }
    return nil
  }

  fileprivate var leadingUnit: CurrencyUnit? {
    var rest = Substring(self)
    while let first = rest.first, ":( ".contains(first) { rest = rest.dropFirst() }
    if rest.hasPrefix("人民币") { rest = rest.dropFirst(3) }
    for unit in [CurrencyUnit.hundredMillionYuan, .tenThousandYuan, .yuan] where rest.hasPrefix(unit.rawValue) {
      return unit
    }
    return nil
  }

  /// `2023`, `2023年`, `2023年度`.
  var fiscalYearAtStart: Int? {
    let digits = prefix { $0.isASCII && $0.isNumber }
    guard digits.count == 4, let year = Int(digits), (1990...2100).contains(year) else { return nil }
    return year
  }

  /// The first `20xx年` in the text.
  var firstYear: Int? {
    let scalars = Array(foldedForMatching.unicodeScalars)
    for index in scalars.indices where index + 4 < scalars.count && scalars[index + 4] == "年" {
      guard index == 0 || !String.isDigit(scalars[index - 1]) else { continue }
      let digits = String(String.UnicodeScalarView(scalars[index..<index + 4]))
      if let year = digits.fiscalYearAtStart { return year }
    }
    return nil
  }
}
