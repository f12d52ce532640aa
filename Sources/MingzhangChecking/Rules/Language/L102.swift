import MingzhangModel

extension Rule {
  /// Words of the province's template in a county's or city's document.
  static let templateLevelLeft = Rule(
    "L102", Wording("沿用了省级模板的文字", "Words of the province's template were left"), .warning,
    preparer: Wording("把“我省”“省级”改为本级的说法。", "Replace the province's words by those of this level."),
    citizen: Wording(
      "县市的文件里写“我省部门预算”“省级部门”，是照抄模板。",
      "A county's document speaks of “our province's departments”: copied from a template.")
  ) { subject throws(Unchecked) in
    let entity = subject.disclosure.entity
    guard !entity.isEmpty else { throw Unchecked("没有读出部门名称", "the department's name could not be read") }
    guard !entity.contains("省"),
      entity.contains("市") || entity.contains("县") || entity.contains("区") || entity.contains("镇")
        || entity.contains("乡")
    else { throw Unchecked("不能确定是市县部门", "not known to be of a city or county") }
    var broken: [Broken] = []
    for section in subject.disclosure.narrative.sections where section.topic != .duties && section.topic != .performance
    {
      for paragraph in section.paragraphs {
        for mark in ["我省部门", "我省各部门", "纳入省级财政", "省级部门", "省级预算", "省本级"] where paragraph.text.contains(mark) {
          broken.append(
            Broken(
              Wording(
                "“\(entity)”的文件写“\(paragraph.text.around(mark, 10))”。", "The document of “\(entity)” says “\(mark)”."),
              found: mark,
              evidence: [
                Evidence("说明文字 / \(section.heading)", text: paragraph.text.around(mark, 14), span: paragraph.span)
              ],
              key: "\(section.topic?.rawValue ?? "")|\(mark)"))
          break
        }
      }
    }
    return broken
  }
}
