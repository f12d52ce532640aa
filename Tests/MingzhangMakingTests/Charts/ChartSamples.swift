import MingzhangMaking
import MingzhangModel

/// Inputs that charts are tested with.
enum ChartSamples {
  static func yuan(_ amount: Int64) -> Money { Money(fen: amount * 100) }

  static func amounts(_ yuan: [Int64?]) -> [Money?] { yuan.map { $0.map { Self.yuan($0) } } }

  static func item(_ name: String, _ yuan: Int64?, href: String? = nil) -> ChartItem {
    ChartItem(Wording(name, "E " + name), yuan.map { Self.yuan($0) }, href: href)
  }

  /// Twelve classes, from very large to tiny, with long names.
  static let twelveClasses: [ChartItem] = [
    item("一般公共服务支出", 812_345_600), item("公共安全支出", 245_670_000), item("教育支出", 1_924_680_135),
    item("科学技术支出", 86_420_000), item("文化旅游体育与传媒支出", 45_900_210), item("社会保障和就业支出", 401_200_000),
    item("卫生健康支出", 388_000_000), item("节能环保支出", 12_345_678), item("城乡社区支出", 702_000_000),
    item("资源勘探工业信息等支出", 9_876_543), item("住房保障支出", 150_000_000), item("灾害防治及应急管理支出", 1_200_000),
  ]

  static let sources: [ChartItem] = [
    item("一般公共预算拨款", 3_900_000_000), item("政府性基金预算拨款", 702_000_000), item("财政专户管理资金", 88_000_000),
    item("事业收入", 60_000_000), item("上年结转结余", 29_638_166),
  ]

  static var flow: FlowChart {
    FlowChart(title: Wording("收支流向", "Income and expenditure"), income: sources, expenditure: twelveClasses)
  }

  static var treemap: Treemap { Treemap(title: Wording("支出按功能分类", "By function"), items: twelveClasses) }

  static func bars(isStacked: Bool) -> BarChart {
    BarChart(
      title: Wording("历年支出", "Expenditure by year"), years: Array(2016...2023),
      series: [
        ChartSeries(
          Wording("基本支出", "Basic"),
          amounts([12_000_000, 12_500_000, nil, 13_900_000, 14_100_000, 14_000_000, 15_250_000, 15_300_000])),
        ChartSeries(
          Wording("项目支出", "Projects"),
          amounts([9_000_000, 22_500_000, nil, 3_900_000, 0, -1_000_000, 8_250_000, 7_777_777])),
      ], isStacked: isStacked, breaks: [ChartBreak(before: 2019, Wording("机构改革，职能划转", "reform of institutions"))])
  }

  static var multiples: SmallMultiples {
    func series(_ name: String, _ values: [Int64?]) -> ChartSeries {
      ChartSeries(Wording(name, "E " + name), amounts(values))
    }
    return SmallMultiples(
      title: Wording("“三公”经费和机关运行经费", "Three public expenses"), years: Array(2018...2023),
      series: [
        series("“三公”经费合计", [1_820_000, 1_780_000, 1_650_000, 1_592_000, 1_592_000, 1_576_000]),
        series("因公出国（境）费", [0, 0, 0, 0, 0, 0]),
        series("公务用车购置及运行费", [700_000, 650_000, nil, 572_000, 572_000, 556_000]),
        series("公务接待费", [1_120_000, 1_130_000, 1_000_000, 1_020_000, 1_020_000, 1_020_000]),
        series("机关运行经费", [nil, nil, nil, nil, nil, 1_130_200]),
      ], breaks: [ChartBreak(before: 2020, Wording("统计口径改变", "scope changed"))])
  }
}
