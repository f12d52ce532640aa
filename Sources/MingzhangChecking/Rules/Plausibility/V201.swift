import MingzhangModel

extension Rule {
  /// Operation of vehicles divided by their number: below 2 000 or above 100 000 yuan a year.
  static let vehicleCostImplausible = Rule(
    "V201", Wording("单车运行费偏高或偏低", "The cost of a vehicle is unlikely"), .notice,
    preparer: Wording("核对车辆数和运行维护费。", "Check the number of vehicles and their cost."),
    citizen: Wording("平均每辆车一年的费用不在常见范围内，值得一问。", "The yearly cost of a vehicle is unusual and worth a question.")
  ) { subject throws(Unchecked) in
    guard let count = VehicleCount.all(subject).first, count.total > 0 else {
      throw Unchecked("文字没有写车辆数", "the words state no vehicles")
    }
    let table = try subject.table(.threePublicExpenses)
    let line = try subject.line(.vehicleOperation, in: table)
    let amount = try subject.amount(line, .total, in: table)
    guard amount.money > .zero else { return [] }
    let each = Money(fen: amount.money.fen / Int64(count.total))
    guard each < Money(fen: 200_000) || each > Money(fen: 10_000_000) else { return [] }
    return [
      Broken(
        Wording(
          "\(count.total) 辆车运行维护费 \(table.print(amount))，每辆 \(each.printed(in: .tenThousandYuan))万元。",
          "\(count.total) vehicles cost \(table.print(amount)), \(each.printed(in: .tenThousandYuan))万元 each."),
        found: each.printed(in: .tenThousandYuan) + "万元", evidence: [table.evidence(line, .total), count.evidence],
        key: "vehicle")
    ]
  }
}
