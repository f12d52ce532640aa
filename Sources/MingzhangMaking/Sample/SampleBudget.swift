import MingzhangCatalog
import MingzhangModel

/// The money of one department in one year: staff, vehicles, basic expenditure by economic section, projects.
///
/// Wages follow from heads, contributions from wages by their rates, running costs from heads; shares are rounded down to the fen.
struct SampleBudget {
  typealias Line = Ledger.ExpenditureEntry

  let department: SampleDepartment
  let year: Int
  let units: [Unit]
  let vehicles: Int
  let isBuyingVehicles: Bool
  let projects: [ActiveProject]
  private let numbers: SampleNumbers
  private let catalog: Catalog

  struct Unit: Hashable {
    let name: String
    let nature: SampleDepartment.Nature
    let item: FunctionalCode
    let staff: Int
    let retired: Int
  }

  struct ActiveProject: Hashable {
    let project: SampleDepartment.Project
    let amount: Money
    /// What last year's money pays of it.
    let carryover: Money
    let source: FundSource
    let isVehiclePurchase: Bool
    var name: String { project.name }
  }

  /// The year from which staff and prices are counted.
  private static let epoch = 2015

  init(_ department: SampleDepartment, year: Int, numbers: SampleNumbers, catalog: Catalog) {
    let own = numbers.of(department.name)
    let now = own.of(year)
    (self.department, self.year, self.numbers, self.catalog) = (department, year, own, catalog)
    units = Self.units(department, year, own, catalog)
    vehicles = max(1, units[0].staff / 12) + own.number("vehicles", in: 0...2)
    isBuyingVehicles = department.nature != .institution && now.happens("buys vehicles", percent: 15)
    projects = Self.projects(department, year, own, isBuyingVehicles: isBuyingVehicles)
  }

  private static func units(
    _ department: SampleDepartment, _ year: Int, _ own: SampleNumbers, _ catalog: Catalog
  ) -> [Unit] {
    func staff(_ label: String, _ range: ClosedRange<Int>) -> Int {
      let first = own.number(label, in: range)
      let drift = (epoch...max(epoch, year)).reduce(0) { $0 + own.of($1).number(label, in: -2...2) }
      return max(range.lowerBound / 2, first + drift)
    }
    let item = department.main.code(in: year)
    let isInstitution = department.nature == .institution
    let head = staff("staff", isInstitution ? 40...260 : 24...140)
    let main = Unit(
      name: isInstitution ? department.name : department.name + "本级", nature: department.nature, item: item,
      staff: head, retired: head / 3)
    guard department.nature == .agency, own.happens("has a centre", percent: 35) else { return [main] }
    let section = String(item.digits.prefix(5))
    let code = ["50", "99"].lazy.compactMap { FunctionalCode(section + $0) }
      .first { !catalog.functional.names(of: $0.digits).isEmpty }
    let small = staff("centre", 8...40)
    let centre = Unit(
      name: SampleCity.name + department.field + "服务中心", nature: .institution, item: code ?? item, staff: small,
      retired: small / 5)
    return [main, centre]
  }

  private static func projects(
    _ department: SampleDepartment, _ year: Int, _ own: SampleNumbers, isBuyingVehicles: Bool
  ) -> [ActiveProject] {
    var active = department.projects.enumerated().compactMap { index, project -> ActiveProject? in
      let its = own.of(project.name)
      // the first is there always; of the others some begin and some end
      let begins = its.happens("begins", percent: 30) ? its.number("begin", in: 2017...2025) : epoch
      let ends = its.happens("ends", percent: 20) ? its.number("end", in: 2020...2028) : 9999
      guard index == 0 || (begins..<max(begins + 1, ends)).contains(year) else { return nil }
      let amount = amount(of: project, its, year)
      let carries = !project.isOfFund && index == 1 && its.of(year).happens("carries over", percent: 25)
      return ActiveProject(
        project: project, amount: amount, carryover: carries ? share(amount, percent: 20, step: 10_000) : .zero,
        source: project.isOfFund ? .governmentFund : source(department, project), isVehiclePurchase: false)
    }
    if isBuyingVehicles, let item = department.projects.first {
      let count = own.of(year).number("new vehicles", in: 1...2)
      let project = SampleDepartment.Project(vehiclesUnder: item)
      active.append(
        ActiveProject(
          project: project, amount: Money(fen: Int64(count) * 15_800_000), carryover: .zero,
          source: .generalPublicBudget, isVehiclePurchase: true))
    }
    return active
  }

  /// Hospitals earn, schools for which fees are paid have a special account; all else is paid by the budget.
  private static func source(_ department: SampleDepartment, _ project: SampleDepartment.Project) -> FundSource {
    guard department.nature == .institution, project.kind == .running else { return .generalPublicBudget }
    let code = department.main.first.digits
    if code.hasPrefix("21002") || code == "2100403" { return .publicService }
    return ["2050204", "2050302", "2050305"].contains(code) ? .specialFiscalAccount : .generalPublicBudget
  }

  /// In hundreds of yuan, around a size that its kind has, growing by about two percent a year.
  private static func amount(of project: SampleDepartment.Project, _ its: SampleNumbers, _ year: Int) -> Money {
    let sizes: ClosedRange<Int64> =
      switch project.kind {
      case .business: 1_500...28_000
      case .running: 2_000...35_000
      case .event: 500...6_000
      case .aid: 9_000...260_000
      case .works: 20_000...480_000
      }
    let base = its.size("size", in: sizes)
    let growth = 1000 + 20 * Int64(max(0, year - epoch))
    let swing = its.of(year).happens("steady", percent: 15) ? 1000 : its.of(year).size("swing", in: 880...1140)
    let hundreds = base * growth / 1000 * swing / 1000
    return Money(fen: hundreds * 10_000)
  }

  static func share(_ money: Money, percent: Int64, step: Int64 = 1) -> Money {
    Money(fen: money.fen * percent / 100 / step * step)
  }

  // MARK: lines

  var lines: [Line] {
    units.flatMap(personnel) + units.flatMap(operating) + units.flatMap(pensions) + projectLines
  }

  /// The wages of a unit in a year, in fen.
  private func wages(_ unit: Unit) -> [(section: String, amount: Money)] {
    let its = numbers.of(unit.name)
    let raise = 1000 + 30 * Int64(max(0, year - Self.epoch))
    func each(_ label: String, _ yuan: ClosedRange<Int64>) -> Money {
      let yuanEach = its.size(label, in: yuan) * raise / 1000
      return Money(fen: yuanEach * Int64(unit.staff) * 100)
    }
    let basic = each("basic wage", 26_000...38_000)
    if unit.nature == .institution {
      let (allowance, performance) = (each("allowance", 4_000...9_000), each("performance", 28_000...45_000))
      return [("30101", basic), ("30102", allowance), ("30107", performance)]
    }
    let (allowance, bonus) = (each("allowance", 24_000...36_000), each("bonus", 15_000...24_000))
    return [("30101", basic), ("30102", allowance), ("30103", bonus)]
  }

  private func personnel(_ unit: Unit) -> [Line] {
    let wages = wages(unit)
    let sum = wages.map(\.amount).sum()
    let medical = unit.nature == .institution ? "2101102" : "2101101"
    var lines = wages.map { line(unit, unit.item.digits, $0.section, .personnel, $0.amount) }
    let contributions: [(String, String, Int64)] = [
      ("2080505", "30108", 1600), ("2080506", "30109", 800), (medical, "30110", 700),
      (unit.item.digits, "30112", 60), ("2210201", "30113", 1200),
    ]
    for (item, section, rate) in contributions {
      lines.append(line(unit, item, section, .personnel, Money(fen: sum.fen * rate / 10_000)))
    }
    return lines.compactMap { $0 }
  }

  private func pensions(_ unit: Unit) -> [Line] {
    guard unit.retired > 0 else { return [] }
    let item = unit.nature == .institution ? "2080502" : "2080501"
    let each = numbers.of(unit.name).size("pension", in: 9_000...15_000) * 100
    return [line(unit, item, "30302", .personnel, Money(fen: each * Int64(unit.retired)))].compactMap { $0 }
  }

  private func operating(_ unit: Unit) -> [Line] {
    let its = numbers.of(unit.name)
    let sum = wages(unit).map(\.amount).sum()
    /// Per head, in tens of yuan, up or down a little every year.
    func each(_ label: String, _ yuan: ClosedRange<Int64>) -> Money {
      let swing = its.of(year).size(label, in: 92...106)
      let tens = its.size(label, in: yuan) * Int64(unit.staff) * swing / 1000
      return Money(fen: tens * 1000)
    }
    var amounts: [(String, Money, Ledger.ThreePublicMark?)] = [
      ("30201", each("office", 1_800...3_600), nil), ("30202", each("printing", 300...900), nil),
      ("30205", each("water", 60...160), nil), ("30206", each("electricity", 500...1_100), nil),
      ("30207", each("post", 300...700), nil), ("30211", each("travel", 900...2_600), nil),
      ("30213", each("repairs", 300...1_200), nil), ("30216", each("training", 200...700), nil),
    ]
    if unit == units.first {
      amounts.append(("30217", reception, .reception))
      if travel > .zero { amounts.append(("30212", travel, .overseasTravel)) }
      amounts.append(("30231", vehicleOperation, .vehicleOperation))
    }
    amounts.append(("30228", Money(fen: sum.fen * 2 / 100), nil))
    amounts.append(("30229", each("welfare", 400...900), nil))
    if unit.nature != .institution { amounts.append(("30239", each("commuting", 5_400...7_800), nil)) }
    amounts.append(("30299", each("other", 200...900), nil))
    return amounts.sorted { $0.0 < $1.0 }.compactMap { section, amount, mark in
      line(unit, unit.item.digits, section, .operating, amount, mark)
    }
  }

  /// Reception falls slowly, and in some years stays as it was.
  private var reception: Money {
    let first = numbers.size("reception", in: 8...90) * 200_000
    let cut = (Self.epoch...max(Self.epoch, year)).reduce(Int64(1000)) { left, year in
      numbers.of(year).happens("reception stays", percent: 30) ? left : left * 97 / 100
    }
    return Money(fen: first * cut / 1000 / 10_000 * 10_000)
  }

  private var travel: Money {
    let now = numbers.of(year)
    guard department.nature == .agency, now.happens("travels", percent: 12) else { return .zero }
    return Money(fen: now.size("travel", in: 3...12) * 1_000_000)
  }

  private var vehicleOperation: Money {
    let now = numbers.of(year)
    let hundreds = now.happens("steady vehicles", percent: 30) ? 250 : now.size("vehicle", in: 225...275)
    return Money(fen: Int64(vehicles) * hundreds * 10_000)
  }

  private var projectLines: [Line] {
    projects.compactMap { active in
      line(
        units[0], active.project.item.code(in: year).digits, nil, .project(active.name), active.amount,
        active.isVehiclePurchase ? .vehiclePurchase : nil, source: active.source)
    }
  }

  private func line(
    _ unit: Unit, _ item: String, _ section: String?, _ nature: Ledger.Nature, _ amount: Money,
    _ mark: Ledger.ThreePublicMark? = nil, source: FundSource = .generalPublicBudget
  ) -> Line? {
    guard let code = FunctionalCode(item), amount > .zero else { return nil }
    return Line(
      unit: unit.name, item: code, section: section.flatMap(EconomicCode.init), source: source, nature: nature,
      threePublic: mark, amount: amount, derivation: "", origin: Ledger.Origin(file: "expenditure.csv", line: 0))
  }

  // MARK: revenue

  /// What pays the lines: the same sums by item and source, last year's money apart.
  func revenue(for lines: [Line]) -> [Ledger.RevenueEntry] {
    var sums: [RevenueKey: Money] = [:]
    for line in lines { sums[RevenueKey(item: line.item, source: line.source), default: .zero] += line.amount }
    let carried = projects.filter { $0.carryover > .zero }.map { active in
      (key: RevenueKey(item: active.project.item.code(in: year), source: active.source), amount: active.carryover)
    }
    for (key, amount) in carried { sums[key, default: .zero] -= amount }
    func entry(_ key: RevenueKey, _ amount: Money, _ isCarryover: Bool) -> Ledger.RevenueEntry {
      Ledger.RevenueEntry(
        source: key.source, isCarryover: isCarryover, item: key.item, amount: amount,
        origin: Ledger.Origin(file: "revenue.csv", line: 0))
    }
    return sums.sorted { $0.key < $1.key }.map { entry($0.key, $0.value, false) }
      + carried.map { entry($0.key, $0.amount, true) }
  }

  private struct RevenueKey: Hashable, Comparable {
    let item: FunctionalCode
    let source: FundSource
    static func < (a: Self, b: Self) -> Bool {
      (a.source == b.source) ? a.item < b.item : a.source.order < b.source.order
    }
  }
}

extension FundSource {
  fileprivate var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

extension SampleDepartment.Project {
  /// The purchase of vehicles, under the item of another project.
  fileprivate init(vehiclesUnder other: SampleDepartment.Project) {
    (kind, item, name, isOfFund) = (.running, other.item, "公务用车更新", false)
  }
}
