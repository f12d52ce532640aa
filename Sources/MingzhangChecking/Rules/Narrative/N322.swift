import MingzhangModel

extension Rule {
  /// A path that the words name leads to a line of the tables.
  static let itemUnknown = Rule(
    "N322", Wording("文字的科目在表中没有", "An item named in words is in no table"), .warning,
    preparer: Wording("按支出表改正科目的类、款、项名称。", "Correct the names by the expenditure table."),
    citizen: Wording("文字说的科目在表里找不到。", "The item named is in no table.")
  ) { subject throws(Unchecked) in
    let lines = subject.itemLines
    guard !lines.isEmpty else { throw Unchecked("没有可按科目核对的表", "no table lists items once") }
    let claims = subject.disclosure.narrative.claims.map(\.claim).filter {
      $0.isOwnAmount(in: subject.disclosure) && $0.item?.item != nil && $0.item?.section != nil
    }
    let known = claims.filter { $0.item.flatMap(lines.code(of:)) != nil }
    guard known.count >= 3 else { throw Unchecked("文字没有逐科目说明", "the words do not go item by item") }
    let taken = Set(known.compactMap { $0.item.flatMap(lines.code(of:)) })
    let items = lines.items(in: .generalPublicBudgetExpenditure, subject)
    return claims.compactMap { claim in
      guard let item = claim.item, lines.code(of: item) == nil, let amount = claim.amount, amount.money != .zero else {
        return nil
      }
      // the line that no sentence names, with this very amount, is what is meant
      let meant = items.filter { place in
        place.amount.agrees(with: amount) && place.line.key.functionalCode.map { !taken.contains($0) } ?? false
      }
      guard meant.count == 1, let place = meant.first else { return nil }
      return Broken(
        Wording(
          "文字“\(item.path)”\(claim.quote)，表中这一金额的科目是“\(place.line.caption)”。",
          "“\(item.path)” \(claim.quote): the table has this amount under “\(place.line.caption)”."),
        expected: place.line.caption, found: item.path, evidence: [claim.evidence, place.evidence], key: item.path)
    }
  }
}
