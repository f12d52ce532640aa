import MingzhangModel

extension Rule {
  /// “会议费 1.96 万元，……下降的主要原因是减少公务接待费预算”: the reason was copied from another expense.
  static let reasonOfAnotherExpense = Rule(
    "N332", Wording("增减原因写的是另一项经费", "The reason given is that of another expense"), .warning,
    preparer: Wording("写这一项自己的原因，检查是否照抄了别的项目。", "Give this expense's own reason; it was copied from another."),
    citizen: Wording("这一项变动的原因说的是另一项。", "The reason speaks of another expense.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections where section.topic != .glossary {
      for paragraph in section.paragraphs {
        guard paragraph.text.contains("原因"), Expense.all.contains(where: { paragraph.text.contains($0.name) }) else {
          continue
        }
        let text = paragraph.text.foldedForMatching
        for sentence in text.split(whereSeparator: { "。;".contains($0) }) {
          guard let place = sentence.firstRange(of: "原因"),
            let own = Expense.stated(in: sentence[..<place.lowerBound])
          else { continue }
          decided = true
          let reason = sentence[place.upperBound...].drop { ":是为".contains($0) }
          guard !reason.contains(own.core),
            let other = Expense.all.first(where: { $0.name != own.name && reason.contains($0.name) })
          else { continue }
          broken.append(
            Broken(
              Wording(
                "“\(own.name)”的原因写的是“\(other.name)”：“\(reason.prefix(40))”。",
                "“\(own.name)” is explained with “\(other.name)”: “\(reason.prefix(40))”."),
              expected: own.name, found: other.name,
              evidence: [
                Evidence("说明文字 / \(section.heading)", text: String(sentence.suffix(120)), span: paragraph.span)
              ], key: "\(own.name)|\(other.name)|\(section.heading)"))
        }
      }
    }
    guard decided else { throw Unchecked("文字没有逐项写原因", "the words give no reasons") }
    return broken
  }
}

/// One of the expenses that are explained one by one.
private struct Expense {
  var name: String
  /// What a reason of its own has a word of.
  var core: String

  static let all = [
    Expense(name: "公务接待费", core: "接待"), Expense(name: "会议费", core: "会"), Expense(name: "培训费", core: "培训"),
    Expense(name: "因公出国", core: "出国"), Expense(name: "公务用车购置费", core: "车"), Expense(name: "公务用车运行", core: "车"),
  ]

  /// The only expense that the words before a reason state an amount of; nil for a sum of several.
  static func stated(in words: Substring) -> Expense? {
    let named = all.filter { words.contains($0.name) }
    guard named.count == 1, let expense = named.first, !words.contains("三公"), !words.contains("公务用车购置及运"),
      let place = words.firstRange(of: expense.name)
    else { return nil }
    // the amount stands right behind the name
    let after = words[place.upperBound...].prefix(16)
    return after.contains { $0.isASCII && $0.isNumber } && words[place.upperBound...].contains("元") ? expense : nil
  }
}
