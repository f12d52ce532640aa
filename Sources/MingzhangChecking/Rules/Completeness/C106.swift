import MingzhangModel

extension Rule {
  /// The words speak of subordinate units, the table of units lists none.
  static let subordinateUnitsUnlisted = Rule(
    "C106", Wording("文字说有所属单位，机构表只列本级", "The words speak of subordinate units, the table lists none"), .notice,
    preparer: Wording("补列所属单位，或删去“所属事业单位”等字样。", "List the units, or drop the words."),
    citizen: Wording("看不出有没有下属单位。", "It is not clear whether there are subordinate units.")
  ) { subject throws(Unchecked) in
    let units = subject.disclosure.units
    guard !units.isEmpty else { throw Unchecked("没有机构设置表", "there is no table of units") }
    guard units.count == 1, let unit = units.first else { return [] }
    for section in subject.disclosure.narrative.sections where section.topic != .glossary && section.topic != .duties {
      for paragraph in section.paragraphs {
        for mark in ["及所属事业单位", "所属事业单位", "含所属单位", "及所属单位", "下属单位"] where paragraph.text.contains(mark) {
          return [
            Broken(
              Wording(
                "文字说“\(paragraph.text.around(mark, 10))”，机构表只有“\(unit.name)”。",
                "The words say “\(mark)”, the table has only “\(unit.name)”."), found: mark,
              evidence: [
                Evidence("说明文字 / \(section.heading)", text: paragraph.text.around(mark, 12), span: paragraph.span),
                Evidence("机构设置", text: unit.name, span: unit.span),
              ], key: "units")
          ]
        }
      }
    }
    return []
  }
}
