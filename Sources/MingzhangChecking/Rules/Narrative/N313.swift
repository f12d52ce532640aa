import MingzhangModel

extension Rule {
  /// “增加的主要原因” follows an increase.
  static let reasonDirectionOff = Rule(
    "N313", Wording("原因的增减方向与数字相反", "The reason speaks of the opposite change"), .error,
    preparer: Wording("按数字改正“增加”“减少”，并核对原因。", "Correct the direction by the figures and check the reason."),
    citizen: Wording("数字说多了，原因却解释为什么少了，或者相反。", "The figures rise and the reason explains a fall, or the reverse.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections {
      for (number, paragraph) in section.paragraphs.enumerated() {
        // “决算数较上年增加的主要原因” names a comparison of its own
        let leads = ReasonLead.all(in: paragraph)
        for lead in leads where !lead.subject.contains(where: { "较比与".contains($0) }) {
          var changes = paragraph.claims.filter { $0.position.upperBound <= lead.position }
          if changes.isEmpty, lead.subject.contains("财政拨款") {
            changes = section.paragraphs[..<number].suffix(3).flatMap(\.claims)
          }
          var directed = changes.filter { $0.direction != nil && $0.isSomething }
          // the changes of its own sentence are meant before all others
          let start = paragraph.sentenceStart(of: lead.position)
          let own = directed.filter { $0.position.lowerBound >= start && paragraph.claims.contains($0) }
          if !own.isEmpty { directed = own }
          if directed.isEmpty, let told = lead.opposite(in: paragraph.text) {
            decided = true
            let (said, right) = lead.direction == .increase ? ("增加", "减少") : ("减少", "增加")
            broken.append(
              Broken(
                Wording(
                  "写“\(lead.words)”，后面说的却都是\(right)（“\(told)”）。",
                  "“\(lead.words)”, but the reasons all speak of the opposite (“\(told)”)."),
                expected: right, found: said,
                evidence: [Evidence("说明文字 / \(section.heading)", text: lead.words, span: paragraph.span)],
                key: "\(lead.words)|\(said)", severity: .notice))
            continue
          }
          guard let last = directed.last else { continue }
          decided = true
          // of several changes another may be meant
          guard directed.allSatisfy({ $0.direction != lead.direction }) else { continue }
          let (said, right) = lead.direction == .increase ? ("增加", "减少") : ("减少", "增加")
          broken.append(
            Broken(
              Wording(
                "数字是\(right) \(last.quote)，原因写“\(lead.words)”。",
                "The figures change by \(last.quote) the other way; the reason says “\(lead.words)”."),
              expected: right, found: said,
              evidence: [
                Evidence("说明文字 / \(section.heading)", text: lead.words, span: paragraph.span), last.evidence,
              ], key: "\(last.quote)|\(said)"))
        }
        for lead in leads {
          guard let thing = lead.comparedThing else { continue }
          // what that very thing changed by, said before in its section
          let said = section.paragraphs[...number].flatMap(\.claims).filter { claim in
            claim.direction != nil && claim.isSomething && claim.subject.foldedForMatching.hasSuffix(thing)
              && (section.paragraphs[number].claims.contains(claim) ? claim.position.upperBound <= lead.position : true)
          }
          guard let last = said.last else { continue }
          decided = true
          guard said.allSatisfy({ $0.direction != lead.direction }) else { continue }
          let (found, right) = lead.direction == .increase ? ("增加", "减少") : ("减少", "增加")
          broken.append(
            Broken(
              Wording(
                "“\(last.subject)”\(right) \(last.quote)，原因写“\(lead.words)”。",
                "“\(last.subject)” changes by \(last.quote) the other way; the reason says “\(lead.words)”."),
              expected: right, found: found,
              evidence: [
                Evidence("说明文字 / \(section.heading)", text: lead.words, span: paragraph.span), last.evidence,
              ], key: "\(last.quote)|\(found)|\(thing)"))
        }
      }
    }
    guard decided else { throw Unchecked("没有写“增加（减少）的主要原因”", "no reason that names a direction") }
    return broken
  }
}

/// `…减少的主要原因`.
struct ReasonLead {
  var direction: Claim.Direction
  var subject: String
  var words: String
  /// Where it begins in the paragraph, in scalars.
  var position: Int

  /// 收支预算 of `3.收支预算较上年减少的主要原因`; nil when it compares nothing.
  var comparedThing: String? {
    let words = subject.foldedForMatching
    guard let mark = ["较上年", "比上年", "较去年", "比去年", "与上年相比"].first(where: words.contains) else { return nil }
    let thing = words.before(mark).drop { $0.isNumber || "、,.()年".contains($0) }
    return thing.count >= 4 ? String(thing) : nil
  }

  /// What the reasons say, when two or more of them speak of the opposite change and none of this one.
  func opposite(in text: String) -> String? {
    let after = text.after(words).map { words + $0 } ?? ""
    let reasons = after.dropFirst(min(after.count, 6))
    let rises = ["增加", "增长", "上升", "提高", "新增", "增至"]
    let falls = ["减少", "下降", "降低", "压减", "取消", "缩减", "调减", "核减", "压缩", "节约", "未安排", "不再"]
    let (own, other) = direction == .increase ? (rises, falls) : (falls, rises)
    // behind the words of the lead itself
    let rest = String(reasons).after("原因") ?? ""
    guard !own.contains(where: rest.contains) else { return nil }
    let clauses = rest.split { "，；。,;".contains($0) }.filter { clause in other.contains { clause.contains($0) } }
    return clauses.count >= 2 ? clauses.first.map(String.init) : nil
  }

  static func all(in paragraph: Narrative.Paragraph) -> [ReasonLead] {
    guard paragraph.text.contains("原因") else { return [] }
    let scalars = Array(paragraph.text.unicodeScalars)
    var out: [ReasonLead] = []
    for (word, direction) in words {
      for mark in ["的主要原因", "的原因", "主要原因"] {
        let needle = Array((word + mark).unicodeScalars)
        var index = 0
        while index + needle.count <= scalars.count {
          guard scalars[index] == needle[0], Array(scalars[index..<index + needle.count]) == needle else {
            index += 1
            continue
          }
          var start = index
          while start > 0, !"。；，,;：:\n".unicodeScalars.contains(scalars[start - 1]), index - start < 30 { start -= 1 }
          let lead = String(scalars: scalars[start..<index])
          // “增加或减少的主要原因”, “增减” are words of the form
          if !lead.hasSuffix("增加"), !lead.hasSuffix("或"), !lead.hasSuffix("增"), !lead.hasSuffix("（") {
            let end = min(scalars.count, index + needle.count + 24)
            out.append(
              ReasonLead(
                direction: direction, subject: lead, words: String(scalars: scalars[start..<end]),
                position: start))
          }
          index += needle.count
        }
      }
    }
    return out
  }

  private static let words: [(String, Claim.Direction)] = [
    ("增加", .increase), ("增长", .increase), ("上升", .increase), ("减少", .decrease), ("下降", .decrease), ("降低", .decrease),
  ]
}

extension Narrative.Paragraph {
  /// Where the sentence begins in which a position stands.
  fileprivate func sentenceStart(of position: Int) -> Int {
    let before = text.unicodeScalars.prefix(position)
    guard let stop = before.lastIndex(of: "。") else { return 0 }
    return before.distance(from: before.startIndex, to: stop) + 1
  }
}

extension Claim {
  /// An amount or a rate other than nothing.
  fileprivate var isSomething: Bool {
    switch value {
    case .amount(let amount, _): amount.money > .zero
    case .percent(let percent): percent.digits > 0
    default: false
    }
  }
}
