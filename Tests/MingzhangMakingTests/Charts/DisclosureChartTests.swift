import MingzhangMaking
import MingzhangModel
import Testing

@Suite("公开书的图") struct DisclosureChartTests {
  /// The Nangong book as of `year`, every amount of the ledger in percent.
  private func book(_ year: Int, percent: Int64 = 100, entity: String? = nil) throws -> Disclosure {
    let sample = try NangongLedger()
    var ledger = sample.ledger
    ledger.book.fiscalYear = year
    if let entity { ledger.book.entity = entity }
    for index in ledger.expenditure.indices {
      ledger.expenditure[index].amount = Money(fen: ledger.expenditure[index].amount.fen * percent / 100)
    }
    return Posting(ledger: ledger, profile: sample.profile, catalog: sample.catalog).disclosure()
  }

  @Test("收支流向的两侧就是收支总表的两侧")
  func flowIsTheSummary() throws {
    let sample = try NangongLedger()
    let flow = DisclosureCharts(catalog: sample.catalog).flow(sample.disclosure)
    let total = Money(fen: 2_466_080_000)
    #expect(flow.income.compactMap(\.amount).sum() == total)
    #expect(flow.expenditure.compactMap(\.amount).sum() == total)
    #expect(flow.expenditure.map(\.name.chinese) == ["一般公共服务支出", "社会保障和就业支出", "卫生健康支出", "住房保障支出"])
    #expect(flow.notes.isEmpty && flow.chart().notes.isEmpty)
  }

  @Test("两张树图合计等于支出总表和基本支出表的合计")
  func treemapsAddUpToTheirTables() throws {
    let sample = try NangongLedger()
    let charts = DisclosureCharts(catalog: sample.catalog) { kind, key in "/\(kind.rawValue)/\(key)" }
    let function = charts.functionTreemap(sample.disclosure)
    #expect(function.items.compactMap(\.amount).sum() == Money(fen: 2_466_080_000))
    #expect(function.items.first?.href == "/expenditure/function:201")
    let economic = charts.economicTreemap(sample.disclosure)
    #expect(economic.items.compactMap(\.amount).sum() == Money(fen: 971_020_000))
    #expect(economic.items.map(\.name.english).first == "301 Wages and welfare")
    let svg = try #require(function.chart().svg)
    #expect(!svg.contains("role=") && svg.contains("href=\"/expenditure/function:201\""))
  }

  @Test("没有类级行的表，由最低一级的行合成")
  func classesOutOfItems() throws {
    let sample = try NangongLedger()
    var disclosure = sample.disclosure
    let index = try #require(disclosure.statements.firstIndex { $0.kind == .expenditure })
    disclosure.statements[index].lines.removeAll { $0.key.functionalCode.map { $0.level == .class } ?? false }
    let map = DisclosureCharts(catalog: sample.catalog).functionTreemap(disclosure)
    #expect(map.items.map(\.name.chinese) == ["一般公共服务支出", "社会保障和就业支出", "卫生健康支出", "住房保障支出"])
    #expect(map.items.compactMap(\.amount).sum() == Money(fen: 2_466_080_000))
  }

  @Test("缺表、认不出的金额、合不上的合计，都说出来")
  func whatIsMissingIsSaid() throws {
    let sample = try NangongLedger()
    let charts = DisclosureCharts(catalog: sample.catalog)
    var without = sample.disclosure
    without.statements = []
    for chart in [
      charts.flow(without).chart(), charts.functionTreemap(without).chart(), charts.economicTreemap(without).chart(),
    ] {
      #expect(chart.isEmpty && !chart.notes.isEmpty)
    }
    var spoiled = sample.disclosure
    let index = try #require(spoiled.statements.firstIndex { $0.kind == .expenditure })
    func spoil(_ digits: String) throws {
      let table = spoiled.statements[index]
      let line = try #require(FunctionalCode(digits).flatMap { table.line(.function($0)) })
      let column = try #require(table.column(.total, for: line))
      spoiled.statements[index].rows[line.row][column] = Cell("51OOOO", .illegible)
    }
    try spoil("210")
    // the lines below tell the class
    #expect(charts.functionTreemap(spoiled).items.compactMap(\.amount).sum() == Money(fen: 2_466_080_000))
    #expect(charts.functionTreemap(spoiled).notes.isEmpty)
    try spoil("2101101")
    let chart = charts.functionTreemap(spoiled).chart()
    #expect(chart.notes.contains { $0.contains("卫生健康支出") && $0.contains("认不出") })
    #expect(chart.notes.contains { $0.contains("不等") })
  }

  @Test("历年的图：缺的年度是空档，改名处断开，预算与决算不混")
  func severalYears() throws {
    let sample = try NangongLedger()
    let charts = DisclosureCharts(catalog: sample.catalog)
    var final = try book(2021)
    final.kind = .final
    let books = [try book(2023), try book(2020, percent: 80, entity: "南宫市政府办"), final]
    let bars = charts.expenditureBars(books)
    #expect(bars.years == [2020, 2021, 2022, 2023])
    #expect(
      bars.series.map { $0.values.map { $0 != nil } } == [[true, false, false, true], [true, false, false, true]])
    #expect(bars.series[0].values.last == Money(fen: 971_020_000))
    #expect(bars.breaks.map(\.year) == [2023])
    let notes = bars.chart().notes
    #expect(notes.contains { $0.contains("2021、2022") } && notes.contains { $0.contains("决算") })

    let trends = charts.trends(books)
    let named = Dictionary(uniqueKeysWithValues: trends.series.map { ($0.name.chinese, $0.values.last ?? nil) })
    #expect(named["“三公”经费合计"] == Money(fen: 157_600_000))
    #expect(named["公务用车购置及运行费"] == Money(fen: 55_600_000))
    #expect(named["机关运行经费"] == Money(fen: 113_020_000))
  }

  @Test("科目改名是断点，同一科目的别名不是")
  func renamedCodes() throws {
    let sample = try NangongLedger()
    let charts = DisclosureCharts(catalog: sample.catalog)
    let code = try #require(FunctionalCode("210"))
    func books(_ name: String) throws -> [Disclosure] {
      var old = try book(2018)
      for index in old.statements.indices {
        for line in old.statements[index].lines.indices where old.statements[index].lines[line].key == .function(code) {
          old.statements[index].lines[line].caption = name
        }
      }
      return [old, try book(2019)]
    }
    #expect(charts.itemTrends([code], try books("医疗卫生与计划生育支出")).breaks.map(\.year) == [2019])
    #expect(charts.itemTrends([code], try books("卫生健康支出")).breaks.isEmpty)
  }
}
