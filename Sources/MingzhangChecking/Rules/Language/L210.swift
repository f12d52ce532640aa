import MingzhangModel

extension Rule {
  /// 100%%, 12万元元: a sign or unit typed twice.
  static let markDoubledInFigure = Rule(
    "L210", Wording("百分号或单位重复", "A percent sign or unit is doubled"), .warning,
    preparer: Wording("删去重复的符号。", "Delete the repeated sign."),
    citizen: Wording("排版错误，不影响数字。", "A slip of typing; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }

    let targets = subject.disclosure.goals.flatMap { goal in
      goal.indicators.map {
        Evidence("\(goal.title) / \($0.name)", text: $0.printedTarget, span: $0.span, statement: .performance)
      }
    }
    let marks = ["%%", "％％", "%％", "万元%", "万万元", "亿亿元", "个百分点%"]
    return (prose.words + targets).compactMap { place in
      guard let mark = marks.first(where: place.text.contains), !place.text.contains("http") else { return nil }
      var evidence = place
      evidence.text = place.text.around(mark, 10)
      return Broken(
        Wording("“\(evidence.text)”里“\(mark)”重复。", "“\(mark)” in “\(evidence.text)” is doubled."), found: mark,
        evidence: [evidence], key: evidence.text)
    }
  }
}
