import MingzhangModel

/// `共有车辆 8 辆，其中：……用车 3 辆、……`
struct VehicleCount {
  var total: Int
  var parts: [Int]
  /// Whether a last kind closes the list: 其他用车.
  var isWhole: Bool
  var evidence: Evidence

  static func all(_ subject: Subject) -> [VehicleCount] {
    subject.sentences.compactMap { sentence in
      guard sentence.text.contains("车辆"), sentence.text.contains("辆") else { return nil }
      let text = Scalars(sentence.text)
      guard let start = text.places(of: "共有车辆").first ?? text.places(of: "保有车辆").first else { return nil }
      // the list ends where another matter begins
      let ends = ["；", "。", "单价", "单位价值", "安排购置", "主要是", "主要为"].compactMap { mark in
        text.places(of: mark).first { $0 > start + 4 }
      }
      let end = ends.min() ?? text.count
      let printed = numbers(in: text, from: start + 4, to: end)
      guard let total = printed.first?.value else { return nil }
      let counts = [total] + parts(Array(printed.dropFirst()), of: total, in: text)
      let list = text.text(start..<end)
      guard list.contains("其中") || counts.count == 1 else { return nil }
      return VehicleCount(
        total: total, parts: Array(counts.dropFirst()),
        // a list that names even the kinds of which there are none leaves nothing out
        isWhole: list.contains("其他") || counts.count >= 5 && counts.dropFirst().contains(0),
        evidence: Evidence("说明文字 / \(sentence.section.heading)", text: list, span: sentence.paragraph.span))
    }
  }

  /// Without what follows a list that is complete: “应急保障用车 2 辆、执法执勤用车 3 辆，2023 年新购车辆 1 辆”.
  private static func parts(_ printed: [(value: Int, at: Int)], of total: Int, in text: Scalars) -> [Int] {
    var sum = 0
    for (number, part) in printed.enumerated() {
      if number >= 2, sum == total, !text.text(printed[number - 1].at..<part.at).contains("用车") {
        return printed[..<number].map(\.value)
      }
      sum = sum &+ part.value
    }
    return printed.map(\.value)
  }

  /// Whole numbers before 辆 or 台, and where these stand.
  private static func numbers(in text: Scalars, from: Int, to: Int) -> [(value: Int, at: Int)] {
    (text.places(of: "辆") + text.places(of: "台")).sorted().compactMap { at in
      guard at > from, at < to else { return nil }
      var start = at
      while start > from, let scalar = text[start - 1], ("0"..."9").contains(scalar) { start -= 1 }
      return start < at ? Int(text.text(start..<at)).map { (value: $0, at: at) } : nil
    }
  }
}

/// `国内接待费 2.5 万元，接待 12 批次 80 人次`
struct Receptions {
  var count: Int
  var amount: ReportedAmount
  var evidence: Evidence

  /// Sentences on reception that state one amount of this year and one number of receptions.
  static func all(_ subject: Subject) -> [Receptions] {
    subject.sentences.compactMap { sentence in
      guard sentence.text.contains("接待"), !sentence.text.contains("预算") || sentence.text.contains("安排") else {
        return nil
      }
      let receptions = sentence.claims.compactMap { claim -> Int? in
        guard case .count(let number, let unit) = claim.value, unit.hasPrefix("批"), number.decimals == 0 else {
          return nil
        }
        return Int(number.digits)
      }
      let amounts = sentence.claims.filter { $0.amount != nil && $0.direction == nil && $0.subject.contains("接待") }
      guard receptions.count == 1, amounts.count == 1, let claim = amounts.first, let amount = claim.amount else {
        return nil
      }
      return Receptions(count: receptions[0], amount: amount, evidence: sentence.evidence(claim))
    }
  }
}
