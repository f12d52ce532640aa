import MingzhangFormats
import MingzhangMaking
import MingzhangModel
import Testing

@Suite("图和它的表") struct ChartTests {
  private var charts: [Chart] {
    [
      ChartSamples.flow.chart(), ChartSamples.treemap.chart(), ChartSamples.bars(isStacked: true).chart(),
      ChartSamples.bars(isStacked: false).chart(), ChartSamples.multiples.chart(),
    ]
  }

  @Test("表里的金额就是输入的金额，合计就是它们的和")
  func tablesEqualTheirInputs() throws {
    let treemap = ChartSamples.treemap.chart().table.rows
    #expect(treemap.dropLast().map { $0[1].money } == ChartSamples.twelveClasses.map(\.amount))
    #expect(treemap.last?[1].money == ChartSamples.twelveClasses.compactMap(\.amount).sum())

    let flow = ChartSamples.flow.chart().table.rows.map { $0[2].money }
    let (sources, classes) = (ChartSamples.sources.map(\.amount), ChartSamples.twelveClasses.map(\.amount))
    #expect(flow == sources + [sources.compactMap { $0 }.sum()] + classes + [classes.compactMap { $0 }.sum()])

    let bars = ChartSamples.bars(isStacked: true)
    let rows = bars.chart().table.rows
    for (index, row) in rows.enumerated() {
      let values = bars.series.map { $0.values[index] }
      #expect(row.dropFirst().dropLast().map(\.money) == values)
      #expect(row.last?.money == (values.contains { $0 != nil } ? values.compactMap { $0 }.sum() : nil))
    }
    #expect(rows[2].dropFirst().allSatisfy { $0.text == "未列" }, "没有公布的不是零")
    #expect(rows[4][2].text == "0.00")
  }

  @Test("每张表的每一行都与表头一样宽", arguments: Language.allCases)
  func rowsAreAsWideAsTheHeadings(_ language: Language) {
    let options = ChartOptions(language: language)
    for chart in [ChartSamples.flow.chart(options), ChartSamples.multiples.chart(options)] {
      #expect(chart.table.rows.allSatisfy { $0.count == chart.table.headings.count })
    }
  }

  @Test("SVG 是格式正确的 XML，有标题和说明，里面的名字互不相同")
  func picturesAreWellFormed() throws {
    for chart in charts {
      for svg in [try #require(chart.svg), try #require(chart.narrowSVG)] {
        let root = try #require(MarkupParser.xml(Array(svg.utf8)))
        #expect(root.name == "svg")
        #expect(svg.contains("role=\"img\"") && svg.contains("<title id=") && svg.contains("<desc id="))
        let ids = svg.matches(of: /id="([^"]+)"/).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        #expect(!svg.contains("<script") && !svg.contains("<style") && !svg.contains("style="))
      }
      #expect(!chart.summary.isEmpty)
    }
  }

  @Test("名字里的尖括号、引号和控制符不会变成标记")
  func namesAreEscaped() throws {
    let hostile = "<script>alert(\"1\")</script>&\u{0}\u{8}'"
    let item = ChartItem(Wording(hostile, hostile), Money(fen: 100), href: "\"><script>", cssClass: "a\" onload=\"x")
    let options = ChartOptions(id: "x\"y<")
    let charts = [
      FlowChart(title: Wording(hostile, hostile), income: [item], expenditure: [item]).chart(options),
      Treemap(title: Wording(hostile, hostile), items: [item]).chart(options),
      BarChart(
        title: Wording(hostile, hostile), years: [2020],
        series: [ChartSeries(Wording(hostile, hostile), [Money(fen: 1)], href: "\"><script>", cssClass: "\"<")]
      ).chart(options),
    ]
    for chart in charts {
      let svg = try #require(chart.svg)
      #expect(!svg.contains("<script") && !svg.contains(" onload=\"x"))
      #expect(MarkupParser.xml(Array(svg.utf8)) != nil)
      #expect(!chart.figure(options).contains("<script"))
    }
  }

  @Test("没有金额时是一句话，不是空图")
  func nothingToDrawIsASentence() {
    let title = Wording("支出", "Expenditure")
    let blank = [ChartSamples.item("甲", nil), ChartSamples.item("乙", 0), ChartSamples.item("丙", -5)]
    for items in [[], blank] {
      for chart in [
        FlowChart(title: title, income: items, expenditure: items).chart(), Treemap(title: title, items: items).chart(),
      ] {
        #expect(chart.isEmpty && chart.narrowSVG == nil)
        #expect(chart.summary.contains("没有可画的金额"))
        #expect(!chart.figure().contains("<svg"))
      }
    }
    let series = [ChartSeries(Wording("甲", "A"), [nil, nil])]
    #expect(BarChart(title: title, years: [2020, 2021], series: series).chart().isEmpty)
    #expect(SmallMultiples(title: title, years: [2020, 2021], series: series).chart().isEmpty)
    #expect(BarChart(title: title, years: [], series: []).chart().summary.contains("没有可画的金额"))
  }

  @Test("负数、空白留在表里，并在注里说明")
  func whatHasNoAreaIsSaid() {
    let items = [ChartSamples.item("甲", 100), ChartSamples.item("冲回", -30), ChartSamples.item("未填", nil)]
    let chart = Treemap(title: Wording("支出", "Expenditure"), items: items).chart()
    #expect(chart.notes.count == 2)
    #expect(chart.notes[0].contains("冲回") && chart.notes[1].contains("未填"))
    #expect(chart.table.rows.last?[1].money == ChartSamples.yuan(70))
    #expect(chart.table.rows[2][1].text == "未列")
  }

  @Test("口径改变处断开：有标记，有原因，不连线，也不说增减")
  func codeChangesAreBreaks() throws {
    for chart in [ChartSamples.bars(isStacked: false).chart(), ChartSamples.multiples.chart()] {
      let svg = try #require(chart.svg)
      #expect(svg.contains("chart-break"))
      #expect(chart.notes.contains { $0.contains("前后不可比") })
    }
    let years = Array(2018...2021)
    let series = [ChartSeries(Wording("甲", "A"), [1, 2, 3, 4].map(ChartSamples.yuan))]
    let broken = [ChartBreak(before: 2020, Wording("口径", "scope"))]
    func lines(_ breaks: [ChartBreak]) throws -> Int {
      let svg = try #require(
        SmallMultiples(title: Wording("甲", "A"), years: years, series: series, breaks: breaks).chart().svg)
      return svg.matches(of: /stroke="var\(--chart-1[^>]*stroke-width="2"/).count
    }
    #expect(try lines([]) == 1)
    #expect(try lines(broken) == 2)
    let summary = SmallMultiples(title: Wording("甲", "A"), years: years, series: series, breaks: broken).chart().summary
    #expect(summary.contains("2020 年 3元") && !summary.contains("2018"))
  }

  @Test("同样的输入，同样的字节")
  func equalInputGivesEqualBytes() {
    #expect(charts == charts)
  }

  @Test("颜色在白底和深色底上的对比度都不低于 3:1")
  func huesHaveContrast() {
    func luminance(_ hex: String) -> Double {
      let value = Int(hex.dropFirst(), radix: 16) ?? 0
      let parts = [value >> 16, value >> 8 & 255, value & 255].map { part -> Double in
        let part = Double(part) / 255
        return part <= 0.03928 ? part / 12.92 : power((part + 0.055) / 1.055)
      }
      return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }
    for hue in ChartInk.hues + [ChartInk.line] {
      let own = luminance(hue)
      #expect(1.05 / (own + 0.05) >= 3, "\(hue) on white")
      #expect((own + 0.05) / (luminance("#1e1e1e") + 0.05) >= 3, "\(hue) on dark")
    }
  }

  @Test("很多年、很多项、很大和很小的金额也画得出", arguments: [1, 2, 3, 12, 40])
  func manyOfEverything(_ count: Int) throws {
    let items = (0..<count).map { ChartSamples.item("第\($0)项支出很长很长的名称", Int64($0 % 3 == 0 ? 1 : 90_000_000_000)) }
    let years = Array(1990..<1990 + count)
    let series = (0..<count).map { index in
      ChartSeries(
        Wording("系列\(index)", "S\(index)"),
        years.indices.map { ($0 + index) % 4 == 0 ? nil : ChartSamples.yuan(Int64($0) * 7 - 9) })
    }
    let breaks = years.map { ChartBreak(before: $0, Wording("口径", "scope")) }
    for chart in [
      FlowChart(title: Wording("流", "F"), income: items, expenditure: items).chart(),
      Treemap(title: Wording("块", "T"), items: items).chart(),
      BarChart(title: Wording("柱", "B"), years: years, series: series, isStacked: true, breaks: breaks).chart(),
      BarChart(title: Wording("柱", "B"), years: years, series: series, breaks: breaks).chart(),
      SmallMultiples(title: Wording("线", "M"), years: years, series: series, breaks: breaks).chart(),
    ] {
      for svg in [chart.svg, chart.narrowSVG].compactMap({ $0 }) {
        #expect(MarkupParser.xml(Array(svg.utf8)) != nil)
        #expect(!svg.contains("nan") && !svg.contains("inf"))
        #expect(svg.matches(of: /(?:width|height)="-/).isEmpty)
      }
    }
  }

  private func power(_ base: Double) -> Double {
    // x^2.4 = x^2 · x^0.4; the fifth root by Newton's steps, so that no library of functions is needed
    var root = base
    for _ in 0..<60 { root -= (root * root * root * root * root - base * base) / (5 * root * root * root * root) }
    return base * base * root
  }
}
