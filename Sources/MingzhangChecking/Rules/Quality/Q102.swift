import MingzhangModel

extension Rule {
  /// A table in which few sums hold was read with doubt.
  static let doubtfulTable = Rule(
    "Q102", Wording("表的读取把握不大", "A table was read with doubt"), .notice,
    preparer: Wording("该表的发现请对照原件核对。", "Compare the findings of this table with the original."),
    citizen: Wording("这张表可能没有读准。", "This table may have been misread.")
  ) { subject throws(Unchecked) in
    let known = subject.disclosure.statements.filter { ($0.confidence?.tried ?? 0) >= 6 }
    guard !known.isEmpty else { throw Unchecked("没有可以试算的表", "no table with sums to try") }
    return known.compactMap { statement in
      guard let confidence = statement.confidence, confidence.holding * 2 < confidence.tried else { return nil }
      return Broken(
        Wording(
          "《\(statement.title)》可试算的 \(confidence.tried) 个等式只有 \(confidence.holding) 个成立。",
          "Only \(confidence.holding) of \(confidence.tried) sums of “\(statement.title)” hold."),
        found: "\(confidence.holding)/\(confidence.tried)", evidence: [statement.titleEvidence],
        key: statement.kind.rawValue)
    }
  }
}
