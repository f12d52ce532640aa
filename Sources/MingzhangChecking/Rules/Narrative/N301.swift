import MingzhangModel

extension Rule {
  /// “…（类）…（款）…（项）N 万元” = the line of that item in the tables.
  static let itemAmountOff = Rule(
    "N301", Wording("说明的科目金额与表不符", "An item's amount in words differs from the table"), .error,
    preparer: Wording("按支出表改正该科目的金额。", "Correct the item's amount by the expenditure table."),
    citizen: Wording("文字说的这一项支出和表上的不是一个数。", "The words and the table state different amounts for the item.")
  ) { subject throws(Unchecked) in
    let lists = AccountComparison.all(subject)
    let listed = listedAmountsOff(lists, subject)
    do throws(Unchecked) {
      return listed + (try itemAmountsOff(subject))
    } catch {
      guard lists.contains(where: { $0.matches.contains { $0.entry.code == nil } }) else { throw error }
      return listed
    }
  }

  /// Entries of lists without codes; those with codes are items of their own.
  private static func listedAmountsOff(_ lists: [AccountComparison], _ subject: Subject) -> [Broken] {
    lists.flatMap { list in
      let off = list.matches.filter { $0.verdict == .otherAmount }
      return off.compactMap { match -> Broken? in
        guard list.agreeing >= 3 * off.count, match.entry.code == nil, let row = match.row,
          let said = match.entry.claim.amount, !Units.differ(said, row.amount)
        else { return nil }
        let unit = match.entry.claim.unit
        let expected = row.amount.money.printed(in: unit) + unit.rawValue
        return Broken(
          Wording(
            "文字“\(match.entry.name)”为 \(match.entry.claim.quote)，\(list.statement.kind.chinese)为 \(expected)。",
            "“\(match.entry.name)” is \(match.entry.claim.quote) in words, \(expected) in the \(list.statement.kind.english) table."
          ),
          expected: expected, found: match.entry.claim.quote,
          difference: (said - row.amount).money.printed(in: unit) + unit.rawValue,
          evidence: [match.entry.claim.evidence, list.evidence(row, subject)],
          key: "\(match.entry.name)|\(row.code.digits)",
          severity: (said - row.amount).money.magnitude <= said.slack + said.slack + row.amount.slack ? .notice : nil)
      }
    }
  }

  private static func itemAmountsOff(_ subject: Subject) throws(Unchecked) -> [Broken] {
    let lines = subject.itemLines
    guard !lines.isEmpty else { throw Unchecked("没有可按科目核对的表", "no table lists items once") }
    var agreeing = 0
    var said: [FunctionalCode: [ReportedAmount]] = [:]
    var off: [(claim: Claim, item: ItemName, code: FunctionalCode, place: ItemLines.Place)] = []
    for (_, claim) in subject.claims {
      guard claim.measure == .functionalItem, claim.direction == nil else { continue }
      if let amount = claim.amount, let code = claim.item.flatMap(lines.code(of:)) {
        said[code, default: []].append(amount)
      }
      guard claim.isOwnAmount(in: subject.disclosure) else { continue }
      guard let item = claim.item, let amount = claim.amount, let code = lines.code(of: item) else { continue }
      let places = lines.places(of: code, subject)
      guard let first = places.first else { continue }
      if places.contains(where: { amount.agrees(with: $0.amount) }) {
        agreeing += 1
      } else if !places.contains(where: { Units.differ(amount, $0.amount) }) {
        off.append((claim, item, code, first))
      }
    }
    // an item named several times is told in parts: what is basic, what is project
    var mentions: [FunctionalCode: Int] = [:]
    for passage in subject.itemPassages {
      if let code = lines.code(of: passage.mention.item) { mentions[code, default: 0] += 1 }
    }
    off.removeAll { entry in
      guard let amounts = said[entry.code], mentions[entry.code, default: 0] > 1 else { return false }
      let parts = amounts.filter { !$0.agrees(with: entry.place.amount) }
      return parts.count == amounts.count || parts.sum().agrees(with: entry.place.amount)
    }
    guard agreeing + off.count > 0 else { throw Unchecked("文字没有逐科目写金额", "the words state no items") }
    // the words of another scope disagree everywhere
    guard agreeing >= 3 * off.count || agreeing >= 2 && off.count == 1 else {
      throw Unchecked("多数科目与表不一致，口径可能不同", "most items differ: the scope may be another")
    }
    return off.compactMap { claim, item, _, place in
      guard let said = claim.amount else { return nil }
      let unit = claim.unit
      let (expected, found) = (place.amount.money.printed(in: unit) + unit.rawValue, claim.quote)
      // one unit of the last digit is a matter of rounding
      let isRounding = (said - place.amount).money.magnitude <= said.slack + said.slack + place.amount.slack
      return Broken(
        Wording(
          "文字“\(item.name)”为 \(found)，\(place.statement.kind.chinese)为 \(expected)。",
          "“\(item.name)” is \(found) in words, \(expected) in the \(place.statement.kind.english) table."),
        expected: place.amount.money.printed(like: said, in: unit) + unit.rawValue, found: found,
        difference: (said - place.amount).money.printed(in: unit) + unit.rawValue,
        evidence: [claim.evidence, place.evidence], key: "\(item.path)|\(place.statement.kind.rawValue)",
        severity: isRounding ? .notice : nil)
    }
  }
}
