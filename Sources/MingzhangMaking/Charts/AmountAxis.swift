import MingzhangModel

/// An axis of amounts with round steps; zero is always on it.
struct AmountAxis {
  let ticks: [Money]
  var lowest: Money { ticks.first ?? .zero }
  var highest: Money { ticks.last ?? .zero }

  /// - Parameter steps: about how many steps the axis should have.
  init(_ amounts: [Money], steps: Int64 = 4) {
    let (low, high) = (min(.zero, amounts.min() ?? .zero), max(.zero, amounts.max() ?? .zero))
    let range = (high - low).fen
    var step: Int64 = 100
    let wanted = max(100, range / steps)
    // 1, 2, 5, 10, 20, 50 … yuan
    grow: while step < wanted {
      for factor: Int64 in [2, 5, 10] {
        guard step < Int64.max / 20 else { break grow }
        if step * factor >= wanted || factor == 10 {
          step *= factor
          break
        }
      }
    }
    let first = low.fen == 0 ? 0 : -(((-low.fen) + step - 1) / step)
    let last = high.fen == 0 ? (low.fen == 0 ? 1 : 0) : (high.fen + step - 1) / step
    ticks = (first...last).map { Money(fen: $0 * step) }
  }

  /// How far up an amount stands: 0 at the lowest tick, 1 at the highest.
  func fraction(_ amount: Money) -> Double {
    let range = Double((highest - lowest).fen)
    return range > 0 ? Double((amount - lowest).fen) / range : 0
  }
}

/// The years of a chart in order, with the breaks between them.
struct YearAxis {
  let years: [Int]
  private let breaks: [ChartBreak]

  init(_ years: [Int], breaks: [ChartBreak]) { (self.years, self.breaks) = (years, breaks) }

  /// The break between the year at `index` and the one before it.
  func breakBefore(_ index: Int) -> ChartBreak? {
    guard index > 0 else { return nil }
    return breaks.first { $0.year > years[index - 1] && $0.year <= years[index] }
  }

  var shownBreaks: [ChartBreak] { years.indices.compactMap(breakBefore) }

  /// What the mark of a break means, where there is one; the reasons stand in the notes of the chart.
  func legend(_ words: ChartWords) -> [String] {
    shownBreaks.isEmpty ? [] : [words("// 口径改变，前后不可比", "// codes or scope changed: not comparable")]
  }

  func notes(_ words: ChartWords) -> [String] {
    shownBreaks.map { item in
      words(
        "\(item.year) 年起口径改变，前后不可比：\(words(item.reason))",
        "From \(item.year) on figures cannot be compared with those before: \(words(item.reason))")
    }
  }
}

extension Canvas {
  /// The mark of a break: two slanted strokes over a dashed line.
  mutating func upright(breakAt x: Double, from top: Double, to bottom: Double) {
    stroke([.move(x, top), .line(x, bottom)], hue: nil, width: 1.2, dashed: true, class: "chart-break")
    for offset in [-2.5, 2.5] {
      stroke([.move(x - 5 + offset, bottom + 5), .line(x + 5 + offset, bottom - 5)], hue: nil, width: 1.6)
    }
  }

  /// Writes `notes` from `top` downwards and gives the height they take.
  mutating func write(_ notes: [String], below top: Double) -> Double {
    var y = top + frame.line
    for note in notes {
      for line in Canvas.wrapped(note, size: frame.small, width: frame.width - 8) {
        text(line, x: 4, y: y, size: frame.small)
        y += frame.line
      }
    }
    return notes.isEmpty ? 0 : y - top - frame.line + 6
  }
}
