import MingzhangModel

extension Rule {
  /// An evaluation that was made has a result; one that was not made has none.
  static let evaluationDoneAndNot = Rule(
    "N311", Wording("整体支出自评前后矛盾", "The evaluation of all expenditure was made and was not"), .warning,
    preparer: Wording("核对是否开展了部门整体支出绩效自评，使前后一致。", "Say whether the evaluation was made, in one way."),
    citizen: Wording("前面说做了整体支出自评，后面又说没有。", "It is said to be made, and not to be made.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    let said = zip(prose.words, prose.folded).filter { $1.contains("整体支出") && $1.contains("绩效") }
    guard !said.isEmpty else { throw Unchecked("没有写整体支出绩效", "the words do not speak of it") }
    let done = said.first { _, folded in
      ["开展了部门整体支出", "开展部门整体支出", "对部门整体支出开展"].contains(where: folded.contains) && folded.contains("自评")
        && !["未开展", "没有开展", "不开展"].contains(where: folded.contains)
    }
    let not = said.first { _, folded in
      ["不属于整体支出绩效", "不属于部门整体支出绩效", "没有此项得分", "未开展部门整体支出", "未开展整体支出", "不纳入整体支出绩效"].contains(
        where: folded.contains)
    }
    guard let done = done?.0, let not = not?.0, done.text != not.text else { return [] }
    return [
      Broken(
        Wording("一处写开展了部门整体支出绩效自评，另一处写没有开展。", "One place says that the evaluation was made, another that it was not."),
        evidence: [done, not], key: "整体支出")
    ]
  }
}
