import MingzhangModel

extension Rule {
  /// A path that the words name leads to a line of the tables.
  static let itemUnknown = Rule(
    "N322", Wording("文字的科目在表中没有", "An item named in words is in no table"), .warning,
    preparer: Wording("按支出表改正科目的类、款、项名称。", "Correct the names by the expenditure table."),
    citizen: Wording("文字说的科目在表里找不到。", "The item named is in no table.")
  ) { subject throws(Unchecked) in
    let lists = AccountComparison.all(subject)
    let listed = wrongAccounts(lists, subject)
    do throws(Unchecked) {
      return listed + (try pathsUnknown(subject))
    } catch {
      guard !lists.isEmpty else { throw error }
      return listed
    }
  }

  /// Entries of lists: the code of another line, the name of another line, or no line at all.
  private static func wrongAccounts(_ lists: [AccountComparison], _ subject: Subject) -> [Broken] {
    var seen: [String: Int] = [:]
    var out: [Broken] = []
    func add(_ message: Wording, _ expected: String?, _ found: String, _ evidence: [Evidence]) {
      // the same slip in the next list is the same slip
      if let known = seen[found] {
        out[known].evidence.append(contentsOf: evidence.prefix(1))
      } else {
        seen[found] = out.count
        out.append(Broken(message, expected: expected, found: found, evidence: evidence, key: found))
      }
    }
    for list in lists {
      for match in list.matches {
        let entry = match.entry
        let code = entry.code?.digits ?? ""
        let own =
          [entry.claim.evidence] + (match.row.map { [list.evidence($0, subject)] } ?? [])
        switch match.verdict {
        case .otherCode:
          guard let row = match.row else { continue }
          add(
            Wording(
              "文字“\(entry.name)（\(code)）”，表中“\(row.line.caption)”的编码是 \(row.code.digits)。",
              "“\(entry.name)” has code \(code) in words and \(row.code.digits) in the table."),
            row.code.digits, "\(entry.name)（\(code)）", own)
        case .otherName:
          guard let row = match.row, !subject.catalog.functional.isCalled(entry.name, by: code) else { continue }
          add(
            Wording(
              "文字“\(entry.name)（\(code)）”，表中编码 \(code) 的科目是“\(row.line.caption)”。",
              "Code \(code) is “\(entry.name)” in words and “\(row.line.caption)” in the table."),
            row.line.caption, "\(entry.name)（\(code)）", own)
        case .unknown:
          let unknown = list.matches.count { $0.verdict == .unknown }
          guard list.list.isFunctional, list.agreeing >= 3, list.agreeing >= 3 * unknown,
            subject.catalog.functional.hasName(entry.name)
          else { continue }
          add(
            Wording(
              "文字按功能科目列有“\(entry.name)”\(entry.claim.quote)，\(list.statement.kind.chinese)没有这个科目。",
              "The words list “\(entry.name)” \(entry.claim.quote); the table has no such account."),
            nil, entry.name, own + [list.statement.titleEvidence])
        case .agrees, .otherAmount, .unclear: continue
        }
      }
    }
    return out
  }

  private static func pathsUnknown(_ subject: Subject) throws(Unchecked) -> [Broken] {
    let lines = subject.itemLines
    guard !lines.isEmpty else { throw Unchecked("没有可按科目核对的表", "no table lists items once") }
    let claims = subject.claims.map(\.claim).filter {
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
