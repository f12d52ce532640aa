import Foundation
import MingzhangMaking
import MingzhangModel
import Testing

@Suite("一本书的主要数字") struct KeyFiguresTests {
  @Test("数字都带着印它的单元格，格里就是这个数")
  func figuresHavePlaces() throws {
    let disclosure = try NangongLedger().disclosure
    let figures = KeyFigures(disclosure)
    #expect(figures[.totalExpenditure]?.money == Money(fen: 2_466_080_000))
    #expect(figures[.totalRevenue]?.money == figures[.totalExpenditure]?.money)
    #expect(figures[.threePublic] != nil && figures[.agencyOperatingExpenses] != nil)
    let all = figures.figures.values.map(\.self) + figures.functions.map(\.figure)
    #expect(figures.functions.contains { $0.code.count == 7 })
    for figure in all {
      guard let place = figure.place else { continue }
      let cell = disclosure.statements[place.statement].rows[place.row][place.column]
      guard case .amount(let amount) = cell.reading else {
        Issue.record("no amount at \(place)")
        continue
      }
      #expect(amount.money == figure.money)
    }
    #expect(figures[.totalExpenditure]?.place != nil && figures[.basic]?.place != nil)
  }

  @Test("缩小的书画出的历年图，与整本书画出的一样")
  func reducedBooksDrawTheSame() throws {
    let sample = try NangongLedger()
    let charts = DisclosureCharts(catalog: sample.catalog)
    let (whole, small) = (sample.disclosure, sample.disclosure.reducedToCharts)
    #expect(charts.trends([whole]) == charts.trends([small]))
    #expect(charts.expenditureBars([whole]) == charts.expenditureBars([small]))
    let general = try #require(FunctionalCode("201"))
    #expect(charts.itemTrends([general], [whole]) == charts.itemTrends([general], [small]))
    let (large, little) = (try JSONEncoder().encode(whole).count, try JSONEncoder().encode(small).count)
    #expect(little * 5 < large)
  }

  @Test("代码不变、名称变了是口径改变；只是另一种写法不是")
  func breaksAreNoTrends() throws {
    let charts = DisclosureCharts(catalog: try NangongLedger.loadCatalog())
    #expect(charts.breaks(of: "205", [(2022, "教育支出"), (2023, "教育 支出")]).isEmpty)
    let breaks = charts.breaks(of: "205", [(2021, "教育支出"), (2022, "教育支出"), (2023, "另一种支出")])
    #expect(breaks.map(\.year) == [2023])
  }
}
