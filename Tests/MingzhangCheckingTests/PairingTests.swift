import Foundation
import MingzhangCatalog
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

@testable import MingzhangChecking

/// Files of one folder are held beside each other only where names say that they belong together.
@Suite struct PairingTests {
  private static let folder = TestPlaces.root.appending(path: "Tests/MingzhangCheckingTests")
  private let reader: Reader
  private let catalog: Catalog

  init() throws {
    catalog = try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data"))
    reader = Reader(catalog: catalog)
  }

  private func book(_ name: String, _ changes: (String, String)...) throws -> Disclosure {
    var text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    for (before, after) in changes {
      #expect(text.contains(before), "\(before) is not in \(name)")
      text = text.replacingOccurrences(of: before, with: after)
    }
    return try reader.read(Array(text.utf8), name: name).disclosure
  }

  /// The sound department, naming its two units in words.
  private func department(_ list: String = "纳入本部门预算编制范围的预算单位共计2家，具体包括：甲县财政局（本级），甲县国库支付中心（甲县票据中心）。")
    throws -> Disclosure
  { try book("Cases/base.md", ("局机关设2个内设机构，包括：办公室、预算股。", list)) }

  private func beside(_ disclosure: Disclosure, _ found: [Disclosure]) -> Companions {
    var companions = Companions.none
    companions.take(found, beside: disclosure)
    return companions
  }

  @Test("部门与本级、与它列出的单位：配上；列的都在，合计才算数")
  func units() throws {
    let (office, centre) = (try book("Books/unit-1.md"), try book("Books/unit-2.md"))
    let all = beside(try department(), [centre, office])
    #expect(all.units.map(\.entity) == ["甲县国库支付中心", "甲县财政局本级"])
    #expect(all.areUnitsAll)
    #expect(try beside(department(), [office]).areUnitsAll == false)
    // as a book often prints it: the same name, 单位预算
    let sameName = try book("Books/unit-1.md", ("甲县财政局本级", "甲县财政局"))
    #expect(Publisher(sameName).scope == .unit)
    #expect(try beside(department(), [sameName]).units.count == 1)
    #expect(sameName.name(inside: try department()) == "甲县财政局（本级）")
    // a list that counts more than it names is not all
    let list = "纳入本部门预算编制范围的预算单位共计3家，具体包括：甲县财政局（本级），甲县国库支付中心。"
    var larger = try department(list)
    larger.units = []
    let some = beside(larger, [office, centre])
    #expect(some.units.count == 2 && !some.areUnitsAll)
    let report = RuleBook.standard.check(larger, with: catalog, beside: some)
    #expect(report.outcomes.first { $0.rule == "X210" }?.status == .unchecked)
    #expect(report.outcomes.first { $0.rule == "X212" }?.status == .holds)
  }

  @Test("名称不能证明的不配：别的部门、别的年度、没有列出的单位、同一单位有两份、部门自己的另一份")
  func strangers() throws {
    let whole = try department()
    let strangers = [
      try book("Books/unit-1.md", ("甲县财政局本级", "甲县财政局城关分局")), try book("Books/unit-1.md", ("2024", "2022")),
      try book("Books/unit-2.md", ("甲县国库支付中心", "乙县国库支付中心")), try department("局机关设1个内设机构。"),
      try book("Books/final.md"),
    ]
    for stranger in strangers { #expect(beside(whole, [stranger]).units.isEmpty, "\(stranger.entity)") }
    let office = try book("Books/unit-1.md")
    let other = try book("Books/unit-1.md", ("600000.00", "700000.00"))
    #expect(beside(whole, [office, other]).units.isEmpty)
    #expect(beside(whole, [office, office]).units.count == 1, "one file under two names is one")
    // a unit has no units
    #expect(beside(office, [try book("Books/unit-2.md"), whole]).units.isEmpty)
  }

  @Test("上一年：同一口径的那一本；单位的上年不能当部门的上年")
  func previous() throws {
    let whole = try department()
    let last = try book("Books/previous.md")
    let unitsLast = try book("Books/unit-1.md", ("2024", "2023"))
    #expect(beside(whole, [unitsLast, last]).previous == last)
    #expect(beside(whole, [unitsLast]).previous == nil)
    #expect(beside(try book("Books/unit-1.md"), [last, unitsLast]).previous == unitsLast)
    #expect(beside(whole, [try book("Books/previous.md", ("甲县财政局", "乙县财政局"))]).previous == nil)
  }

  @Test("决算与当年预算；文字与表格")
  func finalAndHalves() throws {
    let final = try book("Books/final.md", ("2024", "2024"))
    #expect(beside(final, [try department()]).budget?.kind == .budget)
    #expect(beside(final, [try book("Books/unit-1.md")]).budget == nil)
    var (words, tables) = (try department(), try department())
    words.statements = []
    tables.narrative = Narrative()
    tables.source?.sha256 = "t"
    #expect(beside(words, [tables]).counterpart == tables)
    let report = RuleBook.standard.check(words, with: catalog, beside: beside(words, [tables]))
    #expect(report.beside?.map(\.role) == [.counterpart])
    #expect(report.besideLines.count == 2)
  }

  @Test("单位清单：括号里的顿号不分，“和”不分，只说“所属单位预算”的不算")
  func lists() throws {
    let list = UnitList(of: try department("下属3个预算单位，分别是：甲县人力资源和社会保障中心、甲县支付中心（甲县票据中心、甲县会计中心）、甲县信息中心。"))
    #expect(list.names == ["甲县人力资源和社会保障中心", "甲县支付中心（甲县票据中心、甲县会计中心）", "甲县信息中心"])
    #expect(list.isWhole)
    #expect(UnitList(of: try department("部门预算包括局本级预算和所属单位预算。")).names.isEmpty)
    #expect(UnitList(of: try department("纳入编制范围的预算单位包括：局本级预算、局属支付中心预算。")).names.isEmpty)
  }
}
