import MingzhangModel

/// Where the money comes from and what it is for: sources on the left, one total, uses on the right; bands as wide as amounts.
///
/// What cannot be a band (blank, zero, negative) is in the table and in a note. When the two sides differ, a dashed node closes the
/// flow, so that no band shows money that is not there.
public struct FlowChart: Hashable, Codable, Sendable {
  public var title: Wording
  /// What the middle stands for: `收支总计`.
  public var middle: Wording
  public var income: [ChartItem]
  public var expenditure: [ChartItem]
  /// What the caller could not find, and why.
  public var notes: [Wording]

  public init(
    title: Wording, middle: Wording = Wording("收支总计", "Total"), income: [ChartItem], expenditure: [ChartItem],
    notes: [Wording] = []
  ) {
    (self.title, self.middle, self.income, self.expenditure, self.notes) = (title, middle, income, expenditure, notes)
  }

  public func chart(_ options: ChartOptions = ChartOptions()) -> Chart {
    let words = ChartWords(options.language)
    var chart = Chart(title: words(title), summary: summary(words), table: table(words), notes: notes(words))
    let plan = FlowPlan(income: income, expenditure: expenditure)
    guard plan.total > .zero else { return chart }
    chart.svg = picture(.wide, plan, options, chart)
    chart.narrowSVG = picture(.narrow, plan, options, chart)
    return chart
  }

  private static func total(_ items: [ChartItem]) -> Money { items.compactMap(\.amount).sum() }

  // MARK: words

  private func summary(_ words: ChartWords) -> String {
    let (ins, outs) = (Self.total(income), Self.total(expenditure))
    guard FlowPlan(income: income, expenditure: expenditure).total > .zero else {
      return words("\(words(title))：没有可画的金额。", "\(words(title)): no amount to draw.")
    }
    func side(_ items: [ChartItem], _ total: Money) -> (count: Int, largest: String) {
      let positive = items.filter { ($0.amount ?? .zero) > .zero }
      guard let largest = positive.max(by: { ($0.amount ?? .zero) < ($1.amount ?? .zero) }) else { return (0, "—") }
      let share = words.share(largest.amount ?? .zero, of: total).map { words("（\($0)）", " (\($0))") } ?? ""
      return (positive.count, words(largest.name) + " " + words.amount(largest.amount ?? .zero) + share)
    }
    let (left, right) = (side(income, ins), side(expenditure, outs))
    return words(
      "\(words(title))：收入 \(words.amount(ins))，来源 \(left.count) 项，最大的是\(left.largest)；支出 \(words.amount(outs))，去向 \(right.count) 项，最大的是\(right.largest)。",
      "\(words(title)): income \(words.amount(ins)) from \(left.count) sources, the largest \(left.largest); expenditure \(words.amount(outs)) for \(right.count) purposes, the largest \(right.largest)."
    )
  }

  private func notes(_ words: ChartWords) -> [String] {
    var notes = notes.map { words($0) }
    let negative = (income + expenditure).filter { ($0.amount ?? .zero) < .zero }
    if !negative.isEmpty {
      let list = words.list(negative.map { words($0.name) })
      notes.append(
        words("负数不能画成流量，只列在表中：\(list)。", "Negative amounts are no flow and stand in the table only: \(list)."))
    }
    let blank = (income + expenditure).filter { $0.amount == nil }
    if !blank.isEmpty {
      let list = words.list(blank.map { words($0.name) })
      notes.append(words("没有列金额：\(list)。", "No amount is given for: \(list)."))
    }
    let (ins, outs) = (Self.total(income), Self.total(expenditure))
    if ins != outs, !income.isEmpty, !expenditure.isEmpty {
      notes.append(
        words(
          "收入合计与支出合计相差 \(words.exact((ins - outs).magnitude)) 元，图中以虚线框补足。",
          "Income and expenditure differ by \(words.exact((ins - outs).magnitude)) yuan; a dashed box closes the picture."
        ))
    }
    return notes
  }

  private func table(_ words: ChartWords) -> ChartTable {
    func rows(_ side: String, _ items: [ChartItem]) -> [[ChartTable.Cell]] {
      let total = Self.total(items)
      func row(_ name: String, _ amount: Money?, _ href: String?) -> [ChartTable.Cell] {
        [
          .init(name, href: href), .init(side), .init(words.exact(amount), money: amount),
          .init(amount.flatMap { words.share($0, of: total) } ?? "—"),
        ]
      }
      guard !items.isEmpty else { return [] }
      return items.map { row(words($0.name), $0.amount, $0.href) } + [row(words("合计", "Total"), total, nil)]
    }
    return ChartTable(
      caption: words("\(words(title))（单位：元）", "\(words(title)) (yuan)"),
      headings: [words("项目", "Item"), words("收入或支出", "Side"), words("金额", "Amount"), words("占比", "Share")],
      rows: rows(words("收入", "Income"), income) + rows(words("支出", "Expenditure"), expenditure))
  }

  // MARK: picture

  private func picture(_ frame: Canvas.Frame, _ plan: FlowPlan, _ options: ChartOptions, _ chart: Chart) -> String {
    let words = ChartWords(options.language)
    let layout = FlowLayout(frame, plan, words, middle: words(middle))
    var canvas = Canvas(frame, options)
    canvas.height = layout.height
    for (nodes, isIncome) in [(layout.left, true), (layout.right, false)] {
      for node in nodes { band(node, isIncome, layout, &canvas) }
    }
    canvas.rectangle(
      x: layout.middleX, y: layout.middleY, width: FlowLayout.bar, height: layout.middleHeight, hue: nil, fill: .solid)
    var y = layout.middleY - 8 - Double(layout.middleLabel.count - 1) * frame.line
    for line in layout.middleLabel {
      canvas.text(line, x: layout.middleX + FlowLayout.bar / 2, y: y, anchor: .middle, bold: true)
      y += frame.line
    }
    for (nodes, isIncome) in [(layout.left, true), (layout.right, false)] {
      for node in nodes { self.node(node, isIncome, layout, words, &canvas) }
    }
    return canvas.svg(kind: "flow", title: chart.title, summary: chart.description)
  }

  /// A band as high as its amount; a hair where that would be too thin to see.
  private func band(_ node: FlowLayout.Node, _ isIncome: Bool, _ layout: FlowLayout, _ canvas: inout Canvas) {
    let outer = isIncome ? layout.leftX + FlowLayout.bar : layout.rightX
    let inner = isIncome ? layout.middleX : layout.middleX + FlowLayout.bar
    canvas.area(
      [
        .move(outer, node.y), .curve(outer, node.y, inner, node.middleY), .line(inner, node.middleY + node.height),
        .curve(inner, node.middleY + node.height, outer, node.y + node.height),
      ], hue: node.hue, fill: .band)
    if node.height < 1 {
      canvas.stroke([.move(outer, node.y), .curve(outer, node.y, inner, node.middleY)], hue: node.hue, opacity: 0.5)
    }
  }

  private func node(
    _ node: FlowLayout.Node, _ isIncome: Bool, _ layout: FlowLayout, _ words: ChartWords, _ canvas: inout Canvas
  ) {
    let frame = canvas.frame
    let x = isIncome ? layout.leftX : layout.rightX
    canvas.link(to: node.item?.href, label: node.label.joined(separator: " ")) { canvas in
      canvas.rectangle(
        x: x, y: node.y, width: FlowLayout.bar, height: max(1, node.height), hue: node.hue,
        fill: node.item == nil ? .none : .solid, dashed: node.item == nil, class: node.item?.cssClass)
      let isOutside = isIncome && !frame.isNarrow
      let labelX = isOutside ? x - 8 : x + FlowLayout.bar + 8
      var y = node.y + node.height / 2 - Double(node.label.count) * frame.line / 2 + frame.font * 0.95
      for line in node.label {
        canvas.text(line, x: labelX, y: y, size: frame.font, anchor: isOutside ? .end : .start)
        y += frame.line
      }
    }
  }
}

/// What of the amounts can be drawn: the positive ones of each side, and what is missing on the smaller side.
struct FlowPlan {
  let left: [ChartItem]
  let right: [ChartItem]
  /// What goes through the middle.
  let total: Money
  let missingLeft: Money
  let missingRight: Money

  init(income: [ChartItem], expenditure: [ChartItem]) {
    left = income.filter { ($0.amount ?? .zero) > .zero }
    right = expenditure.filter { ($0.amount ?? .zero) > .zero }
    let (ins, outs) = (left.compactMap(\.amount).sum(), right.compactMap(\.amount).sum())
    total = max(ins, outs)
    (missingLeft, missingRight) = (total - ins, total - outs)
  }
}

/// Where everything of a flow stands.
struct FlowLayout {
  static let bar = 10.0

  struct Node {
    /// Nil: what closes the flow.
    var item: ChartItem?
    var hue: Int?
    var label: [String]
    var y = 0.0
    var height: Double
    /// Where its band meets the middle.
    var middleY = 0.0
  }

  var left: [Node] = []
  var right: [Node] = []
  let leftX, middleX, rightX: Double
  private(set) var middleY = 0.0
  let middleHeight: Double
  let middleLabel: [String]
  private(set) var height = 0.0

  init(_ frame: Canvas.Frame, _ plan: FlowPlan, _ words: ChartWords, middle: String) {
    middleHeight = frame.isNarrow ? 320 : 300
    let labelWidth = frame.isNarrow ? (left: 108.0, right: 140.0) : (left: 200.0, right: 230.0)
    leftX = frame.isNarrow ? 1 : labelWidth.left + 8
    rightX = frame.width - labelWidth.right - Self.bar - 10
    middleX = frame.isNarrow ? leftX + Self.bar + labelWidth.left + 14 : ((leftX + rightX) / 2).rounded()
    let unit = words.unit(for: plan.total)
    middleLabel = Self.fitting(
      [middle, words.amount(plan.total, in: unit)], frame, width: 2 * min(middleX, frame.width - middleX) - 10)
    let scale = middleHeight / Double(max(1, plan.total.fen))
    func nodes(_ items: [ChartItem], _ missing: Money, _ width: Double, firstHue: Int) -> [Node] {
      var nodes = items.enumerated().map { index, item in
        let amount = item.amount ?? .zero
        let share = words.share(amount, of: plan.total) ?? ""
        return Node(
          item: item, hue: (firstHue + index) % ChartInk.hues.count,
          label: Self.label(words(item.name), words.amount(amount, in: unit), share, frame, width),
          height: Double(amount.fen) * scale)
      }
      if missing > .zero {
        nodes.append(
          Node(
            label: Self.label(words("差额", "Difference"), words.amount(missing, in: unit), "", frame, width),
            height: Double(missing.fen) * scale))
      }
      return nodes
    }
    left = nodes(plan.left, plan.missingLeft, labelWidth.left, firstHue: 0)
    right = nodes(plan.right, plan.missingRight, labelWidth.right, firstHue: plan.left.count)
    let top = Double(middleLabel.count) * frame.line + 14
    let heights = [left, right].map { Self.heightWithLabels($0, frame) } + [middleHeight]
    let inner = heights.max() ?? middleHeight
    height = top + inner + 10
    middleY = top
    Self.place(&left, from: top, middle: middleY, frame)
    Self.place(&right, from: top, middle: middleY, frame)
  }

  /// The name in as many lines as it takes, the amount and the share below.
  private static func label(
    _ name: String, _ amount: String, _ share: String, _ frame: Canvas.Frame, _ width: Double
  ) -> [String] {
    let joined = share.isEmpty ? amount : "\(amount)  \(share)"
    let fits = Canvas.width(of: joined, size: frame.font) <= width
    return Canvas.wrapped(name, size: frame.font, width: width) + (fits ? [joined] : [amount, share])
  }

  private static func fitting(_ words: [String], _ frame: Canvas.Frame, width: Double) -> [String] {
    words.flatMap { Canvas.wrapped($0, size: frame.font, width: width) }
  }

  /// The place that a node takes: its band, or its label where that is higher.
  private static func slot(_ node: Node, _ frame: Canvas.Frame) -> Double {
    max(node.height, Double(node.label.count) * frame.line) + 8
  }

  private static func heightWithLabels(_ nodes: [Node], _ frame: Canvas.Frame) -> Double {
    nodes.reduce(0) { $0 + slot($1, frame) }
  }

  private static func place(_ nodes: inout [Node], from top: Double, middle: Double, _ frame: Canvas.Frame) {
    var (y, inner) = (top, middle)
    for index in nodes.indices {
      let slot = slot(nodes[index], frame)
      nodes[index].y = y + (slot - nodes[index].height) / 2
      nodes[index].middleY = inner
      y += slot
      inner += nodes[index].height
    }
  }
}
