import MingzhangModel

/// The charts at the end of a book: drawn from its own tables, each with its sentence. What cannot be drawn is said, not drawn empty.
struct ChartAnnex {
  private let disclosure: Disclosure
  init(_ disclosure: Disclosure) { self.disclosure = disclosure }

  static let heading = "附：预算图示"

  var blocks: [DocumentView.Block] {
    let charts = DisclosureCharts()
    let drawings: [(ChartOptions) -> Chart] = [
      { charts.flow(disclosure).chart($0) }, { charts.functionTreemap(disclosure).chart($0) },
      { charts.economicTreemap(disclosure).chart($0) },
    ]
    return [.heading(level: 1, Self.heading), .paragraph("各图由本书表中的数字绘成，数字以表为准。")]
      + drawings.enumerated().map { index, draw in
        let page = draw(ChartOptions(id: "chart-\(index + 1)"))
        guard let printed = draw(ChartOptions(id: "chart-\(index + 1)", ink: .print)).svg else {
          return .paragraph(page.description)
        }
        return .figure(
          FigureView(
            title: page.title, text: page.description, printed: printed,
            pages: [page.svg, page.narrowSVG].compactMap { $0 }))
      }
  }
}
