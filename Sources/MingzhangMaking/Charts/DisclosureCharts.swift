import MingzhangCatalog
import MingzhangModel

/// The charts of a department: of one disclosure, or of its disclosures of several years, in any form that can be read.
///
/// What could not be drawn is said in the notes of the chart, with the reason; a chart without amounts has no picture.
public struct DisclosureCharts: Sendable {
  private let catalog: Catalog?
  private let link: @Sendable (StatementKind, LineKey) -> String?

  /// - Parameters:
  ///   - catalog: names that a table does not print, and other spellings of names; without it such lines show their codes.
  ///   - link: where a line of a table leads; nil for nowhere.
  public init(catalog: Catalog? = nil, link: @escaping @Sendable (StatementKind, LineKey) -> String? = { _, _ in nil })
  {
    (self.catalog, self.link) = (catalog, link)
  }

  // MARK: one disclosure

  /// Sources of income → functional classes of expenditure.
  public func flow(_ disclosure: Disclosure) -> FlowChart {
    let amounts = DisclosureAmounts(disclosure)
    let (income, expenditure) = (amounts.income, amounts.expenditure)
    return FlowChart(
      title: title(disclosure, "收支流向", "income and expenditure"), income: items(income, disclosure),
      expenditure: items(expenditure, disclosure), notes: Self.uniqued(income.notes + expenditure.notes))
  }

  /// Expenditure by functional class.
  public func functionTreemap(_ disclosure: Disclosure) -> Treemap {
    let parts = DisclosureAmounts(disclosure).functionClasses
    return Treemap(
      title: title(disclosure, "支出按功能分类", "expenditure by function"), items: items(parts, disclosure),
      notes: parts.notes)
  }

  /// Basic expenditure of the general public budget by economic class.
  public func economicTreemap(_ disclosure: Disclosure) -> Treemap {
    let parts = DisclosureAmounts(disclosure).economicClasses
    return Treemap(
      title: title(disclosure, "一般公共预算基本支出按经济分类", "basic expenditure by economic class"),
      items: items(parts, disclosure), notes: parts.notes)
  }

  // MARK: several years

  /// Basic and project expenditure, year by year.
  public func expenditureBars(_ disclosures: [Disclosure]) -> BarChart {
    let years = YearsOfDepartment(disclosures)
    let all = [Wording("基本支出", "Basic"), Wording("项目支出", "Projects")]
    let series = zip(all, [\DisclosureAmounts.basic, \DisclosureAmounts.project]).map { name, path in
      ChartSeries(name, years.map { DisclosureAmounts($0)[keyPath: path] })
    }
    return BarChart(
      title: years.title("历年支出", "expenditure by year"), years: years.years, series: series, isStacked: true,
      breaks: years.breaks, notes: years.notes + missing(series, years))
  }

  /// “三公” with its parts, and 机关运行经费, year by year.
  public func trends(_ disclosures: [Disclosure]) -> SmallMultiples {
    let years = YearsOfDepartment(disclosures)
    let lines: [(Wording, LineKey, Claim.Measure)] = [
      (Wording("“三公”经费合计", "Three public expenses"), .threePublicSubtotal, .threePublicExpenses),
      (Wording("因公出国（境）费", "Travel abroad"), .overseasTravel, .overseasTravel),
      (Wording("公务用车购置及运行费", "Official vehicles"), .vehicles, .vehicles),
      (Wording("公务接待费", "Official reception"), .reception, .reception),
    ]
    var series = lines.map { name, key, measure in
      ChartSeries(
        name, years.map { DisclosureAmounts($0).threePublic(key, measure) }, href: link(.threePublicExpenses, key))
    }
    series.append(
      ChartSeries(
        Wording("机关运行经费", "Agency operating expenses"), years.map { DisclosureAmounts($0).agencyOperatingExpenses }))
    return SmallMultiples(
      title: years.title("“三公”经费和机关运行经费", "three public and operating expenses"), years: years.years, series: series,
      breaks: years.breaks, notes: years.notes + missing(series, years))
  }

  /// Functional items year by year; a code whose printed name changes is broken there.
  public func itemTrends(_ codes: [FunctionalCode], _ disclosures: [Disclosure]) -> SmallMultiples {
    let years = YearsOfDepartment(disclosures)
    var breaks = years.breaks
    let series = codes.map { code in
      let parts = years.map { DisclosureAmounts($0).item(code) }
      breaks += changes(of: code, parts, years.years)
      let name = parts.last { $0 != nil }.flatMap { $0?.caption } ?? name(code, years.years.last) ?? code.digits
      return ChartSeries(
        code.level == .class ? ChartNames.functionClass(code, printed: name) : Wording(name, "\(code.digits) \(name)"),
        parts.map { $0?.amount }, href: link(.expenditure, .function(code)))
    }
    return SmallMultiples(
      title: years.title("历年科目支出", "items by year"), years: years.years, series: series, breaks: breaks,
      notes: years.notes + missing(series, years))
  }

  /// Where the printed name of `code` changes to one that the catalog does not know as another spelling of the same.
  private func changes(of code: FunctionalCode, _ parts: [DisclosureAmounts.Part?], _ years: [Int]) -> [ChartBreak] {
    breaks(of: code.digits, zip(years, parts).compactMap { year, part in part.map { (year, $0.caption) } })
  }

  /// The years from which on `code` has another meaning: its printed name changed to one that the catalog does not know as
  /// another spelling of the same. Such years are no trend.
  ///
  /// - Parameter names: the printed names, in the order of their years.
  public func breaks(of code: String, _ names: [(year: Int, name: String)]) -> [ChartBreak] {
    zip(names, names.dropFirst()).compactMap { before, after in
      guard before.name.foldedForMatching != after.name.foldedForMatching,
        !(catalog?.functional.names(of: code) ?? []).contains(where: { entry in
          let spellings = ([entry.name] + entry.aliases).map(\.foldedForMatching)
          return spellings.contains(before.name.foldedForMatching) && spellings.contains(after.name.foldedForMatching)
        })
      else { return nil }
      return ChartBreak(
        before: after.year,
        Wording(
          "科目 \(code) 由“\(before.name)”改为“\(after.name)”", "code \(code) was “\(before.name)” and is “\(after.name)”"))
    }
  }

  /// Which years lack which series.
  private func missing(_ series: [ChartSeries], _ years: YearsOfDepartment) -> [Wording] {
    series.compactMap { line in
      let absent = zip(years.years, line.values).filter { year, value in value == nil && years.has(year) }.map(\.0)
      guard !absent.isEmpty else { return nil }
      let list = absent.map(String.init)
      return Wording(
        "\(list.joined(separator: "、")) 年的公开书里没有找到“\(line.name.chinese)”。",
        "“\(line.name.english)” was not found in the book of \(list.joined(separator: ", ")).")
    }
  }

  // MARK: words

  private func title(_ disclosure: Disclosure, _ chinese: String, _ english: String) -> Wording {
    let year = disclosure.fiscalYear.map { ("\($0) 年", "\($0) ") } ?? ("", "")
    let kind = disclosure.kind == .budget ? ("预算", "budget: ") : ("决算", "final account: ")
    return Wording(year.0 + kind.0 + chinese, year.1 + kind.1 + english)
  }

  private func items(_ parts: DisclosureAmounts.Parts, _ disclosure: Disclosure) -> [ChartItem] {
    parts.parts.map { part in ChartItem(name(part, disclosure), part.amount, href: link(parts.kind, part.key)) }
  }

  private func name(_ part: DisclosureAmounts.Part, _ disclosure: Disclosure) -> Wording {
    if let code = part.key.functionalCode {
      let printed = part.caption.isEmpty ? name(code, disclosure.fiscalYear) ?? code.digits : part.caption
      return ChartNames.functionClass(code, printed: printed)
    }
    if let code = part.key.economicCode {
      let known = catalog?.economicDepartment.name(of: code.digits, year: disclosure.fiscalYear)
      return ChartNames.economicClass(code, printed: part.caption.isEmpty ? known ?? code.digits : part.caption)
    }
    if let source = FundSource.allCases.first(where: { part.key == .source($0) }) { return ChartNames.source(source) }
    switch part.key {
    case .carryoverIn: return Wording("上年结转结余", "Carried over from last year")
    case .carryoverOut: return Wording("年终结转结余", "Carried over to next year")
    case .fiscalAppropriation: return Wording("财政拨款收入", "Fiscal appropriation")
    default: return Wording(part.caption, part.caption)
    }
  }

  private func name(_ code: FunctionalCode, _ year: Int?) -> String? {
    catalog?.functional.name(of: code.digits, year: year)
  }

  private static func uniqued(_ notes: [Wording]) -> [Wording] {
    var seen: Set<Wording> = []
    return notes.filter { seen.insert($0).inserted }
  }
}

/// The disclosures of one department in the order of their years, with a place for every year between.
private struct YearsOfDepartment {
  let years: [Int]
  let breaks: [ChartBreak]
  let notes: [Wording]
  private let kind: Disclosure.Kind
  private let byYear: [Int: Disclosure]

  /// Budgets and final accounts are never one series: the kind of the latest counts.
  init(_ disclosures: [Disclosure]) {
    let latest = disclosures.max { ($0.fiscalYear ?? 0) < ($1.fiscalYear ?? 0) }
    kind = latest?.kind ?? .budget
    var byYear: [Int: Disclosure] = [:]
    var notes: [Wording] = []
    for disclosure in disclosures {
      guard let year = disclosure.fiscalYear else {
        notes.append(Wording("有一本公开书看不出年度，没有画。", "One book has no year and was left out."))
        continue
      }
      if disclosure.kind == latest?.kind { byYear[year] = disclosure }
    }
    if let kind = latest?.kind, disclosures.contains(where: { $0.kind != kind }) {
      notes.append(
        kind == .budget
          ? Wording("只画预算；决算不与预算连成一线。", "Budgets only; final accounts are no part of the line.")
          : Wording("只画决算；预算不与决算连成一线。", "Final accounts only; budgets are no part of the line."))
    }
    let known = byYear.keys.sorted()
    // a century of years would be a misread one
    let span = known.first.flatMap { first in known.last.map { first...$0 } }
    years = span.map { $0.count <= 60 ? Array($0) : known } ?? []
    let absent = years.filter { byYear[$0] == nil }
    if !absent.isEmpty {
      let list = absent.map(String.init)
      notes.append(
        Wording("没有 \(list.joined(separator: "、")) 年的公开书。", "There is no book of \(list.joined(separator: ", "))."))
    }
    breaks = zip(known, known.dropFirst()).compactMap { before, after in
      guard let old = byYear[before]?.entity, let new = byYear[after]?.entity,
        old.foldedForMatching != new.foldedForMatching
      else { return nil }
      return ChartBreak(before: after, Wording("单位由“\(old)”改为“\(new)”", "the department was “\(old)” and is “\(new)”"))
    }
    (self.byYear, self.notes) = (byYear, notes)
  }

  func has(_ year: Int) -> Bool { byYear[year] != nil }

  func map<Value>(_ value: (Disclosure) -> Value?) -> [Value?] { years.map { byYear[$0].flatMap(value) } }

  func title(_ chinese: String, _ english: String) -> Wording {
    let kind = kind == .budget ? ("（预算）", " (budget)") : ("（决算）", " (final account)")
    return Wording(chinese + kind.0, english.prefix(1).uppercased() + english.dropFirst() + kind.1)
  }
}
