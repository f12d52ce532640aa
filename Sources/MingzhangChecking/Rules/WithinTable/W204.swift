import MingzhangModel

extension Rule {
  /// A “三公” table with its items side by side: total = travel + vehicles + reception; vehicles = purchase + operation.
  static let threePublicColumnsOff = Rule(
    "W204", Wording("“三公”经费并列各栏加总不符", "The “three public” columns do not add up"), .error,
    preparer: Wording("合计 = 因公出国（境）费 + 公务用车购置及运行费 + 公务接待费；公务用车 = 购置费 + 运行费。", "Make the total equal its items."),
    citizen: Wording("“三公”经费合计与各项相加对不上。", "The total is not the sum of the items.")
  ) { subject throws(Unchecked) in
    let statement = try subject.table(.threePublicExpenses)
    let sets = ThreePublicColumns.all(statement)
    let wholes = ThreePublicWhole.all(statement)
    guard !sets.isEmpty || !wholes.isEmpty else {
      throw Unchecked("“三公”表各项不是并列的", "the items do not stand side by side")
    }
    let grid = GridSums(subject, statement)
    var broken: [Broken] = []
    // subtotals that leave out one and the same item, row after row
    var withoutVehicles: [Broken] = []
    var decided = false
    for row in statement.rows.indices {
      try subject.deadline?.check()
      for (number, set) in sets.enumerated() where grid.isPrinted(row, set.total) {
        decided = true
        let vehicles = set.vehicles.map { [$0] } ?? [set.purchase, set.operation].compactMap(\.self)
        if let found = grid.breach(
          row, whole: set.total, parts: ([set.travel] + vehicles + [set.reception]).map { ($0, 1) },
          key: "total\(number)",
          says: "三项相加", english: "the three items")
        {
          let rest = (grid.amount(row, set.travel) ?? .zero) + (grid.amount(row, set.reception) ?? .zero)
          if let total = grid.amount(row, set.total), total.agrees(with: rest) {
            withoutVehicles.append(found)
          } else {
            broken.append(found)
          }
        }
        guard let whole = set.vehicles, let purchase = set.purchase, let operation = set.operation,
          grid.isPrinted(row, whole)
        else { continue }
        if let found = grid.breach(
          row, whole: whole, parts: [(purchase, 1), (operation, 1)], key: "vehicles\(number)", says: "购置费与运行费相加",
          english: "purchase and operation")
        {
          broken.append(found)
        }
      }
    }
    guard decided || !wholes.isEmpty else { throw Unchecked("“三公”表没有填数", "the table has no amounts") }
    return Rule.together(withoutVehicles) + broken + wholesOff(wholes, grid)
  }

  /// 合计 = “三公”小计 + 会议费 + 培训费, where the same table shows that it is meant so.
  private static func wholesOff(_ wholes: [ThreePublicWhole], _ grid: GridSums) -> [Broken] {
    var (holding, found) = (0, [Broken]())
    for (number, set) in wholes.enumerated() {
      for row in grid.statement.rows.indices where grid.isPrinted(row, set.whole) {
        let parts = [set.subtotal, set.meetings, set.training]
        if let broken = grid.breach(
          row, whole: set.whole, parts: parts.map { ($0, 1) }, key: "whole\(number)", says: "“三公”经费、会议费、培训费相加",
          english: "the three public expenses, meetings and training")
        {
          found.append(broken)
        } else if parts.count(where: { (grid.amount(row, $0)?.money ?? .zero) != .zero }) >= 2 {
          holding += 1
        }
      }
    }
    guard holding >= 1, var first = found.first else { return [] }
    guard found.count > 1 else { return found }
    first.message.chinese = "\(first.message.chinese.dropLast())；共 \(found.count) 处合计对不上。"
    first.message.english += " \(found.count) totals are off."
    first.evidence += found.dropFirst().compactMap(\.evidence.first)
    first.comparison = nil
    return [first]
  }

  private static func together(_ found: [Broken]) -> [Broken] {
    guard var first = found.first, found.count > 1 else { return found }
    first.message.chinese = "\(first.message.chinese.dropLast())；共 \(found.count) 处小计没有计入公务用车费。"
    first.message.english += " \(found.count) totals leave out the vehicles."
    first.evidence += found.dropFirst().compactMap(\.evidence.first)
    first.comparison = nil
    return [first]
  }
}
