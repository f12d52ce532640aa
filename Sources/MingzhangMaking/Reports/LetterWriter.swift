import MingzhangFormats
import MingzhangModel

/// The letter as DOCX, laid out as official letters are (GB/T 9704-2012): A4, 37 mm above and 28 mm left of a type area of
/// 156 × 225 mm, title in 2号 小标宋, text in 3号 仿宋 with 22 lines a page, first-level headings 黑体.
public struct LetterWriter: Sendable {
  public init() {}

  public func bytes(for report: CheckReport, _ letter: Letter) -> [UInt8] {
    let text = letter.text(for: report)
    var archive = ZIPWriter()
    archive.add("[Content_Types].xml", Array(WordParts.contentTypes(hasMark: false).utf8))
    archive.add("_rels/.rels", Array(WordParts.relationships.utf8))
    archive.add(
      "docProps/core.xml",
      Array(WordParts.core(title: text.title, author: text.issuer, date: letter.day.description).utf8))
    archive.add("word/_rels/document.xml.rels", Array(WordParts.documentRelationships(hasMark: false).utf8))
    archive.add("word/styles.xml", Array(Self.styles.utf8))
    archive.add("word/settings.xml", Array(WordParts.settings.utf8))
    archive.add("word/footer1.xml", Array(WordParts.footer(mark: nil).utf8))
    archive.add("word/document.xml", Array(document(text).utf8))
    return archive.finished()
  }

  private func document(_ text: Letter.Text) -> String {
    var out = WordParts.head + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    out += "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>"
    out += paragraph(text.title, "Title") + paragraph(text.addressee + "：", "Addressee")
    for words in text.opening { out += paragraph(words, "Text") }
    if !text.hasAnnex { out += points(text) }
    for words in text.closing { out += paragraph(words, "Text") }
    if text.hasAnnex { out += paragraph("", "Text") + paragraph("附件：问题清单", "Text") }
    out += paragraph("", "Text") + paragraph(text.issuer, "Signature") + paragraph(text.date, "Signature")
    if text.hasAnnex {
      out += section(inParagraph: true)
      out += paragraph("附件", "AnnexMark") + paragraph("问题清单", "Title") + table(text)
    }
    return out + section(inParagraph: false) + "</w:body></w:document>"
  }

  /// Few points stand in the letter itself, numbered through.
  private func points(_ text: Letter.Text) -> String {
    var out = ""
    let groups = [("应予更正", text.errors), ("请予核实", text.questions)].filter { !$0.1.isEmpty }
    var number = 1
    for (index, group) in groups.enumerated() {
      out += paragraph("\(["一", "二"][index])、\(group.0)", "Heading")
      for point in group.1 {
        var words = "\(number).\(point.place)。\(sentence(point.problem))\(sentence(point.correction))"
        if !point.law.isEmpty { words += "依据：\(point.law)。" }
        out += paragraph(words, "Text")
        number += 1
      }
    }
    return out
  }

  /// Columns that no point fills are left out.
  private func table(_ text: Letter.Text) -> String {
    let hasLaw = (text.errors + text.questions).contains { !$0.law.isEmpty }
    let names = ["序号", "位置", "问题", "更正办法"] + (hasLaw ? ["依据"] : [])
    let widths = hasLaw ? [620, 2100, 2750, 2075, 1300] : [620, 2450, 3300, 2475]
    let total = widths.reduce(0, +)
    var out =
      "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"\(total)\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
    out += widths.map { "<w:gridCol w:w=\"\($0)\"/>" }.joined() + "</w:tblGrid>"
    out += row(names, widths, isHead: true)
    var number = 1
    for (name, points) in [("应予更正", text.errors), ("请予核实", text.questions)] where !points.isEmpty {
      out +=
        "<w:tr><w:tc><w:tcPr><w:tcW w:w=\"\(total)\" w:type=\"dxa\"/><w:gridSpan w:val=\"\(widths.count)\"/></w:tcPr>"
        + paragraph("\(name)（\(points.count)项）", "CellHead") + "</w:tc></w:tr>"
      for point in points {
        let cells = ["\(number)", point.place, sentence(point.problem), sentence(point.correction)]
        out += row(cells + (hasLaw ? [point.law] : []), widths, isHead: false)
        number += 1
      }
    }
    return out + "</w:tbl>"
  }

  private func row(_ cells: [String], _ widths: [Int], isHead: Bool) -> String {
    var out = "<w:tr><w:trPr><w:cantSplit/>\(isHead ? "<w:tblHeader/>" : "")</w:trPr>"
    for (text, width) in zip(cells, widths) {
      out +=
        "<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/></w:tcPr>\(paragraph(text, isHead ? "CellHead" : "Cell"))</w:tc>"
    }
    return out + "</w:tr>"
  }

  /// With its full stop.
  private func sentence(_ text: String) -> String {
    guard let last = text.last else { return "" }
    return "。！？；".contains(last) ? text : text + "。"
  }

  private func paragraph(_ text: String, _ style: String) -> String {
    let run = text.isEmpty ? "" : "<w:r><w:t xml:space=\"preserve\">\(HTMLWriter.escaped(text))</w:t></w:r>"
    return "<w:p><w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr>\(run)</w:p>"
  }

  /// Twentieths of a point: 37 mm, 26 mm, 35 mm, 28 mm.
  private func section(inParagraph: Bool) -> String {
    let out =
      "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:type w:val=\"nextPage\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>"
      + "<w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1985\" w:left=\"1588\" w:header=\"851\" w:footer=\"1417\" w:gutter=\"0\"/></w:sectPr>"
    return inParagraph ? "<w:p><w:pPr>\(out)</w:pPr></w:p>" : out
  }

  /// Sizes in half-points: 2号 44, 3号 32, 4号 28, 小四 24, 五号 21.
  private static let styles: String = {
    func fonts(_ name: String) -> String {
      "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"\(name)\" w:cs=\"Times New Roman\"/>"
    }
    func style(_ id: String, _ name: String, font: String, size: Int, _ paragraph: String) -> String {
      "<w:style w:type=\"paragraph\" w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/><w:basedOn w:val=\"Normal\"/><w:pPr>\(paragraph)</w:pPr>"
        + "<w:rPr>\(fonts(font))<w:sz w:val=\"\(size)\"/><w:szCs w:val=\"\(size)\"/></w:rPr></w:style>"
    }
    func line(_ height: Int, before: Int = 0, after: Int = 0) -> String {
      "<w:spacing w:before=\"\(before)\" w:after=\"\(after)\" w:line=\"\(height)\" w:lineRule=\"exact\"/>"
    }
    let center = "<w:jc w:val=\"center\"/>"
    let border = ["top", "left", "bottom", "right", "insideH", "insideV"].map {
      "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    }.joined()
    return WordParts.head
      + "<w:styles xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:docDefaults><w:rPrDefault><w:rPr>\(fonts("仿宋_GB2312"))<w:sz w:val=\"32\"/><w:szCs w:val=\"32\"/>"
      + "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault></w:docDefaults>"
      + "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>"
      + style("Title", "Title", font: "方正小标宋简体", size: 44, line(640, after: 560) + center)
      + style("Addressee", "Addressee", font: "仿宋_GB2312", size: 32, line(579))
      + style(
        "Text", "Text", font: "仿宋_GB2312", size: 32,
        line(579) + "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:jc w:val=\"both\"/>")
      + style(
        "Heading", "heading 1", font: "黑体", size: 32,
        "<w:keepNext/>" + line(579) + "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/><w:outlineLvl w:val=\"0\"/>"
      )
      + style(
        "Signature", "Signature", font: "仿宋_GB2312", size: 32,
        "<w:keepLines/>" + line(579) + "<w:ind w:rightChars=\"400\" w:right=\"1280\"/><w:jc w:val=\"right\"/>")
      + style("AnnexMark", "Annex Mark", font: "黑体", size: 32, line(579))
      + style("Cell", "Cell", font: "仿宋_GB2312", size: 21, line(300, before: 30, after: 30))
      + style("CellHead", "Cell Heading", font: "黑体", size: 21, line(300, before: 40, after: 40) + center)
      + style("Footer", "footer", font: "宋体", size: 28, center)
      + "<w:style w:type=\"table\" w:styleId=\"Grid\"><w:name w:val=\"Table Grid\"/><w:tblPr><w:tblBorders>\(border)</w:tblBorders>"
      + "<w:tblCellMar><w:left w:w=\"70\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style></w:styles>"
  }()
}
