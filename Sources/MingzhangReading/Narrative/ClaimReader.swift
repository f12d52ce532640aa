import MingzhangModel

/// Reads what a paragraph of the narrative claims: every figure with its subject, and, when the words are sure, its measure.
///
/// Never guesses: a figure whose subject is not plain keeps its words and no measure.
public struct ClaimReader: Sendable {
  let fiscalYear: Int?

  public init(fiscalYear: Int?) { self.fiscalYear = fiscalYear }

  /// Spans are those of the paragraph, with the range of scalars that the figure and its unit take.
  public func claims(in paragraph: SpannedText, topic: Narrative.Topic, heading: String = "") -> [Claim] {
    let items = ItemMention.all(in: paragraph.text, under: heading)
    let scanner = FigureScanner(paragraph.text)
    let scalars = scanner.scalars
    var claims: [Claim] = []
    var context = ClaimContext(topic: topic, fiscalYear: fiscalYear)
    var position = 0
    for figure in FigureScanner.figures(in: paragraph.text) {
      let before = text(scalars, min(position, figure.range.lowerBound)..<figure.range.lowerBound)
      position = figure.range.upperBound
      var claim = context.claim(for: figure, before: before)
      claim.quote = text(scalars, figure.range)
      claim.position = figure.range
      claim.sentence = sentence(scalars, around: figure.range)
      if var span = paragraph.span {
        let start = span.columns?.lowerBound ?? 0
        span.columns = start + figure.range.lowerBound..<start + figure.range.upperBound
        claim.span = span
      } else {
        claim.span = SourceSpan(columns: figure.range)
      }
      claims.append(claim)
    }
    return items.isEmpty ? claims : ItemClaims(items, scalars).assigned(claims)
  }

  /// From the last full stop before the figure to the next mark after it, at most 120 characters.
  private func sentence(_ scalars: [Unicode.Scalar], around range: Range<Int>) -> String {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start > 0, scalars[start - 1] != "。", scalars[start - 1] != "\n", range.lowerBound - start < 100 {
      start -= 1
    }
    while end < scalars.count, !"。，；,;".unicodeScalars.contains(scalars[end]), end - range.upperBound < 20 { end += 1 }
    return text(scalars, start..<end).trimmingSpaces()
  }

  private func text(_ scalars: [Unicode.Scalar], _ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }
}

/// What the words so far have said: the subject, the year, the comparison that is open.
struct ClaimContext {
  let topic: Narrative.Topic
  let fiscalYear: Int?
  /// The last subject with a measure, to which a bare comparison belongs.
  private var subject = ""
  private var measure: Claim.Measure?
  private var code: FunctionalCode?
  /// What the paragraph is about: its first subject with a measure.
  private var main: (subject: String, measure: Claim.Measure)?
  /// The year just printed, and whether the words make it the year of a comparison.
  private var year: Int?
  private var comparedYear: Int?
  private var pendingWords = ""
  /// The direction of the change just printed; a rate in brackets after it goes the same way.
  private var justChanged: Claim.Direction?
  /// What was spoken of when each bracket that is still open was opened.
  private var brackets: [Matter] = []
  /// What the words return to behind a bracket that has closed.
  private var resumed: Matter?

  private struct Matter {
    var subject: String
    var measure: Claim.Measure?
    var code: FunctionalCode?
  }

  init(topic: Narrative.Topic, fiscalYear: Int?) { (self.topic, self.fiscalYear) = (topic, fiscalYear) }

  mutating func claim(for figure: Figure, before: String) -> Claim {
    let words = pendingWords + before
    let changed = justChanged
    justChanged = nil
    followBrackets(before)
    switch figure.kind {
    case .date(let date):
      note(date, before: before, isReason: Self.isReason(words))
      pendingWords = Self.kept(words) + "〈年〉"
      return Claim(subject: Self.clause(before), value: .date(date), year: date.fiscalYearAtStart, quote: date)
    case .label(let digits):
      pendingWords = Self.kept(words) + digits
      return Claim(subject: Self.clause(before), value: .label(digits), quote: digits)
    case .count(let number, let of):
      pendingWords = Self.kept(words) + "〈数〉"
      return Claim(subject: Self.clause(before), value: .count(number, of: of), quote: "")
    case .percent(let number):
      pendingWords = ""
      endSentence(words)
      resume()
      let change = Direction.of(words) ?? (Self.onlyOpensBracket(words) ? changed : nil)
      return Claim(
        subject: subject.isEmpty ? Self.clause(words) : subject, measure: measure, value: .percent(number),
        year: fiscalYear,
        comparedYear: change == nil ? nil : comparedYear ?? impliedYear(words), direction: change, functionalCode: code,
        quote: "")
    case .amount(let amount, let unit):
      pendingWords = ""
      let claim = amountClaim(amount, unit, words: words)
      justChanged = claim.direction
      return claim
    }
  }

  /// “减少14.2万元（30.74%”: nothing but the bracket stands between a change and its rate.
  private static func onlyOpensBracket(_ words: String) -> Bool {
    let bare = words.filter { !$0.isWhitespace }
    return bare == "（" || bare == "("
  }

  /// Whether the sentence has come to its reason.
  private static func isReason(_ words: String) -> Bool {
    let pieces = words.split(omittingEmptySubsequences: false) { "。；;".contains($0) }
    let sentence = String(pieces.last ?? "").foldedForMatching
    return ["主要是", "主要原因", "主要系", "原因是", "原因为", "由于"].contains(where: sentence.contains)
  }

  /// What later figures may still look back at: a long list of counts or dates says nothing more.
  private static func kept(_ words: String) -> String {
    words.utf8.count <= 1200 ? words : String(words.unicodeScalars.suffix(200))
  }

  private mutating func amountClaim(_ amount: ReportedAmount, _ unit: CurrencyUnit, words: String) -> Claim {
    endSentence(words)
    resume()
    let folded = words.foldedForMatching
    let direction = Direction.of(folded)
    let clause = Self.clause(words)
    if let direction {
      // “其中，基本支出增加271.3万元” has a subject of its own, “较2022年增加236.3万元” takes the last one
      let head = Self.head(clause)
      let own = Measures.measure(in: head, topic: topic)
      // “使用非财政拨款结余减少53.04万元” is not about what was named before it, even when it has no measure
      if own.measure != nil || head.count > 2 { adopt(own, subject: clause) }
      let isReason =
        folded.contains("主要是") || folded.contains("主要原因") || folded.contains("由于")
        || folded.contains("因")
          && own.measure == nil
      return Claim(
        subject: own.measure == nil && isReason ? clause : subject.isEmpty ? clause : subject,
        measure: own.measure ?? (isReason ? nil : measure), value: .amount(amount, unit: unit), year: fiscalYear,
        comparedYear: comparedYear ?? impliedYear(folded) ?? fiscalYear.map { $0 - 1 }, direction: direction,
        functionalCode: own.measure == nil ? code : own.code, quote: "")
    }
    let title = title(words, clause) ?? bracketed(words, clause)
    let found = title?.found ?? Measures.measure(in: clause, topic: topic)
    let named = (title?.name ?? "") + clause
    adopt(found, subject: named)
    return Claim(
      subject: named, measure: found.measure, value: .amount(amount, unit: unit), year: year ?? fiscalYear,
      functionalCode: found.code, quote: "")
  }

  /// “公务用车 2066 万元（其中：购置 146 万元），减少 12 万元”: what stands behind the bracket is said of what stood before it.
  private mutating func followBrackets(_ words: String) {
    // “（境）” holds no figure and changes nothing
    var earlier = brackets.count
    for scalar in words.unicodeScalars {
      switch scalar {
      case "（", "(": brackets.append(Matter(subject: subject, measure: measure, code: code))
      case "）", ")":
        guard let matter = brackets.popLast(), brackets.count < earlier else { continue }
        (resumed, earlier) = (matter, brackets.count)
      case "。": resumed = nil
      default: continue
      }
    }
  }

  /// `2.公务接待费。2026年预算数1万元`: the paragraph opens with what it is about, its first figure is called nothing but 预算数.
  private func title(_ words: String, _ clause: String) -> (name: String, found: Measures.Found)? {
    guard main == nil, subject.isEmpty, Self.bare.contains(clause.foldedForMatching) else { return nil }
    let pieces = words.split(omittingEmptySubsequences: true) { "。：:".contains($0) }
    guard pieces.count == 2, let title = pieces.first, title.count <= 24 else { return nil }
    let name = title.drop { $0.isNumber || "、.．".contains($0) }.trimmingPrefix(" ")
    let found = Measures.measure(in: String(name), topic: topic)
    return found.measure == nil ? nil : (String(name), found)
  }

  /// `机关运行经费（公用经费）预算总额为5万元`: behind the bracket stands nothing of what it is.
  private func bracketed(_ words: String, _ clause: String) -> (name: String, found: Measures.Found)? {
    guard Self.bare.contains(clause.foldedForMatching) else { return nil }
    let head = words.foldedForMatching
    guard head.hasSuffix(")" + clause.foldedForMatching) else { return nil }
    let before = head.dropLast(clause.foldedForMatching.count + 1)
    guard let open = before.lastIndex(of: "("), before.distance(from: open, to: before.endIndex) <= 12 else {
      return nil
    }
    let name = Self.clause(String(before[..<open]))
    let found = Measures.measure(in: name, topic: topic)
    return found.measure == nil ? nil : (name, found)
  }

  /// Words that call an amount a budget and say nothing of what.
  private static let bare: Set<String> = [
    "预算数", "预算数为", "预算", "预算为", "预算安排", "年初预算", "年初预算数", "年初预算数为", "安排", "年预算数", "当年预算数", "预算总额为", "预算总额", "总额为",
    "支出预算为", "预算共计",
  ]

  private mutating func adopt(_ found: Measures.Found, subject clause: String) {
    (subject, measure, code) = (clause, found.measure, found.code)
    if main == nil, let measure = found.measure { main = (clause, measure) }
  }

  /// A full stop closes what was said: a comparison of the next sentence names its own year.
  private mutating func endSentence(_ words: String) {
    guard let stop = words.lastIndex(of: "。") else { return }
    if !words[stop...].contains("〈年〉") { (year, comparedYear) = (nil, nil) }
    if let main { (subject, measure, code) = (main.subject, main.measure, nil) }
  }

  private mutating func resume() {
    guard let resumed else { return }
    (subject, measure, code) = (resumed.subject, resumed.measure, resumed.code)
    self.resumed = nil
  }

  /// Whether a printed year is the year compared with: `较2022年增加`, `与2022年相比`.
  ///
  /// The year of a reason is not the year of what follows: `主要是2016年改革、车辆减少；公务接待费430万元`.
  private mutating func note(_ date: String, before: String, isReason: Bool) {
    guard let value = date.fiscalYearAtStart else { return }
    let lead = before.foldedForMatching
    let compares = ["较", "比", "与", "同", "相比"].contains { lead.hasSuffix($0) }
    if lead.contains("。") { (year, comparedYear) = (nil, nil) }
    if compares { comparedYear = value } else if !isReason { year = value }
  }

  private func impliedYear(_ words: String) -> Int? {
    guard let fiscalYear else { return nil }
    for word in ["上年", "去年", "上一年", "同比"] where words.contains(word) { return fiscalYear - 1 }
    return nil
  }

  /// The words after the last stop: what the figure is said of.
  static func clause(_ words: String) -> String {
    var clause = Substring(words)
    if let stop = clause.lastIndex(where: { "。，；,;：:、（）()\n".contains($0) && $0 != "、" }) {
      let tail = clause[clause.index(after: stop)...]
      // “因公出国（境）费0万元” keeps its bracket
      if clause[stop] == "）" || clause[stop] == ")",
        let open = clause[..<stop].lastIndex(where: { $0 == "（" || $0 == "(" }),
        clause.distance(from: open, to: stop) <= 3, tail.count <= 12
      {
        var head = clause[..<open]
        if let before = head.lastIndex(where: { "。，；,;：:\n（(".contains($0) }) {
          head = head[head.index(after: before)...]
        }
        clause = head + clause[open...stop] + tail
        return String(clause).replacing("〈年〉", with: "").replacing("〈数〉", with: "").trimmingSpaces()
      }
      clause = tail
    }
    return String(clause).replacing("〈年〉", with: "").replacing("〈数〉", with: "").trimmingSpaces()
  }

  /// What a change is said of: the words before `较`, `比`, `与上年`, `增加`; empty in `较2022年增加`.
  private static func head(_ clause: String) -> String {
    var cut = clause.replacing("同口径", with: "")
    for word in Direction.words + ["较", "比", "与上年", "与去年", "与相比", "同比"] { cut = cut.before(word) }
    return cut.trimmingSpaces()
  }
}

/// 增加, 减少, 持平 before a figure.
enum Direction {
  static let words = ["增加", "增长", "上升", "减少", "下降", "降低", "压减", "节约", "持平"]

  static func of(_ words: String) -> Claim.Direction? {
    // “增长 50.63%”: a space before the figure says nothing
    let clause = Substring(words.trimmingSpaces().suffix(14))
    let stop = clause.lastIndex { "。，；,;".contains($0) }
    let tail = stop.map { clause[clause.index(after: $0)...] } ?? clause
    for word in ["增加", "增长", "上升", "提高", "增", "增幅", "涨幅", "增幅为", "增幅达"]
    where tail.hasSuffix(word) || tail.hasSuffix(word + "了") {
      return .increase
    }
    for word in ["减少", "下降", "降低", "压减", "减", "减幅", "降幅", "减幅为", "降幅为"]
    where tail.hasSuffix(word) || tail.hasSuffix(word + "了") {
      return .decrease
    }
    return nil
  }
}
