import MingzhangModel

/// Gives every figure the line of the classification under which it is said, and the item's own amount its measure.
struct ItemClaims {
  private let items: [ItemMention]
  private let scalars: [Unicode.Scalar]

  init(_ items: [ItemMention], _ scalars: [Unicode.Scalar]) { (self.items, self.scalars) = (items, scalars) }

  func assigned(_ claims: [Claim]) -> [Claim] {
    var out = claims
    // both stand in printed order
    var next = 0
    for (number, mention) in items.enumerated() {
      let end = number + 1 < items.count ? items[number + 1].range.lowerBound : scalars.count
      var seen = false
      while next < out.count, out[next].position.lowerBound < mention.range.upperBound { next += 1 }
      for index in next..<out.count {
        guard out[index].position.lowerBound < end else { break }
        guard out[index].position.upperBound <= end else { continue }
        out[index].item = mention.item
        switch out[index].value {
        case .date, .label, .count: continue
        case .amount, .percent: break
        }
        out[index].functionalCode = mention.item.code
        if out[index].measure == .functionalItem { out[index].measure = nil }
        if case .percent = out[index].value {
          out[index].measure = seen ? .functionalItem : nil
          continue
        }
        let gap = words(mention.range.upperBound..<out[index].position.lowerBound)
        let isOwn = out[index].direction != nil ? seen : seen ? isLabelled(out[index]) : isDirect(gap, out[index])
        guard isOwn else {
          // “主要用于…支出652万元”: a part of the item, not the item
          if !seen || out[index].direction == nil { out[index].measure = nil }
          continue
        }
        seen = true
        out[index].measure = .functionalItem
      }
    }
    return out
  }

  /// The item's amount follows its name at once, or is named as budget or final account.
  private func isDirect(_ gap: String, _ claim: Claim) -> Bool {
    let folded = gap.foldedForMatching
    if isLabelled(claim) { return true }
    guard folded.count <= 16, !folded.contains("用于"), !folded.contains("其中"), !folded.contains("增"),
      !folded.contains("减")
    else { return false }
    return folded.allSatisfy { "\"”科目支出预算数安排为共计合年度,，:：的达当本)）(（。0123456789-决初".contains($0) }
  }

  private func isLabelled(_ claim: Claim) -> Bool {
    let subject = claim.subject.foldedForMatching
    return [
      "年初预算", "支出决算", "预算安排", "全年预算", "调整预算", "预算执行数", "执行数", "决算数", "预算数", "预算", "决算", "年初预算数", "上年决算", "支出预算",
    ].contains { label in
      [label, label + "为", label + "数为", label + "是", label + "数", "当年" + label + "为"].contains {
        subject.hasSuffix($0)
      }
    }
  }

  private func words(_ range: Range<Int>) -> String {
    range.isEmpty ? "" : String(String.UnicodeScalarView(scalars[range]))
  }
}
