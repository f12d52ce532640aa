import MingzhangFormats
import MingzhangModel

/// A document as OFD (GB/T 33190-2016): the pages of the PDF again, text as text and lines as lines.
///
/// OFD has no flow, so the layout is the typesetter's own, read back from its PDF: both files look alike, page by page. Fonts are
/// named (仿宋, 黑体, 楷体, 宋体) and not embedded; pictures, colours, signatures and bookmarks are not written.
public struct OFDWriter {
  private let worker: PDFWorkerClient?

  /// - Parameter worker: what reads the PDF; nil for the worker that stands beside this program.
  public init(worker: PDFWorkerClient? = nil) { self.worker = worker }

  public func bytes(for document: DocumentView, pdf: [UInt8]) throws(MakingError) -> [UInt8] {
    var pages: [OFDPage] = []
    var fonts = OFDFonts()
    do throws(PDFWorkerError) {
      let worker = if let worker { worker } else { try PDFWorkerClient.located() }
      try worker.read(pdf) { pages.append(OFDPage($0, fonts: &fonts, firstID: 10_000 * ($0.number + 1))) }
    } catch {
      throw MakingError(
        "编不出 OFD：\(error.chinese)", "The OFD cannot be made: \(error.english)")
    }
    var archive = ZIPWriter()
    archive.add("OFD.xml", Array(root(document).utf8))
    archive.add("Doc_0/Document.xml", Array(self.document(pages).utf8))
    archive.add("Doc_0/PublicRes.xml", Array(fonts.xml.utf8))
    for (index, page) in pages.enumerated() {
      archive.add("Doc_0/Pages/Page_\(index)/Content.xml", Array(page.xml.utf8))
    }
    return archive.finished()
  }

  private func root(_ document: DocumentView) -> String {
    let identifier = sha256Hex(Array("\(document.organisation)\n\(document.title)\n\(document.date)".utf8)).prefix(32)
    return """
      \(OFDText.declaration)
      <ofd:OFD \(OFDText.namespace) Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>\(identifier)</ofd:DocID>\
      <ofd:Title>\(OFDText.escaped(document.title))</ofd:Title><ofd:Author>\(OFDText.escaped(document.organisation))</ofd:Author>\
      <ofd:CreationDate>\(OFDText.escaped(document.date))</ofd:CreationDate><ofd:Creator>Mingzhang</ofd:Creator></ofd:DocInfo>\
      <ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>
      """
  }

  private func document(_ pages: [OFDPage]) -> String {
    let area = pages.first.map(\.box) ?? "0 0 210 297"
    let list = pages.indices.map { "<ofd:Page ID=\"\($0 + 100)\" BaseLoc=\"Pages/Page_\($0)/Content.xml\"/>" }.joined()
    let last = pages.map(\.lastID).max() ?? 100
    return """
      \(OFDText.declaration)
      <ofd:Document \(OFDText.namespace)><ofd:CommonData><ofd:MaxUnitID>\(last)</ofd:MaxUnitID><ofd:PageArea>\
      <ofd:PhysicalBox>\(area)</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData>\
      <ofd:Pages>\(list)</ofd:Pages></ofd:Document>
      """
  }
}

/// The fonts of a document by the names that a Chinese office machine has.
struct OFDFonts {
  private var identifiers: [String: Int] = [:]
  private var entries: [String] = []

  /// The identifier of the font that `name` of the PDF stands for.
  mutating func identifier(of name: String) -> Int {
    let isBold = name.contains("Bold")
    let family =
      switch name {
      case _ where name.contains("Fang"): "仿宋"
      case _ where name.contains("Kai"): "楷体"
      case _ where name.contains("Hei") || name.contains("Sans"): "黑体"
      default: "宋体"
      }
    let key = isBold ? family + " Bold" : family
    if let known = identifiers[key] { return known }
    let identifier = identifiers.count + 1
    identifiers[key] = identifier
    let bold = isBold ? " Bold=\"true\"" : ""
    entries.append("<ofd:Font ID=\"\(identifier)\" FontName=\"\(family)\" FamilyName=\"\(family)\"\(bold)/>")
    return identifier
  }

  var xml: String {
    "\(OFDText.declaration)\n<ofd:Res \(OFDText.namespace) BaseLoc=\"Res\"><ofd:Fonts>\(entries.joined())</ofd:Fonts></ofd:Res>"
  }
}

/// One page: runs of glyphs on one baseline as text objects, ruling lines as paths. OFD measures in millimetres.
struct OFDPage {
  let box: String
  let xml: String
  private(set) var lastID: Int

  init(_ page: PDFPageContent, fonts: inout OFDFonts, firstID: Int) {
    box = "0 0 \(OFDText.millimetres(page.width)) \(OFDText.millimetres(page.height))"
    var objects = ""
    var identifier = firstID
    for line in page.lines {
      identifier += 1
      objects += Self.path(line, identifier)
    }
    for run in Self.runs(page.glyphs.filter(\.isVisible), between: page.lines.filter { abs($0.x0 - $0.x1) < 1 }) {
      identifier += 1
      let name = page.fonts.indices.contains(Int(run[0].font)) ? page.fonts[Int(run[0].font)] : ""
      objects += Self.text(run, font: fonts.identifier(of: name), identifier)
    }
    lastID = identifier
    xml = """
      \(OFDText.declaration)
      <ofd:Page \(OFDText.namespace)><ofd:Area><ofd:PhysicalBox>\(box)</ofd:PhysicalBox></ofd:Area><ofd:Content>\
      <ofd:Layer ID="\(firstID)" Type="Body">\(objects)</ofd:Layer></ofd:Content></ofd:Page>
      """
  }

  /// Glyphs that follow each other on one baseline in one font and size. A gap of more than half a character ends a run: the words of
  /// two cells are no one word; neither do they run over a vertical line.
  private static func runs(_ glyphs: [Glyph], between verticals: [RulingLine]) -> [[Glyph]] {
    func isParted(_ last: Glyph, _ next: Glyph) -> Bool {
      let (left, right) = ((last.x0 + last.x1) / 2, (next.x0 + next.x1) / 2)
      return verticals.contains { line in
        line.x0 > left && line.x0 < right && min(line.y0, line.y1) < next.baseline
          && max(line.y0, line.y1) > next.baseline
      }
    }
    var runs: [[Glyph]] = []
    for glyph in glyphs {
      guard let last = runs.last?.last, last.font == glyph.font, last.size == glyph.size,
        last.baseline == glyph.baseline, last.marks.quarterTurns == 0, glyph.marks.quarterTurns == 0,
        glyph.x0 >= last.x0, glyph.x0 - last.x1 <= last.size / 2, !isParted(last, glyph)
      else {
        runs.append([glyph])
        continue
      }
      runs[runs.count - 1].append(glyph)
    }
    return runs
  }

  private static func text(_ run: [Glyph], font: Int, _ identifier: Int) -> String {
    let (first, last) = (run[0], run[run.count - 1])
    let top = first.baseline - first.size
    let boundary = [first.x0, top, last.x1 - first.x0, first.size * 1.25].map(OFDText.millimetres).joined(
      separator: " ")
    let steps = zip(run, run.dropFirst()).map { OFDText.millimetres($1.x0 - $0.x0) }
    let deltas = steps.isEmpty ? "" : " DeltaX=\"\(OFDText.repeated(steps))\""
    let words = String(String.UnicodeScalarView(run.map(\.scalar)))
    return """
      <ofd:TextObject ID="\(identifier)" Boundary="\(boundary)" Font="\(font)" Size="\(OFDText.millimetres(first.size))">\
      <ofd:FillColor Value="0 0 0"/><ofd:TextCode X="0" Y="\(OFDText.millimetres(first.size))"\(deltas)>\
      \(OFDText.escaped(words))</ofd:TextCode></ofd:TextObject>
      """
  }

  private static func path(_ line: RulingLine, _ identifier: Int) -> String {
    let (x, y) = (min(line.x0, line.x1), min(line.y0, line.y1))
    let (width, height) = (abs(line.x1 - line.x0), abs(line.y1 - line.y0))
    let thickness = max(line.width, 0.25)
    // the boundary is wide enough for the line's thickness
    let boundary = [x, y, max(width, thickness), max(height, thickness)].map(OFDText.millimetres).joined(separator: " ")
    return """
      <ofd:PathObject ID="\(identifier)" Boundary="\(boundary)" LineWidth="\(OFDText.millimetres(thickness))">\
      <ofd:StrokeColor Value="0 0 0"/><ofd:AbbreviatedData>M 0 0 L \(OFDText.millimetres(width)) \
      \(OFDText.millimetres(height))</ofd:AbbreviatedData></ofd:PathObject>
      """
  }
}

enum OFDText {
  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
  static let namespace = "xmlns:ofd=\"http://www.ofdspec.org/2016\""

  /// Points → millimetres to a thousandth: `10.583`.
  static func millimetres(_ points: Float) -> String {
    let thousandths = Int((points * 25_400 / 72).rounded())
    let (whole, part) = thousandths.magnitude.quotientAndRemainder(dividingBy: 1000)
    let sign = thousandths < 0 ? "-" : ""
    guard part > 0 else { return sign + String(whole) }
    var digits = String(part + 1000).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(sign)\(whole).\(digits)"
  }

  /// Steps with runs of one value in short: `g 3 3.704 1.852` for 3.704 three times, then 1.852.
  static func repeated(_ steps: [String]) -> String {
    var out: [String] = []
    var index = 0
    while index < steps.count {
      let end = steps[index...].firstIndex { $0 != steps[index] } ?? steps.count
      out += end - index > 2 ? ["g", String(end - index), steps[index]] : Array(steps[index..<end])
      index = end
    }
    return out.joined(separator: " ")
  }

  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }
}
