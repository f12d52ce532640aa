import MingzhangCatalog
import MingzhangModel

extension Claim {
  /// The claim with the sentence around it.
  func evidence(in paragraph: Narrative.Paragraph, _ section: Narrative.Section) -> Evidence {
    Evidence("说明文字 / \(section.heading)", text: sentence.isEmpty ? quote : sentence, span: span ?? paragraph.span)
  }
}

/// “A 万元，占 p %”.
enum Shares {
  struct Pair {
    var amount: Claim
    var claim: Claim
    var percent: PrintedNumber
  }

  /// Amounts directly followed by their share.
  static func pairs(in paragraph: Narrative.Paragraph) -> [Pair] {
    var pairs: [Pair] = []
    for (index, claim) in paragraph.claims.enumerated() where index > 0 {
      guard case .percent(let percent) = claim.value, claim.direction == nil else { continue }
      let amount = paragraph.claims[index - 1]
      guard amount.amount != nil, amount.direction == nil else { continue }
      let between = Directions.words(paragraph, before: claim, limit: 12)
      guard
        between.hasPrefix("，占") || between.hasPrefix(",占") || between.hasPrefix("占") || between.hasPrefix("（占")
          || between.hasPrefix("，占")
      else {
        continue
      }
      // “占授予中小企业合同金额的 p %” names another whole
      let base = Directions.words(paragraph, before: claim, limit: 40).foldedForMatching.after("占") ?? ""
      let named = base.hasSuffix("的") ? String(base.dropLast()) : base
      if named.count >= 4,
        paragraph.claims.contains(where: { $0 != amount && $0.subject.foldedForMatching.hasSuffix(named) })
      {
        continue
      }
      pairs.append(Pair(amount: amount, claim: claim, percent: percent))
    }
    return pairs
  }

  /// Paragraphs with shares; entries of a list, one share each, count as one.
  static func groups(in section: Narrative.Section) -> [(place: Int, shares: [Pair])] {
    var out: [(place: Int, last: Int, shares: [Pair])] = []
    for (number, paragraph) in section.paragraphs.enumerated() {
      let all = pairs(in: paragraph)
      // nothing is 0 % of every total
      let shares = all.filter { $0.amount.amount?.money != .zero }
      if shares.isEmpty, !all.isEmpty, let open = out.indices.last, out[open].last == number - 1 {
        out[open].last = number
      }
      guard !shares.isEmpty else { continue }
      if shares.count == 1, let open = out.indices.last, out[open].last == number - 1, out[open].shares.count < 40,
        section.paragraphs[number - 1].text.last.map({ "；;".contains($0) }) ?? false
      {
        out[open].shares += shares
        out[open].last = number
      } else {
        out.append((number, number, shares))
      }
    }
    return out.map { ($0.place, $0.shares) }
  }

  /// The amount that most shares are shares of: in the paragraph itself, or in one of the three before it.
  static func whole(
    of shares: [Pair], in paragraph: Narrative.Paragraph, after earlier: ArraySlice<Narrative.Paragraph>
  ) -> Claim? {
    for place in [paragraph] + earlier.suffix(3).reversed() {
      let totals = place.claims.filter { total in
        total.amount != nil && total.direction == nil && !shares.contains { $0.amount == total }
      }
      let ranked = totals.map { total in (total, shares.count { holds($0, of: total) }) }
      guard let best = ranked.max(by: { $0.1 < $1.1 }), best.1 * 2 >= shares.count, best.1 >= 1 else { continue }
      return best.0
    }
    return sum(of: shares, in: paragraph)
  }

  /// The amount printed before shares that are all of it, both in money and in percent: then it is the whole, whatever the single shares say.
  private static func sum(of shares: [Pair], in paragraph: Narrative.Paragraph) -> Claim? {
    guard let first = shares.first, shares.allSatisfy({ paragraph.claims.contains($0.claim) }),
      shares.allSatisfy({ $0.percent.decimals <= 3 })
    else { return nil }
    let hundredths = shares.reduce(Int64(0)) { sum, share in
      sum &+ (0..<3 - share.percent.decimals).reduce(share.percent.digits) { value, _ in value &* 10 }
    }
    guard (99_000...101_000).contains(hundredths) else { return nil }
    let sum = shares.compactMap(\.amount.amount).sum()
    return paragraph.claims.last { whole in
      guard whole.direction == nil, let total = whole.amount, total.money != .zero else { return false }
      return whole.position.upperBound <= first.amount.position.lowerBound && total.agrees(with: sum)
    }
  }

  /// “‘三公’支出决算中，公务用车 4.02 万元，占 89.33%；公务接待费 7.94 万元，占 39.7%”: the items named are the stated total of
  /// the three public expenses, and therefore its shares.
  static func threePublic(in paragraph: Narrative.Paragraph, totals: [Claim]) -> [(pair: Pair, whole: Claim)] {
    guard paragraph.text.contains("三公"), paragraph.text.contains("占") else { return [] }
    let named = paragraph.claims.filter { $0.amount != nil && $0.direction == nil && threePublicItem($0) != nil }
    guard named.count == Set(named.map(threePublicItem)).count, named.count >= 2 else { return [] }
    let sum = named.compactMap(\.amount).sum()
    guard sum.money > .zero, let whole = totals.first(where: { $0.amount?.agrees(with: sum) ?? false }) else {
      return []
    }
    return pairs(in: paragraph).filter { pair in
      let lead = Directions.words(paragraph, before: pair.claim, limit: 24).foldedForMatching
      return named.contains(pair.amount)
        && ["占", "占比", "占比为"].contains { lead == "," + $0 || lead == $0 || lead == "(" + $0 }
    }.map { (pair: $0, whole: whole) }
  }

  private static func threePublicItem(_ claim: Claim) -> Claim.Measure? {
    let subject = claim.subject
    if subject.contains("出国") { return .overseasTravel }
    if subject.contains("用车购置及") || subject.contains("用车购置和") { return .vehicles }
    return subject.contains("公务接待") ? .reception : nil
  }

  /// Amounts that the words call the three public expenses themselves.
  static func threePublicTotals(_ subject: Subject) -> [Claim] {
    subject.sentences.filter { $0.text.contains("三公") }.flatMap { sentence in
      sentence.claims.filter { claim in
        claim.amount != nil && claim.direction == nil
          && !["出国", "用车", "接待", "车辆"].contains(where: claim.subject.contains)
      }
    }
  }

  /// Shares of a whole that the sentence names and the paragraph states once: “占支出总额 1264.92 万元的 7.35%”,
  /// “占政府采购支出总额的 80%”.
  static func named(in paragraph: Narrative.Paragraph) -> [(pair: Pair, whole: Claim)] {
    guard paragraph.text.contains("占") else { return [] }
    let claims = paragraph.claims
    return claims.indices.compactMap { index in
      guard index >= 2, case .percent(let percent) = claims[index].value, claims[index].direction == nil else {
        return nil
      }
      let (last, before) = (claims[index - 1], claims[index - 2])
      guard last.amount != nil, last.direction == nil else { return nil }
      let lead = Directions.words(paragraph, before: claims[index], limit: 40).foldedForMatching
      if lead == "的" {
        let words = Directions.words(paragraph, before: last, limit: 24).foldedForMatching
        guard before.amount != nil, before.direction == nil, words.hasPrefix(",占") || words.hasPrefix("占") else {
          return nil
        }
        return (Pair(amount: before, claim: claims[index], percent: percent), last)
      }
      guard lead.hasPrefix(",占") || lead.hasPrefix("占"), let tail = lead.after("占") else { return nil }
      let name = tail.hasSuffix("的") ? String(tail.dropLast()) : tail
      let wholes = claims.filter {
        $0 != last && $0.amount != nil && $0.direction == nil && $0.subject.foldedForMatching.hasSuffix(name)
      }
      guard name.count >= 5, wholes.count == 1, let whole = wholes.first,
        whole.position.upperBound <= last.position.lowerBound
      else { return nil }
      return (Pair(amount: last, claim: claims[index], percent: percent), whole)
    }
  }

  /// Whether a share is one last digit off and all shares together make 100: it took up what rounding left over.
  static func isRoundedToWhole(_ pair: Pair, _ ratio: Ratio, among shares: [Pair]) -> Bool {
    let places = pair.percent.decimals
    guard places <= 3, shares.allSatisfy({ $0.percent.decimals == places }) else { return false }
    let unit = (0..<places).reduce(Int64(1)) { value, _ in value * 10 }
    let sum = shares.map(\.percent.digits).reduce(0, &+)
    let near = [-1, 1].map { PrintedNumber(digits: pair.percent.digits + $0, decimals: places) }
    return sum == 100 * unit && near.contains(where: ratio.holds)
  }

  static func holds(_ pair: Pair, of total: Claim) -> Bool {
    guard pair.amount != total, let part = pair.amount.amount, let whole = total.amount,
      let ratio = Ratio.percent(part, of: whole)
    else { return false }
    return ratio.holds(pair.percent)
  }
}

/// Budget and final figures, and what the words say of them.
enum Directions {
  struct Statement {
    var budget: Claim
    var final: Claim
    var said: String
    var right: String
    var words: String
    var holds: Bool { said == right }
  }

  /// The words between the claim before (or the paragraph's beginning) and `claim`, its last `limit` characters.
  static func words(_ paragraph: Narrative.Paragraph, before claim: Claim, limit: Int) -> String {
    let previous = paragraph.claims(before: claim.position.lowerBound).last { $0.position != claim.position }
    let from = max(previous?.position.upperBound ?? 0, claim.position.lowerBound - limit)
    return paragraph.words(from: from, to: claim.position.lowerBound)
  }

  /// The budget and the final amount that stand before claim number `index`: 年初预算为 A，支出决算为 B.
  ///
  /// - Parameter stage: the budget that is meant, where several are named: 年初, 全年, 调整; empty for the one next to it.
  static func pair(
    before index: Int, in paragraph: Narrative.Paragraph, stage: String = ""
  ) -> (budget: Claim, final: Claim)? {
    let amounts = paragraph.claims[..<index].suffix(40).filter { $0.amount != nil && $0.direction == nil }
    guard amounts.count >= 2, let final = amounts.last else { return nil }
    let word = words(paragraph, before: final, limit: 10)
    guard word.contains("决算") || word.contains("执行数") else { return nil }
    for budget in amounts.dropLast().suffix(2).reversed() {
      let said = words(paragraph, before: budget, limit: 10)
      guard said.contains("预算"), !said.contains("决算") else { return nil }
      guard said.contains(stage) else { continue }
      guard final.position.lowerBound - budget.position.upperBound < (stage.isEmpty ? 30 : 60) else { return nil }
      return (budget, final)
    }
    return nil
  }

  /// Whether a rate is said of another budget than the one printed: 年初预算 A，决算 B，完成调整预算的 p %.
  static func isOfOtherStage(_ words: String, than budget: Claim, in paragraph: Narrative.Paragraph) -> Bool {
    let said = Self.words(paragraph, before: budget, limit: 10)
    let stages = [["调整", "调减", "调增"], ["全年"], ["年初"]]
    guard let named = stages.first(where: { $0.contains(where: words.contains) }) else { return false }
    return !named.contains(where: said.contains) && stages.contains { $0.contains(where: said.contains) }
  }

  /// Whether a rate is one of completion of the amount before it: of a project told in 执行数, 完成预算的.
  static func completes(_ paragraph: Narrative.Paragraph, _ rate: Claim, of final: Claim) -> Bool {
    let lead = words(paragraph, before: rate, limit: 14)
    guard lead.contains("完成") else { return false }
    return lead.contains("预算") || !words(paragraph, before: final, limit: 10).contains("执行数")
  }

  /// “决算数较预算数减少 4.16 万元” behind its two figures.
  static func gaps(in paragraph: Narrative.Paragraph) -> [(budget: Claim, final: Claim, gap: Claim)] {
    guard paragraph.text.contains("预算数") else { return [] }
    return paragraph.claims.enumerated().compactMap { index, gap in
      guard gap.amount != nil, gap.direction == .increase || gap.direction == .decrease else { return nil }
      let lead = words(paragraph, before: gap, limit: 16).foldedForMatching
      guard
        let mark = ["决算数较预算数", "决算数比预算数", "决算数较年初预算数", "决算数比年初预算数", "决算数较全年预算数", "决算数比全年预算数"].first(
          where: lead.contains),
        let pair = pair(
          before: index, in: paragraph, stage: mark.contains("年初") ? "年初" : mark.contains("全年") ? "全年" : ""),
        gap.position.lowerBound - pair.final.position.upperBound < 60
      else { return nil }
      return (pair.budget, pair.final, gap)
    }
  }

  /// Every “决算数大于预算数” with the two figures before it.
  static func statements(in paragraph: Narrative.Paragraph) -> [Statement] {
    guard paragraph.text.contains("决算数") else { return [] }
    let scalars = Array(paragraph.text.unicodeScalars)
    var out: [Statement] = []
    for comparison in comparisons {
      let needle = comparison.needle
      guard scalars.count >= needle.count else { continue }
      var index = 0
      while index + needle.count <= scalars.count {
        guard scalars[index] == needle[0], scalars[index..<index + needle.count].elementsEqual(needle) else {
          index += 1
          continue
        }
        let count = paragraph.claims(before: index).count
        if let pair = pair(before: count, in: paragraph, stage: comparison.stage),
          index - pair.final.position.upperBound < 40, let a = pair.budget.amount, let b = pair.final.amount
        {
          let right = a.money == b.money ? "等于" : b.money > a.money ? "大于" : "小于"
          let from = max(0, pair.budget.position.lowerBound - 8)
          let to = min(scalars.count, index + needle.count + 6)
          out.append(
            Statement(
              budget: pair.budget, final: pair.final, said: comparison.said, right: right,
              words: String(scalars: scalars[from..<to])))
        }
        index += needle.count
      }
    }
    return out
  }

  private struct Comparison {
    var needle: [Unicode.Scalar]
    var said: String
    /// Which budget it is compared with.
    var stage: String
  }

  private static let comparisons: [Comparison] = [
    ("预算数", ""), ("年初预算数", "年初"), ("年初预算", "年初"), ("全年预算数", "全年"), ("全年预算", "全年"), ("调整预算数", "调整"),
  ].flatMap { budget, stage in
    [("大于", "大于"), ("小于", "小于"), ("等于", "等于")].map { word, said in
      Comparison(needle: Array("决算数\(word)\(budget)".unicodeScalars), said: said, stage: stage)
    } + [Comparison(needle: Array("决算数与\(budget)持平".unicodeScalars), said: "等于", stage: stage)]
  }
}

/// Names of the functional classification in running words.
struct AccountNames {
  struct Problem {
    var printed: String
    var right: String
  }

  /// Classes: the name in force, and names that are no longer.
  private let classes: [(code: String, right: String, former: [String])]
  private let catalog: Catalog

  init(_ catalog: Catalog, year: Int?) {
    self.catalog = catalog
    guard let year else {
      classes = []
      return
    }
    classes = catalog.functional.entries.filter { $0.key.count == 3 }.sorted { $0.key < $1.key }.compactMap {
      code, entries in
      guard let right = catalog.functional.name(of: code, year: year) else { return nil }
      let former = entries.filter { $0.name != right && ($0.validTo ?? year) < year }.map(\.name.foldedForMatching)
      return (code, right.foldedForMatching, former)
    }
  }

  /// Whether a section is called so: a few are called as a class is.
  private func isSection(_ name: String) -> Bool {
    catalog.functional.entries.contains { code, entries in
      code.count == 5 && entries.contains { $0.name.foldedForMatching == name }
    }
  }

  /// Class names that are no longer in force, and class names that stand for a section.
  func problems(in folded: String) -> [Problem] {
    var found: [Problem] = []
    for (code, right, former) in classes {
      for printed in former where folded.contains(printed) {
        if let mark = ["(类)", "(\(code)类)", "(\(code)"].first(where: { folded.contains(printed + $0) }) {
          found.append(Problem(printed: printed + mark, right: right))
        }
      }
      // “卫生健康支出（类）卫生健康支出（款）”: no section is called as its class
      guard folded.contains(right) else { continue }
      let doubled = right + "(类)" + right + "(款)"
      if let before = folded.firstRange(of: "(类)" + right + "(款)"), !folded.contains(doubled), !isSection(right) {
        let own = String(folded[before])
        found.append(Problem(printed: own, right: "“\(right)”是类的名称，（款）前应写款的名称"))
      }
      if folded.contains(doubled) {
        found.append(Problem(printed: doubled, right: "\(right)（类）下应写款的名称"))
      }
    }
    return found
  }
}
