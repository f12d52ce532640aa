import MingzhangModel

extension Rule {
  /// “X 收入 0 万元，…不存在上年 Y 收入数”: the explanation was copied from Y.
  static let reasonOfNeighbour = Rule(
    "N309", Wording("说明照抄了别的项目", "An explanation was copied from another entry"), .warning,
    preparer: Wording("把说明改成本项目的。", "Explain this entry, not its neighbour."),
    citizen: Wording("这一项的说明讲的是另一项。", "The explanation speaks of another entry.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections {
      let entries = section.paragraphs.compactMap { paragraph -> (name: String, tail: String, claim: Claim)? in
        guard let claim = paragraph.claims.first(where: { $0.amount != nil }) else { return nil }
        let scalars = Array(paragraph.text.unicodeScalars)
        guard claim.position.upperBound <= scalars.count else { return nil }
        let name = String(scalars: scalars[..<claim.position.lowerBound]).foldedForMatching.bareTitle
        let tail = String(scalars: scalars[claim.position.upperBound...]).foldedForMatching
        return name.count >= 4 && name.count <= 24 ? (name, tail, claim) : nil
      }
      guard entries.count >= 3 else { continue }
      decided = true
      for entry in entries where !entry.tail.contains(entry.name) {
        for mark in ["不存在", "无", "没有"] {
          guard let words = entry.tail.after(mark) else { continue }
          let clause = words.prefix { !"。,;".contains($0) }
          // the year's figure of another entry, and that entry says the same of itself
          guard clause.hasSuffix("数"),
            let other = entries.first(where: { other in
              other.name != entry.name && clause.contains(other.name) && other.tail.contains(other.name)
                && !other.name.contains(entry.name) && !entry.name.contains(other.name)
            })
          else { continue }
          broken.append(
            Broken(
              Wording(
                "“\(entry.name)”的说明写的是“\(other.name)”。", "“\(entry.name)” is explained with “\(other.name)”."),
              expected: entry.name, found: other.name,
              evidence: [
                Evidence(
                  "说明文字 / \(section.heading)", text: entry.name + entry.claim.quote + entry.tail.prefix(60),
                  span: entry.claim.span),
                other.claim.evidence,
              ], key: entry.name))
          break
        }
      }
    }
    guard decided else { throw Unchecked("没有逐项的说明", "no entries to compare") }
    return broken
  }
}
