import MingzhangModel

/// Parts of one whole as tiles whose areas are as the amounts.
///
/// Blank, zero and negative parts have no area: the table lists them and a note says so.
public struct Treemap: Hashable, Codable, Sendable {
  public var title: Wording
  public var items: [ChartItem]
  /// What the caller could not find, and why.
  public var notes: [Wording]

  public init(title: Wording, items: [ChartItem], notes: [Wording] = []) {
    (self.title, self.items, self.notes) = (title, items, notes)
  }

  public func chart(_ options: ChartOptions = ChartOptions()) -> Chart {
    let words = ChartWords(options.language)
    var chart = Chart(title: words(title), summary: summary(words), table: table(words), notes: notes(words))
    guard !drawn.isEmpty else { return chart }
    chart.svg = picture(.wide, options, chart)
    chart.narrowSVG = picture(.narrow, options, chart)
    return chart
  }

  /// The positive parts, the largest first, equal ones in their order.
  private var drawn: [(item: ChartItem, amount: Money)] {
    items.compactMap { item in item.amount.flatMap { $0 > .zero ? (item, $0) : nil } }.sorted { $0.1 > $1.1 }
  }

  private var total: Money { items.compactMap(\.amount).sum() }

  // MARK: words

  private func summary(_ words: ChartWords) -> String {
    guard let largest = drawn.first else {
      return words("\(words(title))：没有可画的金额。", "\(words(title)): no amount to draw.")
    }
    let whole = total
    let leading = drawn.prefix(3).map { part in
      let share = words.share(part.amount, of: whole).map { words("（\($0)）", " (\($0))") } ?? ""
      return words(part.item.name) + share
    }
    if drawn.count == 1 {
      return words(
        "\(words(title))：合计 \(words.amount(whole))，全部是\(words(largest.item.name))。",
        "\(words(title)): \(words.amount(whole)) in all, all of it \(words(largest.item.name)).")
    }
    return words(
      "\(words(title))：合计 \(words.amount(whole))，分 \(drawn.count) 项，最大的是\(words.list(leading))。",
      "\(words(title)): \(words.amount(whole)) in \(drawn.count) parts, the largest \(words.list(leading)).")
  }

  private func notes(_ words: ChartWords) -> [String] {
    var notes = notes.map { words($0) }
    let negative = items.filter { ($0.amount ?? .zero) < .zero }
    if !negative.isEmpty {
      let list = words.list(negative.map { words($0.name) })
      notes.append(
        words(
          "负数没有面积，只列在表中；图中各块之和因此大于合计：\(list)。", "Negative amounts have no area and stand in the table only: \(list)."))
    }
    let blank = items.filter { $0.amount == nil }
    if !blank.isEmpty {
      let list = words.list(blank.map { words($0.name) })
      notes.append(words("没有列金额：\(list)。", "No amount is given for: \(list)."))
    }
    return notes
  }

  private func table(_ words: ChartWords) -> ChartTable {
    let whole = total
    var rows = items.map { item -> [ChartTable.Cell] in
      [
        .init(words(item.name), href: item.href), .init(words.exact(item.amount), money: item.amount),
        .init(item.amount.flatMap { words.share($0, of: whole) } ?? "—"),
      ]
    }
    if !rows.isEmpty {
      rows.append([
        .init(words("合计", "Total")), .init(words.exact(whole), money: whole),
        .init(words.share(whole, of: whole) ?? "—"),
      ])
    }
    return ChartTable(
      caption: words("\(words(title))（单位：元）", "\(words(title)) (yuan)"),
      headings: [words("项目", "Item"), words("金额", "Amount"), words("占比", "Share")], rows: rows)
  }

  // MARK: picture

  private func picture(_ frame: Canvas.Frame, _ options: ChartOptions, _ chart: Chart) -> String {
    let words = ChartWords(options.language)
    let parts = drawn
    let mapHeight = frame.isNarrow ? 400.0 : 420.0
    let unit = words.unit(for: parts.first?.amount ?? .zero)
    let whole = parts.map(\.amount).sum()
    let tiles = SquareTiles(parts.map { Double($0.amount.fen) }, width: frame.width, height: mapHeight).tiles
    var canvas = Canvas(frame, options)
    var key: [String] = []  // what its tile is too small to say
    var numbered = 0
    for (rank, (part, tile)) in zip(parts, tiles).enumerated() {
      let amount = words.amount(part.amount, in: unit)
      let share = words.share(part.amount, of: whole) ?? ""
      let label = Self.label(words(part.item.name), amount, share, in: tile, frame)
      canvas.link(to: part.item.href, label: "\(words(part.item.name)) \(amount) \(share)") { canvas in
        canvas.rectangle(
          x: tile.x + 1.5, y: tile.y + 1.5, width: tile.width - 3, height: tile.height - 3, hue: rank,
          fill: .tint, class: part.item.cssClass)
        if let label {
          for (index, line) in label.enumerated() {
            canvas.text(
              line.text, x: tile.x + 8, y: tile.y + 6 + frame.font + Double(index) * frame.line,
              size: line.isSmall ? frame.small : frame.font)
          }
        } else {
          let number = String(numbered + 1)
          let isNumbered =
            tile.width >= Canvas.width(of: number, size: frame.small) + 6 && tile.height >= frame.small + 4
          key.append("\(isNumbered ? number : "·") \(words(part.item.name))  \(amount)  \(share)")
          if isNumbered {
            numbered += 1
            canvas.text(
              number, x: tile.x + tile.width / 2, y: tile.y + tile.height / 2 + frame.small * 0.36, size: frame.small,
              anchor: .middle)
          }
        }
      }
    }
    canvas.height = mapHeight + Self.draw(key, below: mapHeight, &canvas) + 4
    return canvas.svg(kind: "treemap", title: chart.title, summary: chart.description)
  }

  /// The lines of a tile, or nil when they do not fit.
  private static func label(
    _ name: String, _ amount: String, _ share: String, in tile: SquareTiles.Tile, _ frame: Canvas.Frame
  ) -> [(text: String, isSmall: Bool)]? {
    let (width, height) = (tile.width - 16, tile.height - 10)
    guard width >= 4 * frame.font else { return nil }
    let names = Canvas.wrapped(name, size: frame.font, width: width).map { ($0, false) }
    let joined = "\(amount)  \(share)"
    let figures = Canvas.width(of: joined, size: frame.small) <= width ? [joined] : [amount, share]
    let lines = names + figures.map { ($0, true) }
    let fits =
      lines.allSatisfy { Canvas.width(of: $0.0, size: $0.1 ? frame.small : frame.font) <= width }
      && Double(lines.count) * frame.line <= height
    return fits ? lines : nil
  }

  /// Writes the key below the map in as many columns as fit, and gives its height.
  private static func draw(_ key: [String], below top: Double, _ canvas: inout Canvas) -> Double {
    let frame = canvas.frame
    guard !key.isEmpty else { return 0 }
    let columns = frame.isNarrow ? 1 : 2
    let width = frame.width / Double(columns) - 12
    let entries = key.map { Canvas.wrapped($0, size: frame.small, width: width) }
    let perColumn = (entries.count + columns - 1) / columns
    var deepest = 0.0
    for column in 0..<columns {
      var y = top + frame.line
      for entry in entries.dropFirst(column * perColumn).prefix(perColumn) {
        for line in entry {
          canvas.text(line, x: Double(column) * (width + 12) + 4, y: y, size: frame.small)
          y += frame.line
        }
      }
      deepest = max(deepest, y - frame.line - top + 6)
    }
    return deepest
  }
}
