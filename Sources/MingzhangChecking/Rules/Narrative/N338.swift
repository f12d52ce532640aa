import MingzhangModel

extension Rule {
  /// “减少 0.3 万元，下降 1.3 %，主要原因是与上年持平，无增减变化”, “增加 118.80 万元，主要是上年预算为 0” beside 120.20.
  static let reasonDeniesChange = Rule(
    "N338", Wording("增减的原因与增减矛盾", "The reason of a change denies it"), .error,
    preparer: Wording("按金额改写原因，检查是否照抄了模板或别的项目。", "Give the reason of this very change; it was copied."),
    citizen: Wording(
      "数字变了，原因却说没有变，或者说上年没有。", "The figure changed; the reason says that it did not, or that there was none before.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for sentence in subject.sentences where sentence.text.contains("原因") || sentence.text.contains("主要是") {
      let claims = sentence.claims
      for (index, claim) in claims.enumerated() {
        guard let change = claim.change, change.money != .zero, claim.direction != .unchanged else { continue }
        let reason = sentence.reason(behind: index)
        guard !reason.isEmpty else { continue }
        decided = true
        if reason.deniesChange {
          broken.append(
            Broken(
              Wording(
                "\(claim.direction == .decrease ? "减少" : "增加") \(claim.quote)，原因却写“\(reason.prefix(20))”。",
                "Changed by \(claim.quote), and the reason is “\(reason.prefix(20))”."),
              found: String(reason.prefix(20)), evidence: [sentence.evidence(claim)], key: "\(claim.quote)|same",
              severity: .warning))
        } else if claim.direction == .increase, reason.saysNothingBefore,
          let whole = claims[..<index].last(where: { $0.amount != nil }), whole.direction == nil,
          let now = whole.amount, (now - change).money > (now - change).slack,
          now.money > change.money
        {
          let before = Money(fen: now.money.fen - change.money.fen).printed(in: claim.unit) + claim.unit.rawValue
          broken.append(
            Broken(
              Wording(
                "\(whole.quote) 减去增加的 \(claim.quote) 是 \(before)，原因却说原来是 0：“\(reason.prefix(36))”。",
                "\(whole.quote) less \(claim.quote) is \(before); the reason says that there was none before."
              ),
              expected: before, found: "0", evidence: [sentence.evidence(claim)], key: "\(claim.quote)|none"))
        }
      }
    }
    guard decided else { throw Unchecked("没有写增减的原因", "no reason for a change") }
    return broken
  }
}

extension Sentence {
  /// The reason of the change that is claim number `index`, folded: no other amount stands between.
  fileprivate func reason(behind index: Int) -> Substring {
    let change = claims[index]
    var (end, from) = (change.position.upperBound + 90, change.position.upperBound)
    for next in claims[(index + 1)...] {
      if case .percent = next.value, next.position.lowerBound - from <= 8 {
        from = next.position.upperBound
      } else if next.amount != nil {
        end = min(end, next.position.lowerBound)
        break
      }
    }
    let length = paragraph.text.unicodeScalars.count
    let words = Substring(words(from: from, to: min(end, length)).foldedForMatching).prefix { !"。;".contains($0) }
    for mark in ["主要原因是", "主要原因为", "主要原因", "原因是", "原因为", "主要是"] {
      guard let range = String(words).firstRange(of: mark), String(words)[..<range.lowerBound].count <= 8 else {
        continue
      }
      return Substring(String(String(words)[range.upperBound...])).drop { ":为是".contains($0) }
    }
    return ""
  }
}

extension Substring {
  /// `与上年持平，无增减变化`
  fileprivate var deniesChange: Bool {
    ["与上年持平,无增减变化", "基本与上年持平,无增减变化", "与上年持平,无变化"].contains(where: hasPrefix)
      || ["与上年持平", "无增减变化", "无变化", "与上年基本持平", "基本与上年持平"].contains { self == $0 }
  }

  /// `2025年因公出国计划年初未下达，年初预算数为0`
  fileprivate var saysNothingBefore: Bool {
    ["上年预算数为0", "上年预算为0", "年初预算数为0", "年初预算为0", "上年无此项", "上年未安排此项"].contains { word in
      guard let range = String(self).firstRange(of: word) else { return false }
      // 0.5万元 is not nothing
      let next = String(self)[range.upperBound...].first
      return !(next.map { ".0123456789".contains($0) } ?? false)
    }
  }
}
