import MingzhangModel

/// A slip of the pen: the words as printed, and what should stand when that is sure.
struct Slip: Hashable {
  var words: String
  var right: String?
  init(_ words: String, right: String? = nil) { (self.words, self.right) = (words, right) }
}

extension Prose {
  /// Whether one mark opens what the other closes.
  static func partners(_ a: Character, _ b: Character) -> Bool {
    let pairs: [Set<Character>] = [
      ["（", "）"], ["(", ")"], ["（", ")"], ["(", "）"], ["“", "”"], ["《", "》"], ["【", "】"],
    ]
    return a != b && pairs.contains([a, b])
  }

  /// The slips that `find` sees in headings and paragraphs.
  func slips(_ find: (Scalars) -> [Slip]) -> [(place: Evidence, slip: Slip)] {
    zip(words, scalars).flatMap { place, text -> [(Evidence, Slip)] in
      find(text).map { slip in
        var evidence = place
        evidence.text = place.text.around(slip.words, 12)
        return (evidence, slip)
      }
    }
  }

  /// The slips that `find` sees in the sentences that stand in tables: objectives of projects, explanations.
  func tableSlips(_ find: (Scalars) -> [Slip]) -> [(place: Evidence, slip: Slip)] {
    zip(tableSentences, tableScalars).flatMap { place, text -> [(Evidence, Slip)] in
      find(text).map { slip in
        var evidence = place
        evidence.text = place.text.around(slip.words, 12)
        return (evidence, slip)
      }
    }
  }

  /// One breach for each place.
  static func each(
    _ found: [(place: Evidence, slip: Slip)], _ message: (String, String?) -> Wording
  ) -> [Broken] {
    found.map { place, slip in
      Broken(
        message(slip.words, slip.right), expected: slip.right, found: slip.words, evidence: [place], key: place.text)
    }
  }

  /// A habit of the author is one breach with all its places.
  static func together(
    _ found: [(place: Evidence, slip: Slip)], key: String, severity: Severity? = nil,
    _ message: (Slip, Int) -> Wording
  ) -> [Broken] {
    guard let first = found.first else { return [] }
    return [
      Broken(
        message(first.slip, found.count), expected: first.slip.right, found: first.slip.words,
        evidence: found.prefix(100).map(\.place), key: key, severity: severity)
    ]
  }
}

/// The characters of one paragraph, by number: slips are found by position.
struct Scalars {
  let all: [Unicode.Scalar]
  /// The same as a string, for a look whether a word stands in it at all.
  let joined: String
  /// White space of any width is no character of the sentence: files break and pad lines at will.
  init(_ text: String) {
    all = text.unicodeScalars.filter { !Self.isSpace($0) }
    joined = all.count == text.unicodeScalars.count ? text : String(scalars: all)
  }

  var count: Int { all.count }

  /// Whether `text` has `count` characters or more, white space aside; looks at no more of them.
  static func hasCharacters(_ count: Int, in text: String) -> Bool {
    var left = count
    for scalar in text.unicodeScalars where !isSpace(scalar) {
      left -= 1
      if left <= 0 { return true }
    }
    return left <= 0
  }

  subscript(_ index: Int) -> Unicode.Scalar? { all.indices.contains(index) ? all[index] : nil }

  func text(_ range: Range<Int>) -> String {
    let range = range.clamped(to: 0..<all.count)
    return String(scalars: all[range])
  }

  /// Where `word` begins, from left to right, not overlapping.
  func places(of word: String) -> [Int] {
    guard joined.contains(word) else { return [] }
    let needle = Array(word.unicodeScalars)
    guard let first = needle.first, all.count >= needle.count else { return [] }
    var found: [Int] = []
    var index = 0
    while index <= all.count - needle.count {
      if all[index] == first, all[index..<index + needle.count].elementsEqual(needle) {
        found.append(index)
        index += needle.count
      } else {
        index += 1
      }
    }
    return found
  }

  func has(_ word: String, at index: Int) -> Bool {
    let needle = Array(word.unicodeScalars)
    return index >= 0 && index + needle.count <= all.count
      && all[index..<index + needle.count].elementsEqual(needle)
  }

  /// The beginning of the clause in which `index` stands.
  func clauseStart(_ index: Int) -> Int {
    var at = min(index, all.count)
    while at > 0, !Self.stops.contains(all[at - 1]) { at -= 1 }
    return at
  }

  /// The end of the clause in which `index` stands.
  func clauseEnd(_ index: Int) -> Int {
    var at = index
    while at < all.count, !Self.stops.contains(all[at]) { at += 1 }
    return at
  }

  static let stops = Set("，。；：！？、,;:!?（）()“”\"".unicodeScalars)

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20, 0x85, 0xA0, 0x2000...0x200B, 0x3000, 0xFEFF: true
    default: false
    }
  }

  static func isHan(_ scalar: Unicode.Scalar?) -> Bool { scalar.map { (0x4E00...0x9FFF).contains($0.value) } ?? false }
  static func isDigit(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { (0x30...0x39).contains($0.value) || (0xFF10...0xFF19).contains($0.value) } ?? false
  }
}

extension Int {
  /// 12 → `十二`; up to 99.
  var chineseNumeral: String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    guard (1...99).contains(self) else { return String(self) }
    let (tens, ones) = (self / 10, self % 10)
    return (tens == 0 ? "" : tens == 1 ? "十" : digits[tens] + "十") + digits[ones]
  }
}
