import MingzhangModel

/// The parts of a DOCX that do not depend on its blocks.
enum WordParts {
  static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let namespace = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let package = "http://schemas.openxmlformats.org/package/2006"
  private static let word = "application/vnd.openxmlformats-officedocument.wordprocessingml"

  static func contentTypes(hasMark: Bool) -> String {
    head
      + "<Types xmlns=\"\(package)/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + "<Override PartName=\"/word/document.xml\" ContentType=\"\(word).document.main+xml\"/>"
      + "<Override PartName=\"/word/styles.xml\" ContentType=\"\(word).styles+xml\"/>"
      + "<Override PartName=\"/word/settings.xml\" ContentType=\"\(word).settings+xml\"/>"
      + "<Override PartName=\"/word/footer1.xml\" ContentType=\"\(word).footer+xml\"/>"
      + (hasMark ? "<Override PartName=\"/word/footer2.xml\" ContentType=\"\(word).footer+xml\"/>" : "")
      + "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/></Types>"
  }

  static let relationships =
    head
    + "<Relationships xmlns=\"\(package)/relationships\"><Relationship Id=\"rId1\" Type=\"\(office)/officeDocument\" Target=\"word/document.xml\"/>"
    + "<Relationship Id=\"rId2\" Type=\"\(package)/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"

  static func documentRelationships(hasMark: Bool) -> String {
    head
      + "<Relationships xmlns=\"\(package)/relationships\"><Relationship Id=\"rId1\" Type=\"\(office)/styles\" Target=\"styles.xml\"/>"
      + "<Relationship Id=\"rId2\" Type=\"\(office)/settings\" Target=\"settings.xml\"/>"
      + "<Relationship Id=\"rId3\" Type=\"\(office)/footer\" Target=\"footer1.xml\"/>"
      + (hasMark ? "<Relationship Id=\"rId4\" Type=\"\(office)/footer\" Target=\"footer2.xml\"/>" : "")
      + "</Relationships>"
  }

  static let settings =
    head + "<w:settings \(namespace)><w:characterSpacingControl w:val=\"compressPunctuation\"/></w:settings>"

  /// The page number, and the mark above it.
  static func footer(mark: String?) -> String {
    head + "<w:ftr \(namespace)>" + (mark.map(markParagraph) ?? "")
      + "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:t xml:space=\"preserve\">- </w:t></w:r>"
      + "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
      + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
      + "<w:r><w:t xml:space=\"preserve\"> -</w:t></w:r></w:p></w:ftr>"
  }

  /// The foot of cover and contents: the mark alone.
  static func markFooter(_ mark: String) -> String { head + "<w:ftr \(namespace)>\(markParagraph(mark))</w:ftr>" }

  private static func markParagraph(_ mark: String) -> String {
    "<w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:t xml:space=\"preserve\">\(HTMLWriter.escaped(mark))</w:t></w:r></w:p>"
  }

  static func core(_ document: DocumentView) -> String {
    core(title: "\(document.organisation) \(document.title)", author: document.organisation, date: document.date)
  }

  /// - Parameter date: `2026-12-31`
  static func core(title: String, author: String, date: String) -> String {
    return head
      + "<cp:coreProperties xmlns:cp=\"\(package)/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
      + "xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">"
      + "<dc:title>\(HTMLWriter.escaped(title))</dc:title><dc:creator>\(HTMLWriter.escaped(author))</dc:creator><dc:language>zh-CN</dc:language>"
      + "<dcterms:created xsi:type=\"dcterms:W3CDTF\">\(HTMLWriter.escaped(date))T00:00:00Z</dcterms:created></cp:coreProperties>"
  }

  static let styles: String = {
    func fonts(_ name: String) -> String {
      "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"\(name)\" w:cs=\"Times New Roman\"/>"
    }
    func style(_ id: String, _ name: String, font: String, size: Int, bold: Bool = false, paragraph: String) -> String {
      "<w:style w:type=\"paragraph\" w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/><w:basedOn w:val=\"Normal\"/><w:pPr>\(paragraph)</w:pPr>"
        + "<w:rPr>\(fonts(font))\(bold ? "<w:b/>" : "")<w:sz w:val=\"\(size)\"/><w:szCs w:val=\"\(size)\"/></w:rPr></w:style>"
    }
    let center = "<w:jc w:val=\"center\"/>"
    func spacing(_ before: Int, _ after: Int, _ line: Int = 0) -> String {
      "<w:spacing w:before=\"\(before)\" w:after=\"\(after)\"\(line > 0 ? " w:line=\"\(line)\" w:lineRule=\"exact\"" : "")/>"
    }
    func level(_ number: Int) -> String { "<w:outlineLvl w:val=\"\(number)\"/>" }
    let next = "<w:keepNext/>"
    let tab = "<w:tabs><w:tab w:val=\"right\" w:leader=\"dot\" w:pos=\"9060\"/></w:tabs>"
    return head
      + "<w:styles \(namespace)><w:docDefaults><w:rPrDefault><w:rPr>\(fonts("仿宋"))<w:sz w:val=\"30\"/><w:szCs w:val=\"30\"/>"
      + "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault></w:docDefaults>"
      + "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/></w:style>"
      + style("Cover", "Cover", font: "宋体", size: 56, bold: true, paragraph: spacing(1600, 400) + center)
      + style("CoverMark", "Cover Mark", font: "楷体", size: 36, paragraph: spacing(400, 400) + center)
      + style("ContentsTitle", "Contents Title", font: "宋体", size: 40, bold: true, paragraph: spacing(0, 300) + center)
      + style("TOC1", "toc 1", font: "黑体", size: 26, paragraph: tab + spacing(160, 40))
      + style("TOC2", "toc 2", font: "仿宋", size: 26, paragraph: tab + spacing(20, 20) + "<w:ind w:left=\"420\"/>")
      + style(
        "Heading1", "heading 1", font: "宋体", size: 44, bold: true, paragraph: next + spacing(0, 400) + center + level(0)
      )
      + style("Heading2", "heading 2", font: "黑体", size: 32, paragraph: next + spacing(300, 160) + level(1))
      + style(
        "Heading3", "heading 3", font: "楷体", size: 30,
        paragraph: next + spacing(200, 120) + "<w:ind w:firstLine=\"600\"/>" + level(2))
      + style(
        "Heading4", "heading 4", font: "仿宋", size: 30,
        paragraph: next + spacing(140, 100) + "<w:ind w:firstLine=\"600\"/>" + level(3))
      + style(
        "TableTitle", "Table Title", font: "宋体", size: 36, bold: true,
        paragraph: next + spacing(0, 160) + center + level(1))
      + style("SmallTitle", "Small Title", font: "黑体", size: 26, paragraph: next + spacing(240, 120) + center)
      + style(
        "Text", "Text", font: "仿宋", size: 30,
        paragraph: spacing(0, 0, 560) + "<w:ind w:firstLine=\"600\"/><w:jc w:val=\"both\"/>")
      + style("Note", "Note", font: "仿宋", size: 22, paragraph: spacing(80, 0))
      + style("Gap", "Gap", font: "仿宋", size: 12, paragraph: spacing(0, 0))
      + style("Cell", "Cell", font: "仿宋", size: 20, paragraph: spacing(20, 20))
      + style("CellHead", "Cell Heading", font: "黑体", size: 20, paragraph: spacing(20, 20) + center)
      + style("Footer", "footer", font: "宋体", size: 24, paragraph: center)
      + "<w:style w:type=\"table\" w:styleId=\"Grid\"><w:name w:val=\"Table Grid\"/><w:tblPr><w:tblBorders>"
      + ["top", "left", "bottom", "right", "insideH", "insideV"].map {
        "<w:\($0) w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"404040\"/>"
      }.joined()
      + "</w:tblBorders><w:tblCellMar><w:left w:w=\"70\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style></w:styles>"
  }()
}
