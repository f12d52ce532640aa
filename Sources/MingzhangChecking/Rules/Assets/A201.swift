import MingzhangModel

extension Rule {
  /// 共有车辆 N 辆，其中…: the kinds do not add up to the total.
  static let vehiclesOffParts = Rule(
    "A201", Wording("车辆总数不等于各类之和", "Vehicles do not add up"), .error,
    preparer: Wording("核对车辆总数和各类数。", "Check the total and the kinds."),
    citizen: Wording("车辆总数和各类车的数加起来对不上。", "The kinds of vehicles do not add up to the total.")
  ) { subject throws(Unchecked) in
    let counts = VehicleCount.all(subject)
    guard !counts.isEmpty else { throw Unchecked("文字没有写车辆数", "the words state no vehicles") }
    return counts.compactMap { count in
      let sum = count.parts.reduce(0, +)
      guard count.parts.count >= 2, sum != count.total, count.isWhole || sum > count.total else { return nil }
      return Broken(
        Wording(
          "共有车辆 \(count.total) 辆，各类之和为 \(sum) 辆。", "\(count.total) vehicles are stated, the kinds add up to \(sum)."),
        expected: "\(sum)", found: "\(count.total)", evidence: [count.evidence], key: "vehicles|\(count.total)")
    }
  }
}
