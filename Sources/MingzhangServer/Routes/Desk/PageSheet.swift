import MingzhangMaking
import MingzhangModel
import MingzhangStore

/// The page at the left of the viewer as SVG: its picture, and the boxes of findings on it. Above it, cut out and enlarged, every place
/// of the chosen finding, so that both ends of a cross-check are seen at once.
struct PageSheet {
  let version: Version
  let list: FindingList
  let chosen: FindingList.Item?
  let filter: FindingFilter
  let context: SiteContext
  let originals: OriginalFiles
  /// The pages of each of the originals.
  let counts: [Int]
  private static let margin = 40.0

  /// - Parameters:
  ///   - asked: the page, from 1.
  ///   - part: which of the originals, from 1; without it, the one in which the chosen finding is.
  func values(page asked: Int?, part: Int?, pictures: PagePictures) async -> [String: Any] {
    let places = (chosen.map { Self.places(of: $0.finding, in: originals) } ?? []).filter(\.file.hasPages)
    let files = originals.files
    let wanted = part.flatMap { number in files.first { $0.index == number - 1 } }
    guard let file = wanted ?? places.first?.file ?? files.first(where: \.hasPages) else { return [:] }
    let own = places.first { $0.file == file }?.page
    let count = max(1, counts[file.index])
    let page = min(max(1, asked ?? own ?? 1), count)
    func address(_ page: Int, of file: OriginalFiles.File) -> String {
      filter.address(chosen?.number, page: page, part: files.count > 1 ? file.index + 1 : nil)
    }
    var drawn: [String: PagePicture] = [:]
    for (file, number) in [(file, page)] + places.prefix(4).map({ ($0.file, $0.page) }) {
      let name = OriginalFiles.name(number, of: file)
      if drawn[name] == nil { drawn[name] = await pictures.picture(of: file, page: number) }
    }
    let cuts = places.prefix(4).compactMap { place -> [String: Any]? in
      guard let picture = drawn[OriginalFiles.name(place.page, of: place.file)] else { return nil }
      let name = files.count > 1 ? place.file.name + " " : ""
      return [
        "label": place.label, "place": name + context.tell("第 \(place.page) 页", "page \(place.page)"),
        "svg": cut(place, picture), "address": address(place.page, of: place.file),
      ]
    }
    let picture = drawn[OriginalFiles.name(page, of: file)]
    var values: [String: Any] = [
      "page": page, "count": count, "cuts": cuts, "hasCuts": !cuts.isEmpty, "isMissing": picture == nil,
      "hasBefore": page > 1, "hasAfter": page < count, "before": address(page - 1, of: file),
      "after": address(page + 1, of: file), "hasParts": files.count > 1,
      "parts": files.map { one -> [String: Any] in
        [
          "name": one.name, "address": address(1, of: one), "isCurrent": one == file, "hasPages": one.hasPages,
        ]
      },
    ]
    if let picture { values["svg"] = whole(page, of: file, picture) }
    return values
  }

  struct Place {
    var file: OriginalFiles.File
    var page: Int
    var label: String
    var boxes: [SourceSpan.Box]
  }

  /// The places of a finding, those close together on one page as one.
  static func places(of finding: Finding, in originals: OriginalFiles) -> [Place] {
    var places: [Place] = []
    for evidence in finding.evidence {
      guard let span = evidence.span, let box = span.box, let file = originals.file(of: span) else { continue }
      if let index = places.firstIndex(where: { place in
        place.file == file && place.page == span.page && place.boxes.contains { abs($0.y0 - box.y0) < 120 }
      }) {
        if !places[index].boxes.contains(box) { places[index].boxes.append(box) }
      } else {
        places.append(Place(file: file, page: span.page, label: evidence.label, boxes: [box]))
      }
    }
    return places
  }

  private func image(_ page: Int, of file: OriginalFiles.File, _ picture: PagePicture) -> String {
    "<image href=\"\(context.base)/desk/versions/\(version.id)/pages/\(OriginalFiles.name(page, of: file))\" width=\"\(Self.points(picture.width))\" "
      + "height=\"\(Self.points(picture.height))\"/>"
  }

  private func cut(_ place: Place, _ picture: PagePicture) -> String {
    let severity = chosen?.finding.severity.rawValue ?? "notice"
    let (top, bottom) = (place.boxes.map(\.y0).min() ?? 0, place.boxes.map(\.y1).max() ?? 0)
    let (left, right) = (place.boxes.map(\.x0).min() ?? 0, place.boxes.map(\.x1).max() ?? 0)
    let width = min(picture.width, max(360, right - left + 4 * Self.margin))
    let x = min(max(0, (left + right) / 2 - width / 2), max(0, picture.width - width))
    let y = max(0, top - Self.margin)
    let height = min(picture.height - y, max(60, bottom - top + 2 * Self.margin))
    let name = escaped(context.tell("第 \(place.page) 页，\(place.label)", "page \(place.page), \(place.label)"))
    return
      "<svg class=\"cut\" role=\"img\" aria-label=\"\(name)\" viewBox=\"\(Self.points(x)) \(Self.points(y)) \(Self.points(width)) \(Self.points(height))\">"
      + image(place.page, of: place.file, picture) + place.boxes.map { rectangle($0, "box \(severity)") }.joined()
      + "</svg>"
  }

  private func whole(_ page: Int, of file: OriginalFiles.File, _ picture: PagePicture) -> String {
    var out =
      "<svg class=\"sheet\" viewBox=\"0 0 \(Self.points(picture.width)) \(Self.points(picture.height))\" "
      + "aria-label=\"\(escaped(context.tell("第 \(page) 页", "page \(page)")))\">" + image(page, of: file, picture)
    for item in list.shown {
      let isChosen = item.number == chosen?.number
      let boxes = item.finding.evidence.compactMap { evidence -> SourceSpan.Box? in
        guard let span = evidence.span, span.page == page, originals.file(of: span) == file else { return nil }
        return span.box
      }
      guard !boxes.isEmpty else { continue }
      let name = escaped("\(item.number) \(item.finding.title[context.language])")
      out +=
        "<a href=\"\(escaped(filter.address(item.number, page: page, part: originals.files.count > 1 ? file.index + 1 : nil)))\" aria-label=\"\(name)\">"
      for box in boxes { out += rectangle(box, "box \(item.finding.severity.rawValue)\(isChosen ? " chosen" : "")") }
      out += "</a>"
    }
    return out + "</svg>"
  }

  private func rectangle(_ box: SourceSpan.Box, _ name: String) -> String {
    "<rect class=\"\(name)\" x=\"\(Self.points(box.x0 - 2))\" y=\"\(Self.points(box.y0 - 2))\" "
      + "width=\"\(Self.points(max(6, box.x1 - box.x0 + 4)))\" height=\"\(Self.points(max(6, box.y1 - box.y0 + 4)))\" rx=\"2\"/>"
  }

  /// Tenths of a point.
  private static func points(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e6 else { return "0" }
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
  }
}
