import MingzhangModel

extension Rule {
  /// A sentence that stands twice, word for word and figure for figure, but for one figure or one direction.
  static let copiedSentenceDiffers = Rule(
    "N354", Wording("同一句话写了两遍，有一处不同", "A sentence stands twice and differs in one place"), .warning,
    preparer: Wording("对照两处，改正写错的一处。", "Compare both places and correct the wrong one."),
    citizen: Wording("同一句话在两处出现，一个数或增减写得不一样。", "One sentence stands in two places with another figure or direction.")
  ) { subject throws(Unchecked) in
    let sentences = subject.sentences.filter { $0.section.topic != .glossary && $0.claims.count >= 3 }.map(Told.init)
    // sentences that share two clauses with their figures
    var places: [String: [Int]] = [:]
    for (number, told) in sentences.enumerated() {
      for clause in Set(told.clauses.filter(\.hasFigure).map(\.text)) { places[clause, default: []].append(number) }
    }
    var shared: [Pair: Int] = [:]
    for numbers in places.values where (2...6).contains(numbers.count) {
      for (index, a) in numbers.enumerated() {
        for b in numbers.dropFirst(index + 1) { shared[Pair(a: a, b: b), default: 0] += 1 }
      }
    }
    guard sentences.count > 1 else { throw Unchecked("没有带几个数的句子", "no sentences with several figures") }
    let alike = shared.filter { $0.value >= 2 }.keys.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
    return alike.compactMap { pair in
      let (first, second) = (sentences[pair.a], sentences[pair.b])
      guard let (a, b) = first.onlyDifference(from: second) else { return nil }
      return Broken(
        Wording("一处写“\(a.text)”，一处写“\(b.text)”，其余各句相同。", "“\(a.text)” here, “\(b.text)” there; the rest is the same."),
        expected: a.text, found: b.text,
        evidence: [second.evidence(b), first.evidence(a)], key: "\(a.text)|\(b.text)")
    }
  }
}

private struct Pair: Hashable {
  var a: Int
  var b: Int
}

/// A sentence in its clauses.
private struct Told {
  struct Clause {
    var text: String
    /// The words without figures and directions.
    var shape: String {
      var shape = text.filter { !$0.isNumber && !".,".contains($0) }
      for word in ["增加", "减少", "增长", "下降", "上升", "降低"] { shape = shape.replacing(word, with: "~") }
      return shape
    }
    var hasFigure: Bool
    /// Its digits, in printed order.
    var digits: [Character] { Array(text).filter { $0.isNumber || $0 == "." } }

    /// Whether one digit, the order of two, or the direction differs, and nothing else.
    func isSlip(of other: Clause) -> Bool {
      let (a, b) = (digits, other.digits)
      guard a.count == b.count else { return false }
      let places = a.indices.filter { a[$0] != b[$0] }
      return places.count <= 1 || places.count == 2 && a[places[0]] == b[places[1]] && a[places[1]] == b[places[0]]
    }
  }

  let sentence: Sentence
  let clauses: [Clause]

  init(_ sentence: Sentence) {
    self.sentence = sentence
    clauses = sentence.folded.split { "。;:".contains($0) }.flatMap(\.clausesAtCommas).map { text in
      Clause(text: text, hasFigure: text.utf8.count >= 10 && text.filter { $0.isNumber && $0 != "0" }.count >= 2)
    }
  }

  /// The one clause that differs, in its figure or direction only; nil when more differs, or nothing.
  func onlyDifference(from other: Told) -> (Clause, Clause)? {
    // from where both begin to agree to the end
    guard
      let start = clauses.firstIndex(where: { own in other.clauses.contains { $0.text == own.text && own.hasFigure } }),
      let begin = other.clauses.firstIndex(where: { $0.text == clauses[start].text })
    else { return nil }
    // and the clause before it, when it is built alike
    let isLedAlike = start > 0 && begin > 0 && clauses[start - 1].shape == other.clauses[begin - 1].shape
    let lead = isLedAlike ? 1 : 0
    let own = clauses[(start - lead)...]
    let theirs = other.clauses[(begin - lead)...]
    guard own.count == theirs.count, own.count >= 3 else { return nil }
    let differing = zip(own, theirs).filter { $0.text != $1.text }
    guard differing.count == 1, let (a, b) = differing.first, a.shape == b.shape, a.hasFigure, b.hasFigure,
      a.isSlip(of: b),
      a.shape.count >= 4
    else { return nil }
    return (a, b)
  }

  func evidence(_ clause: Clause) -> Evidence {
    let claim = sentence.claims.first { claim in
      let figure = claim.quote.foldedForMatching
      return figure.count > 2 && clause.text.contains(figure)
    }
    return Evidence(
      "说明文字 / \(sentence.section.heading)", text: clause.text, span: claim?.span ?? sentence.evidence().span)
  }
}

extension Substring {
  /// Pieces between commas that separate no thousands.
  fileprivate var clausesAtCommas: [String] {
    var out: [String] = []
    var current = ""
    var previous: Character = " "
    var rest = self
    while let character = rest.first {
      rest = rest.dropFirst()
      if character == ",", !(previous.isNumber && (rest.first?.isNumber ?? false)) {
        out.append(current)
        current = ""
      } else {
        current.append(character)
      }
      previous = character
    }
    return (out + [current]).filter { !$0.isEmpty }
  }
}
