import MingzhangModel

extension Rule {
  /// “比年初预算数增加 A，主要是去年预算数为0”: the change is against one base, the reason speaks of another.
  static let reasonOfAnotherBase = Rule(
    "N340", Wording("变动与原因用的不是同一个基数", "A change and its reason have different bases"), .warning,
    preparer: Wording("核对是与年初预算比还是与上年比，改成一个口径。", "Compare with one base in the change and its reason."),
    citizen: Wording(
      "前面说和年初预算比，后面解释的却是去年的预算。", "The change is against this year's budget, the reason speaks of last year's.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for sentence in subject.sentences {
      // “……，增长0%；主要是因为去年预算数为0”: the reason belongs to what stands before it
      for clause in sentence.folded.replacing(";主要", with: ",主要").split(separator: ";").map(String.init) {
        guard let reason = clause.after("主要") else { continue }
        decided = true
        guard ["比年初预算", "较年初预算"].contains(where: clause.contains),
          let said = ["去年预算数为0", "上年预算数为0", "去年预算为0", "上年预算为0"].first(where: reason.contains)
        else { continue }
        broken.append(
          Broken(
            Wording(
              "变动是与年初预算相比，原因却说“\(said)”。", "The change is against the year's own budget; the reason says “\(said)”."),
            found: said, evidence: [sentence.evidence()], key: said))
      }
    }
    guard decided else {
      throw Unchecked("没有与年初预算相比并说明原因的句子", "no sentence compares with the year's budget and says why")
    }
    return broken
  }
}
