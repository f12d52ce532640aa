import MingzhangCatalog
import MingzhangModel

extension Rule {
  /// 省对下 in a city's document, 我县 in a city's: words of a level that the department does not have.
  static let levelOfAnother = Rule(
    "L214", Wording("级别与本部门不符", "Words of another level of government"), .warning,
    preparer: Wording("改为本级的说法。", "Write the words of this level."),
    citizen: Wording("用的是别的级别的说法，可能照抄了模板。", "The words belong to another level: perhaps copied from a template.")
  ) { subject throws(Unchecked) in
    guard let level = subject.catalog.divisions.level(of: subject.disclosure.entity) else {
      throw Unchecked("不能确定部门的级别", "the level of the department is not known")
    }
    let prose = Prose(subject)
    let places = prose.titlesNotesAndWords
    guard !places.isEmpty else { throw Unchecked("没有文字", "no words") }
    let marks: [String] =
      switch level {
      case .central: ["省对下", "市对下", "我省部门", "我市部门"]
      case .province: ["市对下", "县对下", "我县", "县级部门预算"]
      case .prefecture: ["省对下", "县对下", "我县财政", "我县部门", "省本级部门", "省级部门预算"]
      case .county: ["省对下", "市对下", "市本级部门预算", "省级部门预算", "省本级部门"]
      }
    let found: [(place: Evidence, slip: Slip)] = places.compactMap { place in
      let folded = place.text.removingSpaces()
      guard let mark = marks.first(where: folded.contains) else { return nil }
      var evidence = place
      evidence.text = folded.around(mark, 14)
      return (evidence, Slip(mark))
    }
    return Prose.together(found, key: "level") { slip, count in
      Wording(
        "“\(subject.disclosure.entity)”是\(level.chinese)部门，文件里却有“\(slip.words)”（\(count) 处）。",
        "“\(subject.disclosure.entity)” is of another level than “\(slip.words)” (\(count) places).")
    }
  }
}
