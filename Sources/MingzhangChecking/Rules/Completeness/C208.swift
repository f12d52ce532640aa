import MingzhangModel

extension Rule {
  /// The note below the government-fund table speaks of state capital, or the other way round.
  static let noteOfAnotherFund = Rule(
    "C208", Wording("表下的说明说的是另一种预算", "The note speaks of another budget"), .warning,
    preparer: Wording("改正表下的说明。", "Correct the note."),
    citizen: Wording("说明和表不是一回事，可能放错了地方。", "The note does not belong to this table.")
  ) { subject throws(Unchecked) in
    let pairs: [(StatementKind, own: String, other: String)] = [
      (.governmentFundExpenditure, "政府性基金", "国有资本经营"),
      (.stateCapitalOperationsExpenditure, "国有资本经营", "政府性基金"),
    ]
    let tables = subject.disclosure.statements.filter { statement in pairs.contains { $0.0 == statement.kind } }
    guard tables.contains(where: { !$0.notes.isEmpty }) else { throw Unchecked("表下没有说明", "no table has a note") }
    return tables.flatMap { statement -> [Broken] in
      guard let pair = pairs.first(where: { $0.0 == statement.kind }) else { return [] }
      let notes = statement.notes.filter { !$0.text.isEmpty }
      let all = notes.map(\.text).joined().foldedForMatching
      guard all.contains(pair.other), !all.contains(pair.own),
        let note = notes.first(where: { $0.text.foldedForMatching.contains(pair.other) })
      else { return [] }
      return [
        Broken(
          Wording("《\(statement.title)》下面写的是“\(note.text)”。", "Below “\(statement.title)” stands “\(note.text)”."),
          expected: pair.own, found: pair.other,
          evidence: [
            Evidence("\(statement.title) / 注", text: note.text, span: note.span, statement: statement.kind),
            statement.titleEvidence,
          ], key: statement.kind.rawValue)
      ]
    }
  }
}
