import MingzhangModel

/// How a difference is told to a person.
struct DifferenceWords {
  typealias Change = DisclosureDifference.Change
  typealias Group = DisclosureDifference.Group

  let language: Language

  func say(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }

  func title(_ group: Group) -> String {
    switch group.area {
    case .cover: say("封面", "Cover")
    case .table: group.title
    case .claims: say("文字中的数字", "Figures in the words")
    case .targets: say("绩效目标", "Performance targets")
    case .words: say("文字", "Words")
    case .glossary: say("名词解释", "Glossary")
    case .units: say("机构设置", "Units")
    }
  }

  func name(_ sort: Change.Sort) -> String {
    switch sort {
    case .changed: say("改", "changed")
    case .added: say("增", "added")
    case .removed: say("删", "removed")
    case .renamed: say("改名", "renamed")
    case .moved: say("移位", "moved")
    case .printing: say("写法", "printing")
    }
  }

  /// `支出合计 / 预算数`; for a whole column its heading; for the table as such a word.
  func what(_ change: Change, in group: Group) -> String {
    let parts = [change.line, change.column].filter { !$0.isEmpty }
    guard parts.isEmpty else { return parts.joined(separator: " / ") }
    return group.area == .table ? say("整张表", "the table") : say("全部", "all")
  }

  /// `+100000.00 元`, `-35 %`; nil where nothing was subtracted.
  func difference(_ change: Change) -> String? {
    if let amount = change.difference {
      let sign = amount.money > .zero ? "+" : ""
      let slack = amount.slack == .zero ? "" : "（±\(amount.slack.printed(in: .yuan))）"
      return "\(sign)\(amount.money.printed(in: .yuan))\(slack) \(say("元", "yuan"))"
    }
    return change.number.map { ($0.digits > 0 ? "+" : "") + $0.description }
  }

  func place(_ place: DisclosureDifference.Place) -> String { place.span?.place(language) ?? "" }

  /// `改 3，增 1`; nothing for what did not happen.
  func counts(_ changes: [Change]) -> String {
    let parts = Change.Sort.allCases.compactMap { sort -> String? in
      let count = changes.count { $0.sort == sort }
      return count == 0 ? nil : "\(name(sort)) \(count)"
    }
    return parts.joined(separator: say("，", ", "))
  }

  func verdict(_ difference: DisclosureDifference) -> String {
    let all = difference.groups.flatMap(\.changes)
    let counting = all.filter(\.sort.counts)
    let aside = all.filter { !$0.sort.counts }
    let note = aside.isEmpty ? "" : say("；不计：\(counts(aside))", "; not counted: \(counts(aside))")
    let compared = difference.groups.reduce(0) { $0 + $1.compared }
    let equal = difference.groups.reduce(0) { $0 + $1.equal }
    let base = say("比了 \(compared) 处，相同 \(equal) 处", "\(compared) places compared, \(equal) equal")
    return counting.isEmpty
      ? say("内容相同（\(base)\(note)）", "Equal (\(base)\(note))")
      : say(
        "不同 \(counting.count) 处：\(counts(counting))（\(base)\(note)）",
        "\(counting.count) differences: \(counts(counting)) (\(base)\(note))")
  }

  func end(_ end: DisclosureDifference.End) -> String {
    let year = end.fiscalYear.map(String.init) ?? "?"
    return say(
      "\(end.name)（\(end.entity) \(year) 年\(end.kind.chinese)）",
      "\(end.name) (\(end.entity), \(end.kind.rawValue) \(year))")
  }
}
