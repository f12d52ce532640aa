import MingzhangModel
import Testing

@testable import MingzhangMaking

@Suite("图的面积和流量") struct ChartLayoutTests {
  @Test("树图每块的面积与金额成正比，不重叠，不出框")
  func areasAreProportional() {
    let values = ChartSamples.twelveClasses.compactMap { $0.amount.map { Double($0.fen) } }.sorted(by: >)
    let (width, height) = (800.0, 420.0)
    let tiles = SquareTiles(values, width: width, height: height).tiles
    let total = values.reduce(0, +)
    #expect(tiles.count == values.count)
    for (value, tile) in zip(values, tiles) {
      #expect(abs(tile.area - value / total * width * height) < 1e-6 * width * height)
      #expect(
        tile.x >= -1e-6 && tile.y >= -1e-6 && tile.x + tile.width <= width + 1e-6
          && tile.y + tile.height <= height + 1e-6)
    }
    for (index, a) in tiles.enumerated() {
      for b in tiles[(index + 1)...] {
        let across = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
        let down = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
        #expect(across < 1e-6 || down < 1e-6)
      }
    }
  }

  @Test("流量守恒：两侧的高度之和都等于中间", arguments: [true, false])
  func flowsAreConserved(_ isBalanced: Bool) {
    var expenditure = ChartSamples.twelveClasses
    if !isBalanced { expenditure.removeFirst() }
    let plan = FlowPlan(income: ChartSamples.sources, expenditure: expenditure)
    #expect(plan.left.compactMap(\.amount).sum() + plan.missingLeft == plan.total)
    #expect(plan.right.compactMap(\.amount).sum() + plan.missingRight == plan.total)
    for frame in [Canvas.Frame.wide, .narrow] {
      let layout = FlowLayout(frame, plan, ChartWords(.chinese), middle: "收支总计")
      for nodes in [layout.left, layout.right] {
        #expect(abs(nodes.reduce(0) { $0 + $1.height } - layout.middleHeight) < 1e-6)
        // bands meet the middle one below the other
        #expect(zip(nodes, nodes.dropFirst()).allSatisfy { abs($0.middleY + $0.height - $1.middleY) < 1e-6 })
        #expect(zip(nodes, nodes.dropFirst()).allSatisfy { $0.y + $0.height <= $1.y })
      }
    }
    let chart = FlowChart(title: Wording("流", "F"), income: ChartSamples.sources, expenditure: expenditure).chart()
    #expect(chart.notes.contains { $0.contains("相差") } != isBalanced || isBalanced && chart.notes.count == 1)
  }

  @Test("刻度是整数，零在轴上，全部金额在轴内")
  func axesAreRound() {
    for amounts in [[0], [1], [-1], [123_456_789, -5], [9_999_999_999], [Int64.max / 1000, -Int64.max / 1000]] {
      let axis = AmountAxis(amounts.map { Money(fen: $0) })
      #expect(axis.ticks.contains(.zero))
      #expect(axis.ticks.count <= 12)
      #expect(amounts.allSatisfy { axis.lowest.fen <= $0 && $0 <= axis.highest.fen })
    }
  }

  @Test("折行不丢字，数字不折断")
  func wrappingKeepsEveryWord() {
    let words = "科目 2080505 由“机关事业单位基本养老保险缴费支出”改名，金额 1,234.56 万元。"
    let lines = Canvas.wrapped(words, size: 13, width: 120)
    #expect(lines.joined().filter { $0 != " " } == words.filter { $0 != " " })
    #expect(lines.allSatisfy { Canvas.width(of: $0, size: 13) <= 120 })
    #expect(lines.contains { $0.contains("2080505") } && lines.contains { $0.contains("1,234.56") })
  }
}
