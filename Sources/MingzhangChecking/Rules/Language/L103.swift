import MingzhangModel

extension Rule {
  /// Placeholders and instructions of the form.
  static let placeholderLeft = Rule(
    "L103", Wording("模板占位没有填", "A placeholder was left"), .warning,
    preparer: Wording("填上实际内容，删去模板的提示。", "Fill it in and delete the form's instructions."),
    citizen: Wording("还留着模板的空格或提示，说明没有填完。", "A blank of the form was left.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    let places = prose.titlesNotesAndWords + prose.headLines
    guard !places.isEmpty else { throw Unchecked("没有文字", "no words") }
    let marks = [
      "XX", "ＸＸ", "××", "××", "xx", "增加（减少）", "增加(减少)", "增加/减少", "减少（增加）", "减少(增加)", "（或减少）", "下降（增长）",
      "下降(增长)", "增长（下降）", "增长(下降)", "**年", "__", "（如有）", "（若有）",
      "（部、委、办）", "仍保留该表格式", "作下述说明", "（列示至", "根据实际情况进行解释和增减", "（200字以内）", "（300字以内）", "（500字以内）", "大小于", "大（小）于",
      "大(小)于",
    ]
    var broken: [Broken] = []
    for place in places {
      guard let mark = marks.first(where: place.text.contains) else { continue }
      if mark == "xx" || mark == "XX", place.text.contains("http") || place.text.contains("XXX系列") { continue }
      var evidence = place
      evidence.text = place.text.around(mark, 14)
      broken.append(
        Broken(
          Wording("“\(evidence.text)”里的“\(mark)”没有填。", "“\(mark)” in “\(evidence.text)” was not filled in."),
          found: mark, evidence: [evidence], key: evidence.text))
    }
    for (place, text) in zip(prose.words, prose.scalars) {
      guard let blank = text.emptyFigure ?? text.emptyItem else { continue }
      var evidence = place
      evidence.text = text.text(max(0, blank.at - 14)..<blank.at + 14)
      broken.append(
        Broken(
          Wording("“\(blank.words)”中间没有填。", "“\(blank.words)”: something was not filled in."), found: blank.words,
          evidence: [evidence],
          key: evidence.text))
    }
    // the same blank of the form in several places is one thing to fill in
    var once: [Broken] = []
    for found in broken {
      if let index = once.firstIndex(where: { $0.found == found.found && found.found?.hasPrefix("（") == true }) {
        once[index].evidence += found.evidence
      } else {
        once.append(found)
      }
    }
    guard broken.count <= 12 else {
      return [
        Broken(
          Wording(
            "全文有 \(broken.count) 处占位没有填，像是一份模板。", "\(broken.count) placeholders were left: this seems to be a template."
          ), found: "\(broken.count)",
          evidence: broken.prefix(8).flatMap(\.evidence), key: "template")
      ]
    }
    return once.map { found in
      guard found.evidence.count > 1 else { return found }
      var found = found
      found.message.chinese.removeLast()
      found.message.chinese += "，共 \(found.evidence.count) 处。"
      found.message.english += " \(found.evidence.count) places."
      return found
    }
  }
}

extension Scalars {
  /// `占%`, `比上年减少万元`: a change or a share whose figure was left out.
  fileprivate var emptyFigure: (words: String, at: Int)? {
    for word in ["占", "增加", "减少", "增长", "下降", "降低", "上升"] {
      for at in places(of: word) {
        let end = at + word.unicodeScalars.count
        for unit in ["%", "％", "万元"] where has(unit, at: end) { return (word + unit, at) }
      }
    }
    // 占基本支出预算%，
    for at in places(of: "占") where Self.isHan(self[at + 1]) {
      var end = at + 1
      while Self.isHan(self[end]), end - at < 14 { end += 1 }
      if end - at >= 3, self[end] == "%" || self[end] == "％" { return (text(at..<end + 1), at) }
    }
    // 机要通信用车辆、执法执勤用车2辆; 行政编制人，事业编制3人
    for word in ["用车辆", "编制人"] {
      for at in places(of: word) where self[at + 3].map({ "、，；。".unicodeScalars.contains($0) }) ?? false {
        guard word == "编制人" || text(at..<min(count, at + 60)).contains("用车") && text(0..<at).contains("其中") else {
          continue
        }
        return (word, at)
      }
    }
    return nil
  }

  /// `政府办公厅（室）及相关机构事务（款）（项）：支出决算为`: an item without a name before its figure.
  fileprivate var emptyItem: (words: String, at: Int)? {
    for words in ["（款）（项）", "(款)(项)"] {
      for at in places(of: words) where at > 0 && Scalars.isHan(self[at - 1]) {
        let next = text(at + 6..<at + 8)
        if ["：", ":", "支出", "年初", "预算", "决算"].contains(where: next.hasPrefix) { return (words, at) }
      }
    }
    return nil
  }
}
