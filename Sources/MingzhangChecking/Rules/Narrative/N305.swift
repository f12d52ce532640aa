import MingzhangModel

extension Rule {
  /// “主要包括：…邮电费…” names what was spent; the basic table shows nothing under it.
  static let listedButZero = Rule(
    "N305", Wording("经费构成列了没有发生的科目", "A list of expenses names one without any amount"), .warning,
    preparer: Wording("删去基本支出表中没有金额的科目。", "Take out the items without an amount in the basic table."),
    citizen: Wording("文字说包括这一项，表上这一项却是0。", "The words include an item that is zero in the table.")
  ) { subject throws(Unchecked) in
    try EconomicComparison(subject).lists().flatMap { list, cells in
      // one name for another is one slip
      let meant = list.missing(in: cells).map(\.name).joined(separator: "、")
      return list.zero.map { entry in
        Broken(
          Wording(
            "文字列有“\(entry.name)”，基本支出表中没有金额。" + (meant.isEmpty ? "" : "表中有金额而没有列的是“\(meant)”。"),
            "The words list “\(entry.name)”; the basic table has no amount for it."
              + (meant.isEmpty ? "" : " It has one for “\(meant)”, which the words leave out.")),
          expected: meant.isEmpty ? nil : meant, found: entry.name, evidence: [list.list.evidence, entry.evidence],
          key: "\(list.list.side)|\(entry.name)")
      }
    }
  }
}
