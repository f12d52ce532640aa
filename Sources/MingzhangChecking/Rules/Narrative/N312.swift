import MingzhangModel

extension Rule {
  /// 年度预算安排 states an amount, 实施主体 a body, 实施周期 a time.
  static let projectPartEmpty = Rule(
    "N312", Wording("项目说明没有写标题要求的内容", "A part of a project's description says something else"), .warning,
    preparer: Wording(
      "按标题补写：实施主体写单位，实施周期写起止时间，年度预算安排写金额。", "State the body, the period or the amount that the heading asks for."),
    citizen: Wording("标题要写的内容没有写。", "What the heading promises is not said.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections {
      let heading = section.heading.foldedForMatching.bareTitle
      guard ["年度预算安排", "实施主体", "实施周期", "项目实施主体", "项目年度预算安排"].contains(heading), let first = section.paragraphs.first
      else { continue }
      let text = section.paragraphs.map { $0.text.foldedForMatching }.joined()
      decided = true
      guard text.count >= 8, !["详见", "见附", "如下表", "见下"].contains(where: text.contains) else { continue }
      let lacks: Wording
      switch heading {
      case "年度预算安排", "项目年度预算安排":
        guard !text.contains(where: \.isNumber), !["未安排", "不安排", "无预算"].contains(where: text.contains) else { continue }
        lacks = Wording("没有金额", "no amount")
      case "实施主体", "项目实施主体":
        let verbs = ["主要完成", "主要用于", "完成", "推进", "开展", "通过", "加强", "根据", "按照", "结合", "为了", "保障"]
        guard verbs.contains(where: text.hasPrefix), !text.contains(subject.disclosure.entity.foldedForMatching),
          !["由", "本单位", "本部门", "我局", "我委"].contains(where: text.contains)
        else { continue }
        lacks = Wording("没有实施单位的名称", "no body is named")
      default:
        guard !text.contains(where: \.isNumber),
          !["年", "季", "月", "长期", "经常", "持续", "一次性"].contains(where: text.contains)
        else { continue }
        lacks = Wording("没有时间", "no time is stated")
      }
      broken.append(
        Broken(
          Wording("“\(section.heading)”下\(lacks.chinese)。", "Under “\(section.heading)”: \(lacks.english)."),
          evidence: [
            Evidence(
              "说明文字 / \(section.heading)", text: section.heading + first.text, span: first.span ?? section.headingSpan)
          ], key: heading + String(text.prefix(20))))
    }
    guard decided else { throw Unchecked("没有项目说明", "no project is described") }
    return broken
  }
}
