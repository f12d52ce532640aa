import MingzhangModel

/// Headings of the narrative: their level, and what their section is about.
enum Headings {
  /// The level of a heading; nil when `text` is a sentence.
  static func level(of text: String) -> Int? {
    let folded = text.foldedForMatching
    guard folded.unicodeScalars.count <= 60 else { return nil }
    guard let (level, rest) = numbering(of: folded) else { return nil }
    guard !rest.isEmpty, rest.unicodeScalars.count <= 45 else { return nil }
    let body = rest.hasSuffix("。") ? rest.dropLast() : rest
    guard !body.contains("。"), !body.contains(";"), !body.hasSuffix(","), !body.hasSuffix(":") else { return nil }
    if rest.hasSuffix("。"), level > 2 || rest.count > 12 { return nil }
    if body.contains(","), body.count > 24 { return nil }
    if body.contains("元") && body.contains(where: \.isNumber) && body.count > 16 { return nil }
    return level
  }

  /// The number before a heading or a list entry, as a level, and the words after it.
  static func numbering(of folded: String) -> (level: Int, rest: Substring)? {
    let text = Substring(folded)
    if text.hasPrefix("第"), let mark = text.firstIndex(where: { $0 == "部" || $0 == "章" || $0 == "节" }) {
      let number = text[text.index(after: text.startIndex)..<mark]
      if !number.isEmpty, number.allSatisfy(isNumeral) {
        var rest = text[text.index(after: mark)...]
        if rest.first == "分" { rest = rest.dropFirst() }
        return (1, rest.drop { "、:.".contains($0) })
      }
    }
    if text.first == "(" {
      let number = text.dropFirst().prefix(while: isNumeral)
      let rest = text.dropFirst(1 + number.count)
      if !number.isEmpty, number.count <= 4, rest.first == ")" {
        let level = number.first?.isASCII == true ? 4 : 2
        return (level, rest.dropFirst().drop { $0 == "、" })
      }
    }
    let chinese = text.prefix { isNumeral($0) && !$0.isASCII }
    if !chinese.isEmpty, chinese.count <= 4 {
      let rest = text.dropFirst(chinese.count)
      if let mark = rest.first, "、.,".contains(mark) { return (1, rest.dropFirst()) }
    }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    if !digits.isEmpty, digits.count <= 2 {
      let rest = text.dropFirst(digits.count)
      if let mark = rest.first, "、.)".contains(mark) {
        let body = rest.dropFirst()
        // 11.39万元 is a figure, 5.12345服务热线工作 a heading
        if mark == ".", let next = body.first, next.isNumber {
          let figure = body.prefix { $0.isNumber }
          guard figure.count >= 4, let after = body.dropFirst(figure.count).first, after > "\u{4E00}", after != "元",
            after != "万"
          else { return nil }
        }
        return (3, body)
      }
    }
    return nil
  }

  private static func isNumeral(_ character: Character) -> Bool {
    "一二三四五六七八九十百".contains(character) || (character.isASCII && character.isNumber)
  }

  /// What a heading or a leading phrase says that the words below are about.
  static func topic(of heading: String) -> Narrative.Topic? {
    let folded = heading.foldedForMatching
    return topics.first { words, _ in words.contains { folded.contains($0) } }?.1
  }

  /// More particular words stand first.
  private static let topics: [([String], Narrative.Topic)] = [
    (["名词解释", "专业名词", "名词说明"], .glossary),
    (["机关运行经费", "机关运行费"], .agencyOperatingExpenses),
    (["\"三公\"", "三公经费"], .threePublicExpenses),
    (["绩效"], .performance),
    (["政府采购"], .procurement),
    (["国有资产", "固定资产", "资产占用", "资产占有"], .assets),
    (["政府性基金", "政府基金"], .governmentFund),
    (["国有资本经营"], .stateCapitalOperations),
    (["主要职责", "部门职责", "单位职责", "主要职能", "部门职能", "职责", "职能"], .duties),
    (["机构设置", "机构情况", "单位构成", "人员构成", "编制情况"], .organisation),
    (["基本支出"], .basicExpenditure),
    (["一般公共预算"], .generalPublicBudget),
    (["财政拨款"], .fiscalAppropriation),
    (["总体情况", "收支总表", "收支预算", "收入支出", "收支情况", "增减"], .overview),
    (["收入说明", "收入预算", "收入决算", "收入情况", "收入总"], .revenue),
    (["支出说明", "支出预算", "支出决算", "支出情况", "支出总"], .expenditure),
    (["其他需要说明", "其他重要事项", "其他事项", "需要说明"], .otherMatters),
  ]
}
