import MingzhangModel

/// Amounts over several years as bars, beside or upon each other; a change of codes is a gap with a mark.
///
/// Series are told apart by pattern, order and the key. A year without a figure has no bar and says so; zero is a line.
public struct BarChart: Hashable, Sendable {
  public var title: Wording
  public var years: [Int]
  public var series: [ChartSeries]
  /// Whether the series of a year stand upon each other: only for parts of one whole.
  public var isStacked: Bool
  public var breaks: [ChartBreak]
  /// What the caller could not find, and why.
  public var notes: [Wording]

  public init(
    title: Wording, years: [Int], series: [ChartSeries], isStacked: Bool = false, breaks: [ChartBreak] = [],
    notes: [Wording] = []
  ) {
    (self.title, self.years, self.series, self.isStacked) = (title, years, series, isStacked)
    (self.breaks, self.notes) = (breaks, notes)
  }

  public func chart(_ options: ChartOptions = ChartOptions()) -> Chart {
    let words = ChartWords(options.language)
    let axis = YearAxis(years, breaks: breaks)
    var chart = Chart(
      title: words(title), summary: summary(words), table: YearTable(title, years, series, isStacked).table(words),
      notes: notes.map { words($0) } + axis.notes(words))
    guard hasAmounts else { return chart }
    chart.svg = BarPicture(self, options, chart).upright()
    chart.narrowSVG = BarPicture(self, options, chart).level()
    return chart
  }

  var hasAmounts: Bool { series.contains { $0.values.contains { $0 != nil } } }

  func value(_ series: Int, _ year: Int) -> Money? {
    self.series[series].values.indices.contains(year) ? self.series[series].values[year] : nil
  }

  /// The year's whole: nil when no part was published.
  func total(_ year: Int) -> Money? {
    let parts = series.indices.compactMap { value($0, year) }
    return parts.isEmpty ? nil : parts.sum()
  }

  private func summary(_ words: ChartWords) -> String {
    guard hasAmounts else { return words("\(words(title))：没有可画的金额。", "\(words(title)): no amount to draw.") }
    let sentences =
      (isStacked || series.count == 1)
      ? [
        SeriesWords.sentence(
          isStacked ? words("合计", "total") : words(series[0].name), years, years.indices.map(total), breaks, words)
      ]
      : series.indices.map { index in
        SeriesWords.sentence(words(series[index].name), years, years.indices.map { value(index, $0) }, breaks, words)
      }
    return words(title) + words("：", ": ") + sentences.joined(separator: words("；", "; ")) + words("。", ".")
  }
}

/// A series over the years in words; never a trend over a break.
enum SeriesWords {
  static func sentence(
    _ name: String, _ years: [Int], _ values: [Money?], _ breaks: [ChartBreak], _ words: ChartWords
  ) -> String {
    let known = zip(years, values).compactMap { year, value in value.map { (year: year, value: $0) } }
    guard let last = known.last else { return words("\(name)未列", "\(name) not given") }
    let first = known.first { entry in !breaks.contains { $0.year > entry.year && $0.year <= last.year } } ?? last
    let now = words("\(last.year) 年 \(words.amount(last.value))", "\(words.amount(last.value)) in \(last.year)")
    guard first.year != last.year else { return words("\(name) \(now)", "\(name) \(now)") }
    let before = words("\(first.year) 年 \(words.amount(first.value))", "\(words.amount(first.value)) in \(first.year)")
    let difference = last.value - first.value
    if difference == .zero { return words("\(name)由 \(before)到 \(now)，持平", "\(name) \(before) and \(now), unchanged") }
    let share = words.share(difference.magnitude, of: first.value).map { words("（\($0)）", " (\($0))") } ?? ""
    let change = words(
      (difference > .zero ? "增加 " : "减少 ") + words.amount(difference.magnitude) + share,
      (difference > .zero ? "up " : "down ") + words.amount(difference.magnitude) + share)
    return words("\(name)由 \(before)到 \(now)，\(change)", "\(name) from \(before) to \(now), \(change)")
  }
}

/// The table that is equal to a chart over years: a row a year, a column a series, and their sum where it means something.
struct YearTable {
  let title: Wording
  let years: [Int]
  let series: [ChartSeries]
  let hasTotal: Bool

  init(_ title: Wording, _ years: [Int], _ series: [ChartSeries], _ hasTotal: Bool) {
    (self.title, self.years, self.series, self.hasTotal) = (title, years, series, hasTotal)
  }

  func table(_ words: ChartWords) -> ChartTable {
    let rows = years.indices.map { index -> [ChartTable.Cell] in
      let values = series.map { $0.values.indices.contains(index) ? $0.values[index] : nil }
      var row = [ChartTable.Cell(words("\(years[index]) 年", String(years[index])))]
      row += zip(values, series).map { .init(words.exact($0), money: $0, href: $0 == nil ? nil : $1.href) }
      if hasTotal {
        let known = values.compactMap { $0 }
        let total = known.isEmpty ? nil : known.sum()
        row.append(.init(words.exact(total), money: total))
      }
      return row
    }
    return ChartTable(
      caption: words("\(words(title))（单位：元）", "\(words(title)) (yuan)"),
      headings: [words("年度", "Year")] + series.map { words($0.name) } + (hasTotal ? [words("合计", "Total")] : []),
      rows: rows)
  }
}
