import MingzhangModel

/// What the changes of one paragraph are changes of.
///
/// “A 万元（其中：B 万元），比上年减少 C 万元，下降 p %”: a change stands behind its amount, but brackets, lists, other comparisons and
/// a full stop may stand between them. Where the words leave a choice, a rate that follows from any of the amounts is sound.
struct ChangedAmounts {
  private let paragraph: Narrative.Paragraph
  private let fiscalYear: Int?
  private let scalars: [Unicode.Scalar]
  /// How many brackets are open before each scalar.
  private let depths: [Int]
  private var claims: [Claim] { paragraph.claims }

  init(_ paragraph: Narrative.Paragraph, fiscalYear: Int?) {
    (self.paragraph, self.fiscalYear) = (paragraph, fiscalYear)
    scalars = Array(paragraph.text.unicodeScalars)
    var (depth, depths) = (0, [0])
    for scalar in scalars {
      if "（(".unicodeScalars.contains(scalar) { depth += 1 }
      if "）)".unicodeScalars.contains(scalar) { depth = max(0, depth - 1) }
      depths.append(depth)
    }
    self.depths = depths
  }

  /// The plain amount that claim number `index`, a change, is said of; nil when the words do not tell.
  func amount(changedBy index: Int) -> Claim? {
    let change = claims[index]
    let own = ownSubject(index)
    for place in (max(0, index - 40)..<index).reversed() {
      let claim = claims[place]
      switch claim.value {
      case .amount, .percent: break
      default: continue
      }
      if isClosedOff(claim, before: change) { continue }
      if claim.amount != nil, claim.direction == nil {
        return resolved(claim, for: change, own: own) ?? named(own, before: index)
      }
      guard own.isEmpty, isOtherComparison(place, than: index) else { return named(own, before: index) }
    }
    return nil
  }

  /// Whether the rate follows from the same change of another amount of the paragraph: of the head of a list, of a sum.
  func fitsAnother(_ percent: PrintedNumber, of change: ReportedAmount, index: Int, than amount: Claim) -> Bool {
    let near = claims[max(0, index - 40)..<min(claims.count, index + 10)].filter {
      $0.amount != nil && $0.direction == nil && $0 != amount
    }
    func follows(from now: ReportedAmount) -> Bool {
      (Ratio.change(change, to: now) ?? Ratio.percent(change, of: now - change)).map { $0.holds(percent) } ?? false
    }
    for claim in near {
      guard let now = claim.amount else { continue }
      if follows(from: now) { return true }
      if isOfBefore(claim), let ratio = Ratio.percent(change, of: now), ratio.holds(percent) { return true }
    }
    // “接待费 5 万元、会议费 3 万元，合计比上年减少 2 万元”
    var sum = ReportedAmount.zero
    let start = sentenceStart(of: claims[index])
    for (number, claim) in claims[..<index].suffix(12).reversed().enumerated() {
      guard claim.position.lowerBound >= start else { break }
      guard claim.direction == nil, let part = claim.amount else { continue }
      sum = sum + part
      if number > 0, follows(from: sum) { return true }
    }
    return false
  }

  /// Whether the amount is not this year's own: last year's, or the budget that accounts are compared with.
  func isOfBefore(_ claim: Claim) -> Bool {
    if let year = claim.year, let fiscalYear, year < fiscalYear { return true }
    let lead = clause(before: claim)
    return ["上年", "去年", "上一年", "同期", "年初", "较", "比", "与"].contains(where: lead.contains)
  }

  /// Whether words of a comparison stand between the two: `，比上年`, `，同比`.
  func isCompared(_ amount: Claim, with change: Claim) -> Bool {
    let words = between(amount, change)
    return ["比", "较", "同期", "相比"].contains(where: words.contains)
  }

  /// Whether the amount is one of a list, or a part or a price of something else.
  func isPart(_ claim: Claim) -> Bool { listMark(before: claim) != nil || isPrice(claim) }

  /// Whether a bracket that holds the claim is closed before `other`.
  func isClosedOff(_ claim: Claim, before other: Claim) -> Bool {
    let (from, to) = (claim.position.upperBound, other.position.lowerBound)
    guard from <= to, to < depths.count else { return false }
    let own = depths[from]
    return own > 0 && depths[from...to].contains { $0 < own }
  }

  // MARK: words

  /// The words between two claims, without brackets, folded.
  private func between(_ claim: Claim, _ other: Claim) -> String {
    words(claim.position.upperBound, other.position.lowerBound)
  }

  private func words(_ from: Int, _ to: Int) -> String {
    guard from < to, to <= scalars.count else { return "" }
    let own = depths[from..<to].min() ?? 0
    var out = String.UnicodeScalarView()
    for index in from..<to where depths[index] <= own && depths[index + 1] <= own { out.append(scalars[index]) }
    return String(out).foldedForMatching
  }

  /// The words of the claim's own clause.
  private func clause(before claim: Claim) -> String {
    var start = claim.position.lowerBound
    while start > 0, claim.position.lowerBound - start < 24, !"。，；,;：:".unicodeScalars.contains(scalars[start - 1]) {
      start -= 1
    }
    return String(String.UnicodeScalarView(scalars[start..<claim.position.lowerBound])).foldedForMatching
  }

  private func sentenceStart(of claim: Claim) -> Int {
    var start = claim.position.lowerBound
    while start > 0, scalars[start - 1] != "。" { start -= 1 }
    return start
  }

  /// What a change names itself as its subject: `收入总计` in “与2022年度相比，收入总计增加”; empty when it names nothing.
  private func ownSubject(_ index: Int) -> String {
    let change = claims[index]
    let from =
      claims[..<index].last {
        switch $0.value {
        case .amount, .percent: true
        default: false
        }
      }?.position.upperBound ?? 0
    let lead = words(from, change.position.lowerBound)
    let isNewSentence = lead.contains("。")
    let sentence = lead.split(separator: "。", omittingEmptySubsequences: false).last ?? ""
    let clauses = sentence.split { ",;:".contains($0) }.map(String.init)
    for clause in isNewSentence ? clauses.reversed() : clauses.suffix(1) {
      let bare = Self.bare(clause)
      if bare.count > 2 { return bare }
    }
    return ""
  }

  /// A clause without its comparison, its year and words that name nothing.
  static func bare(_ clause: String) -> String {
    var words = clause.foldedForMatching
    for mark in ["较", "比", "与", "同比", "增加", "增长", "上升", "减少", "下降", "降低", "压减", "节约", "持平", "主要是", "由于"] {
      words = words.before(mark)
    }
    for word in ["同口径", "其中", "仍然", "实际", "总体", "分别", "合计", "共计", "总计", "年度", "本年", "年初", "预算", "决算", "安排", "如果"] {
      words = words.replacing(word, with: "")
    }
    words = words.removingNumbers(and: ",.()\"-")
    while let last = words.last, "为数的共计达约是年各均总额也".contains(last) { words.removeLast() }
    while let first = words.first, "年、度月".contains(first) { words.removeFirst() }
    return words
  }

  // MARK: what is meant

  private func resolved(_ amount: Claim, for change: Claim, own: String) -> Claim? {
    if !own.isEmpty { return matches(own, amount, change) ? amount : nil }
    guard between(amount, change).contains("。"), let mark = listMark(before: amount) else { return amount }
    // “预算为 A 万元。其中，……B 万元。比上年减少”: the list is over
    let head = claims.last { $0.amount != nil && $0.direction == nil && $0.position.upperBound <= mark }
    guard let head, mark - head.position.upperBound <= 3 else { return nil }
    return head
  }

  private func matches(_ own: String, _ amount: Claim, _ change: Claim) -> Bool {
    if let measure = change.measure, measure == amount.measure { return true }
    let other = Self.bare(amount.subject)
    if other.count <= 2 || own.contains(other) || other.contains(own) { return true }
    return own.suffix(2) == other.suffix(2)
  }

  /// The plain amount said before of the very thing that changes: “支出 A 万元，占…。与上年相比，支出减少 B 万元，下降 p %”.
  private func named(_ own: String, before index: Int) -> Claim? {
    guard own.count >= 3 else { return nil }
    let claims = paragraph.claims[..<index].suffix(40)
    guard
      let claim = claims.last(where: { claim in
        guard claim.amount != nil, claim.direction == nil else { return false }
        let bare = Self.bare(claim.subject)
        return bare.hasSuffix(own) || bare.count > 2 && own.hasSuffix(bare)
      }),
      !claims.contains(where: { $0.change != nil && $0.position.lowerBound > claim.position.lowerBound })
    else { return nil }
    return claim
  }

  /// Whether what stands at `place` may be passed on the way from a change to its amount: a share, a rate of completion, the change
  /// against another year or budget.
  private func isOtherComparison(_ place: Int, than index: Int) -> Bool {
    let claim = claims[place]
    guard !between(claim, claims[index]).contains("。") else { return false }
    if case .percent = claim.value {
      if claim.direction == nil { return true }
      // the rate of the change before it
      return place > 0 && claims[place - 1].change != nil
    }
    let (other, own) = (basis(place), basis(index))
    return !other.isEmpty && !own.isEmpty && other != own
  }

  /// What the change is measured against: `上年`, `年初预算数`.
  private func basis(_ index: Int) -> String {
    let words = clause(before: claims[index])
    guard let mark = ["较", "比", "与"].first(where: words.contains), let tail = words.after(mark) else { return "" }
    var basis = tail
    for word in ["增", "减", "下降", "上升", "相比"] { basis = basis.before(word) }
    return basis
  }

  /// Where 其中, 包括 or 含 opens the list in whose sentence the claim stands.
  private func listMark(before claim: Claim) -> Int? {
    let start = sentenceStart(of: claim)
    let text = scalars[start..<claim.position.lowerBound]
    for at in text.indices {
      for mark in Self.listMarks where at + mark.count <= claim.position.lowerBound {
        if scalars[at..<at + mark.count].elementsEqual(mark) { return at }
      }
    }
    return nil
  }

  private static let listMarks = ["其中", "包括", "包含", "含", "主要用于", "构成"].map { Array($0.unicodeScalars) }

  private func isPrice(_ claim: Claim) -> Bool {
    let words = clause(before: claim)
    return ["均价", "单价", "每辆", "每人", "平均", "人均"].contains(where: words.contains)
  }
}
