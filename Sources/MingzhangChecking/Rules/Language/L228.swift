import MingzhangModel

extension Rule {
  /// Clauses that lost their verb or say it twice: 落实……要求，办公等支出; 指导竞赛指导工作; 本着……的原则。
  static let verbMissingOrDoubled = Rule(
    "L228", Wording("语句缺动词，或动词重复", "A clause has no verb, or the same verb twice"), .warning,
    preparer: Wording("补上漏掉的词，或删去多余的词。", "Add the word that was left out, or delete the one too many."),
    citizen: Wording("语句不通，不影响数字。", "A slip of grammar; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }
    // lines of reports in columns are read across: their sentences prove nothing
    guard subject.disclosure.nature == .departmentBook else { throw Unchecked("不是部门预决算", "no department's disclosure") }
    return BrokenClause.all.flatMap { kind in
      Prose.each(prose.slips(kind.find) + prose.tableSlips(kind.find)) { words, right in
        Wording(
          "“\(words)”\(kind.chinese)\(right.map { "，应为“\($0)”" } ?? "")。",
          "“\(words)”: \(kind.english)\(right.map { "; it should be “\($0)”" } ?? "").")
      }
    }
  }
}

/// One way in which a clause is broken.
private struct BrokenClause {
  var chinese: String
  var english: String
  var find: @Sendable (Scalars) -> [Slip]

  static let all = [
    BrokenClause(chinese: "缺动词，没有说怎么变动", english: "the verb is missing", find: { $0.reasonsWithoutAct }),
    BrokenClause(chinese: "动词重复", english: "the verb stands twice", find: { $0.repeatedVerbs }),
    BrokenClause(chinese: "句子没有写完", english: "the sentence is cut off", find: { $0.openedAndStopped }),
  ]
}

extension Scalars {
  /// `主要原因是：落实过紧日子要求，审计事务、审计培训等项目支出。`: the expenses are named, what was done with them is not.
  fileprivate var reasonsWithoutAct: [Slip] {
    places(of: "原因").compactMap { at in
      var start = at + 2
      while let scalar = self[start], "是为：:".unicodeScalars.contains(scalar) { start += 1 }
      var end = start
      while let scalar = self[end], scalar != "。", scalar != "；" { end += 1 }
      let clauses = text(start..<end).split { "，,".contains($0) }
      guard clauses.count == 2, let duty = clauses.first, let expense = clauses.last,
        ["落实", "贯彻", "根据", "按照", "响应", "遵循"].contains(where: duty.hasPrefix),
        ["要求", "规定", "精神", "原则", "部署", "政策"].contains(where: duty.hasSuffix),
        let noun = ["支出", "经费", "费用"].first(where: expense.hasSuffix)
      else { return nil }
      // a verb stands before the first thing listed, or behind the list
      let head = expense.contains("、") ? String(expense).before("、") : String(expense.dropLast(noun.count))
      let tail = String(expense.dropLast(noun.count)).after("等") ?? ""
      guard !(head + tail).contains(where: Self.isOfVerb) else { return nil }
      return Slip(String(expense))
    }
  }

  private static let verbCharacters = Set("减压增控降调缩用保安列新购开付取严从未不无加提升变化编纳转停缓优统归合并因使较比少多高低实规作进行改退追拨立设组举租聘给予让归还")
  private static func isOfVerb(_ character: Character) -> Bool { verbCharacters.contains(character) }

  /// `指导全市职业技能竞赛指导工作`, `用于委机关用于其他……`, `追加因业务增长追加了`
  fileprivate var repeatedVerbs: [Slip] {
    var found: [Slip] = []
    for at in places(of: "指导工作") {
      let start = clauseStart(at)
      let before = text(start..<at)
      guard let first = before.firstRange(of: "指导"), (4...16).contains(before[first.upperBound...].count),
        !before[first.upperBound...].contains(where: { "、和及与的".contains($0) })
      else { continue }
      let words = String(before[first.lowerBound...])
      found.append(Slip(words + "指导工作", right: words + "工作"))
    }
    for at in places(of: "用于") {
      let start = clauseStart(at)
      let before = text(start..<at)
      guard let first = before.firstRange(of: "用于"), (3...18).contains(before[first.upperBound...].count),
        !before.hasSuffix("其他"), !before[first.upperBound...].contains(where: { "的可不".contains($0) }),
        let last = before.last, !"和及并与或以也还再均主".contains(last)
      else { continue }
      found.append(Slip(String(before[first.lowerBound...]) + "用于"))
    }
    for verb in ["追加", "增加", "减少", "调整"] {
      for at in places(of: verb + "了") {
        let start = clauseStart(at)
        let before = text(start..<at)
        guard let first = before.firstRange(of: verb + "因"), (2...12).contains(before[first.upperBound...].count) else {
          continue
        }
        let reason = String(before[first.upperBound...])
        found.append(Slip(verb + "因" + reason + verb + "了", right: "因" + reason + verb + "了"))
      }
    }
    return found
  }

  /// `本着“集约、规范”的原则。`: how something is done, and not what.
  fileprivate var openedAndStopped: [Slip] {
    places(of: "的原则。").compactMap { at in
      var start = at
      while start > 0, !"，。；".unicodeScalars.contains(all[start - 1]), at - start < 40 { start -= 1 }
      let words = text(start..<at)
      return words.hasPrefix("本着") ? Slip(words + "的原则。") : nil
    }
  }
}
