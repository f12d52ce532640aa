import MingzhangModel

extension Rule {
  /// What an item is said to be for is not what another item is for.
  static let purposeOfAnotherItem = Rule(
    "N304", Wording("科目的用途写成了别的科目", "An item's purpose is that of another item"), .error,
    preparer: Wording("改写这个科目的用途，检查是否照抄了相邻科目。", "State this item's own purpose; it was copied from a neighbour."),
    citizen: Wording("这一项钱的用途写的是另一项的用途。", "The purpose stated belongs to another item.")
  ) { subject throws(Unchecked) in
    let passages = subject.itemPassages.filter { $0.mention.item.item != nil && $0.purpose != nil }
    let cores = passages.map { Purposes.core($0.mention.item.name) }
    guard passages.count >= 2 else { throw Unchecked("文字没有逐科目写用途", "the words give no purposes") }
    var broken: [Broken] = []
    for (own, passage) in zip(cores, passages) {
      try subject.deadline?.check()
      guard let purpose = passage.purpose, purpose.count <= 24, !purpose.contains("、"), !purpose.contains("等") else {
        continue
      }
      guard !purpose.contains(own), !Purposes.related(own, purpose) else { continue }
      // “商贸事务支出” under 商贸事务（款） is the section's own purpose
      let uppers = [passage.mention.item.section, passage.mention.item.classification].compactMap(\.self).map(
        Purposes.core)
      guard !uppers.contains(where: { purpose.contains($0) || Purposes.related($0, purpose) }) else { continue }
      let others = zip(cores, passages).filter { core, other in
        core.count >= 4 && core != own && !core.contains(own) && !own.contains(core) && purpose.contains(core)
          && other.purpose.map { $0.contains(core) } ?? false
      }
      // two items may name the same people; copied words name the other item, and nothing of their own
      guard let (core, other) = others.first, others.allSatisfy({ $0.0 == core })
      else { continue }
      broken.append(
        Broken(
          Wording(
            "“\(passage.mention.item.name)”的用途写“\(purpose)”，那是“\(other.mention.item.name)”的用途。",
            "“\(passage.mention.item.name)” is said to be for “\(purpose)”, which is what “\(other.mention.item.name)” is for."
          ),
          found: purpose, evidence: [passage.purposeEvidence(purpose), other.evidence()],
          key: "\(passage.mention.item.path)|\(purpose)"))
    }
    return broken
  }
}

/// Names of items against the words of purposes.
private enum Purposes {
  /// The words of a name that tell it from others: without 机关, 支出, 其他.
  static func core(_ name: String) -> String {
    var core = name.foldedForMatching
    for ending in ["缴费支出", "支出", "补助", "缴费"] where core.hasSuffix(ending) && core.count > ending.count + 3 {
      core = String(core.dropLast(ending.count))
    }
    for start in ["机关事业单位", "其他"] where core.hasPrefix(start) && core.count > start.count + 3 {
      core = String(core.dropFirst(start.count))
    }
    return core
  }

  /// Whether most pairs of characters of the own name stand in the purpose too.
  static func related(_ own: String, _ purpose: String) -> Bool {
    let pairs = zip(own, own.dropFirst()).map { String([$0, $1]) }
    guard !pairs.isEmpty else { return false }
    return pairs.count(where: { purpose.contains($0) }) * 2 >= pairs.count
  }
}

extension ItemPassage {
  /// The item's name with the purpose, as printed together.
  fileprivate func purposeEvidence(_ purpose: String) -> Evidence {
    Evidence(
      "说明文字 / \(section.heading)", text: "\(mention.item.name)（项）。主要用于：\(purpose)",
      span: claims.first?.span ?? paragraph.span)
  }
}
