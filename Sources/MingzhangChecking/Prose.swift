import MingzhangModel

/// The printed words of a disclosure, as places that a finding can point to.
struct Prose {
  private let disclosure: Disclosure
  /// Headings and paragraphs of the narrative.
  let words: [Evidence]
  /// The same, by their characters.
  let scalars: [Scalars]
  /// The same, as they are compared.
  let folded: [String]
  /// All of them in one, for a look whether a word stands anywhere.
  private let joined: String
  /// Objectives, indicators and targets of projects, and cells of tables that hold a phrase of some length.
  let tableSentences: [Evidence]
  /// The same, by their characters.
  let tableScalars: [Scalars]
  /// All of them in one, for a look whether a word stands in any.
  private let tableJoined: String

  /// The prose of a subject, cut once for all rules.
  init(_ subject: Subject) { self = subject.prose }

  init(_ disclosure: Disclosure) {
    self.disclosure = disclosure
    words = Self.words(disclosure)
    scalars = words.map { Scalars($0.text) }
    folded = words.map(\.text.foldedForMatching)
    joined = scalars.map(\.joined).joined(separator: "\n")
    tableSentences = Self.tableSentences(disclosure)
    tableScalars = tableSentences.map { Scalars($0.text) }
    tableJoined = tableScalars.map(\.joined).joined(separator: "\n")
  }

  /// Whether `word` stands anywhere in the headings and paragraphs, white space aside.
  func has(_ word: String) -> Bool { joined.contains(word) }

  /// Whether `word` stands in the words of any table, white space aside.
  func tableHas(_ word: String) -> Bool { tableJoined.contains(word) }

  private static func words(_ disclosure: Disclosure) -> [Evidence] {
    disclosure.narrative.sections.flatMap { section in
      (section.heading.isEmpty ? [] : [Evidence("标题", text: section.heading, span: section.headingSpan)])
        + section.paragraphs.map { Evidence("说明文字 / \(section.heading)", text: $0.text, span: $0.span) }
    }
  }

  private static func tableSentences(_ disclosure: Disclosure) -> [Evidence] {
    disclosure.goals.flatMap(words(of:))
      + disclosure.statements.filter { $0.kind != .performance }.flatMap(phrases(of:))
  }

  /// The objective of a project, and what its indicators are called and aim at.
  private static func words(of goal: PerformanceGoal) -> [Evidence] {
    var found: [Evidence] = []
    if !goal.objective.isEmpty {
      found.append(Evidence(goal.title, text: goal.objective, span: goal.span, statement: .performance))
    }
    for indicator in goal.indicators {
      for text in [indicator.name, indicator.detail, indicator.printedTarget] where text.utf8.count >= 12 {
        found.append(
          Evidence("\(goal.title) / \(indicator.name)", text: text, span: indicator.span, statement: .performance))
      }
    }
    return found
  }

  /// Cells long enough to be more than a name of the catalogue.
  private static func phrases(of statement: Statement) -> [Evidence] {
    statement.rows.joined().filter { $0.printed.utf8.count >= 42 }.map {
      Evidence(statement.title, text: $0.printed, span: $0.span, statement: statement.kind)
    }
  }

  /// Titles and heads of tables and parts that became no heading.
  var headLines: [Evidence] {
    let reasons: Set<Leftover.Reason> = [.tableTitle, .tableHeading, .coverTitle]
    return disclosure.leftovers.filter { reasons.contains($0.reason) }.map {
      Evidence("标题", text: $0.text, span: $0.span)
    }
  }

  /// What stands on the cover and in the contents.
  var cover: [String] {
    disclosure.contents.map(\.title) + disclosure.leftovers.filter { $0.reason == .coverTitle }.map(\.text)
  }

  /// Titles of tables and of parts, also those that opened no section.
  var headings: [Evidence] {
    disclosure.narrative.sections.filter { !$0.heading.isEmpty }.map {
      Evidence("标题", text: $0.heading, span: $0.headingSpan)
    } + disclosure.statements.filter { !$0.title.isEmpty && $0.kind != .performance }.map(\.titleEvidence)
  }

  var titlesNotesAndWords: [Evidence] {
    disclosure.contents.map { Evidence("目录", text: $0.title, span: $0.span) }
      + disclosure.statements.flatMap { statement in
        [statement.titleEvidence]
          + statement.notes.map {
            Evidence("\(statement.title) / 注", text: $0.text, span: $0.span, statement: statement.kind)
          }
      }.filter { !$0.text.isEmpty } + words
  }

  /// The first bracket or quotation mark without a partner in the paragraph, and where it stands.
  static func unmatched(_ text: String) -> (mark: Character, at: String.Index)? {
    var open: [(mark: Unicode.Scalar, at: String.Index)] = []
    let scalars = text.unicodeScalars
    for index in scalars.indices {
      let scalar: Unicode.Scalar = scalars[index] == "(" ? "（" : scalars[index] == ")" ? "）" : scalars[index]
      let partner: Unicode.Scalar
      switch scalar {
      case "（", "“", "《", "【":
        open.append((scalar, index))
        continue
      case "）": partner = "（"
      case "”": partner = "“"
      case "》": partner = "《"
      case "】": partner = "【"
      default: continue
      }
      if open.last?.mark == partner {
        open.removeLast()
      } else if scalar == "）", open.isEmpty, isListMark(text) {
        continue
      } else {
        return (Character(scalar), index)
      }
    }
    return open.last.map { (Character($0.mark), $0.at) }
  }

  /// `1）` at the beginning of a list entry: nothing but a number before the bracket.
  private static func isListMark(_ text: String) -> Bool {
    let head = text.prefix(4)
    guard let close = head.firstIndex(where: { "）)".contains($0) }) else { return false }
    return head[..<close].allSatisfy { ($0.isASCII && ($0.isNumber || $0.isLetter)) || "一二三四五六七八九十".contains($0) }
  }

  /// `113.02万，`: digits, 万, and no 元 after it. 万 before a measure word is a number.
  static func tenThousandWithoutYuan(_ text: String) -> String? {
    let scalars = Array(text.unicodeScalars)
    for index in scalars.indices where scalars[index] == "万" && index > 0 {
      guard (0x30...0x39).contains(scalars[index - 1].value) else { continue }
      let next = index + 1 < scalars.count ? scalars[index + 1] : "。"
      guard "以（(，。；、,;".unicodeScalars.contains(next) else { continue }
      let before = String(scalars: scalars[max(0, index - 24)..<index])
      // 单价100万以上的设备
      let isPrice = ["以", "（", "("].contains(next) && (before.contains("单价") || before.contains("单位价值"))
      guard isPrice || "，。；、,;".unicodeScalars.contains(next) else { continue }
      let isExact = index > 3 && scalars[index - 3] == "."
      let name = before.trimmingSuffix(while: { $0.isNumber || $0 == "," })
      guard
        isExact || isPrice || name.hasSuffix("费") || name.hasSuffix("比上年增加") || name.hasSuffix("比上年减少")
          || ["预算", "资金", "支出", "经费", "金额", "收入", "安排", "拨款", "元"].contains(where: before.contains)
      else {
        continue
      }
      var start = index - 1
      while start > 0,
        (0x30...0x39).contains(scalars[start - 1].value) || ".,".unicodeScalars.contains(scalars[start - 1])
      { start -= 1 }
      return String(scalars: scalars[start...index])
    }
    return nil
  }
}

/// Terms that documents name in two ways.
enum Terms {
  static let variants: [(String, String)] = [
    ("上缴上级支出", "上解上级支出"), ("机关运行费", "机关运行经费"),
  ]
}

/// The amounts that targets promise not to exceed.
struct Caps {
  private(set) var sum = ReportedAmount.zero
  private(set) var indicators: [(PerformanceGoal, PerformanceIndicator)] = []
  private(set) var missing: [PerformanceGoal] = []

  init(_ goals: [PerformanceGoal]) {
    for goal in goals {
      // a price for one unit of work is no year's amount
      let caps = goal.indicators.filter { indicator in
        guard indicator.target.amount != nil else { return false }
        let words = (indicator.name + indicator.detail).foldedForMatching
        let isCost =
          (indicator.level2 + indicator.level1).foldedForMatching.contains("成本") || words.contains("成本")
          || words.contains("预算")
        return isCost && !words.contains("单位建设成本") && !words.contains("每平方米") && !words.contains("单价")
          && !words.contains("每人")
      }
      if caps.isEmpty { missing.append(goal) }
      for cap in caps {
        sum = sum + (cap.target.amount ?? .zero)
        indicators.append((goal, cap))
      }
    }
  }

  static func evidence(_ pair: (PerformanceGoal, PerformanceIndicator)) -> Evidence {
    Evidence(
      "\(pair.0.title) / \(pair.1.name)", text: "\(pair.1.name) \(pair.1.printedTarget)", span: pair.1.span,
      statement: .performance)
  }
}

extension String {
  /// Without the characters at its end that `isUnwanted` says.
  fileprivate func trimmingSuffix(while isUnwanted: (Character) -> Bool) -> Substring {
    var rest = self[...]
    while let last = rest.last, isUnwanted(last) { rest = rest.dropLast() }
    return rest
  }

  /// The first `20xx年` printed in a title.
  var printedYear: Int? {
    let scalars = Array(foldedForMatching.unicodeScalars)
    for index in scalars.indices where index + 4 < scalars.count && scalars[index + 4] == "年" {
      guard index == 0 || !(0x30...0x39).contains(scalars[index - 1].value) else { continue }
      if let year = Int(String(scalars: scalars[index..<index + 4])), (1990...2100).contains(year) {
        return year
      }
    }
    return nil
  }

  /// A title without numbers, years, “部门预算” and marks, for comparison.
  var bareTitle: String {
    let folded = foldedForMatching.replacing("政府基金", with: "政府性基金")
    var isLeading = true
    return folded.removingScalars { scalar in
      if isLeading {
        if Self.isOfListNumber(scalar) { return true }
        isLeading = false
      }
      return Self.titleMarks.contains(scalar) || scalar == 0x300A || scalar == 0x300B  // 《》
    }
  }

  private static let titleMarks: ASCIISet = "\"()[],、.:"

  private static func isOfListNumber(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x30...0x39, 0x28, 0x29, 0x2E, 0x3001: true  // 0–9 ( ) . 、
    case 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D, 0x5341: true  // 一 … 十
    default: false
    }
  }

  /// 1 for `一、…`, 12 for `十二、…`; nil when the heading has no such number.
  var chineseListNumber: Int? {
    let folded = foldedForMatching
    guard let mark = folded.firstIndex(of: "、") else { return nil }
    let digits = folded[..<mark]
    guard !digits.isEmpty, digits.count <= 3 else { return nil }
    let values: [Character: Int] = ["一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9]
    var (total, last) = (0, 0)
    for digit in digits {
      if digit == "十" {
        total += max(1, last) * 10
        last = 0
      } else if let value = values[digit] {
        last = value
      } else {
        return nil
      }
    }
    return total + last
  }
}
