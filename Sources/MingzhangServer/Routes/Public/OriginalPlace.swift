import Foundation
import MingzhangModel
import MingzhangStore

/// A place in the original file, shown: a page with the box lit, or a line with its neighbours.
struct OriginalPlace {
  var words: Wording
  /// The page with its size in points, and the lit box.
  var page: (address: String, width: Double, height: Double, box: SourceSpan.Box)?
  /// Lines of a text, as markup.
  var lines: String?

  /// Nil when no place is known.
  static func find(_ span: SourceSpan?, _ visit: BookVisit, _ pictures: PagePictures) async -> OriginalPlace? {
    guard let span else { return nil }
    if let box = span.box {
      let files = try? await OriginalFiles(of: visit.version, visit.site.store)
      let file = files?.file(of: span)
      let (chinese, english) =
        (files?.files.count ?? 0) > 1 ? ("“\(file?.name ?? "")”", " “\(file?.name ?? "")”") : ("", "")
      var place = OriginalPlace(
        words: Wording(
          "印在原件\(chinese)第 \(span.page) 页，框出的地方。", "Printed on page \(span.page) of the original\(english), in the box."
        ))
      if let file, let picture = await pictures.picture(of: file, page: span.page) {
        place.page = (PictureRoute.address(visit.version, span.page, of: file), picture.width, picture.height, box)
      }
      return place
    }
    if let sheet = span.sheet, let cell = span.cell {
      return OriginalPlace(
        words: Wording("在原件的工作表“\(sheet)”，单元格 \(cell)。", "In sheet “\(sheet)”, cell \(cell) of the original."))
    }
    if let line = span.line {
      var place = OriginalPlace(words: Wording("在原件第 \(line) 行。", "In line \(line) of the original."))
      if span.file == nil || span.file == visit.version.file, visit.version.isText {
        place.lines = lines(around: line, span.columns, visit)
      }
      return place
    }
    return OriginalPlace(words: Wording("在原件第 \(span.page) 页。", "On page \(span.page) of the original."))
  }

  private static func lines(around line: Int, _ columns: Range<Int>?, _ visit: BookVisit) -> String? {
    // without the file, the number of the line is still said
    guard let data = try? visit.site.store.shelf.bytes(visit.version.file),
      let text = String(data: data, encoding: .utf8)
    else { return nil }
    let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard all.indices.contains(line - 1) else { return nil }
    let rows = (max(1, line - 2)...min(all.count, line + 2)).map { number -> String in
      let words = String(all[number - 1])
      let isIt = number == line
      let body = isIt ? "<mark>\(escaped(words))</mark>" : escaped(words)
      return "<li value=\"\(number)\"\(isIt ? " class=\"lit\"" : "")>\(body.isEmpty ? "&#160;" : body)</li>"
    }
    return "<ol class=\"lines\">\(rows.joined(separator: "\n"))</ol>"
  }

  /// The box at reading size above the whole page, both out of one picture.
  func picture(_ say: Say) -> String {
    guard let page else { return "" }
    let (width, height, box) = (page.width, page.height, page.box)
    func n(_ value: Double) -> String { "\(Int(value * 10) / 10)" }
    let (x, y) = (box.x0 - 2, box.y0 - 2)
    let frame =
      "<rect class=\"box\" x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(box.x1 - box.x0 + 4))\" height=\"\(n(box.y1 - box.y0 + 4))\"/>"
    let image = "<image href=\"\(page.address)\" width=\"\(n(width))\" height=\"\(n(height))\"/>"
    // a strip of the page as wide as the page, or less around a box in a wide one
    let stripWidth = min(width, 420.0)
    let stripHeight = 90.0
    let left = min(max(0, (box.x0 + box.x1 - stripWidth) / 2), max(0, width - stripWidth))
    let top = min(max(0, (box.y0 + box.y1 - stripHeight) / 2), max(0, height - stripHeight))
    let near = say("数字所在的地方，放大", "The place of the number, enlarged")
    let far = say("整页，数字已框出", "The whole page with the number in a box")
    return """
      <svg class="strip" viewBox="\(n(left)) \(n(top)) \(n(stripWidth)) \(n(stripHeight))" role="img" aria-label="\(near)">\(image)\(frame)</svg>
      <details open><summary>\(far)</summary>
      <svg class="page" viewBox="0 0 \(n(width)) \(n(height))" role="img" aria-label="\(far)">\(image)\(frame)</svg></details>
      """
  }
}

extension Version {
  var isText: Bool {
    ["md", "txt", "markdown", "html", "htm", "csv"].contains(fileName.split(separator: ".").last?.lowercased() ?? "")
  }
}
