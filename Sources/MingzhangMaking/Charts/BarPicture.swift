import MingzhangModel

/// Draws a bar chart: upright bars on a wide sheet, level bars on a narrow one.
struct BarPicture {
  private let source: BarChart
  private let options: ChartOptions
  private let chart: Chart
  private let words: ChartWords
  private let axis: YearAxis
  private let scale: AmountAxis
  private let unit: ChartWords.Unit

  init(_ source: BarChart, _ options: ChartOptions, _ chart: Chart) {
    (self.source, self.options, self.chart) = (source, options, chart)
    words = ChartWords(options.language)
    axis = YearAxis(source.years, breaks: source.breaks)
    var ends: [Money] = []
    for year in source.years.indices {
      let values = source.series.indices.compactMap { source.value($0, year) }
      if source.isStacked {
        ends += [values.filter { $0 > .zero }.sum(), values.filter { $0 < .zero }.sum()]
      } else {
        ends += values
      }
    }
    scale = AmountAxis(ends)
    unit = words.unit(for: max(scale.highest, scale.lowest.magnitude))
  }

  // MARK: upright

  func upright() -> String {
    var canvas = Canvas(.wide, options)
    let frame = canvas.frame
    let labels = scale.ticks.map { words.number($0, in: unit) }
    let left = (labels.map { Canvas.width(of: $0, size: frame.small) }.max() ?? 0) + 14
    let top = key(&canvas) + frame.line + 10
    let (plot, gap) = (300.0, 26.0)
    let bottom = top + plot
    func y(_ amount: Money) -> Double { bottom - scale.fraction(amount) * plot }
    canvas.text(words("单位：\(unit.name)", "Unit: \(unit.name)"), x: 4, y: top - 12, size: frame.small)
    for (tick, label) in zip(scale.ticks, labels) {
      canvas.stroke(
        [.move(left, y(tick)), .line(frame.width - 4, y(tick))], hue: nil, width: tick == .zero ? 1.5 : 1,
        opacity: tick == .zero ? 1 : 0.35)
      canvas.text(label, x: left - 6, y: y(tick) + frame.small * 0.36, size: frame.small, anchor: .end)
    }
    let breaks = Double(axis.shownBreaks.count)
    let step = (frame.width - 8 - left - breaks * gap) / Double(max(1, source.years.count))
    var x = left + 4
    for year in source.years.indices {
      if axis.breakBefore(year) != nil {
        canvas.upright(breakAt: x + gap / 2, from: top, to: bottom)
        x += gap
      }
      group(year, x: x, width: step, y: y, &canvas)
      canvas.text(String(source.years[year]), x: x + step / 2, y: bottom + frame.line + 4, anchor: .middle)
      x += step
    }
    let end = bottom + frame.line + 12
    canvas.height = end + canvas.write(axis.legend(words), below: end)
    return canvas.svg(kind: "bars", title: chart.title, summary: chart.description)
  }

  /// The bars of one year over `width`.
  private func group(_ year: Int, x: Double, width: Double, y: (Money) -> Double, _ canvas: inout Canvas) {
    let frame = canvas.frame
    let inner = min(width * 0.76, source.isStacked ? 72 : 52 * Double(source.series.count))
    let start = x + (width - inner) / 2
    guard source.total(year) != nil else {
      canvas.text(words.unpublished, x: x + width / 2, y: y(.zero) - 6, size: frame.small, anchor: .middle)
      return
    }
    var (up, down) = (Money.zero, Money.zero)
    let bar = source.isStacked ? inner : inner / Double(source.series.count)
    for index in source.series.indices {
      let left = source.isStacked ? start : start + Double(index) * bar
      guard let value = source.value(index, year) else {
        if !source.isStacked {
          canvas.text("—", x: left + bar / 2, y: y(.zero) - 4, size: frame.small, anchor: .middle)
        }
        continue
      }
      let from = source.isStacked ? (value < .zero ? down : up) : .zero
      let to = from + value
      if value < .zero { down = to } else { up = to }
      mark(index, year, value, &canvas) { canvas, fill in
        canvas.rectangle(
          x: left + 1.5, y: min(y(from), y(to)), width: bar - 3, height: abs(y(from) - y(to)), hue: index, fill: fill,
          class: source.series[index].cssClass)
      }
      if !source.isStacked { label(value, x: left + bar / 2, room: bar + 6, y: y, &canvas) }
    }
    if source.isStacked, let total = source.total(year) {
      label(total, x: x + width / 2, room: width, at: y(up) - 6, &canvas)
    }
  }

  private func label(_ value: Money, x: Double, room: Double, y: (Money) -> Double, _ canvas: inout Canvas) {
    label(value, x: x, room: room, at: value < .zero ? y(value) + canvas.frame.font + 2 : y(value) - 5, &canvas)
  }

  private func label(_ value: Money, x: Double, room: Double, at y: Double, _ canvas: inout Canvas) {
    // where two decimals have no room, the whole number may
    let texts = [words.number(value, in: unit), words.whole(value, in: unit)]
    guard let text = texts.first(where: { Canvas.width(of: $0, size: canvas.frame.small) <= room }) else { return }
    canvas.text(text, x: x, y: y, size: canvas.frame.small, anchor: .middle)
  }

  private func mark(
    _ index: Int, _ year: Int, _ value: Money, _ canvas: inout Canvas, _ draw: (inout Canvas, Canvas.Fill) -> Void
  ) {
    let name = "\(words(source.series[index].name)) \(source.years[year]) \(words.amount(value, in: unit))"
    canvas.link(to: source.series[index].href, label: name) { draw(&$0, .pattern(index)) }
  }

  /// The key of the series, and its height.
  private func key(_ canvas: inout Canvas) -> Double {
    let frame = canvas.frame
    guard source.series.count > 1 else { return 4 }
    var (x, y) = (4.0, 6.0)
    for (index, series) in source.series.enumerated() {
      let lines = Canvas.wrapped(words(series.name), size: frame.font, width: frame.width - 40)
      let width = 26 + (lines.map { Canvas.width(of: $0, size: frame.font) }.max() ?? 0) + 18
      if x > 4, x + width > frame.width {
        (x, y) = (4, y + frame.line + 4)
      }
      canvas.rectangle(x: x + 1, y: y, width: 18, height: 13, hue: index, fill: .pattern(index))
      for (number, line) in lines.enumerated() {
        canvas.text(line, x: x + 26, y: y + 12 + Double(number) * frame.line)
      }
      y += Double(lines.count - 1) * frame.line
      x += width
    }
    return y + frame.line
  }

  // MARK: level

  func level() -> String {
    var canvas = Canvas(.narrow, options)
    let frame = canvas.frame
    var y = key(&canvas) + frame.line
    canvas.text(words("单位：\(unit.name)", "Unit: \(unit.name)"), x: 4, y: y, size: frame.small)
    y += 10
    let (left, bar) = (50.0, 18.0)
    let figures = source.years.indices.flatMap { year in
      source.isStacked ? [source.total(year)] : source.series.indices.map { source.value($0, year) }
    }.compactMap { $0 }.map { words.number($0, in: unit) }
    let room = (figures + [words.unpublished]).map { Canvas.width(of: $0, size: frame.small) }.max() ?? 0
    // below zero the figure stands left of its bar
    let leftRoom = scale.lowest < .zero ? room + 6 : 0
    let width = max(40, frame.width - left - leftRoom - room - 12)
    func x(_ amount: Money) -> Double { left + leftRoom + scale.fraction(amount) * width }
    let top = y
    for year in source.years.indices {
      if axis.breakBefore(year) != nil {
        canvas.stroke(
          [.move(4, y + 9), .line(frame.width - 4, y + 9)], hue: nil, width: 1.2, dashed: true, class: "chart-break")
        for offset in [-2.5, 2.5] {
          canvas.stroke([.move(left - 5 + offset, y + 14), .line(left + 5 + offset, y + 4)], hue: nil, width: 1.6)
        }
        y += 18
      }
      let bars = source.isStacked || source.total(year) == nil ? 1 : source.series.count
      let height = Double(bars) * bar
      canvas.text(String(source.years[year]), x: 4, y: y + height / 2 + frame.font * 0.36)
      levelGroup(year, y: y, bar: bar, x: x, &canvas)
      y += height + 10
    }
    canvas.stroke([.move(x(.zero), top), .line(x(.zero), y - 6)], hue: nil, width: 1.5)
    canvas.height = y + canvas.write(axis.legend(words), below: y)
    return canvas.svg(kind: "bars", title: chart.title, summary: chart.description)
  }

  private func levelGroup(_ year: Int, y: Double, bar: Double, x: (Money) -> Double, _ canvas: inout Canvas) {
    let small = canvas.frame.small
    func figure(_ value: Money?, beside end: Double, at y: Double) {
      let isLeft = (value ?? .zero) < .zero
      canvas.text(
        value.map { words.number($0, in: unit) } ?? words.unpublished, x: isLeft ? end - 5 : end + 5,
        y: y + bar / 2 + small * 0.36, size: small, anchor: isLeft ? .end : .start)
    }
    guard let total = source.total(year) else { return figure(nil, beside: x(.zero), at: y) }
    var (up, down, row) = (Money.zero, Money.zero, y)
    for index in source.series.indices {
      if let value = source.value(index, year) {
        let from = source.isStacked ? (value < .zero ? down : up) : .zero
        let to = from + value
        if value < .zero { down = to } else { up = to }
        mark(index, year, value, &canvas) { canvas, fill in
          canvas.rectangle(
            x: min(x(from), x(to)), y: row + 1.5, width: abs(x(from) - x(to)), height: bar - 3, hue: index, fill: fill,
            class: source.series[index].cssClass)
        }
        if !source.isStacked { figure(value, beside: x(value), at: row) }
      } else if !source.isStacked {
        figure(nil, beside: x(.zero), at: row)
      }
      if !source.isStacked { row += bar }
    }
    if source.isStacked { figure(total, beside: total < .zero ? x(down) : x(up), at: y) }
  }
}
