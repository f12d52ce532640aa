import MingzhangModel

extension Rule {
  /// Vehicles bought for nothing, travellers of no group, an amount that is 0 % of its budget, a fall that leaves things as they were.
  static let somethingAndNothing = Rule(
    "N346", Wording("有与无的说法互相矛盾", "Something and nothing are said of one matter"), .warning,
    preparer: Wording("核对数量、金额和百分比，改正其中写成 0 的一个。", "Check number, amount and rate: one of them cannot be nothing."),
    citizen: Wording("一处说有，一处说没有。", "One place says there is something, the other that there is nothing.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for section in subject.disclosure.narrative.sections {
      for paragraph in section.paragraphs {
        let passage = Contradictions(paragraph: paragraph, section: section)
        decided = decided || passage.speaks
        broken +=
          passage.boughtForNothing + passage.travellersWithoutGroup + passage.nothingOfBudget + passage.unchangedFall
      }
    }
    guard decided else { throw Unchecked("没有写购置费、团组或完成率", "no purchase, group or rate of completion") }
    return broken
  }
}

private struct Contradictions {
  let paragraph: Narrative.Paragraph
  let section: Narrative.Section

  private static let expenses: Set<Claim.Measure> = [
    .overseasTravel, .vehicles, .vehiclePurchase, .vehicleOperation, .reception, .threePublicExpenses,
  ]

  private var plain: [Claim] { paragraph.claims.filter { $0.amount != nil && $0.direction == nil } }

  var speaks: Bool { paragraph.claims.contains { $0.measure.map(Self.expenses.contains) ?? false } }

  private func count(_ claim: Claim) -> (number: PrintedNumber, of: String)? {
    if case .count(let number, let of) = claim.value { return (number, of) }
    return nil
  }

  private func lead(_ claim: Claim) -> String {
    Directions.words(paragraph, before: claim, limit: 16).foldedForMatching
  }

  private func found(_ message: Wording, _ claims: [Claim], severity: Severity? = nil) -> Broken {
    Broken(
      message, found: claims.first?.quote, evidence: claims.map { $0.evidence(in: paragraph, section) },
      key: claims.map(\.quote).joined(separator: "|"), severity: severity)
  }

  /// “公车购置费 0 万元……购置公务用车 7 辆”
  var boughtForNothing: [Broken] {
    let costs = plain.filter { $0.measure == .vehiclePurchase }
    guard let cost = costs.first, costs.allSatisfy({ $0.amount?.money == .zero }),
      !["累计", "统一购置", "调拨", "非财政拨款", "上级承担", "捐赠", "无购置"].contains(where: paragraph.text.contains)
    else { return [] }
    return paragraph.claims.compactMap { claim in
      let words = lead(claim)
      guard let (number, of) = count(claim), of == "辆", number.digits > 0, claim.direction == nil,
        words.contains("购置"), !["保有", "购置及", "计划", "拟", "较", "比", "减少", "增加"].contains(where: words.contains)
      else { return nil }
      return found(
        Wording(
          "购置车辆 \(claim.quote)，购置费却是 \(cost.quote)。",
          "\(claim.quote) vehicles were bought, and yet the purchase cost \(cost.quote)."),
        [claim, cost])
    }
  }

  /// “因公出国（境）团组 0 个，累计 1 人次”: those who join another office's group count so too, therefore no more than a notice.
  var travellersWithoutGroup: [Broken] {
    zip(paragraph.claims, paragraph.claims.dropFirst()).compactMap { groups, people in
      guard let none = count(groups), none.number.digits == 0, let some = count(people), some.number.digits > 0,
        some.of.hasPrefix("人"), lead(groups).contains("团组") || none.of.contains("团组"),
        people.position.lowerBound - groups.position.upperBound <= 8, !lead(people).contains("接待"),
        // “本部门组织的出国团组 0 个，出国 2 人次”: they went with others
        !lead(groups).contains("组织")
      else { return nil }
      return found(
        Wording(
          "出国团组 \(groups.quote)，却有 \(people.quote)；参加其他单位团组的，写明即可。",
          "No group, and yet \(people.quote) travelled; say so if they joined another office's group."),
        [people, groups], severity: .notice)
    }
  }

  /// “公务接待费支出决算为 1.53 万元，完成预算的 0%”: the budget would be some two hundred times as much.
  var nothingOfBudget: [Broken] {
    zip(paragraph.claims, paragraph.claims.dropFirst()).compactMap { amount, rate in
      guard case .percent(let percent) = rate.value, percent.digits == 0, rate.direction == nil,
        let money = amount.amount?.money, money.fen >= 1_000_000, amount.direction == nil,
        amount.measure.map(Self.expenses.contains) ?? false || Self.expense(amount.subject), lead(rate).contains("完成")
      else { return nil }
      return found(
        Wording(
          "支出 \(amount.quote)，却写完成预算的 \(rate.quote)。", "\(amount.quote) was spent, and yet \(rate.quote) of the budget."
        ),
        [rate, amount])
    }
  }

  private static func expense(_ subject: String) -> Bool {
    ["公务接待", "公务用车", "出国", "三公"].contains(where: subject.contains)
  }

  /// “公务接待费支出决算减少为 0.00 万元，与 2024 年持平”
  var unchangedFall: [Broken] {
    plain.compactMap { claim in
      let words = lead(claim)
      guard ["减少为", "增加为", "下降为", "减少到", "增加到", "下降到"].contains(where: words.hasSuffix) else { return nil }
      let end = min(paragraph.text.unicodeScalars.count, claim.position.upperBound + 14)
      let after = paragraph.words(from: claim.position.upperBound, to: end).foldedForMatching.before("。")
      guard after.hasPrefix(",与"), after.contains("持平") else { return nil }
      return found(
        Wording(
          "既写“\(words.suffix(3))\(claim.quote)”，又写持平。", "It changed to \(claim.quote), and yet it is unchanged."),
        [claim])
    }
  }
}
