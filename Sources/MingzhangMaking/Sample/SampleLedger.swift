import MingzhangCatalog
import MingzhangModel

/// One ledger of the sample city, put together: money, projects with their targets, purchases, holdings, words.
struct SampleLedger {
  let city: SampleCity
  let department: SampleDepartment
  let year: Int
  let now: SampleBudget
  let before: SampleBudget
  private let numbers: SampleNumbers

  init(city: SampleCity, department: SampleDepartment, year: Int, catalog: Catalog) {
    (self.city, self.department, self.year) = (city, department, year)
    let seeded = SampleNumbers(seed: city.seed)
    now = SampleBudget(department, year: year, numbers: seeded, catalog: catalog)
    before = SampleBudget(department, year: year - 1, numbers: seeded, catalog: catalog)
    numbers = seeded.of(department.name).of(year)
  }

  var ledger: Ledger {
    let (lines, former) = (now.lines, before.lines)
    let goals = SampleGoals(numbers: numbers, year: year)
    var ledger = Ledger(
      book: book, units: now.units.map(Self.unit), revenue: Self.numbered(now.revenue(for: lines)),
      expenditure: Self.numbered(lines), projects: Self.numbered(now.projects.map(goals.project)),
      procurement: procurement,
      assets: assets, glossary: SampleWords.glossary, narrative: [],
      lastYear: Ledger.Lines(revenue: before.revenue(for: former), expenditure: former))
    let figures = Figures(ledger)
    let reasons = SampleReasons(now: now, before: before)
    ledger.reasons = reasons.answers(figures)
    ledger.narrative = SampleWords(self, figures: figures).sources
    return ledger
  }

  private var book: Ledger.Book {
    let day = numbers.number("day", in: 10...28)
    return Ledger.Book(
      entity: department.name, code: "\(department.code) \(department.name)", fiscalYear: year, kind: .budget,
      profile: city.profile, region: SampleCity.region, level: "prefecture", date: "\(year)-02-\(day)", previous: [:],
      mark: SampleCity.mark)
  }

  private static func unit(_ unit: SampleBudget.Unit) -> UnitEntry {
    switch unit.nature {
    case .agency: UnitEntry(name: unit.name, nature: "行政", rank: "正处级", funding: "财政拨款")
    case .alike: UnitEntry(name: unit.name, nature: "参公事业", rank: "正处级", funding: "财政拨款")
    case .institution: UnitEntry(name: unit.name, nature: "事业", rank: "副处级", funding: "财政性资金基本保证")
    }
  }

  // MARK: purchases

  /// What the projects buy: always a number of equal things, so that number times price is the amount.
  private var procurement: [Ledger.ProcurementEntry] {
    var entries: [Ledger.ProcurementEntry] = []
    for active in now.projects {
      guard let plan = Self.purchase(active) else { continue }
      // new vehicles are bought as a whole, of other projects about two thirds are bought
      let share = active.isVehiclePurchase ? 100 : numbers.of(active.name).size("bought", in: 40...70)
      let quantity = active.isVehiclePurchase ? active.amount.fen / 15_800_000 : plan.quantity
      let price = SampleBudget.share(active.amount, percent: share).fen / quantity / 10_000 * 10_000
      guard price > 0 else { continue }
      let amount = Money(fen: price * quantity)
      let small = plan.code.hasPrefix("B") ? 30 : 60
      entries.append(
        Ledger.ProcurementEntry(
          project: active.name, item: plan.item, catalogCode: plan.code, measure: plan.measure,
          quantity: PrintedNumber(digits: quantity, decimals: 0), unitPrice: Money(fen: price), source: active.source,
          amount: amount, smallBusinessShare: SampleBudget.share(amount, percent: Int64(small), step: 10_000),
          origin: Ledger.Origin(file: "procurement.csv", line: entries.count + 2)))
    }
    return entries
  }

  private static func purchase(_ active: SampleBudget.ActiveProject)
    -> (item: String, code: String, measure: String, quantity: Int64)?
  {
    if active.isVehiclePurchase { return ("轿车", "A02030501", "辆", 1) }
    let name = active.name
    switch active.project.kind {
    case .running where name.contains("设备"): return ("专用设备", "A02329900", "套", 5)
    case .running where name.contains("维修"): return ("修缮工程", "B08010000", "项", 1)
    case .running where name.contains("物业"): return ("物业管理服务", "C21040000", "项", 1)
    case .running: return ("运行维护服务", "C16070000", "项", 1)
    case .works: return ("市政工程施工", "B02990000", "项", 1)
    case .business where name.contains("检"): return ("检测服务", "C19010000", "项", 1)
    case .event where active.amount.fen >= 100_000_00: return ("会议展览服务", "C22010000", "项", 1)
    default: return nil
    }
  }

  // MARK: holdings

  private var assets: [Ledger.AssetEntry] {
    let staff = Int64(now.units[0].staff)
    let own = numbers
    let rows: [(String, Int64?, Int64)] = [
      ("房屋", nil, staff * own.size("house", in: 18_000...42_000)),
      ("车辆", Int64(now.vehicles), Int64(now.vehicles) * own.size("car", in: 118_000...165_000)),
      ("办公设备", staff * 3, staff * own.size("desk", in: 6_000...9_000)),
      ("专用设备", nil, staff * own.size("machine", in: 2_000...15_000)),
    ]
    return rows.enumerated().map { index, row in
      Ledger.AssetEntry(
        name: row.0, quantity: row.1.map { PrintedNumber(digits: $0, decimals: 0) }, value: Money(fen: row.2 * 100),
        origin: Ledger.Origin(file: "assets.csv", line: index + 2))
    }
  }

  // MARK: origins

  /// The line of the file in which `LedgerFiles` writes each entry: below the headings.
  private static func numbered(_ entries: [Ledger.RevenueEntry]) -> [Ledger.RevenueEntry] {
    entries.enumerated().map { index, entry in
      var entry = entry
      entry.origin.line = index + 2
      return entry
    }
  }

  private static func numbered(_ entries: [Ledger.ExpenditureEntry]) -> [Ledger.ExpenditureEntry] {
    entries.enumerated().map { index, entry in
      var entry = entry
      entry.origin.line = index + 2
      return entry
    }
  }

  private static func numbered(_ entries: [Ledger.Project]) -> [Ledger.Project] {
    entries.enumerated().map { index, entry in
      var entry = entry
      entry.origin.line = index + 2
      return entry
    }
  }
}
