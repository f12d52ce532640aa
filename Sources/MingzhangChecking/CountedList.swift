import MingzhangModel

/// “设 8 个内设机构，包括：A、B、C。”: a count of bodies, and the bodies that are then named.
struct CountedList {
  /// The number as stated.
  var stated: Int
  /// What may be meant by it: with the Party's and other bodies that are not always counted, and without.
  var listed: ClosedRange<Int>
  /// The printed words of the count.
  var words: String

  var agrees: Bool { listed.contains(stated) }

  /// The count that `text` states, with the names behind it in the same sentence.
  ///
  /// - Parameter text: one sentence, folded.
  static func inline(_ text: String) -> CountedList? {
    guard let count = count(in: text) else { return nil }
    var rest = text[count.end...]
    rest = rest.prefix { !"。;".contains($0) }
    guard let names = names(in: String(rest.withoutBrackets)), let listed = range(of: names) else { return nil }
    return CountedList(stated: count.number, listed: listed, words: count.words)
  }

  /// The count that ends a sentence or opens a list, with the names of the numbered entries below it.
  static func above(_ text: String, entries: [String]) -> CountedList? {
    guard let count = count(in: text), text[count.end...].allSatisfy({ "。:,;".contains($0) }),
      let listed = range(of: entries.map { String($0.withoutBrackets) })
    else { return nil }
    return CountedList(stated: count.number, listed: listed, words: count.words)
  }

  /// Names of the entries `1、办公室。`, `2、预算股。` with which `paragraphs` begin; empty when their numbers do not run from 1 on.
  static func entries(_ paragraphs: [Narrative.Paragraph]) -> [String] {
    var names: [String] = []
    var next = 1
    for paragraph in paragraphs {
      let text = paragraph.text.foldedForMatching
      let digits = text.prefix { $0.isASCII && $0.isNumber }
      guard let number = Int(digits), (1...2).contains(digits.count), let mark = text[digits.endIndex...].first,
        "、.".contains(mark)
      else { continue }
      let name = String(text[digits.endIndex...].dropFirst().prefix { !"。:,;".contains($0) })
      let bare = String(name.withoutBrackets)
      guard number == next, bare.count <= 24, isBody(bare) else { return [] }
      names.append(bare)
      next += 1
    }
    return names
  }

  // MARK: the count

  private struct Count {
    var number: Int
    var words: String
    /// Behind the words that lead over to the names.
    var end: String.Index
  }

  /// The only count of bodies in a sentence; two counts (行政单位1家，事业单位4家，包括：) say nothing of the list as a whole.
  private static func count(in text: String) -> Count? {
    guard nouns.contains(where: text.contains) else { return nil }
    var found: [(number: Int, range: Range<String.Index>)] = []
    for place in text.indices where "个家".contains(text[place]) {
      guard let (number, start) = number(before: place, in: text) else { continue }
      found.append((number, start..<text.index(after: place)))
    }
    guard found.count == 1, let (number, range) = found.first, (2...200).contains(number) else { return nil }
    // 8 个内设机构, 内设机构 8 个
    let before = text[..<range.lowerBound].suffix(12)
    let after = text[range.upperBound...].prefix { !"。:,;、".contains($0) }
    guard after.count <= 14, nouns.contains(where: { before.contains($0) || after.contains($0) }) else { return nil }
    // 在 8 个单位开展, 27 个机构和机关党委: others are counted too, or nothing is listed
    let lead = leads.first { after.hasSuffix($0) } ?? ""
    let noun = after.dropLast(lead.count)
    guard !["和", "及", "等", "以上", "左右"].contains(where: noun.contains) else { return nil }
    var end = after.endIndex
    if lead.isEmpty, end < text.endIndex, ",:".contains(text[end]) {
      let next = text[text.index(after: end)...]
      if let word = leads.first(where: next.hasPrefix) {
        end = text.index(end, offsetBy: word.count + 1)
      } else if text[end] == "," {
        return nil
      }
    }
    while end < text.endIndex, ":".contains(text[end]) { end = text.index(after: end) }
    return Count(number: number, words: String(text[range.lowerBound..<after.endIndex]), end: end)
  }

  private static let nouns = ["机构", "处室", "科室", "股室", "预算单位", "下属单位", "所属单位", "直属单位", "事业单位", "行政单位"]
  /// Longer ones first.
  private static let leads = ["具体包括", "分别是", "分别为", "具体为", "具体是", "包括", "即", "为"]

  private static func number(before end: String.Index, in text: String) -> (Int, String.Index)? {
    var start = end
    while start > text.startIndex {
      let before = text.index(before: start)
      guard text[before].isASCII && text[before].isNumber || "一二三四五六七八九十两".contains(text[before]) else { break }
      start = before
    }
    let digits = text[start..<end]
    guard (1...3).contains(digits.count) else { return nil }
    if let number = Int(digits) { return (number, start) }
    if digits == "两" { return (2, start) }
    guard let number = (String(digits) + "、").chineseListNumber, number > 0 else { return nil }
    return (number, start)
  }

  // MARK: the names

  /// The names of a list; nil when one of them is no body's.
  private static func names(in list: String) -> [String]? {
    let pieces = list.split { "、,".contains($0) }.map(String.init)
    guard pieces.count >= 2, !pieces.contains(where: { $0.contains(where: \.isNumber) || $0.contains("等") }) else {
      return nil
    }
    let names = pieces.flatMap(\.splitAtAnd)
    return names.allSatisfy(isBody) ? names : nil
  }

  private static func isBody(_ name: String) -> Bool {
    guard name.count >= 2, let last = name.last else { return false }
    return "处室科部股委办局队心站所院会校园馆组团台社厅署司级学".contains(last)
  }

  /// How many the names may be counted as.
  private static func range(of names: [String]) -> ClosedRange<Int>? {
    guard names.count >= 2 else { return nil }
    let extra = names.count { name in uncounted.contains { name.contains($0) } }
    return (names.count - extra)...names.count
  }

  /// Bodies beside the departments of an office, which many do not count.
  private static let uncounted = ["党委", "党总支", "纪委", "工会", "团委", "离退休", "纪检", "老干部", "督察", "本级", "党建", "妇委会"]
}

extension StringProtocol {
  /// Without what stands in brackets, brackets within brackets included.
  var withoutBrackets: String {
    var depth = 0
    return String(
      filter { character in
        if character == "(" { depth += 1 }
        defer { if character == ")" { depth = Swift.max(0, depth - 1) } }
        return depth == 0
      })
  }
}

extension String {
  /// `办公室和预算处` is two bodies; `自然资源和生态环境审计处` is one.
  fileprivate var splitAtAnd: [String] {
    for word in ["以及", "和", "及"] {
      guard let range = firstRange(of: word), range.lowerBound > startIndex else { continue }
      let first = String(self[..<range.lowerBound])
      guard first.count >= 3, let last = first.last, "处室科股部委局心站所院校队馆".contains(last) else { continue }
      return [first, String(self[range.upperBound...])]
    }
    return [self]
  }
}
