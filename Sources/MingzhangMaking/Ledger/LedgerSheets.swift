import MingzhangModel

// What each CSV file of the folder holds, row by row.

extension LedgerLoading {
  /// This year's lines, and the same lines with last year's amounts.
  mutating func revenue() -> (now: [Ledger.RevenueEntry], lastYear: [Ledger.RevenueEntry]) {
    let form = SheetForm.revenue
    var seen: [String: Int] = [:]
    var entries: (now: [Ledger.RevenueEntry], lastYear: [Ledger.RevenueEntry]) = ([], [])
    for row in rows(of: form) {
      let carries = row["是否结转"]
      let isCarryover = ["是", "结转", "yes", "true"].contains(carries.lowercased())
      if !isCarryover, !["", "否", "no", "false"].contains(carries.lowercased()) {
        unknownWord(carries, "是否结转", row, form, known: ["是", "否"])
      }
      let (source, item) = (source(row, of: form), functional(row, of: form))
      let (amount, former) = (money(row, "金额", of: form), money(row, "上年金额", of: form))
      let whose = "\(row["预算单位"])|\(row["往来单位"])"
      unique("\(row["资金来源"])|\(isCarryover)|\(row["功能科目"])|\(whose)", row["功能科目"], row, form, seen: &seen)
      guard let source, let item else { continue }
      func entry(_ amount: Money) -> Ledger.RevenueEntry {
        var entry = Ledger.RevenueEntry(
          source: source, isCarryover: isCarryover, item: item, amount: amount,
          origin: .init(file: form.file, line: row.line))
        (entry.unit, entry.counterpart) = (row["预算单位"], row["往来单位"])
        return entry
      }
      if let amount { entries.now.append(entry(amount)) }
      if let former { entries.lastYear.append(entry(former)) }
    }
    return entries
  }

  /// The same lines with each of their amounts.
  struct Expenditure {
    var now: [Ledger.ExpenditureEntry] = []
    var lastYear: [Ledger.ExpenditureEntry] = []
    var initialBudget: [Ledger.ExpenditureEntry] = []
    var adjustedBudget: [Ledger.ExpenditureEntry] = []
  }

  mutating func expenditure() -> Expenditure {
    let form = SheetForm.expenditure
    var seen: [String: Int] = [:]
    var entries = Expenditure()
    for row in rows(of: form) {
      let (item, section) = (functional(row, of: form), economic(row, of: form))
      let (source, nature) = (source(row, of: form), nature(row))
      let mark = threePublic(row)
      let (amount, former) = (money(row, "金额", of: form), money(row, "上年金额", of: form))
      let (initial, adjusted) = (money(row, "年初预算", of: form), money(row, "全年预算", of: form))
      let withheld = withheld(row)
      let government = governmentEconomic(row, of: form)
      let carried = row["结转资金"]
      let isFromCarryover = ["是", "结转", "yes", "true"].contains(carried.lowercased())
      if !isFromCarryover, !["", "否", "no", "false"].contains(carried.lowercased()) {
        unknownWord(carried, "结转资金", row, form, known: ["是", "否"])
      }
      let keys = ["预算单位", "功能科目", "经济科目", "资金来源", "支出性质", "项目编号", "三公", "往来单位", "政府经济科目", "结转资金"].map { row[$0] }
      let shown = keys.filter { !$0.isEmpty }.joined(separator: " ")
      unique(keys.joined(separator: "|"), shown, row, form, seen: &seen)
      guard let item, let source, let nature else { continue }
      func entry(_ amount: Money) -> Ledger.ExpenditureEntry {
        var entry = Ledger.ExpenditureEntry(
          unit: row["预算单位"], item: item, section: section, source: source, nature: nature, threePublic: mark,
          amount: amount, derivation: row["推算依据"], origin: .init(file: form.file, line: row.line))
        (entry.counterpart, entry.withheld) = (row["往来单位"], withheld)
        (entry.governmentSection, entry.isFromCarryover) = (government, isFromCarryover)
        return entry
      }
      if let amount { entries.now.append(entry(amount)) }
      if let former { entries.lastYear.append(entry(former)) }
      if let initial { entries.initialBudget.append(entry(initial)) }
      if let adjusted { entries.adjustedBudget.append(entry(adjusted)) }
    }
    return entries
  }

  private mutating func nature(_ row: Sheet.Row) -> Ledger.Nature? {
    let form = SheetForm.expenditure
    let (text, project) = (row["支出性质"], row["项目编号"])
    switch text {
    case "人员经费", "公用经费", "personnel", "operating":
      if row["经济科目"].isEmpty {
        report(
          .missingValue, form.file, row.line, "基本支出没有填“经济科目”。请补上 5 位编码。",
          "Basic expenditure needs its “经济科目” (5 digits).", heading: "经济科目")
      }
      return text == "人员经费" || text == "personnel" ? .personnel : .operating
    case "项目支出", "project":
      guard !project.isEmpty else {
        report(
          .missingValue, form.file, row.line, "项目支出没有填“项目编号”。请补上。", "Project expenditure needs its “项目编号”.",
          heading: "项目编号")
        return nil
      }
      return .project(project)
    case "经营支出", "businessOperating": return .businessOperating
    case "上缴上级支出", "上解上级支出", "paymentToHigherLevel": return .paymentToHigherLevel
    case "对附属单位补助支出", "subsidyToAffiliates": return .subsidyToAffiliates
    case "": return nil
    default:
      unknownWord(text, "支出性质", row, form, known: Ledger.Nature.words)
      return nil
    }
  }

  private mutating func threePublic(_ row: Sheet.Row) -> Ledger.ThreePublicMark? {
    let text = row["三公"]
    guard !text.isEmpty else { return nil }
    let mark = Ledger.ThreePublicMark.allCases.first { text == $0.chinese || text == $0.rawValue }
    if mark == nil {
      unknownWord(text, "三公", row, .expenditure, known: Ledger.ThreePublicMark.allCases.map(\.chinese))
    }
    return mark
  }

  private mutating func withheld(_ row: Sheet.Row) -> Ledger.Withholding? {
    switch row["涉密"] {
    case "", "否", "no": return nil
    case "金额", "amount": return .amount
    case "名称和金额", "是", "name_and_amount", "yes": return .nameAndAmount
    default:
      unknownWord(row["涉密"], "涉密", row, .expenditure, known: Ledger.Withholding.allCases.map(\.chinese))
      // what was meant as a secret must not slip out as published
      return .nameAndAmount
    }
  }

  mutating func projects() -> [Ledger.Project] {
    let form = SheetForm.projects
    var seen: [String: Int] = [:]
    var projects: [Ledger.Project] = []
    for row in rows(of: form) where !row["项目编号"].isEmpty {
      unique(row["项目编号"], row["项目编号"], row, form, seen: &seen)
      var project = Ledger.Project(
        id: row["项目编号"], name: row["项目名称"], goalTitle: row["目标表名称"], objective: row["绩效目标"], indicators: [],
        origin: .init(file: form.file, line: row.line))
      project.category = row["项目类别"]
      projects.append(project)
    }
    let known = Set(projects.map(\.id))
    for row in rows(of: .indicators) where !row["项目编号"].isEmpty {
      guard let index = projects.firstIndex(where: { $0.id == row["项目编号"] }) else {
        if !known.contains(row["项目编号"]) { unknownProject(row, .indicators) }
        continue
      }
      let target = row["指标值"]
      projects[index].indicators.append(
        .init(
          level1: row["一级指标"], level2: row["二级指标"], name: row["三级指标"], detail: row["指标描述"], printedTarget: target,
          target: IndicatorTarget(printed: target), basis: row["确定依据"], span: SourceSpan(line: row.line)))
    }
    return projects
  }

  mutating func unknownProject(_ row: Sheet.Row, _ form: SheetForm) {
    guard !unread.contains(SheetForm.projects.file) else { return }
    report(
      .unknownProject, form.file, row.line, "projects.csv 中没有项目“\(row["项目编号"])”。请核对项目编号，或先登记项目。",
      "projects.csv has no project “\(row["项目编号"])”. Check the identifier, or enter the project first.", heading: "项目编号"
    )
  }

  mutating func procurement(projects: [Ledger.Project]) -> [Ledger.ProcurementEntry] {
    let form = SheetForm.procurement
    var entries: [Ledger.ProcurementEntry] = []
    for row in rows(of: form) {
      if !row["项目编号"].isEmpty, !projects.contains(where: { $0.id == row["项目编号"] }) { unknownProject(row, form) }
      let (quantity, price) = (number(row, "数量", of: form), money(row, "单价", of: form))
      let (source, amount) = (source(row, of: form), money(row, "金额", of: form))
      let share = money(row, "预留中小微企业份额", of: form) ?? .zero
      guard let quantity, let price, let source, let amount else { continue }
      var entry = Ledger.ProcurementEntry(
        project: row["项目编号"], item: row["物品名称"], catalogCode: row["目录序号"], measure: row["计量单位"],
        quantity: quantity, unitPrice: price, source: source, amount: amount, smallBusinessShare: share,
        origin: .init(file: form.file, line: row.line))
      entry.unit = row["预算单位"]
      entries.append(entry)
    }
    return entries
  }

  mutating func assets() -> [Ledger.AssetEntry] {
    let form = SheetForm.assets
    var seen: [String: Int] = [:]
    var entries: [Ledger.AssetEntry] = []
    for row in rows(of: form) {
      unique("\(row["资产名称"])|\(row["预算单位"])", row["资产名称"], row, form, seen: &seen)
      let (quantity, value) = (number(row, "数量", of: form), money(row, "价值", of: form))
      guard let value else { continue }
      var entry = Ledger.AssetEntry(
        name: row["资产名称"], quantity: quantity, value: value, origin: .init(file: form.file, line: row.line))
      entry.unit = row["预算单位"]
      entries.append(entry)
    }
    return entries
  }

  mutating func units() -> [UnitEntry] {
    var seen: [String: Int] = [:]
    var entries: [UnitEntry] = []
    for row in rows(of: .units) {
      unique(row["单位名称"], row["单位名称"], row, .units, seen: &seen)
      var entry = UnitEntry(
        name: row["单位名称"], nature: row["单位性质"], rank: row["单位规格"], funding: row["经费保障形式"],
        span: SourceSpan(line: row.line))
      entry.code = row["单位编码"].isEmpty ? nil : row["单位编码"]
      entries.append(entry)
    }
    return entries
  }

  /// How the year ended; only a final account has such a file.
  mutating func balances() -> [Ledger.BalanceEntry] {
    let form = SheetForm.balances
    guard exists(form.file) else { return [] }
    var seen: [String: Int] = [:]
    var entries: [Ledger.BalanceEntry] = []
    for row in rows(of: form) {
      unique(
        "\(row["资金来源"])|\(row["功能科目"])|\(row["预算单位"])", row["功能科目"], row, form, seen: &seen)
      let (source, item) = (source(row, of: form), functional(row, of: form))
      let used = money(row, "使用非财政拨款结余", of: form)
      let (distributed, closing) = (money(row, "结余分配", of: form), money(row, "年末结转结余", of: form))
      guard let source, let item else { continue }
      if source.isFiscalAppropriation, (used ?? .zero) != .zero || (distributed ?? .zero) != .zero {
        report(
          .unknownWord, form.file, row.line, "财政拨款没有“使用非财政拨款结余”和“结余分配”。请把金额改到非财政拨款的资金来源，或删去。",
          "A fiscal appropriation has no surplus to use or distribute. Move the amount to another source, or remove it.",
          heading: used == nil ? "结余分配" : "使用非财政拨款结余")
      }
      var entry = Ledger.BalanceEntry(
        source: source, item: item, surplusUsed: used ?? .zero, distributed: distributed ?? .zero,
        closing: closing ?? .zero, origin: .init(file: form.file, line: row.line))
      entry.unit = row["预算单位"]
      entries.append(entry)
    }
    return entries
  }

  mutating func counts() -> [Ledger.CountEntry] {
    let form = SheetForm.counts
    guard exists(form.file) else { return [] }
    var seen: [String: Int] = [:]
    var entries: [Ledger.CountEntry] = []
    for row in rows(of: form) {
      unique("\(row["数量名称"])|\(row["预算单位"])", row["数量名称"], row, form, seen: &seen)
      let (count, former) = (number(row, "数量", of: form), number(row, "上年数量", of: form))
      guard let count else { continue }
      var entry = Ledger.CountEntry(
        name: row["数量名称"], number: count, lastYear: former, origin: .init(file: form.file, line: row.line))
      entry.unit = row["预算单位"]
      entries.append(entry)
    }
    return entries
  }

  /// The answers to “why”; a ledger without questions needs no such file.
  mutating func reasons() -> [Ledger.Reason] {
    guard exists(SheetForm.reasons.file) else { return [] }
    var seen: [String: Int] = [:]
    var entries: [Ledger.Reason] = []
    for row in rows(of: .reasons) where !row["数字"].isEmpty {
      unique("\(row["数字"])|\(row["预算单位"])", row["数字"], row, .reasons, seen: &seen)
      var entry = Ledger.Reason(
        figure: row["数字"], answer: row["原因"], origin: .init(file: SheetForm.reasons.file, line: row.line))
      entry.unit = row["预算单位"]
      entries.append(entry)
    }
    return entries
  }

  mutating func glossary() -> [GlossaryEntry] {
    var seen: [String: Int] = [:]
    var entries: [GlossaryEntry] = []
    for row in rows(of: .glossary) {
      unique(row["名词"], row["名词"], row, .glossary, seen: &seen)
      entries.append(GlossaryEntry(row["名词"], row["解释"], span: SourceSpan(line: row.line)))
    }
    return entries
  }
}

extension Ledger.ThreePublicMark {
  /// The word of the column 三公.
  var chinese: String {
    switch self {
    case .overseasTravel: "因公出国（境）费"
    case .vehiclePurchase: "公务用车购置费"
    case .vehicleOperation: "公务用车运行维护费"
    case .reception: "公务接待费"
    }
  }
}
