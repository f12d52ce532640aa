import Foundation
import MingzhangCatalog
import MingzhangChecking
import MingzhangMaking
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport

/// A department of several units, made up from a seed: lines of every nature, projects with targets, payments between the units.
struct DepartmentSample {
  static let names = ["南宫市教育局本级", "南宫市第一中学", "南宫市教师发展中心", "南宫市招生考试中心"]

  let catalog: Catalog
  let ledger: Ledger
  /// What the units pay one another, in all.
  let transferred: Money

  init(seed: UInt64, unitCount: Int = 3, transfers: Int = 2, change: (inout Ledger) -> Void = { _ in }) throws {
    catalog = try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data"))
    var random = SeededNumbers(seed: seed)
    let units = Array(Self.names.prefix(unitCount))
    var lines: [Ledger.ExpenditureEntry] = []
    func code(_ digits: String) throws -> FunctionalCode {
      guard let code = FunctionalCode(digits) else { throw BadCode(digits: digits) }
      return code
    }
    func add(
      _ unit: String, _ item: String, _ section: String?, _ source: FundSource, _ nature: Ledger.Nature,
      _ amount: Money,
      mark: Ledger.ThreePublicMark? = nil, to counterpart: String = ""
    ) throws {
      var line = Ledger.ExpenditureEntry(
        unit: unit, item: try code(item), section: section.flatMap(EconomicCode.init), source: source, nature: nature,
        threePublic: mark, amount: amount, derivation: "", origin: .init(file: "expenditure.csv", line: lines.count + 2)
      )
      line.counterpart = counterpart
      lines.append(line)
    }
    var projects: [Ledger.Project] = []
    func project(_ id: String) {
      projects.append(
        .init(
          id: id, name: id, goalTitle: "\(id)绩效目标表", objective: "保障\(id)按计划完成，提高教育服务水平。",
          indicators: [
            ("产出指标", "数量指标", "活动次数", "≥12次"), ("产出指标", "质量指标", "验收合格率", "≥98%"),
            ("产出指标", "时效指标", "按期完成率", "100%"), ("产出指标", "成本指标", "项目总成本", "≤{{项目.\(id)|元}}"),
            ("效益指标", "社会效益指标", "受益学校", "≥20所"), ("满意度指标", "服务对象满意度指标", "服务对象满意度", "≥95%"),
          ].map {
            PerformanceIndicator(
              level1: $0.0, level2: $0.1, name: $0.2, detail: "\(id)的\($0.2)", printedTarget: $0.3,
              target: IndicatorTarget(printed: $0.3), basis: "年度计划")
          }, origin: .init(file: "projects.csv", line: projects.count + 2)))
    }
    for (index, unit) in units.enumerated() {
      for section in ["30101", "30102", index == 0 ? "30103" : "30107"] {
        try add(unit, index == 0 ? "2050101" : "2050204", section, .generalPublicBudget, .personnel, random.money())
      }
      try add(unit, "2080505", "30108", .generalPublicBudget, .personnel, random.money())
      try add(unit, "2210201", "30113", .generalPublicBudget, .personnel, random.money())
      try add(unit, index == 0 ? "2050101" : "2050204", "30201", .generalPublicBudget, .operating, random.money())
      try add(
        unit, index == 0 ? "2050101" : "2050204", "30217", .generalPublicBudget, .operating, random.money(),
        mark: .reception)
      let count = 1 + random.below(3)
      for number in 0...count {
        let id = "\(["校舍维修", "教师培训", "考务保障", "信息化建设"][number])\(index + 1)"
        project(id)
        try add(unit, index == 0 ? "2050102" : "2050299", nil, .generalPublicBudget, .project(id), random.money())
      }
      if random.below(2) == 0 {
        try add(unit, "2050299", "30202", .publicService, .operating, random.money())
      }
    }
    var (receipts, total): ([Ledger.RevenueEntry], Money) = ([], .zero)
    for number in 0..<transfers {
      let payer = random.below(unitCount - 1)
      let payee = payer + 1 + random.below(unitCount - payer - 1)
      let amount = random.money()
      let source = number % 2 == 0 ? FundSource.otherIncome : .publicService
      let section = ["30299", "30227", "30226", "30216"][number % 4]
      try add(units[payer], "2050299", section, source, .operating, amount, to: units[payee])
      try add(units[payee], "2050299", section, .higherLevelSubsidy, .operating, amount)
      if let same = receipts.firstIndex(where: { $0.unit == units[payee] && $0.counterpart == units[payer] }) {
        receipts[same].amount += amount
      } else {
        var receipt = Ledger.RevenueEntry(
          source: .higherLevelSubsidy, isCarryover: false, item: try code("2050299"), amount: amount,
          origin: .init(file: "revenue.csv", line: 900 + number))
        (receipt.unit, receipt.counterpart) = (units[payee], units[payer])
        receipts.append(receipt)
      }
      total += amount
    }
    var revenue: [Ledger.RevenueEntry] = receipts
    struct Need: Hashable {
      var unit: String
      var item: FunctionalCode
      var source: FundSource
    }
    var needs: [Need: Money] = [:]
    for line in lines {
      needs[Need(unit: line.unit, item: line.item, source: line.source), default: .zero] += line.amount
    }
    for receipt in receipts {
      needs[Need(unit: receipt.unit, item: receipt.item, source: receipt.source)]? -= receipt.amount
    }
    for (need, amount) in needs.sorted(by: { "\($0.key)" < "\($1.key)" }) where amount != .zero {
      var entry = Ledger.RevenueEntry(
        source: need.source, isCarryover: false, item: need.item, amount: amount,
        origin: .init(file: "revenue.csv", line: revenue.count + 2))
      entry.unit = need.unit
      revenue.append(entry)
    }
    guard let profile = catalog.profile("hebei-2023") else { throw BadCode(digits: "hebei-2023") }
    var ledger = Ledger(
      book: .init(
        entity: "南宫市教育局", code: "", fiscalYear: 2024, kind: .budget, profile: "hebei-2023", region: "130581",
        level: "county", date: "2024-02-20", previous: [:]),
      units: units.map { UnitEntry(name: $0, nature: $0.hasSuffix("本级") ? "行政" : "事业", rank: "正科级", funding: "财政拨款") },
      revenue: revenue,
      expenditure: lines, projects: projects, procurement: [],
      assets: units.enumerated().map { index, unit in
        var asset = Ledger.AssetEntry(
          name: "办公设备", quantity: nil, value: Money(fen: 1_000_000 * Int64(index + 1)),
          origin: .init(file: "assets.csv", line: index + 2))
        asset.unit = unit
        return asset
      },
      glossary: [
        GlossaryEntry("一般公共预算拨款收入", "指市级财政当年拨付的资金。"),
        GlossaryEntry("基本支出", "指为保障机构正常运转、完成日常工作任务而发生的人员支出和公用支出。"),
        GlossaryEntry("项目支出", "指在基本支出之外为完成特定行政任务和事业发展目标所发生的支出。"),
        GlossaryEntry("机关运行经费", "指各部门的公用经费。"),
        GlossaryEntry("“三公”经费", "指因公出国（境）费、公务用车购置及运维费和公务接待费。"),
      ],
      narrative: Self.words(LedgerSkeleton(entity: "南宫市教育局", year: 2024, profile: profile).files.files()),
      lastYear: .init(revenue: revenue, expenditure: lines))
    change(&ledger)
    (self.ledger, transferred) = (ledger, total)
  }

  struct BadCode: Error { let digits: String }

  private static func words(_ files: [String: [UInt8]]) -> [Ledger.NarrativeSource] {
    files.filter { $0.key.hasPrefix("narrative/") }.sorted { $0.key < $1.key }.map { file, bytes in
      let text = String(decoding: bytes, as: UTF8.self)
        .replacing("{{请填写.部门职责}}", with: "贯彻党的教育方针，管理本市教育事业。")
        .replacing("{{请填写.机构设置}}", with: "机构设置情况见下表。")
        .replacing("{{请填写.总体绩效目标}}", with: "保障教育事业平稳发展，资金使用规范。")
        .replacing("{{请填写}}", with: "无其他需要说明的事项。")
      return .init(file: file, markdown: text)
    }
  }

  /// The book of `ledger`, as it is printed and read back.
  func book(_ ledger: Ledger) throws -> (view: DocumentView, disclosure: Disclosure, printed: Disclosure) {
    guard let profile = catalog.profile(ledger.book.profile) else { throw BadCode(digits: ledger.book.profile) }
    let disclosure = Posting(ledger: ledger, profile: profile, catalog: catalog).disclosure()
    let view = BookView(disclosure: disclosure, ledger: ledger, profile: profile).document
    let printed = try Reader(catalog: catalog).read(MarkdownWriter().bytes(for: view), name: "book.md").disclosure
    return (view, disclosure, printed)
  }

  func check(_ disclosure: Disclosure, units: [Disclosure] = []) -> CheckReport {
    RuleBook.standard.check(disclosure, with: catalog, beside: Companions(units: units))
  }
}

/// Numbers that are the same for the same seed.
struct SeededNumbers {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493 }

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % max(1, bound)
  }

  /// From 1,000.00 to 5,000,000.00 yuan, in whole hundreds of yuan so that 万元 to two decimals is exact.
  mutating func money() -> Money { Money(fen: Int64(10 + below(49_990)) * 10_000) }
}
