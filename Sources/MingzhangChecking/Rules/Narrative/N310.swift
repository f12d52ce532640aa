import MingzhangModel

extension Rule {
  /// “共有车辆 5 辆，其中：A 3 辆、B 2 辆”: the parts are no more than the whole, and of a closed list just as many.
  static let countPartsOff = Rule(
    "N310", Wording("文字里的总数与分项数不符", "A count in words differs from its parts"), .error,
    preparer: Wording("核对总数与“其中”各项。", "Check the total against the parts."),
    citizen: Wording("总数和它的各项加起来对不上。", "The parts do not add up to the total.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections {
      for paragraph in section.paragraphs {
        for list in CountList.all(in: paragraph) {
          decided = true
          guard let sum = list.sum, sum > list.total || list.isClosed && sum < list.total, !list.isExactEarlier else {
            continue
          }
          broken.append(
            Broken(
              Wording(
                "“\(list.whole.subject)”\(list.whole.quote)，其中各项相加为 \(sum)\(list.of)。",
                "“\(list.whole.subject)” \(list.whole.quote); its parts add up to \(sum) \(list.of)."),
              expected: "\(sum)\(list.of)", found: list.whole.quote,
              evidence: [
                Evidence("说明文字 / \(section.heading)", text: list.words, span: list.whole.span ?? paragraph.span)
              ] + list.parts.map { $0.evidence(in: paragraph, section) }, key: list.words.foldedForMatching))
        }
      }
    }
    guard decided else { throw Unchecked("没有总数与分项", "no count with its parts") }
    return broken
  }
}

/// A count followed by 其中 and counts of the same kind.
struct CountList {
  var whole: Claim
  var parts: [Claim]
  var of: String
  var total: PrintedNumber
  /// The last part is 其他…: nothing else can be meant.
  var isClosed: Bool
  /// The printed words from the whole to the last part.
  var words: String

  /// The exact sum; nil when it is beyond counting.
  var sum: PrintedNumber? {
    let numbers = parts.compactMap { claim -> PrintedNumber? in
      if case .count(let number, _) = claim.value { return number }
      return nil
    }
    guard let places = numbers.map(\.decimals).max(), places <= 4 else { return nil }
    var sum: Int64 = 0
    for number in numbers {
      var digits = number.digits
      for _ in number.decimals..<places {
        let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
        guard !overflow else { return nil }
        digits = product
      }
      let (next, overflow) = sum.addingReportingOverflow(digits)
      guard !overflow else { return nil }
      sum = next
    }
    return PrintedNumber(digits: sum, decimals: places)
  }

  /// Whether the first parts make the whole: what follows (退休职工 28 人) is another group.
  var isExactEarlier: Bool {
    (2..<max(2, parts.count)).contains { number in
      var list = self
      list.parts = Array(parts.prefix(number))
      return list.sum == total
    }
  }

  static func all(in paragraph: Narrative.Paragraph) -> [CountList] {
    let scalars = Array(paragraph.text.unicodeScalars)
    var out: [CountList] = []
    for (index, whole) in paragraph.claims.enumerated() {
      guard case .count(let total, let of) = whole.value, whole.position.upperBound < scalars.count else { continue }
      var start = whole.position.upperBound
      while start < scalars.count, "，,；（( ：:".unicodeScalars.contains(scalars[start]) { start += 1 }
      guard start + 1 < scalars.count, scalars[start] == "其", scalars[start + 1] == "中" else { continue }
      // in a bracket the list ends with it, else with the sentence
      let isBracketed = scalars[whole.position.upperBound..<start].contains { "（(".unicodeScalars.contains($0) }
      var depth = 0
      let end =
        scalars[start...].indices.first { at in
          if "（(".unicodeScalars.contains(scalars[at]) { depth += 1 }
          if "）)".unicodeScalars.contains(scalars[at]) {
            if depth == 0, isBracketed { return true }
            depth -= 1
          }
          return "。；;\n".unicodeScalars.contains(scalars[at])
        } ?? scalars.count
      let words = String(scalars: scalars[start + 2..<max(start + 2, end)])
      // a list within the list has a whole of its own
      guard !words.contains("其中"), !words.contains("包括"), !words.contains("含"), end > start + 2 else { continue }
      let parts = paragraph.claims[(index + 1)...].filter { claim in
        guard case .count(_, let other) = claim.value else { return false }
        return other == of && claim.position.upperBound <= end
      }
      guard parts.count >= 2 else { continue }
      // every part follows its own name: “A 3 辆、B 2 辆”
      guard
        parts.allSatisfy({ part in
          let before = scalars[..<part.position.lowerBound].suffix(2)
          return !before.contains { "、，,和与至-".unicodeScalars.contains($0) }
        })
      else { continue }
      let last = parts.last?.subject.foldedForMatching ?? ""
      out.append(
        CountList(
          whole: whole, parts: Array(parts), of: of, total: total,
          isClosed: last.contains("其他") && of == "辆" && !words.contains("等"),
          words: String(scalars: scalars[whole.position.lowerBound..<end])))
    }
    return out
  }
}
