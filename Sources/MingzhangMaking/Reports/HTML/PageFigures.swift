import Foundation
import MingzhangModel

/// The page pictures of one report as SVG: each picture stands in the file once, and is shown whole and in strips.
struct PageFigures {
  /// A finding with its number in the report.
  typealias Numbered = (number: Int, finding: Finding)

  private let report: Int
  private let pictures: [Int: PagePicture]
  private let language: Language

  /// - Parameter report: its number among the reports of the file, for identifiers.
  init(report: Int, pictures: [PagePicture], language: Language) {
    self.report = report
    self.pictures = Dictionary(pictures.map { ($0.page, $0) }) { first, _ in first }
    self.language = language
  }

  var pages: [Int] { pictures.keys.sorted() }

  func hasPicture(of page: Int) -> Bool { pictures[page] != nil }

  func pageID(_ page: Int) -> String { "r\(report)-p\(page)" }

  private func imageID(_ page: Int) -> String { "r\(report)-i\(page)" }

  /// The pictures themselves, not shown: strips and pages refer to them.
  var definitions: String {
    guard !pictures.isEmpty else { return "" }
    var out = "<svg class=\"store\" aria-hidden=\"true\" focusable=\"false\" width=\"0\" height=\"0\"><defs>\n"
    for page in pages {
      guard let picture = pictures[page] else { continue }
      out +=
        "<image id=\"\(imageID(page))\" width=\"\(Self.points(picture.width))\" height=\"\(Self.points(picture.height))\" "
      out +=
        "preserveAspectRatio=\"none\" href=\"data:image/png;base64,\(Data(picture.png).base64EncodedString())\"/>\n"
    }
    return out + "</defs></svg>\n"
  }

  // MARK: strips beside a finding

  /// Strips of the pages around the finding's places; empty when no place is on a page with a picture.
  func strips(for finding: Finding, limit: Int = 4) -> [String] {
    var bands: [Band] = []
    for (page, box) in finding.boxes where pictures[page] != nil {
      if let index = bands.firstIndex(where: { $0.page == page && $0.touches(box) }) {
        bands[index].add(box)
      } else {
        bands.append(Band(page: page, boxes: [box]))
      }
    }
    return bands.prefix(limit).map { strip($0, finding) }
  }

  /// A band of a page: its full width, from a little above the first box to a little below the last.
  private struct Band {
    static let margin = 26.0
    static let tallest = 230.0
    let page: Int
    var boxes: [SourceSpan.Box]
    var top: Double { (boxes.map(\.y0).min() ?? 0) - Self.margin }
    var bottom: Double { (boxes.map(\.y1).max() ?? 0) + Self.margin }

    func touches(_ box: SourceSpan.Box) -> Bool {
      max(bottom, box.y1 + Self.margin) - min(top, box.y0 - Self.margin) <= Self.tallest
    }
    mutating func add(_ box: SourceSpan.Box) { boxes.append(box) }
  }

  private func strip(_ band: Band, _ finding: Finding) -> String {
    guard let picture = pictures[band.page] else { return "" }
    let top = max(0, min(band.top, picture.height - 20))
    let height = max(20, min(picture.height, min(band.bottom, top + 320)) - top)
    let words = finding.evidence.filter { $0.span?.page == band.page }.map(\.text).filter { !$0.isEmpty }
    let label = language == .chinese ? "第 \(band.page) 页局部" : "Part of page \(band.page)"
    let text = words.isEmpty ? label : "\(label)：\(words.prefix(3).joined(separator: "；"))"
    let (left, width) = across(band, finding, picture)
    var out = "<svg class=\"strip\" role=\"img\" aria-label=\"\(HTMLWriter.escaped(text))\" "
    out += "viewBox=\"\(Self.points(left)) \(Self.points(top)) \(Self.points(width)) \(Self.points(height))\">"
    out += "<use href=\"#\(imageID(band.page))\"/>"
    for box in band.boxes { out += rectangle(box, finding.severity) }
    return out + "</svg>"
  }

  /// What of the page's width is shown: all of it for tables, whose rows are named at the left; the lines for text.
  private func across(_ band: Band, _ finding: Finding, _ picture: PagePicture) -> (left: Double, width: Double) {
    let isTable = finding.evidence.contains { $0.span?.page == band.page && $0.statement != nil }
    let (x0, x1) = (band.boxes.map(\.x0).min() ?? 0, band.boxes.map(\.x1).max() ?? picture.width)
    let width = min(picture.width, max(x1 - x0 + 50, isTable ? picture.width * 0.86 : 500))
    let middle = isTable ? picture.width / 2 : (x0 + x1) / 2
    let left = max(0, min(picture.width - width, middle - width / 2))
    guard x0 >= left, x1 <= left + width else { return (0, picture.width) }
    return (left, width)
  }

  // MARK: whole pages

  /// The whole page with every finding on it; each box leads to its finding.
  func page(_ page: Int, findings: [Numbered]) -> String {
    guard let picture = pictures[page] else { return "" }
    let name = language == .chinese ? "第 \(page) 页" : "Page \(page)"
    var out =
      "<figure class=\"page\(picture.height > picture.width ? " upright" : "")\" id=\"\(pageID(page))\">\n<figcaption><h3>\(name)</h3> <span>"
    out += findings.map { number, finding in
      "<a class=\"chip \(finding.severity.rawValue)\" href=\"#f\(number)\">\(number)<span class=\"quiet\"> \(HTMLWriter.escaped(finding.title[language]))</span></a>"
    }.joined(separator: " ")
    out += "</span></figcaption>\n<svg class=\"sheet\" "
    out +=
      "viewBox=\"0 0 \(Self.points(picture.width)) \(Self.points(picture.height))\"><use href=\"#\(imageID(page))\"/>"
    for (number, finding) in findings {
      for place in finding.boxes where place.page == page {
        let label = HTMLWriter.escaped("\(number) \(finding.title[language])")
        out +=
          "<a href=\"#f\(number)\" aria-label=\"\(label)\" class=\"\(Self.family(finding)) \(finding.severity.rawValue)\">"
        out += rectangle(place.box, finding.severity) + flag(number, place.box, picture) + "</a>"
      }
    }
    return out + "</svg>\n</figure>\n"
  }

  /// The class by which a family's findings are shown or hidden.
  static func family(_ finding: Finding) -> String { "family-\(RuleFamily(ofRule: finding.rule).identifier)" }

  private func rectangle(_ box: SourceSpan.Box, _ severity: Severity) -> String {
    let (x, y) = (box.x0 - 2, box.y0 - 2)
    return "<rect class=\"box \(severity.rawValue)\" x=\"\(Self.points(x))\" y=\"\(Self.points(y))\" "
      + "width=\"\(Self.points(max(6, box.x1 - box.x0 + 4)))\" height=\"\(Self.points(max(6, box.y1 - box.y0 + 4)))\" rx=\"2\"/>"
  }

  /// The finding's number, beside the box on the side where there is room.
  private func flag(_ number: Int, _ box: SourceSpan.Box, _ picture: PagePicture) -> String {
    let x = box.x0 > 22 ? box.x0 - 11 : min(picture.width - 10, box.x1 + 11)
    let y = min(picture.height - 9, max(9, (box.y0 + box.y1) / 2))
    return "<circle class=\"flag\" cx=\"\(Self.points(x))\" cy=\"\(Self.points(y))\" r=\"7.5\"/>"
      + "<text class=\"flag\" x=\"\(Self.points(x))\" y=\"\(Self.points(y + 3))\">\(number)</text>"
  }

  /// Tenths of a point.
  private static func points(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let sign = tenths < 0 ? "-" : ""
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }
}

extension RuleFamily {
  /// For class names and identifiers.
  var identifier: String { self == .other ? "other" : rawValue }
}
