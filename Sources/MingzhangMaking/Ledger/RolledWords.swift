import MingzhangModel

/// Last year's words made ready for the next year: years become placeholders, reasons become questions.
///
/// Only the year of the book and the year before it are rolled, outside of titles (《…》) and document numbers (〔…〕); every other
/// year is kept and listed, because only a person knows whether it moves. A reason is what follows 主要是, 原因是 … behind a
/// change; it is taken out, its place asks `{{figure|原因}}`, and last year's answer is handed over beside the question.
struct RolledWords: Hashable {
  private(set) var text: String
  /// The figures whose reason is asked, each with last year's answer.
  private(set) var questions: [Question] = []
  /// Other years that stand in the text, as printed.
  private(set) var otherYears: [String] = []

  struct Question: Hashable {
    var figure: String
    var lastAnswer: String
  }

  init(_ source: String, year: Int) {
    text = ""
    var lines: [String] = []
    for line in source.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let line = String(line)
      let isNote = line.trimmingSpaces().hasPrefix("<!--")
      lines.append(isNote ? line : roll(asked(line), year: year))
    }
    text = lines.joined(separator: "\n")
  }

  // MARK: reasons

  private static let marks = ["主要原因是", "主要原因为", "主要是因为", "主要是由于", "原因是", "原因为", "主要是", "主要系", "主要为", "是由于", "是因为"]

  /// `line` with every reason behind a change replaced by its question.
  private mutating func asked(_ line: String) -> String {
    var out = ""
    var sentence = ""
    for character in line {
      sentence.append(character)
      if "。；".contains(character) {
        out += askedSentence(sentence)
        sentence = ""
      }
    }
    return out + askedSentence(sentence)
  }

  private mutating func askedSentence(_ sentence: String) -> String {
    let pieces = Template(sentence).pieces
    var figure: String?
    var place = sentence.startIndex
    for piece in pieces {
      switch piece {
      case .placeholder(let placeholder):
        place =
          sentence.index(place, offsetBy: placeholder.printed.count, limitedBy: sentence.endIndex) ?? sentence.endIndex
        switch placeholder.form {
        case .change(.lastYear), .growth(.lastYear), .direction(.lastYear), .difference(.lastYear), .rate(.lastYear):
          figure = placeholder.name
        default: break
        }
      case .words(let words):
        let end = sentence.index(place, offsetBy: words.count, limitedBy: sentence.endIndex) ?? sentence.endIndex
        if let figure,
          let mark = Self.marks.compactMap({ words.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound })
        {
          let start = sentence.index(place, offsetBy: words.distance(from: words.startIndex, to: mark.lowerBound))
          return replaced(
            sentence, from: start,
            markEnd: sentence.index(start, offsetBy: words.distance(from: mark.lowerBound, to: mark.upperBound)), figure
          )
        }
        place = end
      }
    }
    return sentence
  }

  private mutating func replaced(_ sentence: String, from start: String.Index, markEnd: String.Index, _ figure: String)
    -> String
  {
    let stop = sentence.last.map { "。；".contains($0) } ?? false ? String(sentence.suffix(1)) : ""
    var head = String(sentence[..<start])
    let answer = sentence[markEnd...].dropLast(stop.count)
    // “，{{三公.合计|增减}}的主要原因是” loses its whole lead-in
    for lead in ["{{\(figure)|增减}}的", "{{\(figure)|增减}}", "的"] where head.hasSuffix(lead) {
      head.removeLast(lead.count)
      break
    }
    while let last = head.last, "，,：: 、".contains(last) { head.removeLast() }
    let clean = String(answer).trimmingSpaces().drop { "：:".contains($0) }
    if !questions.contains(where: { $0.figure == figure }) {
      questions.append(Question(figure: figure, lastAnswer: String(clean)))
    }
    return head + "{{\(figure)|原因}}" + stop
  }

  // MARK: years

  private mutating func roll(_ line: String, year: Int) -> String {
    var out = ""
    var rest = Substring(line)
    while let first = rest.first {
      if let kept = Self.untouched(rest) {
        out += kept
        rest = rest.dropFirst(kept.count)
      } else if first.isASCII, first.isNumber {
        let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        rest = rest.dropFirst(digits.count)
        out += rolled(String(digits), before: rest.first, year: year)
      } else {
        out.append(first)
        rest = rest.dropFirst()
      }
    }
    return out
  }

  private mutating func rolled(_ digits: String, before next: Character?, year: Int) -> String {
    guard digits.count == 4, let value = Int(digits), (1990...2100).contains(value), let next, "年-—至/".contains(next)
    else { return digits }
    if value == year { return "{{年度}}" }
    if value == year - 1 { return "{{上年}}" }
    otherYears.append(digits)
    return digits
  }

  /// A placeholder, a title or a document number at the start of `rest`: kept as it stands.
  private static func untouched(_ rest: Substring) -> String? {
    for (open, close) in [("{{", "}}"), ("《", "》"), ("〔", "〕")] where rest.hasPrefix(open) {
      guard let end = rest.firstRange(of: close) else { return nil }
      return String(rest[..<end.upperBound])
    }
    return nil
  }
}
