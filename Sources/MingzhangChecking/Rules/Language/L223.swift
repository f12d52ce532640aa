import MingzhangModel

extension Rule {
  /// Two patterns of a sentence run into one: 对患者的进行救助, 提升竞争力提供支撑, 提高水平不断提高.
  static let patternsMixed = Rule(
    "L223", Wording("句式杂糅或缺字", "Two patterns of a sentence are mixed"), .warning,
    preparer: Wording("改成一种句式，或补上漏掉的字。", "Keep one pattern, or add what is missing."),
    citizen: Wording("语句不通，不影响数字。", "The sentence is broken; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }
    return mixed.flatMap { mark, find in
      Prose.each(
        (prose.has(mark) ? prose.slips(find) : []) + (prose.tableHas(mark) ? prose.tableSlips(find) : [])
      ) { words, right in
        right.map { Wording("“\(words)”应为“\($0)”。", "“\(words)” should be “\($0)”.") }
          ?? Wording("“\(words)”前后不搭配。", "The parts of “\(words)” do not go together.")
      }
    }
  }

  /// A look for each pattern, and the words without which it cannot stand.
  private static var mixed: [(String, @Sendable (Scalars) -> [Slip])] {
    [
      ("的进行", { $0.objectThenVerb }), ("提供", { $0.supportWithoutFor + $0.supportThenVerb }),
      ("不断提", { $0.raisedTwice }),
    ]
  }
}

extension Scalars {
  private static let clauseMarks = Set("，。；：、,;:（）()“”".unicodeScalars)

  /// 对…的进行救助: 的 has nothing to belong to. 对项目的进行情况 has.
  fileprivate var objectThenVerb: [Slip] {
    places(of: "的进行").compactMap { at in
      guard let next = self[at + 3], Scalars.isHan(next), !"情过状程时方中了".unicodeScalars.contains(next) else { return nil }
      let start = startOfClause(at)
      guard let object = (start..<at).last(where: { self[$0] == "对" && self[$0 - 1] != "应" }), at - object > 2 else {
        return nil
      }
      let tail = min(count, at + 5)
      return Slip(text(object..<tail), right: text(object..<at) + text(at + 1..<tail))
    }
  }

  /// 促进产业加快发展提供支撑: 为 is missing before what is supported.
  fileprivate var supportWithoutFor: [Slip] {
    let nouns = ["支撑", "支持", "保障", "依据"]
    let verbs = ["促进", "推动", "提升", "保障", "助力", "推进", "保证", "满足", "实现"]
    return places(of: "提供").compactMap { at in
      let start = startOfClause(at)
      guard (6...44).contains(at - start), verbs.contains(where: { has($0, at: start) }) else { return nil }
      let end = endOfClause(at)
      guard end < count || at > 20, (4...10).contains(end - at), nouns.contains(where: { has($0, at: end - 2) }),
        end == count || self[end].map({ "，。；,;".unicodeScalars.contains($0) }) ?? true
      else { return nil }
      guard !(start..<at).contains(where: { self[$0].map { "为给向对由并能".unicodeScalars.contains($0) } ?? false }),
        !isGovernedByFor(start)
      else { return nil }
      return Slip(text(start..<end), right: "为" + text(start..<end))
    }
  }

  /// 提供科学依据提高防控水平: two sentences without a comma between.
  fileprivate var supportThenVerb: [Slip] {
    places(of: "提供").compactMap { at in
      for noun in ["依据", "支撑", "保障", "支持"] {
        for middle in at + 2..<at + 9 where has(noun, at: middle) {
          let after = middle + 2
          guard ["提高", "加强", "促进", "推动", "确保", "提升"].contains(where: { has($0, at: after) }),
            after < endOfClause(at), endOfClause(at) - after > 4
          else { continue }
          let tail = min(endOfClause(at), after + 6)
          return Slip(text(at..<tail), right: text(at..<after) + "，" + text(after..<tail))
        }
      }
      return nil
    }
  }

  /// 提高质量和水平不断提高: the verb stands before and after.
  fileprivate var raisedTwice: [Slip] {
    places(of: "不断提").compactMap { at in
      guard let last = self[at + 3], last == "高" || last == "升" else { return nil }
      let start = startOfClause(at)
      guard
        let first = (start..<at).first(where: { has("提高", at: $0) || has("提升", at: $0) }), at - first > 4,
        at + 4 == count || self[at + 4].map({ Self.clauseMarks.contains($0) }) ?? true
      else { return nil }
      return Slip(text(first..<at + 4))
    }
  }

  private func startOfClause(_ index: Int) -> Int {
    var at = index
    while at > 0, !Self.clauseMarks.contains(all[at - 1]) { at -= 1 }
    return at
  }

  private func endOfClause(_ index: Int) -> Int {
    var at = index
    while at < count, !Self.clauseMarks.contains(all[at]) { at += 1 }
    return at
  }

  /// Whether an earlier clause of the same sentence opens with 为 and waits for its 提供: 为推动甲，促进乙提供支撑.
  private func isGovernedByFor(_ start: Int) -> Bool {
    var at = start
    while at > 0, !"。；".unicodeScalars.contains(all[at - 1]) {
      at -= 1
      if has("提供", at: at) { return false }
      if all[at] == "为", at == 0 || Self.clauseMarks.contains(all[at - 1]) { return true }
    }
    return false
  }
}
