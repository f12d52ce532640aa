import MingzhangModel

extension Rule {
  /// Words that explain nearly every item of the table explain all of them.
  static let itemUnexplained = Rule(
    "N302", Wording("逐科目说明漏了科目", "An item of the table is missing in the words"), .warning,
    preparer: Wording("补上漏写的科目。", "Add the missing item."),
    citizen: Wording("表里有这一项支出，逐项说明却没有提到。", "The table has the item; the item by item explanation leaves it out.")
  ) { subject throws(Unchecked) in
    let lists = AccountComparison.all(subject)
    let leftOut = lists.flatMap { list in
      list.leftOut.map { row in
        let amount = list.statement.print(row.amount)
        return Broken(
          Wording(
            "“\(list.list.entries.map(\.name).prefix(2).joined(separator: "、"))”等 \(list.matches.count) 个科目的列举漏了“\(row.line.caption)”\(amount)。",
            "The list of \(list.matches.count) accounts leaves out “\(row.line.caption)” \(amount)."),
          expected: row.line.caption,
          evidence: [list.evidence(row, subject), list.matches.last?.entry.claim.evidence].compactMap(\.self),
          key: "\(row.code.digits)|\(list.column)")
      }
    }
    do throws(Unchecked) {
      let known = Set(leftOut.compactMap(\.expected))
      return leftOut + (try itemsUnexplained(subject)).filter { !known.contains($0.expected ?? "") }
    } catch {
      guard lists.contains(where: { $0.matches.count >= 3 }) else { throw error }
      return leftOut
    }
  }

  private static func itemsUnexplained(_ subject: Subject) throws(Unchecked) -> [Broken] {
    let lines = subject.itemLines
    let items = lines.items(in: .generalPublicBudgetExpenditure, subject).filter { $0.amount.money != .zero }
    guard items.count >= 4 else { throw Unchecked("一般公共预算支出表没有几个科目", "the table has few items") }
    let passages = subject.itemPassages.filter { $0.mention.item.item != nil }
    let named = passages.map { lines.code(of: $0.mention.item) }
    let found = Set(named.compactMap(\.self))
    guard found.count >= 3, let place = passages.last(where: { lines.code(of: $0.mention.item) != nil }) else {
      throw Unchecked("文字没有逐科目说明", "the words do not go item by item")
    }
    // a name that was not understood may be the one that seems to be missing
    guard named.allSatisfy({ $0 != nil }) else { throw Unchecked("有的科目名称对不上表", "some names are in no table") }
    let words = Prose(subject).words.map(\.text.foldedForMatching).filter { $0.contains("款)") || $0.contains("(项)") }
    let missing = items.filter { item in
      guard let code = item.line.key.functionalCode, !found.contains(code) else { return false }
      // its name may stand where a line broke
      let name = item.line.caption.foldedForMatching
      let namesakes = items.count { $0.line.caption.foldedForMatching == name }
      return words.count { $0.contains(name) } < namesakes
    }
    guard missing.count * 4 <= items.count else {
      throw Unchecked("文字只说明了部分科目", "the words explain only some items")
    }
    return missing.map { item in
      Broken(
        Wording(
          "\(item.statement.kind.chinese)有“\(item.line.caption)”\(item.statement.print(item.amount))，逐科目说明没有写。",
          "The table has “\(item.line.caption)” \(item.statement.print(item.amount)); the words leave it out."),
        expected: item.line.caption, evidence: [item.evidence, place.evidence()],
        key: item.line.key.functionalCode?.digits ?? item.line.caption)
    }
  }
}
