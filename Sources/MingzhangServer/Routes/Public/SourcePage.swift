import Foundation
import Hummingbird
import MingzhangModel
import MingzhangReading
import MingzhangStore

/// Where a number is printed: its words, the page with the box lit, the file with its digest, and the sums and findings that it is
/// part of.
struct SourcePage: Sendable {
  let site: Site
  let pictures: PagePictures

  init(site: Site) { (self.site, pictures) = (site, PagePictures(site)) }

  func add(to group: RouterGroup<SiteContext>) {
    group.book("/source/:statement/:row/:column", site) { try await page($0) }
  }

  private func page(_ visit: BookVisit) async throws -> Page {
    func number(_ name: String) -> Int? { visit.context.parameters.get(name).flatMap { Int($0) } }
    guard let ordinal = number("statement"), let row = number("row"), let column = number("column"),
      let head = try await site.store.statement(ordinal, of: visit.version.id),
      let cell = try await site.store.cell(visit.version.id, ordinal, row, column)
    else { throw PageError.notFound }
    let cells = try await site.store.cells(of: visit.version.id, statement: ordinal)
    let statement = head.statement.filled(with: cells)
    let heading = statement.columns.indices.contains(column) ? statement.columns[column].path : []
    let say = visit.say
    let caption = cell.caption ?? ""
    let around = TableHTML(
      head: head, cells: cells, language: visit.context.language, source: "\(visit.address)/source/\(ordinal)/",
      lit: CellAddress(statement: ordinal, row: row, column: column), rowID: nil, rows: max(0, row - 2)...(row + 2))
    var page = visit.page(
      "source", Wording("“\(caption)”的出处", "Source of “\(caption)”"), "/source/\(ordinal)/\(row)/\(column)",
      [
        "printed": cell.cell.printed, "isBlank": cell.cell.printed.isEmpty, "caption": caption,
        "heading": heading.joined(separator: " / "), "table": statement.title,
        "tablePath": "\(visit.address)/tables/\(ordinal)#r\(row)", "unit": statement.unit?.rawValue ?? "",
        "code": cell.line.map { LineKey($0) }.flatMap { $0.functionalCode?.digits ?? $0.economicCode?.digits } ?? "",
        "around": around.html(), "file": visit.version.fileName, "digest": visit.version.file,
        "original": FileAddress.path(visit.version.file, visit.version.fileName),
        "sums": sums(of: statement, row, column, visit, ordinal),
        "findings": try await findings(visit, cell.cell.span),
      ])
    page.values = stated(page.values)
    page.values["hasSums"] = (page.values["sums"] as? [Any])?.isEmpty == false
    page.values["hasFindings"] = (page.values["findings"] as? [Any])?.isEmpty == false
    if case .amount(let amount) = cell.cell.reading {
      page.values["exact"] = amount.money.printed(in: .yuan, grouped: true)
      page.values["isRounded"] = amount.slack != .zero
      page.values["slack"] = amount.slack.shortest(in: .yuan, grouped: true)
    }
    let place = await OriginalPlace.find(cell.cell.span, visit, pictures)
    page.values["place"] =
      place.map { say($0.words) } ?? say("原件里没有记下它的位置。", "Its place in the original was not recorded.")
    page.values["picture"] = place?.picture(visit.say) ?? ""
    page.values["lines"] = place?.lines ?? ""
    page.trail.append((statement.title, "\(visit.path)/tables/\(ordinal)"))
    return page
  }

  /// The sums inside the table that this number is part of.
  private func sums(
    of statement: Statement, _ row: Int, _ column: Int, _ visit: BookVisit, _ ordinal: Int
  ) -> [[String: Any]] {
    let place = TableSum.Place(row: row, column: column)
    func name(_ place: TableSum.Place, isAcross: Bool) -> String {
      let printed = statement.rows[place.row][place.column].printed
      let own = statement.columns[place.column]
      let line = statement.lines.first { $0.row == place.row && own.belongs(to: $0) }?.caption ?? ""
      let words = isAcross ? own.path.last ?? "" : line
      return escaped(words) + " "
        + visit.link(printed.isEmpty ? "—" : printed, statement: ordinal, row: place.row, column: place.column)
    }
    return TableSum.all(of: statement).filter { $0.whole == place || $0.parts.contains(place) }.prefix(20).map { sum in
      // along a row the columns tell the parts apart, down a column the lines do
      let isAcross =
        sum.parts.allSatisfy { $0.row == sum.whole.row && $0.column != sum.whole.column }
        && !statement.columns.contains { $0.side != nil }
      let parts = sum.parts.prefix(40).map { name($0, isAcross: isAcross) }.joined(separator: " + ")
      let rest = sum.parts.count > 40 ? " + …" : ""
      let difference = sum.difference.money.shortest(in: .yuan, grouped: true)
      return [
        "words": "\(name(sum.whole, isAcross: isAcross)) = \(parts)\(rest)", "holds": sum.holds,
        "verdict": sum.holds
          ? visit.say("成立", "holds") : visit.say("不成立，相差 \(difference) 元", "does not hold: \(difference) yuan apart"),
        "verdictClass": sum.holds ? "good" : "error",
      ]
    }
  }

  /// The findings that rest on this place.
  private func findings(_ visit: BookVisit, _ span: SourceSpan?) async throws -> [[String: Any]] {
    guard let span else { return [] }
    return try await site.store.findings(of: visit.version.id).enumerated().filter { _, finding in
      finding.evidence.contains { $0.span.map { $0.isSamePlace(as: span) } ?? false }
    }.map { index, finding in
      [
        "title": visit.say(finding.title), "message": visit.say(finding.message),
        "path": "\(visit.address)/findings#f\(index + 1)",
        "severity": visit.say(Wording(finding.severity.chinese, finding.severity.english)),
        "severityClass": finding.severity.rawValue,
      ]
    }
  }
}

extension Statement {
  /// The table with its cells as rows.
  func filled(with cells: [StoredCell]) -> Statement {
    var filled = self
    filled.rows = Array(
      repeating: Array(repeating: .blank, count: columns.count), count: (cells.map(\.row).max() ?? -1) + 1)
    for cell in cells where columns.indices.contains(cell.column) { filled.rows[cell.row][cell.column] = cell.cell }
    return filled
  }
}

extension SourceSpan {
  /// Whether both name the same printed words; boxes are kept to a hundredth of a point.
  func isSamePlace(as other: SourceSpan) -> Bool {
    guard page == other.page, line == other.line, sheet == other.sheet, cell == other.cell,
      file == nil || other.file == nil || file == other.file
    else { return false }
    switch (box, other.box) {
    case (let a?, let b?):
      return abs(a.x0 - b.x0) < 0.02 && abs(a.y0 - b.y0) < 0.02 && abs(a.x1 - b.x1) < 0.02 && abs(a.y1 - b.y1) < 0.02
    case (nil, nil): return columns == other.columns
    default: return false
    }
  }
}
