import MingzhangModel

/// “支出合计 A 万元，其中：基本支出 B 万元，项目支出 C 万元”: all revenue or expenditure in words, with its parts of one level.
struct NamedParts {
  let whole: Claim
  let parts: [Claim]
  /// Whether the list names even what is nothing: then nothing is left out.
  let isComplete: Bool
  /// Whether it lists expenditure.
  let isExpenditure: Bool

  var sum: ReportedAmount { parts.compactMap(\.amount).sum() }

  /// Whether the parts cannot make the whole. Parts above the whole never can; parts below it only when nothing is left out.
  var isOff: Bool {
    guard let total = whole.amount, !total.agrees(with: sum) else { return false }
    // “财政拨款收入 100 万元，一般公共预算拨款 90 万元”: the first parts are all, the others are parts of these
    var so = ReportedAmount.zero
    for part in parts.dropLast() {
      so = so + (part.amount ?? .zero)
      if total.agrees(with: so), so.money != .zero { return false }
    }
    return sum.money > total.money || isComplete
  }

  static func all(in paragraph: Narrative.Paragraph) -> [NamedParts] {
    guard paragraph.text.contains("其中") else { return [] }
    let claims = paragraph.claims
    return claims.indices.compactMap { index in
      let whole = claims[index]
      guard whole.amount != nil, whole.direction == nil, let names = Self.names(of: whole) else { return nil }
      var parts: [Claim] = []
      var isCut = false
      var from = whole.position.upperBound
      for claim in claims[(index + 1)...].prefix(40) {
        let words = paragraph.words(from: from, to: claim.position.lowerBound)
        // the list begins at once and ends with its sentence; a list within it is another
        if parts.isEmpty {
          guard opensList(words, number: from == whole.position.upperBound) else { break }
        } else if words.contains("。") || words.contains("其中") || words.contains("比上年") {
          break
        }
        from = claim.position.upperBound
        guard claim.amount != nil else { continue }
        guard claim.direction == nil, !words.contains("（") || words.contains("）"),
          names.contains(where: { isCalled(claim.subject, $0) })
        else {
          isCut = true
          break
        }
        parts.append(claim)
      }
      guard parts.count >= 2, parts.allSatisfy({ ($0.amount?.money ?? .zero) >= .zero }) else { return nil }
      let isExpenditure = names == spending
      let subjects = parts.map { $0.subject.foldedForMatching }
      let isSplit =
        isExpenditure && subjects.contains { $0.contains("基本支出") } && subjects.contains { $0.contains("项目支出") }
      let hasNothing = parts.contains { $0.amount?.money == .zero }
      return NamedParts(
        whole: whole, parts: parts, isComplete: !isCut && parts.count >= 3 && hasNothing && (isSplit || !isExpenditure),
        isExpenditure: isExpenditure)
    }
  }

  /// `，其中：`, `。其中，` directly behind the whole; further figures of the list come after shares.
  private static func opensList(_ words: String, number isFirst: Bool) -> Bool {
    guard isFirst else { return true }
    let folded = words.foldedForMatching
    return [",其中", "。其中", ":其中", "其中", ";其中"].contains(where: folded.hasPrefix)
  }

  private static func isCalled(_ subject: String, _ name: String) -> Bool {
    var words = Substring(subject.foldedForMatching)
    while let tail = ["为", "预算", "决算", "共", "计", "合计", "数", "安排", "总额"].first(where: { words.hasSuffix($0) }) {
      words = words.dropLast(tail.count)
    }
    if words.hasPrefix("其中:") { words = words.dropFirst(3) }
    if words.hasPrefix("其中") { words = words.dropFirst(2) }
    return words == name
  }

  /// The parts that all revenue, or all expenditure, has; nil when the amount is a part itself.
  private static func names(of whole: Claim) -> [String]? {
    var words = Substring(whole.subject.foldedForMatching)
    while let tail = tails.first(where: { words.hasSuffix($0) }) { words = words.dropLast(tail.count) }
    let isRevenue = words.hasSuffix("收入")
    guard isRevenue || words.hasSuffix("支出"), !ofParts.contains(where: words.contains) else { return nil }
    return isRevenue ? revenue : spending
  }

  private static let tails = ["为", "合计", "总计", "共计", "总额", "决算", "预算", "数", "安排", "共", "计", "总", "是"]
  private static let ofParts = [
    "基本", "项目", "财政拨款", "一般公共", "政府性", "国有", "事业", "经营", "上级", "附属", "其他", "专户", "非税", "人员", "公用", "三公", "采购", "结转",
    "结余", "类", "款", "收支", "税", "收入支出", "收入、支出", "补助", "上缴", "单位资金",
  ]
  private static let spending = ["基本支出", "项目支出", "经营支出", "上缴上级支出", "对附属单位补助支出"]
  private static let revenue = [
    "财政拨款收入", "财政拨款", "一般公共预算财政拨款收入", "一般公共预算拨款收入", "一般公共预算财政拨款", "一般公共预算拨款", "政府性基金预算财政拨款收入",
    "政府性基金预算拨款收入", "政府性基金预算财政拨款", "政府性基金预算拨款", "国有资本经营预算财政拨款收入", "国有资本经营预算拨款收入", "国有资本经营预算财政拨款",
    "国有资本经营预算拨款", "上级补助收入", "事业收入", "经营收入", "事业单位经营收入", "附属单位上缴收入", "其他收入", "财政专户管理资金收入", "财政专户管理资金",
    "上年结转", "年初结转和结余", "使用非财政拨款结余", "上年结转结余", "财政专户核拨",
  ]
}
