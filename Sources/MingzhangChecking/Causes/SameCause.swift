import MingzhangModel

/// Findings that have one cause without one wrong cell: a whole column of another scope, one figure that two rules compare.
extension [Finding] {
  /// The findings with every group of one cause made one finding, the others beneath it.
  var withCausesOnce: [Finding] { withTablesOnce.withFiguresOnce.withNamesOnce.withDirectionsOnce.withSlipsOnce }

  /// Two tables that differ in several lines differ as wholes: one of them is of another scope.
  ///
  /// What is said of the totals of such a table belongs to it too: they are off because its lines are.
  private var withTablesOnce: [Finding] {
    var groups: [Set<StatementKind>: [Int]] = [:]
    for (index, finding) in enumerated() {
      if let tables = finding.comparedTables, finding.severity == .error { groups[tables, default: []].append(index) }
    }
    var leads: [Int: Int] = [:]  // finding → the finding that it goes beneath
    for members in groups.values where members.count > 1 {
      guard let lead = members.min(), let suspect = self[lead].evidence.first?.statement,
        members.allSatisfy({ self[$0].evidence.first?.statement == suspect })
      else { continue }
      for index in indices where index != lead && leads[index] == nil {
        let finding = self[index]
        let isMember = members.contains(index)
        let isOfTotal = finding.evidence.contains { $0.statement == suspect && $0.label.namesTotal }
        if isMember || isOfTotal && finding.severity == .error { leads[index] = lead }
      }
    }
    return putBeneath(leads)
  }

  /// One amount in words that two rules find wrong is one slip: it is not what the table has, and so its change does not follow.
  private var withFiguresOnce: [Finding] {
    var leads: [Int: Int] = [:]
    let inWords = indices.filter { self[$0].evidence.allSatisfy { $0.statement == nil } }
    for (index, finding) in enumerated() {
      guard let found = finding.found, let place = finding.evidence.first, place.statement == nil, place.span != nil,
        finding.evidence.contains(where: { $0.statement != nil })
      else { continue }
      for other in inWords where other != index && leads[other] == nil && leads[index] == nil {
        guard self[other].rule != finding.rule, self[other].evidence.contains(where: { $0.span == place.span }),
          self[other].message.chinese.contains(found)
        else { continue }
        leads[other] = index
      }
    }
    return putBeneath(leads)
  }

  /// A wrong name of an item in words is why no table has such an item.
  private var withNamesOnce: [Finding] {
    var leads: [Int: Int] = [:]
    let unknown = indices.filter { self[$0].rule == "N322" }
    for (index, finding) in enumerated() where ["L201", "N205"].contains(finding.rule) {
      guard let found = finding.found?.foldedForMatching.asPath, found.count > 3 else { continue }
      for other in unknown where leads[other] == nil {
        if self[other].message.chinese.foldedForMatching.replacing("／", with: "/").contains(found) {
          leads[other] = index
        }
      }
    }
    return putBeneath(leads)
  }

  /// A change whose direction is wrong is also too large, or of another sign than its reason.
  private var withDirectionsOnce: [Finding] {
    let rules: Set = ["N119", "N313", "N325"]
    var leads: [Int: Int] = [:]
    let about = indices.filter { rules.contains(self[$0].rule) }
    for (place, index) in about.enumerated() where leads[index] == nil {
      let finding = self[index]
      for other in about[(place + 1)...] where leads[other] == nil {
        let later = self[other]
        let shared = later.evidence.contains { piece in
          piece.span != nil && finding.evidence.contains { $0.span == piece.span && $0.text == piece.text }
        }
        if shared, later.rule != finding.rule { leads[other] = index }
      }
    }
    return putBeneath(leads)
  }

  /// A slip inside a longer slip: a term in a standard phrase.
  private var withSlipsOnce: [Finding] {
    var leads: [Int: Int] = [:]
    for (index, finding) in enumerated() where finding.rule.hasPrefix("L2") {
      guard let place = finding.evidence.first?.span, let found = finding.found else { continue }
      for (other, later) in enumerated() where later.rule.hasPrefix("L2") && later.rule != finding.rule {
        guard let part = later.found, part.count < found.count || part == found && other > index, found.contains(part),
          later.evidence.count == 1, later.evidence[0].span == place, leads[other] == nil, leads[index] == nil
        else { continue }
        leads[other] = index
      }
    }
    return putBeneath(leads)
  }

  private func putBeneath(_ leads: [Int: Int]) -> [Finding] {
    guard !leads.isEmpty else { return self }
    var out = self
    for (index, lead) in leads.sorted(by: { $0.key < $1.key }) where leads[lead] == nil {
      out[lead].absorb(self[index])
    }
    return out.indices.filter { index in leads[index].map { leads[$0] != nil } ?? true }.map { out[$0] }
  }
}

extension Finding {
  /// The two tables that one comparison of this finding is about; nil when it is about one table, or words.
  fileprivate var comparedTables: Set<StatementKind>? {
    guard rule.hasPrefix("X1") else { return nil }
    let kinds = Set(evidence.compactMap(\.statement))
    return kinds.count == 2 && evidence.count == 2 ? kinds : nil
  }
}

extension String {
  /// `甲(类)乙(款)` as rules write a path of items: `甲/乙/`.
  fileprivate var asPath: String {
    var out = self
    for level in ["(类)", "(款)", "(项)"] { out = out.replacing(level, with: "/") }
    return out
  }

  /// `收 入 总 计`, `合计`, `本年支出合计`.
  fileprivate var namesTotal: Bool {
    let bare = filter { !$0.isWhitespace }
    return ["总计", "合计"].contains { bare.contains($0) }
  }
}
