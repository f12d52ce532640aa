import MingzhangModel

extension Rule {
  /// Vehicle operation is budgeted: there are vehicles.
  static let vehiclesWithoutAssets = Rule(
    "A105", Wording("有公务用车运行费，资产表却没有车辆", "Vehicle operation is budgeted but no vehicles are listed"), .notice,
    preparer: Wording("核对资产表的车辆数。", "Check the vehicles in the table of assets."),
    citizen: Wording("有养车的钱，资产里却没有车。", "There is money for vehicles but no vehicle.")
  ) { subject throws(Unchecked) in
    let (assets, expenses) = (try subject.table(.assets), try subject.table(.threePublicExpenses))
    let line = try subject.line(.vehicleOperation, in: expenses)
    let amount = try subject.amount(line, .total, in: expenses)
    guard amount.money > .zero, !assets.lines.contains(where: { $0.caption.contains("车") }) else { return [] }
    return [
      Broken(
        Wording(
          "公务用车运行维护费 \(expenses.print(amount))，资产表没有车辆。",
          "Vehicle operation is \(expenses.print(amount)); the assets list no vehicle."),
        evidence: [expenses.evidence(line, .total), assets.titleEvidence], key: "vehicles")
    ]
  }
}
