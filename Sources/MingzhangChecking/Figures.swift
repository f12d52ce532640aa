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
      pairs.append(Pair(amount: amount, claim: claim, percent: percent))
    }
    return pairs
  }

  static func holds(_ pair: Pair, of total: Claim) -> Bool {
    guard pair.amount.position != total.position, let part = pair.amount.amount, let whole = total.amount,
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
    let previous = paragraph.claims.last {
      $0.position.upperBound <= claim.position.lowerBound && $0.position != claim.position
    }
    let scalars = Array(paragraph.text.unicodeScalars)
    let from = max(previous?.position.upperBound ?? 0, claim.position.lowerBound - limit)
    guard from <= claim.position.lowerBound, claim.position.lowerBound <= scalars.count else { return "" }
    return String(String.UnicodeScalarView(scalars[from..<claim.position.lowerBound]))
  }

  /// The budget and the final amount that stand before claim number `index`: 年初预算为 A，支出决算为 B.
  static func pair(before index: Int, in paragraph: Narrative.Paragraph) -> (budget: Claim, final: Claim)? {
    let amounts = paragraph.claims[..<index].filter { $0.amount != nil && $0.direction == nil }
    guard amounts.count >= 2 else { return nil }
    let (a, b) = (amounts[amounts.count - 2], amounts[amounts.count - 1])
    let (wordsA, wordsB) = (words(paragraph, before: a, limit: 10), words(paragraph, before: b, limit: 10))
    guard wordsA.contains("预算"), !wordsA.contains("决算"), wordsB.contains("决算") else { return nil }
    guard b.position.lowerBound - a.position.upperBound < 30 else { return nil }
    return (a, b)
  }

  /// Every “决算数大于预算数” with the two figures before it.
  static func statements(in paragraph: Narrative.Paragraph) -> [Statement] {
    let scalars = Array(paragraph.text.unicodeScalars)
    var out: [Statement] = []
    for (word, _) in comparisons {
      let needle = Array(word.unicodeScalars)
      guard scalars.count >= needle.count else { continue }
      var index = 0
      while index + needle.count <= scalars.count {
        guard Array(scalars[index..<index + needle.count]) == needle else {
          index += 1
          continue
        }
        let count = paragraph.claims.prefix { $0.position.upperBound <= index }.count
        if let pair = pair(before: count, in: paragraph), index - pair.final.position.upperBound < 40,
          let a = pair.budget.amount, let b = pair.final.amount
        {
          let said = comparisons.first { $0.0 == word }?.1 ?? ""
          let right = a.money == b.money ? "等于" : b.money > a.money ? "大于" : "小于"
          let from = max(0, pair.budget.position.lowerBound - 8)
          let to = min(scalars.count, index + needle.count + 6)
          out.append(
            Statement(
              budget: pair.budget, final: pair.final, said: said, right: right,
              words: String(String.UnicodeScalarView(scalars[from..<to]))))
        }
        index += needle.count
      }
    }
    return out
  }

  private static let comparisons: [(String, String)] = [
    ("决算数大于预算数", "大于"), ("决算数小于预算数", "小于"), ("决算数等于预算数", "等于"), ("决算数与预算数持平", "等于"),
    ("决算数大于年初预算数", "大于"), ("决算数小于年初预算数", "小于"), ("决算数等于年初预算数", "等于"), ("决算数与年初预算数持平", "等于"),
  ]
}

/// Names of the functional classification in running words.
struct AccountNames {
  struct Problem {
    var printed: String
    var right: String
  }

  private let catalog: Catalog
  private let year: Int?
  init(_ catalog: Catalog, year: Int?) { (self.catalog, self.year) = (catalog, year) }

  /// Class names that are no longer in force, and class names that stand for a section.
  func problems(in folded: String) -> [Problem] {
    guard let year else { return [] }
    var found: [Problem] = []
    for (code, entries) in catalog.functional.entries where code.count == 3 {
      guard let right = catalog.functional.name(of: code, year: year) else { continue }
      for entry in entries where entry.name != right && (entry.validTo ?? year) < year {
        let printed = entry.name.foldedForMatching
        for mark in ["(类)", "(\(code)类)", "(\(code)"] where folded.contains(printed + mark) {
          found.append(Problem(printed: printed + mark, right: right))
          break
        }
      }
      // “卫生健康支出（类）卫生健康支出（款）”: no section is called as its class
      let name = right.foldedForMatching
      if folded.contains(name + "(类)" + name + "(款)") {
        found.append(Problem(printed: name + "(类)" + name + "(款)", right: "\(right)（类）下应写款的名称"))
      }
    }
    return found
  }
}
