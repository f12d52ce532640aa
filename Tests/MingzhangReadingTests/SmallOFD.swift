import MingzhangFormats

/// An OFD (GB/T 33190) written by hand: words, ruling lines, a template; places are millimetres from the top left.
struct SmallOFD {
  struct Page {
    var objects = ""
    var template: String?

    mutating func print(
      _ words: String, x: Double, y: Double, size: Double = 3.5, step: String? = nil, matrix: String? = nil
    ) {
      let count = words.unicodeScalars.count
      let delta = step ?? (count > 1 ? "g \(count - 1) \(size)" : "")
      objects += """
        <ofd:TextObject ID="\(id)" Boundary="\(x) \(y - size) \(size * Double(count)) \(size * 1.3)" Font="1" Size="\(size)"\
        \(matrix.map { " CTM=\"\($0)\"" } ?? "")><ofd:TextCode X="0" Y="\(size)" DeltaX="\(delta)">\(words)</ofd:TextCode>\
        </ofd:TextObject>
        """
    }

    mutating func line(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
      objects += """
        <ofd:PathObject ID="\(id)" Boundary="\(x0) \(y0) \(x1 - x0 + 0.3) \(y1 - y0 + 0.3)" LineWidth="0.2">\
        <ofd:AbbreviatedData>M 0 0 L \(x1 - x0) \(y1 - y0)</ofd:AbbreviatedData></ofd:PathObject>
        """
    }

    mutating func table(columns: [Double], rows: [Double], _ words: [[String]]) {
      for y in rows { line(columns[0], y, columns[columns.count - 1], y) }
      for x in columns { line(x, rows[0], x, rows[rows.count - 1]) }
      for (r, row) in words.enumerated() {
        for (c, word) in row.enumerated() where !word.isEmpty { print(word, x: columns[c] + 1, y: rows[r + 1] - 1.5) }
      }
    }

    private var id: Int { objects.utf8.count + 10 }
  }

  var pages: [Page]
  var template: Page?
  /// XML within the resources: composite units.
  var resources = ""
  /// How the document names its pages; nil for the right way.
  var pageLocations: [String]?
  var extraParts: [String: String] = [:]

  init(_ pages: [Page]) { self.pages = pages }

  private static let name = "xmlns:ofd=\"http://www.ofdspec.org/2016\""

  var bytes: [UInt8] {
    var archive = ZIPWriter()
    func add(_ part: String, _ xml: String) {
      archive.add(part, Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\(xml)".utf8))
    }
    add(
      "OFD.xml",
      "<ofd:OFD \(Self.name) Version=\"1.0\"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    let locations = pageLocations ?? pages.indices.map { "Pages/Page_\($0)/Content.xml" }
    let list = locations.enumerated().map { "<ofd:Page ID=\"\($0 + 1)\" BaseLoc=\"\($1)\"/>" }.joined()
    let templates = template == nil ? "" : "<ofd:TemplatePage ID=\"900\" BaseLoc=\"Tpls/Tpl_0/Content.xml\"/>"
    add(
      "Doc_0/Document.xml",
      """
      <ofd:Document \(Self.name)><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>\
      <ofd:PublicRes>PublicRes.xml</ofd:PublicRes>\(templates)</ofd:CommonData><ofd:Pages>\(list)</ofd:Pages></ofd:Document>
      """)
    add(
      "Doc_0/PublicRes.xml",
      "<ofd:Res \(Self.name) BaseLoc=\"Res\"><ofd:Fonts><ofd:Font ID=\"1\" FontName=\"宋体\"/></ofd:Fonts>\(resources)</ofd:Res>"
    )
    for (index, page) in pages.enumerated() { add("Doc_0/Pages/Page_\(index)/Content.xml", Self.page(page)) }
    if let template { add("Doc_0/Tpls/Tpl_0/Content.xml", Self.page(template)) }
    for (name, xml) in extraParts.sorted(by: { $0.key < $1.key }) { add(name, xml) }
    return archive.finished()
  }

  private static func page(_ page: Page) -> String {
    let template = page.template.map { "<ofd:Template TemplateID=\"\($0)\" ZOrder=\"Background\"/>" } ?? ""
    return
      "<ofd:Page \(name)>\(template)<ofd:Content><ofd:Layer ID=\"2\">\(page.objects)</ofd:Layer></ofd:Content></ofd:Page>"
  }
}
