import MingzhangModel

extension StatementColumn {
  /// The heading without spaces, from top to bottom.
  var words: String { path.joined(separator: "/").foldedForMatching }
  /// Its lowest words.
  var last: String { path.last?.foldedForMatching ?? "" }

  /// Whether amounts stand below it, whatever they mean.
  var mayHoldAmounts: Bool { ![.sequence, .code, .caption, .quantity, .unitPrice].contains(key) }
}

/// The items of a “三公” table that has them side by side, in whatever order.
struct ThreePublicColumns {
  /// What stands above, below or beside all of its columns: `预算数`, `2025年预算数`, `一般公共预算`; empty for a plain table.
  var group: String
  var total: Int
  var travel: Int
  var vehicles: Int?
  var purchase: Int?
  var operation: Int?
  var reception: Int

  private enum Role { case total, travel, vehicles, purchase, operation, reception }

  /// One set for each time the columns repeat: 预算数 and 决算数, this year and last, each budget.
  static func all(_ statement: Statement) -> [ThreePublicColumns] {
    var groups: [String] = []
    var columns: [String: [Role: Int]] = [:]
    var doubled = Set<String>()
    for (index, column) in statement.columns.enumerated() where column.mayHoldAmounts {
      guard let (role, group) = place(column.path.map(\.foldedForMatching)) else { continue }
      if columns[group] == nil { groups.append(group) }
      if columns[group]?[role] != nil { doubled.insert(group) }
      columns[group, default: [:]][role] = index
    }
    return groups.filter { !doubled.contains($0) }.compactMap { group in
      guard let own = columns[group], let total = own[.total], let travel = own[.travel],
        let reception = own[.reception], own[.vehicles] != nil || (own[.purchase] != nil && own[.operation] != nil)
      else { return nil }
      return ThreePublicColumns(
        group: group, total: total, travel: travel, vehicles: own[.vehicles], purchase: own[.purchase],
        operation: own[.operation], reception: reception)
    }
  }

  /// The column of an item named by its line key.
  func column(_ key: LineKey) -> Int? {
    switch key {
    case .threePublicSubtotal, .total: total
    case .overseasTravel: travel
    case .vehicles: vehicles
    case .vehiclePurchase: purchase
    case .vehicleOperation: operation
    case .reception: reception
    default: nil
    }
  }

  /// What a heading says, and the rest of it.
  private static func place(_ path: [String]) -> (Role, String)? {
    let words = path.joined(separator: "/")
    guard !["会议", "培训", "机关运行"].contains(where: words.contains) else { return nil }
    let sums = ["合计", "小计", "总计", "总额"]
    func isItem(_ part: String) -> Bool {
      ["出国", "接待", "车", "购置", "运行", "运维"].contains(where: part.contains)
    }
    let items = path.filter(isItem)
    let isSum = path.contains { part in sums.contains(where: part.contains) }
    let rest = path.filter { part in !isItem(part) && !sums.contains(where: part.contains) }
      .joined(separator: "/")
    if words.contains("出国") { return words.contains("车") || words.contains("接待") ? nil : (.travel, rest) }
    if words.contains("接待") { return words.contains("车") ? nil : (.reception, rest) }
    guard words.contains("车") || items.contains(where: { $0.contains("购置费") || $0.hasPrefix("运行") }) else {
      return isSum ? (.total, rest) : nil
    }
    guard let item = items.last else { return nil }
    let isBoth = item.contains("购置") && (item.contains("运行") || item.contains("运维") || item.contains("及"))
    if isBoth { return (.vehicles, rest) }
    if item.contains("购置") { return (.purchase, rest) }
    return item.contains("运行") || item.contains("运维") ? (.operation, rest) : nil
  }
}

/// The columns of a “三公” table that also prints meetings and training: the sum of all, and its three parts.
struct ThreePublicWhole {
  var whole: Int
  var subtotal: Int
  var meetings: Int
  var training: Int

  static func all(_ statement: Statement) -> [ThreePublicWhole] {
    let columns = statement.columns
    return columns.indices.compactMap { whole in
      guard columns[whole].last == "合计" else { return nil }
      let block = Array(columns[whole].path.dropLast())
      func find(_ depth: Int, _ isOwn: (StatementColumn) -> Bool) -> Int? {
        columns.indices.first { index in
          let path = columns[index].path
          return index > whole && path.count == block.count + depth && Array(path.prefix(block.count)) == block
            && isOwn(columns[index])
        }
      }
      guard let subtotal = find(2, { ["小计", "合计"].contains($0.last) && $0.words.contains("三公") }),
        let meetings = find(1, { $0.last.hasPrefix("会议费") }), let training = find(1, { $0.last.hasPrefix("培训费") })
      else { return nil }
      return ThreePublicWhole(whole: whole, subtotal: subtotal, meetings: meetings, training: training)
    }
  }
}
