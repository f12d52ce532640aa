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
        for mark in ["及所属事业单位", "所属事业单位", "含所属单位", "及所属单位", "下属单位"]
        where paragraph.text.contains(mark) && !paragraph.text.denies(mark) {
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

extension String {
  /// Whether every clause with `mark` says that there is none: 本单位无下属单位, 下属单位：无, 下属单位0个.
  fileprivate func denies(_ mark: String) -> Bool {
    split { "，。；,;\n".contains($0) }.filter { $0.contains(mark) }.allSatisfy { clause in
      guard let place = clause.firstRange(of: mark) else { return false }
      let before = clause[..<place.lowerBound]
      let after = clause[place.upperBound...].drop { "：: ".contains($0) }
      return before.contains("无") || before.contains("没有") || before.contains("未设") || after.hasPrefix("无")
        || after.hasPrefix("0个") || after.hasPrefix("0家")
    }
  }
}
