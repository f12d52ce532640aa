import MingzhangModel

extension Rule {
  /// “支出预算 515 313 万元，比上年减少……，主要是一般公共预算收入下降 23.9 %”: the reason was copied from the section on revenue.
  static let reasonOfRevenue = Rule(
    "N345", Wording("支出增减的原因写的是收入", "The reason for a change of expenditure speaks of revenue"), .warning,
    preparer: Wording("写支出自己的原因，检查是否照抄了收入的说明。", "Give the reason for the expenditure; it was copied from the revenue."),
    citizen: Wording("支出变动的原因说的却是收入。", "Expenditure is explained with revenue.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for sentence in subject.sentences where sentence.text.contains("支出") {
      guard let mark = ["主要原因是", "主要原因:", "主要原因为", "主要是"].first(where: sentence.folded.contains) else { continue }
      let said = sentence.folded.before(mark)
      let reason = sentence.folded.after(mark) ?? ""
      guard said.contains("支出"), !said.contains("收入"), !said.contains("收支"),
        ["增加", "减少", "增长", "下降"].contains(where: said.contains)
      else { continue }
      decided = true
      let clauses = reason.split { ",;。".contains($0) }.map(String.init)
      // every clause names a revenue and says how it changed
      guard
        !clauses.isEmpty,
        clauses.allSatisfy({ clause in
          clause.contains("收入") && ["增加", "减少", "增长", "下降"].contains(where: clause.contains)
        }), !["支出", "项目", "经费", "人员"].contains(where: reason.contains)
      else { continue }
      broken.append(
        Broken(
          Wording(
            "支出增减的原因写的是收入：“\(reason.prefix(40))”。", "A change of expenditure is explained with “\(reason.prefix(40))”."),
          expected: "支出", found: "收入", evidence: [sentence.evidence()], key: String(reason.prefix(40))))
    }
    guard decided else { throw Unchecked("支出没有写增减的原因", "no reason for a change of expenditure") }
    return broken
  }
}
