import MingzhangCatalog
import MingzhangFormats
import MingzhangModel

/// Exported tables → a ledger, or every problem in them with sheet and cell.
///
/// Nothing is guessed: a heading, a word or a code that the mapping and the catalog do not know is a problem. Numbers typed as text with
/// spaces or in full width, codes with their names, and merged cells of words are understood; merged or missing amounts, dates and
/// formulas without a result are not.
public struct LedgerImport: Sendable {
  public private(set) var ledger: Ledger
  /// What the tables add up to, before they became a ledger.
  public private(set) var totals = Totals()
  /// Rows that are sums of others: proved, and left out.
  public private(set) var sumRows = 0
  public private(set) var problems: [Wording] = []

  public struct Totals: Hashable, Sendable {
    public var rows: Int
    public var revenue: Money
    public var expenditure: Money
    public init(rows: Int = 0, revenue: Money = .zero, expenditure: Money = .zero) {
      (self.rows, self.revenue, self.expenditure) = (rows, revenue, expenditure)
    }
  }

  private let mapping: ImportMapping
  private let catalog: Catalog
  private var projects: [String: String] = [:]

  /// - Parameter files: names and bytes, XLSX or CSV.
  public init(_ files: [(name: String, bytes: [UInt8])], mapping: ImportMapping, catalog: Catalog) {
    (self.mapping, self.catalog) = (mapping, catalog)
    ledger = Ledger(
      book: .init(
        entity: mapping.entity, code: "", fiscalYear: mapping.year, kind: .budget, profile: mapping.profile,
        region: mapping.region, level: mapping.level, date: mapping.date, previous: [:]),
      units: [], revenue: [], expenditure: [], projects: [], procurement: [], assets: [], glossary: [], narrative: [])
    guard let profile = catalog.profile(mapping.profile) else {
      let known = catalog.profiles.map(\.id).joined(separator: "、")
      problems.append(
        Wording("没有表样“\(mapping.profile)”。已有的表样：\(known)。", "No profile “\(mapping.profile)”. Profiles are: \(known)."))
      return
    }
    ledger.book.kind = profile.kind
    let skeleton = LedgerSkeleton(entity: mapping.entity, year: mapping.year, profile: profile).files.ledger
    (ledger.narrative, ledger.reasons) = (skeleton.narrative, skeleton.reasons)
    var tables: [ImportedTable] = []
    for file in files { tables += read(file) }
    var used: Set<String> = []
    for plan in mapping.tables {
      let fitting = tables.filter {
        (plan.file.isEmpty || $0.file.foldedForMatching.contains(plan.file.foldedForMatching))
          && (plan.sheet.isEmpty || $0.sheet.foldedForMatching.contains(plan.sheet.foldedForMatching))
      }
      // without the sheet's name the first sheet of each file is meant
      var seen: Set<String> = []
      let chosen = plan.sheet.isEmpty ? fitting.filter { seen.insert($0.file).inserted } : fitting
      if chosen.isEmpty {
        let found = tables.map { $0.sheet.isEmpty ? $0.file : "\($0.file) 的“\($0.sheet)”" }.joined(separator: "、")
        problems.append(
          Wording(
            "没有找到\(plan.content.rawValue)的表（文件“\(plan.file)”、工作表“\(plan.sheet)”）。读到的是：\(found)。请核对映射文件里的名称。",
            "No table of \(plan.content) was found (file “\(plan.file)”, sheet “\(plan.sheet)”) among \(found). Check the mapping."
          ))
      }
      used.formUnion(fitting.map(\.file))
      for table in chosen { take(table, plan) }
    }
    for file in files.map(\.name) where !used.contains(file) && tables.contains(where: { $0.file == file }) {
      problems.append(
        Wording(
          "\(file)：映射里没有一张表用到这个文件。请在“表”里写明，或不要导入它。",
          "\(file): no table of the mapping uses this file. Name it under 表, or leave it out."))
    }
    if mapping.derivesRevenue { deriveRevenue() }
    finish()
  }

  /// What the ledger's own files add up to when they are read again; nil when they cannot be.
  public var totalsOfLedger: Totals? {
    var loading = LedgerLoading(FilesInMemory(files: LedgerFiles(ledger).files()), catalog: catalog)
    let (revenue, expenditure) = (loading.revenue().now, loading.expenditure().now)
    guard loading.problems.isEmpty else { return nil }
    return Totals(
      rows: revenue.count + expenditure.count, revenue: revenue.map(\.amount).sum(),
      expenditure: expenditure.map(\.amount).sum())
  }

  // MARK: files

  private mutating func read(_ file: (name: String, bytes: [UInt8])) -> [ImportedTable] {
    if file.bytes.starts(with: [0x50, 0x4B]) {
      if let archive = try? ZIPReader(file.bytes), let workbook = try? Workbook(archive) {
        return workbook.sheets.filter { !$0.isHidden }.map { ImportedTable(file: file.name, $0) }
      }
    } else if let text = String(validating: file.bytes, as: UTF8.self) {
      let body = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
      let records = CSVRecords(body)
      if let line = records.unclosedQuote {
        problems.append(
          Wording("\(file.name) 第 \(line) 行：引号没有结束。请补上后引号。", "\(file.name) row \(line): the quotation never ends."))
      }
      return [ImportedTable(file: file.name, records)]
    }
    problems.append(
      Wording(
        "\(file.name) 不是 XLSX 工作簿，也不是 UTF-8 的 CSV。请另存为其中一种。",
        "\(file.name) is neither an XLSX workbook nor CSV in UTF-8. Save it as one of them."))
    return []
  }

  // MARK: rows

  private mutating func take(_ table: ImportedTable, _ plan: ImportMapping.Table) {
    guard let head = headRow(table, plan) else { return }
    var columns: [String: Int] = [:]
    for (column, heading) in plan.columns {
      columns[column] = table.rows[head].first { $0.value.text.foldedForMatching == heading.foldedForMatching }?.key
    }
    let used = Set(columns.values)
    for (column, cell) in table.rows[head].sorted(by: { $0.key < $1.key }) where !used.contains(column) {
      let heading = cell.text.foldedForMatching
      guard !heading.isEmpty, !plan.unused.contains(heading), !cell.isMerged else { continue }
      report(
        table, head, column, "映射里没有列“\(cell.text)”。要用就写进“列”，不用就写进“不用的列”。",
        "The mapping does not know the column “\(cell.text)”. Put it under 列 or 不用的列.")
    }
    var sums: [(row: Int, code: String, amount: Money)] = []
    var items: [(code: String, amount: Money)] = []
    for row in table.rows.indices.dropFirst(head + 1) {
      guard !table.rows[row].values.allSatisfy({ $0.text.trimmingSpaces().isEmpty }) else { continue }
      let line = ImportedRow(table: table, row: row, columns: columns, plan: plan)
      let amount = amount(line, "金额")
      guard !hasUnreadableWords(line) else { continue }
      if line.isTotal {
        if let amount { sums.append((row, "", amount)) }
        continue
      }
      let code = line.code("功能科目")
      if [3, 5].contains(code.count), let amount {
        sums.append((row, code, amount))
        continue
      }
      if let amount { items.append((code, amount)) }
      switch plan.content {
      case .revenue: revenue(line, code, amount)
      case .expenditure: expenditure(line, code, amount)
      }
    }
    prove(sums, items, table, columns["金额"])
  }

  /// Whether a code or a word of the row is a date, or a formula without a result; told for each.
  private mutating func hasUnreadableWords(_ line: ImportedRow) -> Bool {
    var found = false
    for column in line.columns.keys.sorted() where !["金额", "上年金额"].contains(column) {
      guard let trouble = line.cell(column)?.trouble else { continue }
      report(line, column, "“\(column)”\(trouble.chinese)。", "“\(column)” \(trouble.english).")
      found = true
    }
    return found
  }

  /// The first row that has most of the headings; every heading that it lacks is a problem.
  private mutating func headRow(_ table: ImportedTable, _ plan: ImportMapping.Table) -> Int? {
    let wanted = plan.columns.values.map(\.foldedForMatching)
    func found(_ row: Int) -> Int {
      let own = Set(table.rows[row].values.map(\.text.foldedForMatching))
      return wanted.count { own.contains($0) }
    }
    let best = table.rows.indices.prefix(40).max { (found($0), -$0) < (found($1), -$1) }
    guard let best, found(best) > 0 else {
      problems.append(
        Wording(
          "\(table.name.chinese)：没有找到表头（\(plan.columns.values.sorted().joined(separator: "、"))）。",
          "\(table.name.english): no heading row was found (\(plan.columns.values.sorted().joined(separator: ", ")))."))
      return nil
    }
    let own = Set(table.rows[best].values.map(\.text.foldedForMatching))
    for heading in plan.columns.values.sorted() where !own.contains(heading.foldedForMatching) {
      report(table, best, nil, "没有列“\(heading)”。请核对映射里的名称。", "There is no column “\(heading)”. Check the mapping.")
    }
    return best
  }

  /// Sums that the export prints must be the sums of its rows, or rows were lost.
  private mutating func prove(
    _ sums: [(row: Int, code: String, amount: Money)], _ items: [(code: String, amount: Money)], _ table: ImportedTable,
    _ column: Int?
  ) {
    for sum in sums where sum.code.isEmpty == false || sums.count { $0.code.isEmpty } == 1 {
      let found = items.filter { $0.code.hasPrefix(sum.code) }.map(\.amount).sum()
      guard found != sum.amount else {
        sumRows += 1
        continue
      }
      let of = sum.code.isEmpty ? "合计" : "科目 \(sum.code) 的小计"
      report(
        table, sum.row, column, "\(of)是 \(sum.amount) 元，它下面的明细相加是 \(found) 元。请核对导出的表是否完整。",
        "The sum \(sum.code) is \(sum.amount) yuan, its rows add up to \(found). Check that the export is complete.")
    }
  }

  private mutating func report(_ table: ImportedTable, _ row: Int, _ column: Int?, _ chinese: String, _ english: String)
  {
    let place = table.place(row, column)
    problems.append(Wording(place.chinese + chinese, place.english + english))
  }

  private mutating func report(_ line: ImportedRow, _ column: String, _ chinese: String, _ english: String) {
    report(line.table, line.row, line.columns[column], chinese, english)
  }

  /// Yuan; nil and told when the cell holds no exact amount. An empty cell of a line is nil too.
  private mutating func amount(_ line: ImportedRow, _ column: String) -> Money? {
    guard let cell = line.cell(column) else { return nil }
    if cell.isMerged {
      report(
        line, column, "金额的单元格是合并的，说不出各行各是多少。请取消合并，每行各填各的。",
        "The amount is a merged cell: unmerge it and fill in every row.")
      return nil
    }
    if let trouble = cell.trouble {
      report(line, column, "“\(column)”\(trouble.chinese)。", "“\(column)” \(trouble.english).")
      return nil
    }
    let text = cell.text.trimmingSpaces()
    guard !text.isEmpty, text != "-", text != "—" else { return nil }
    guard let number = PrintedNumber(typed: text), let amount = number.amount(in: mapping.unit),
      number.decimals <= mapping.unit.digits || number.isExact(to: mapping.unit.digits)
    else {
      report(
        line, column, "“\(column)”应为金额（\(mapping.unit.rawValue)，精确到分），现为“\(cell.text)”。",
        "“\(column)” must be an amount in \(mapping.unit.rawValue), exact to the fen; found “\(cell.text)”.")
      return nil
    }
    return amount.money
  }

  private mutating func item(_ line: ImportedRow, _ code: String) -> FunctionalCode? {
    guard let item = FunctionalCode(code), item.level == .item, !catalog.functional.names(of: code).isEmpty else {
      report(
        line, "功能科目", "“\(line.text("功能科目"))”不是已知的项级功能科目（7 位）。请核对编码。",
        "“\(line.text("功能科目"))” is no known item (7 digits) of the functional classification.")
      return nil
    }
    return item
  }

  private mutating func source(_ line: ImportedRow) -> FundSource? {
    let text = line.word("资金来源")
    let found = FundSource.allCases.first {
      text == $0.rawValue || text == $0.chinese || text + "拨款" == $0.chinese || text == $0.chinese + "收入"
    }
    if found == nil {
      let known = FundSource.allCases.map(\.chinese).joined(separator: "、")
      report(
        line, "资金来源", "不知道“\(text)”是哪种资金来源。请在映射的“对应”里写明。可用：\(known)。",
        "“\(text)” is no known source of funds. Say under 对应 which it is: \(known).")
    }
    return found
  }

  private mutating func revenue(_ line: ImportedRow, _ code: String, _ amount: Money?) {
    let (item, source) = (item(line, code), source(line))
    let carries = line.word("是否结转")
    let former = self.amount(line, "上年金额")
    guard let item, let source else { return }
    totals.rows += 1
    totals.revenue += amount ?? .zero
    func add(_ amount: Money?, to list: inout [Ledger.RevenueEntry]) {
      guard let amount else { return }
      var entry = Ledger.RevenueEntry(
        source: source, isCarryover: ["是", "结转", "上年结转"].contains(carries), item: item, amount: amount,
        origin: .init(file: SheetForm.revenue.file, line: list.count + 2))
      entry.unit = line.text("预算单位")
      if let same = list.firstIndex(where: {
        $0.source == entry.source && $0.isCarryover == entry.isCarryover && $0.item == entry.item
          && $0.unit == entry.unit
      }) {
        list[same].amount += amount
      } else {
        list.append(entry)
      }
    }
    add(amount, to: &ledger.revenue)
    add(former, to: &ledger.lastYear.revenue)
  }

  private mutating func expenditure(_ line: ImportedRow, _ code: String, _ amount: Money?) {
    let (item, source, nature) = (item(line, code), source(line), nature(line))
    var section: EconomicCode?
    let economic = line.code("经济科目")
    if !line.text("经济科目").isEmpty {
      section = EconomicCode(economic)
      if section?.level != .section || catalog.economicDepartment.names(of: economic).isEmpty {
        report(
          line, "经济科目", "“\(line.text("经济科目"))”不是已知的部门预算支出经济分类款级科目（5 位）。请核对编码。",
          "“\(line.text("经济科目"))” is no known section (5 digits) of the economic classification.")
      }
    } else if nature?.isBasic ?? false {
      report(line, "经济科目", "基本支出没有填经济科目。", "Basic expenditure needs its economic code.")
    }
    var government: EconomicCode?
    if !line.text("政府经济科目").isEmpty {
      let code = line.code("政府经济科目")
      government = EconomicCode(code)
      if government?.level != .section || catalog.economicGovernment.names(of: code).isEmpty {
        report(
          line, "政府经济科目", "“\(line.text("政府经济科目"))”不是已知的政府预算支出经济分类款级科目（5 位）。请核对编码。",
          "“\(line.text("政府经济科目"))” is no known section (5 digits) of the government's economic classification.")
      }
    }
    var mark: Ledger.ThreePublicMark?
    let printed = line.word("三公")
    if !printed.isEmpty, printed != "否" {
      mark = Ledger.ThreePublicMark.allCases.first { printed == $0.chinese || printed == $0.rawValue }
      if mark == nil {
        report(
          line, "三公", "不知道“\(printed)”是哪种“三公”经费。请在映射的“对应”里写明。",
          "“\(printed)” is no known mark; say under 对应 which it is.")
      }
    }
    let former = self.amount(line, "上年金额")
    guard let item, let source, let nature else { return }
    totals.rows += 1
    totals.expenditure += amount ?? .zero
    func add(_ amount: Money?, to list: inout [Ledger.ExpenditureEntry]) {
      guard let amount else { return }
      var entry = Ledger.ExpenditureEntry(
        unit: line.text("预算单位"), item: item, section: section, source: source, nature: nature, threePublic: mark,
        amount: amount, derivation: "", origin: .init(file: SheetForm.expenditure.file, line: list.count + 2))
      entry.governmentSection = government
      if let same = list.firstIndex(where: {
        CoverSearch.Key($0) == CoverSearch.Key(entry) && $0.governmentSection == government
      }) {
        list[same].amount += amount
      } else {
        list.append(entry)
      }
    }
    add(amount, to: &ledger.expenditure)
    add(former, to: &ledger.lastYear.expenditure)
  }

  private mutating func nature(_ line: ImportedRow) -> Ledger.Nature? {
    let word = line.word("支出性质")
    switch word {
    case "人员经费": return .personnel
    case "公用经费": return .operating
    case "经营支出": return .businessOperating
    case "上缴上级支出", "上解上级支出": return .paymentToHigherLevel
    case "对附属单位补助支出": return .subsidyToAffiliates
    case "项目支出":
      let (id, name) = (line.text("项目编号"), line.text("项目名称"))
      let key = id.isEmpty ? name : id
      guard !key.isEmpty else {
        report(line, "项目名称", "项目支出没有项目名称，也没有项目编号。", "Project expenditure without the project's name or number.")
        return nil
      }
      projects[key] = projects[key] ?? (name.isEmpty ? id : name)
      if !ledger.projects.contains(where: { $0.id == key }) {
        let shown = name.isEmpty ? id : name
        ledger.projects.append(
          .init(
            id: key, name: shown, goalTitle: "\(shown)绩效目标表", objective: "{{请填写.\(key)的绩效目标}}", indicators: [],
            origin: .init(file: SheetForm.projects.file, line: ledger.projects.count + 2)))
      }
      return .project(key)
    default:
      let known = Ledger.Nature.words.joined(separator: "、")
      report(
        line, "支出性质", "不知道“\(word)”是哪种支出。请在映射的“对应”里写明。可用：\(known)。",
        "“\(word)” is no known nature. Say under 对应 which it is: \(known).")
      return nil
    }
  }

  // MARK: the whole

  private mutating func deriveRevenue() {
    func derived(_ lines: [Ledger.ExpenditureEntry]) -> [Ledger.RevenueEntry] {
      var list: [Ledger.RevenueEntry] = []
      for line in lines {
        if let same = list.firstIndex(where: {
          $0.unit == line.unit && $0.item == line.item && $0.source == line.source
        }) {
          list[same].amount += line.amount
          continue
        }
        var entry = Ledger.RevenueEntry(
          source: line.source, isCarryover: false, item: line.item, amount: line.amount,
          origin: .init(file: SheetForm.revenue.file, line: list.count + 2))
        entry.unit = line.unit
        list.append(entry)
      }
      return list
    }
    guard ledger.revenue.isEmpty else {
      return problems.append(
        Wording("映射写了“收入由支出推得”，又有收入的表。请只留一样。", "Revenue is derived and given by a table too: keep one of them."))
    }
    ledger.revenue = derived(ledger.expenditure)
    ledger.lastYear.revenue = derived(ledger.lastYear.expenditure)
    totals.revenue = totals.expenditure
  }

  private mutating func finish() {
    var names: [String] = []
    for unit in ledger.expenditure.map(\.unit) + ledger.revenue.map(\.unit) where !unit.isEmpty && !names.contains(unit)
    {
      names.append(unit)
    }
    if names.count < 2 {
      // one unit needs no telling apart
      for index in ledger.revenue.indices { ledger.revenue[index].unit = "" }
      for index in ledger.lastYear.revenue.indices { ledger.lastYear.revenue[index].unit = "" }
    }
    if names.isEmpty {
      names = [mapping.entity]
      for index in ledger.expenditure.indices { ledger.expenditure[index].unit = mapping.entity }
      for index in ledger.lastYear.expenditure.indices { ledger.lastYear.expenditure[index].unit = mapping.entity }
    }
    ledger.units = names.map {
      // what no export says is asked for when the ledger is read
      UnitEntry(name: $0, nature: "", rank: "", funding: "")
    }
    if ledger.expenditure.isEmpty, ledger.revenue.isEmpty, problems.isEmpty {
      problems.append(Wording("表里没有一行明细。", "The tables hold no line at all."))
    }
  }
}

/// One row of an exported table under the mapping's columns.
struct ImportedRow {
  let table: ImportedTable
  let row: Int
  let columns: [String: Int]
  let plan: ImportMapping.Table

  func cell(_ column: String) -> ImportedTable.Cell? { columns[column].flatMap { table.rows[row][$0] } }

  func text(_ column: String) -> String { cell(column)?.text.trimmingSpaces() ?? "" }

  /// The word as the ledger has it.
  func word(_ column: String) -> String {
    let text = text(column)
    return plan.words[column]?[text.foldedForMatching] ?? text
  }

  /// The digits that a cell begins with: `2010301`, `2010301-行政运行`, `[2010301]行政运行`, also in full width.
  func code(_ column: String) -> String {
    let folded = text(column).foldedForMatching.drop { $0 == "[" || $0 == "(" }
    return String(folded.prefix { $0.isASCII && $0.isNumber })
  }

  /// A row that adds up the whole table.
  var isTotal: Bool {
    guard code("功能科目").isEmpty else { return false }
    return table.rows[row].values.contains { ["合计", "总计", "小计", "本页合计"].contains($0.text.foldedForMatching) }
  }
}

/// The files of a ledger that is in no folder yet.
private struct FilesInMemory: LedgerSource {
  let files: [String: [UInt8]]
  var name: String { "" }
  func bytes(of file: String) -> [UInt8]? { files[file] }
  func rows(of form: SheetForm) -> SheetRows? { nil }
  var narrativeFiles: [String] { files.keys.filter { $0.hasPrefix("narrative/") }.sorted() }
  func place(_ file: String, line: Int?, heading: String?) -> Wording { Wording("\(file)：", "\(file): ") }
}

extension PrintedNumber {
  /// Whether the places beyond `places` are zeros.
  fileprivate func isExact(to places: Int) -> Bool {
    guard decimals > places else { return true }
    let scale = (0..<(decimals - places)).reduce(Int64(1)) { power, _ in power * 10 }
    return digits % scale == 0
  }
}
