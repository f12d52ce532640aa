import MingzhangModel

/// Several series over the same years, each as a small line of its own from its own zero.
///
/// A year without a figure and a change of codes are gaps: no line joins what cannot be compared.
public struct SmallMultiples: Hashable, Sendable {
  public var title: Wording
  public var years: [Int]
  public var series: [ChartSeries]
  public var breaks: [ChartBreak]
  /// What the caller could not find, and why.
  public var notes: [Wording]

  public init(
    title: Wording, years: [Int], series: [ChartSeries], breaks: [ChartBreak] = [], notes: [Wording] = []
  ) {
    (self.title, self.years, self.series) = (title, years, series)
    (self.breaks, self.notes) = (breaks, notes)
  }

  public func chart(_ options: ChartOptions = ChartOptions()) -> Chart {
    let words = ChartWords(options.language)
    let axis = YearAxis(years, breaks: breaks)
    var chart = Chart(
      title: words(title), summary: summary(words), table: YearTable(title, years, series, false).table(words),
      notes: notes.map { words($0) } + axis.notes(words))
    guard series.contains(where: { $0.values.contains { $0 != nil } }) else { return chart }
    chart.svg = picture(.wide, axis, options, chart)
    chart.narrowSVG = picture(.narrow, axis, options, chart)
    return chart
  }

  private func summary(_ words: ChartWords) -> String {
    guard series.contains(where: { $0.values.contains { $0 != nil } }) else {
      return words("\(words(title))：没有可画的金额。", "\(words(title)): no amount to draw.")
    }
    let sentences = series.map { SeriesWords.sentence(words($0.name), years, $0.values, breaks, words) }
    return words(title) + words("：", ": ") + sentences.joined(separator: words("；", "; "))
      + words("。各小图各自从零起。", ". Each small chart has its own scale from zero.")
  }

  // MARK: picture

  private func picture(_ frame: Canvas.Frame, _ axis: YearAxis, _ options: ChartOptions, _ chart: Chart) -> String {
    let words = ChartWords(options.language)
    var canvas = Canvas(frame, options)
    let columns = frame.isNarrow ? 1 : (series.count == 2 || series.count == 4 ? 2 : min(3, max(1, series.count)))
    let width = frame.width / Double(columns)
    let titles = series.map { Canvas.wrapped(words($0.name), size: frame.font, width: width - 16).count }.max() ?? 1
    let height = Double(titles) * frame.line + 130
    for (index, line) in series.enumerated() {
      let panel = Panel(
        x: Double(index % columns) * width + 6, y: Double(index / columns) * height, width: width - 12, titles: titles,
        hue: index % ChartInk.hues.count, line: line, axis: axis, words: words)
      canvas.link(to: line.href, label: words(line.name)) { panel.draw(&$0) }
    }
    let bottom = Double((series.count + columns - 1) / columns) * height
    canvas.height = bottom + canvas.write(axis.legend(words), below: bottom - 6)
    return canvas.svg(kind: "multiples", title: chart.title, summary: chart.description)
  }

  /// One small line.
  private struct Panel {
    let x, y, width: Double
    let titles: Int
    let hue: Int
    let line: ChartSeries
    let axis: YearAxis
    let words: ChartWords

    func draw(_ canvas: inout Canvas) {
      let frame = canvas.frame
      let names = Canvas.wrapped(words(line.name), size: frame.font, width: width - 4)
      for (index, name) in names.enumerated() {
        canvas.text(name, x: x, y: y + frame.font + 2 + Double(index) * frame.line, bold: true)
      }
      let values = axis.years.indices.map { line.values.indices.contains($0) ? line.values[$0] : nil }
      let known = values.compactMap { $0 }
      let top = y + Double(titles) * frame.line + 24
      let bottom = top + 62
      let unit = words.unit(for: known.map(\.magnitude).max() ?? .zero)
      guard !known.isEmpty else {
        canvas.text(words.unpublished, x: x, y: top + 20, size: frame.small)
        return
      }
      canvas.text(unit.name, x: x + width, y: y + frame.font + 2, size: frame.small, anchor: .end)
      let scale = AmountAxis(known)
      let edge = 26.0
      let step = axis.years.count > 1 ? (width - 2 * edge) / Double(axis.years.count - 1) : 0
      func at(_ index: Int) -> Double { axis.years.count > 1 ? x + edge + Double(index) * step : x + width / 2 }
      func up(_ amount: Money) -> Double { bottom - scale.fraction(amount) * (bottom - top) }
      canvas.stroke([.move(x, up(.zero)), .line(x + width, up(.zero))], hue: nil, width: 1.2)
      for index in axis.years.indices where axis.breakBefore(index) != nil {
        canvas.upright(breakAt: at(index) - step / 2, from: top, to: bottom)
      }
      for run in runs(values) where run.count > 1 {
        let points = run.compactMap { index in values[index].map { (at(index), up($0)) } }
        canvas.stroke(
          points.enumerated().map { $0 == 0 ? .move($1.0, $1.1) : .line($1.0, $1.1) }, hue: hue, width: 2,
          class: line.cssClass)
      }
      labels(values, step: step, at: at, up: up, unit, bottom: bottom, &canvas)
    }

    /// Years that a line may join: with a figure, and no break between them.
    private func runs(_ values: [Money?]) -> [[Int]] {
      var runs: [[Int]] = []
      for index in values.indices where values[index] != nil {
        if let last = runs.last?.last, last == index - 1, axis.years[index] == axis.years[last] + 1,
          axis.breakBefore(index) == nil
        {
          runs[runs.count - 1].append(index)
        } else {
          runs.append([index])
        }
      }
      return runs
    }

    private func labels(
      _ values: [Money?], step: Double, at: (Int) -> Double, up: (Money) -> Double, _ unit: ChartWords.Unit,
      bottom: Double, _ canvas: inout Canvas
    ) {
      let small = canvas.frame.small
      let figures = values.map { $0.map { words.number($0, in: unit) } ?? words.unpublished }
      let widest = figures.map { Canvas.width(of: $0, size: small) }.max() ?? 0
      let known = values.indices.filter { values[$0] != nil }
      let showsAll = values.count == 1 || widest + 4 <= step
      let ends = Set([known.first, known.last].compactMap { $0 })
      let first = values.startIndex, last = values.endIndex - 1
      for index in values.indices {
        if let value = values[index] {
          canvas.dot(x: at(index), y: up(value), hue: hue)
        }
        guard showsAll || ends.contains(index) else { continue }
        let half = Canvas.width(of: figures[index], size: small) / 2
        let middle = min(max(at(index), x + half), x + width - half)
        let height = values[index].map { $0 < .zero ? up($0) + small + 5 : up($0) - 8 } ?? up(.zero) - 6
        canvas.text(figures[index], x: middle, y: height, size: small, anchor: .middle)
      }
      let showsYears = values.count == 1 || Canvas.width(of: "2024", size: small) + 8 <= step
      for index in values.indices where showsYears || index == first || index == last {
        canvas.text(String(axis.years[index]), x: at(index), y: bottom + small + 14, size: small, anchor: .middle)
      }
    }
  }
}
