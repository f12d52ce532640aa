import MingzhangModel

/// An amount in words with the parts that the words list for it: “预算 A 万元，包括：甲 B 万元、乙 C 万元。”
///
/// Changes are listed the same way: “减少 A 万元，其中：甲增加 B 万元，乙减少 C 万元。”
struct ListedParts {
  var whole: Claim
  var parts: [Claim]
  /// What the parts are called, for a look whether another list of the document is built alike.
  var shape: String
  var evidence: [Evidence]

  /// What the parts add up to, a decrease being negative.
  private func signed(_ claim: Claim) -> ReportedAmount { claim.change ?? claim.amount ?? .zero }
  var sum: ReportedAmount { parts.map(signed).sum() }
  /// What the whole misses.
  var difference: ReportedAmount { signed(whole) - sum }
  var holds: Bool { signed(whole).agrees(with: sum) }
  var isOfChanges: Bool { whole.direction != nil }

  /// Whether one wrong digit, or two exchanged ones, explain what is missing.
  var isSlip: Bool { whole.isPrintedToTheLast && Slip.explains(difference) }

  // MARK: finding them

  static func all(_ subject: Subject) -> [ListedParts] {
    let quiet: Set<Narrative.Topic?> = [.glossary, .duties]
    return subject.disclosure.narrative.sections.filter { !quiet.contains($0.topic) }.flatMap { section in
      section.paragraphs.indices.flatMap { index -> [ListedParts] in
        let paragraph = section.paragraphs[index]
        guard paragraph.claims.contains(where: { $0.amount != nil }) else { return [] }
        return inSentences(paragraph, section) + [below(index, section)].compactMap(\.self)
      }
    }
  }

  private static let openings = [
    "其中:", "其中,", "其中", "包括:", "包括", "分别为:", "分别为", "分别是:", "主要包括:", "主要包括", "具体包括:", "包含:", "包含",
  ]

  /// Within one sentence, to its full stop.
  private static func inSentences(_ paragraph: Narrative.Paragraph, _ section: Narrative.Section) -> [ListedParts] {
    let amounts = paragraph.claims.filter { $0.amount != nil }
    guard amounts.count >= 3, ["其中", "包括", "分别", "包含"].contains(where: paragraph.text.contains) else { return [] }
    var out: [ListedParts] = []
    for (index, whole) in amounts.enumerated().dropLast(2) {
      let first = amounts[index + 1]
      let lead = words(paragraph, whole, first)
      guard !lead.contains("。"), lead.count <= 40, let mark = lead.first, ",(;:。".contains(mark),
        let opening = openings.first(where: { lead.dropFirst().hasPrefix($0) || lead.hasPrefix($0) })
      else { continue }
      var parts = [first]
      var names = [lead.after(opening) ?? ""]
      var isPlain = true
      for (before, next) in zip(amounts[(index + 1)...], amounts[(index + 2)...]) {
        let gap = words(paragraph, before, next)
        if gap.contains("。") { break }
        // a list within the list, last year's figure, a price: no plain list any more
        if gap.count > 40 || ["其中", "包括", "含", "上年", "比", "较", "(", ")", "占"].contains(where: gap.contains) {
          isPlain = false
          break
        }
        parts.append(next)
        names.append(gap)
      }
      guard isPlain, parts.count >= 2, let last = parts.last else { continue }
      // the list ends with its sentence
      let tail = paragraph.words(
        from: last.position.upperBound, to: min(last.position.upperBound + 4, paragraph.text.unicodeScalars.count))
      guard tail.isEmpty || "。；)）".contains(tail.first ?? " ") else { continue }
      guard let list = made(whole, parts, names, paragraph, section) else { continue }
      out.append(list)
    }
    return out
  }

  /// “项目支出 A 万元，具体包括：” and numbered paragraphs below, each with its amount.
  private static func below(_ index: Int, _ section: Narrative.Section) -> ListedParts? {
    let paragraph = section.paragraphs[index]
    guard let mark = paragraph.text.last, "：:".contains(mark) else { return nil }
    let amounts = paragraph.claims.filter { $0.amount != nil }
    guard let whole = amounts.last else { return nil }
    let tail = paragraph.words(from: whole.position.upperBound, to: paragraph.text.unicodeScalars.count)
      .foldedForMatching
    guard tail.count <= 16, openings.contains(where: tail.contains), whole.direction == nil else { return nil }
    var parts: [Claim] = []
    for (number, next) in section.paragraphs.dropFirst(index + 1).enumerated() {
      let text = next.text.foldedForMatching
      guard text.hasPrefix("\(number + 1).") || text.hasPrefix("\(number + 1)、") || text.hasPrefix("(\(number + 1))"),
        let claim = next.claims.first(where: { $0.amount != nil }), claim.direction == nil,
        claim.position.lowerBound <= 50
      else { break }
      parts.append(claim)
    }
    guard parts.count >= 2 else { return nil }
    return made(whole, parts, [], paragraph, section)
  }

  private static func made(
    _ whole: Claim, _ parts: [Claim], _ names: [String], _ paragraph: Narrative.Paragraph,
    _ section: Narrative.Section
  ) -> ListedParts? {
    guard parts.allSatisfy({ ($0.direction == nil) == (whole.direction == nil) && $0.unit == whole.unit }),
      whole.direction != nil || parts.allSatisfy({ $0.year == whole.year }), whole.direction != .unchanged
    else { return nil }
    let shape = names.map { $0.filter { Scalars.isHan($0.unicodeScalars.first) } }.joined(separator: "|")
    return ListedParts(
      whole: whole, parts: parts, shape: shape,
      evidence: [whole.evidence(in: paragraph, section)] + parts.map { $0.evidence(in: paragraph, section) })
  }

  private static func words(_ paragraph: Narrative.Paragraph, _ a: Claim, _ b: Claim) -> String {
    paragraph.words(from: a.position.upperBound, to: b.position.lowerBound).foldedForMatching
  }
}

extension Claim {
  /// Whether its figure is printed with decimals, so that it is no round number.
  var isPrintedToTheLast: Bool { quote.contains(".") }
}

extension Slip {
  /// Whether one digit written wrong, or two neighbours exchanged, make this difference: 40 000.00, or 5.40 for 6.00 and .60.
  static func explains(_ difference: ReportedAmount) -> Bool {
    let place = max(1, difference.slack.fen)
    var fen = difference.money.magnitude.fen
    // what rounding may add or take at the end
    guard fen > 40 * place else { return false }
    // the coarsest step that leaves no more than rounding
    var step: Int64 = 1
    while step <= fen / 10 { step *= 10 }
    while step > 1, !isMultiple(fen, of: step, within: place) { step /= 10 }
    fen = (fen + step / 2) / step
    return (1...9).contains(fen) || fen <= 81 && fen % 9 == 0
  }

  private static func isMultiple(_ value: Int64, of step: Int64, within slack: Int64) -> Bool {
    let rest = value % step
    return min(rest, step - rest) <= slack
  }
}
