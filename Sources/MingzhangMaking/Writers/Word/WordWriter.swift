import MingzhangFormats
import MingzhangModel

/// A document as DOCX (ECMA-376): headings with outline levels, a contents field, merged cells, repeated heading rows,
/// landscape sections, page numbers `- 1 -` that begin after the contents.
///
/// Names the official fonts (宋体, 仿宋, 黑体, 楷体), which Word and WPS have; equal input gives equal bytes.
public struct WordWriter: Sendable {
  public init() {}

  public func bytes(for document: DocumentView) -> [UInt8] {
    var archive = ZIPWriter()
    archive.add("[Content_Types].xml", Array(WordParts.contentTypes(hasMark: document.mark != nil).utf8))
    archive.add("_rels/.rels", Array(WordParts.relationships.utf8))
    archive.add("docProps/core.xml", Array(WordParts.core(document).utf8))
    archive.add(
      "word/_rels/document.xml.rels", Array(WordParts.documentRelationships(hasMark: document.mark != nil).utf8))
    archive.add("word/styles.xml", Array(WordParts.styles.utf8))
    archive.add("word/settings.xml", Array(WordParts.settings.utf8))
    archive.add("word/footer1.xml", Array(WordParts.footer(mark: document.mark).utf8))
    if let mark = document.mark { archive.add("word/footer2.xml", Array(WordParts.markFooter(mark).utf8)) }
    archive.add("word/document.xml", Array(WordBody(document).xml.utf8))
    return archive.finished()
  }
}

/// `word/document.xml`.
struct WordBody {
  private let document: DocumentView
  init(_ document: DocumentView) { self.document = document }

  /// Twentieths of a point: A4 less its margins.
  private static let portraitWidth = 9070
  private static let landscapeWidth = 14570

  var xml: String {
    var out = WordParts.head + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    out += "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>"
    out +=
      paragraph("", style: "Cover") + paragraph(document.organisation, style: "Cover")
      + paragraph(document.title, style: "Cover")
      + (document.mark.map { paragraph("（\($0)）", style: "CoverMark") } ?? "")
    out += section(landscape: false, footer: false, marked: true, inParagraph: true)
    out += paragraph(document.contentsTitle, style: "ContentsTitle") + contents
    out += section(landscape: false, footer: false, marked: true, inParagraph: true)
    out += body
    return out + "</w:body></w:document>"
  }

  /// Blocks, with a new section wherever the orientation changes; a heading goes with what follows it.
  private var body: String {
    var out = ""
    var landscape = false
    var isFirst = true
    var bookmark = 0
    for (index, block) in document.blocks.enumerated() {
      let wants = Self.wantsLandscape(document.blocks[index...])
      if wants != landscape {
        if index > 0 { out += section(landscape: landscape, footer: true, restart: isFirst, inParagraph: true) }
        if index > 0 { isFirst = false }
        landscape = wants
      }
      switch block {
      case .heading(let level, let words):
        var id: Int?
        if level <= 2 {
          bookmark += 1
          id = bookmark
        }
        out += paragraph(words, style: "Heading\(min(4, level))", bookmark: id, breaksPage: level == 1 && index > 0)
      case .paragraph(let words): out += paragraph(words, style: "Text")
      // the picture is left out: Word needs a bitmap beside an SVG
      case .figure(let figure):
        out += paragraph(figure.title, style: "SmallTitle") + paragraph(figure.text, style: "Text")
      case .table(let table):
        var id: Int?
        if table.inContents {
          bookmark += 1
          id = bookmark
        }
        let followsHeading = index > 0 && { if case .heading = document.blocks[index - 1] { true } else { false } }()
        out += paragraph(
          table.title, style: table.inContents ? "TableTitle" : "SmallTitle", bookmark: id,
          breaksPage: table.startsPage && index > 0 && !followsHeading)
        out += WordTable(table, width: landscape ? Self.landscapeWidth : Self.portraitWidth).xml
        for note in table.notes { out += paragraph(note, style: "Note") }
        out += paragraph("", style: "Gap")
      }
    }
    return out + section(landscape: landscape, footer: true, restart: isFirst, inParagraph: false)
  }

  private static func wantsLandscape(_ rest: ArraySlice<DocumentView.Block>) -> Bool {
    for block in rest {
      switch block {
      case .heading: continue
      case .paragraph, .figure: return false
      case .table(let table): return table.landscape
      }
    }
    return false
  }

  /// A contents field with its entries filled in; Word renews the numbers when asked.
  private var contents: String {
    var out = ""
    let entries = document.contentsEntries
    for (index, entry) in entries.enumerated() {
      out += "<w:p><w:pPr><w:pStyle w:val=\"TOC\(entry.level)\"/></w:pPr>"
      if index == 0 {
        out +=
          field("begin") + "<w:r><w:instrText xml:space=\"preserve\"> TOC \\o \"1-2\" \\u </w:instrText></w:r>"
          + field("separate")
      }
      out += run(entry.title) + "<w:r><w:tab/></w:r>" + run("- ")
      out += field("begin") + "<w:r><w:instrText xml:space=\"preserve\"> PAGEREF _b\(index + 1) </w:instrText></w:r>"
      out += field("separate") + run("1") + field("end") + run(" -")
      if index == entries.count - 1 { out += field("end") }
      out += "</w:p>"
    }
    return out
  }

  private func field(_ type: String) -> String { "<w:r><w:fldChar w:fldCharType=\"\(type)\"/></w:r>" }

  private func run(_ text: String) -> String {
    "<w:r><w:t xml:space=\"preserve\">\(HTMLWriter.escaped(text))</w:t></w:r>"
  }

  private func paragraph(_ text: String, style: String, bookmark: Int? = nil, breaksPage: Bool = false) -> String {
    var out = "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/>\(breaksPage ? "<w:pageBreakBefore/>" : "")</w:pPr>"
    if let bookmark { out += "<w:bookmarkStart w:id=\"\(bookmark)\" w:name=\"_b\(bookmark)\"/>" }
    if !text.isEmpty { out += run(text) }
    if let bookmark { out += "<w:bookmarkEnd w:id=\"\(bookmark)\"/>" }
    return out + "</w:p>"
  }

  /// - Parameter marked: whether the foot without page number bears the document's mark.
  private func section(landscape: Bool, footer: Bool, marked: Bool = false, restart: Bool = false, inParagraph: Bool)
    -> String
  {
    var out = "<w:sectPr>"
    if footer { out += "<w:footerReference w:type=\"default\" r:id=\"rId3\"/>" }
    if marked, document.mark != nil { out += "<w:footerReference w:type=\"default\" r:id=\"rId4\"/>" }
    out += "<w:type w:val=\"nextPage\"/>"
    out +=
      landscape
      ? "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>" : "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
    out +=
      landscape
      ? "<w:pgMar w:top=\"1361\" w:right=\"1134\" w:bottom=\"1247\" w:left=\"1134\" w:header=\"851\" w:footer=\"851\" w:gutter=\"0\"/>"
      : "<w:pgMar w:top=\"1814\" w:right=\"1418\" w:bottom=\"1701\" w:left=\"1418\" w:header=\"851\" w:footer=\"992\" w:gutter=\"0\"/>"
    if restart { out += "<w:pgNumType w:start=\"1\"/>" }
    out += "</w:sectPr>"
    return inParagraph ? "<w:p><w:pPr>\(out)</w:pPr></w:p>" : out
  }
}
