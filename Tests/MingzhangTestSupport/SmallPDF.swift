import Foundation

/// A PDF written by hand: words in a named Chinese font, ruling lines, nothing else.
///
/// Places are points from the top left, as the page is displayed before it is turned.
public struct SmallPDF: Sendable {
  public struct Page: Sendable {
    public var width = 595.0
    public var height = 842.0
    public var rotation = 0
    public var content = ""

    public init(width: Double = 595, height: Double = 842, rotation: Int = 0) {
      (self.width, self.height, self.rotation) = (width, height, rotation)
    }

    /// Prints `words` with their baseline's left end at (`x`, `y`).
    public mutating func print(_ words: String, x: Double, y: Double, size: Double = 10) {
      content += "BT /F \(size) Tf \(x) \(height - y) Td <\(Self.hex(words))> Tj ET\n"
    }

    public mutating func line(_ x0: Double, _ y0: Double, _ x1: Double, _ y1: Double) {
      content += "0.5 w \(x0) \(height - y0) m \(x1) \(height - y1) l S\n"
    }

    /// A filled rectangle: programs draw thin ones for lines.
    public mutating func bar(_ x: Double, _ y: Double, width: Double, height thickness: Double) {
      content += "\(x) \(height - y - thickness) \(width) \(thickness) re f\n"
    }

    /// A ruled table: column edges, row edges, and the words of its cells, row by row.
    public mutating func table(columns: [Double], rows: [Double], _ words: [[String]]) {
      guard let left = columns.first, let right = columns.last, let top = rows.first, let bottom = rows.last else {
        return
      }
      for y in rows { line(left, y, right, y) }
      for x in columns { line(x, top, x, bottom) }
      for (r, row) in words.enumerated() {
        for (c, word) in row.enumerated() where !word.isEmpty { print(word, x: columns[c] + 3, y: rows[r + 1] - 5) }
      }
    }

    private static func hex(_ words: String) -> String {
      words.utf16.map { unit in
        let digits = String(unit, radix: 16)
        return String(repeating: "0", count: 4 - digits.count) + digits
      }.joined()
    }
  }

  public var pages: [Page]
  /// What the file says about its number of pages.
  public var count: String
  /// Entries of the trailer besides the root, such as `/Encrypt`.
  public var trailer = ""

  public init(_ pages: [Page]) { (self.pages, count) = (pages, "\(pages.count)") }

  public var bytes: [UInt8] {
    var objects = [
      "<</Type/Catalog/Pages 2 0 R>>",
      "<</Type/Pages/Kids[\(pages.indices.map { "\(6 + 2 * $0) 0 R" }.joined(separator: " "))]/Count \(count)>>",
      "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
      "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        + "/Supplement 2>>/FontDescriptor 5 0 R/DW 1000/W[1 95 500]>>",
      "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -200 1000 900]/ItalicAngle 0/Ascent 880"
        + "/Descent -120/CapHeight 880/StemV 93>>",
    ]
    for (index, page) in pages.enumerated() {
      objects.append(
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 \(page.width) \(page.height)]/Rotate \(page.rotation)"
          + "/Contents \(7 + 2 * index) 0 R/Resources<</Font<</F 3 0 R>>>>>>")
      objects.append("<</Length \(page.content.utf8.count)>>\nstream\n\(page.content)\nendstream")
    }
    var text = "%PDF-1.4\n"
    var places: [Int] = []
    for (index, object) in objects.enumerated() {
      places.append(text.utf8.count)
      text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = text.utf8.count
    text += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for place in places { text += String(repeating: "0", count: 10 - "\(place)".count) + "\(place) 00000 n \n" }
    text += "trailer\n<</Size \(objects.count + 1)/Root 1 0 R\(trailer)>>\nstartxref\n\(start)\n%%EOF\n"
    return Array(text.utf8)
  }

  /// A page whose content unpacks without end: every layer of run lengths makes 64 bytes of one.
  public static func bomb(layers: Int = 7) -> [UInt8] {
    let filters = Array(repeating: "/RunLengthDecode", count: layers).joined(separator: " ")
    var bytes = Array(
      """
      %PDF-1.4
      1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
      2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
      3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]/Contents 4 0 R/Resources<<>>>>endobj
      4 0 obj<</Length 1024/Filter[\(filters)]>>
      stream

      """.utf8)
    bytes += Array(repeating: 0x81, count: 1024)
    bytes += Array("\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF\n".utf8)
    return bytes
  }
}

extension Program {
  /// The built `mingzhang-pdf`; tests that need it say so when it is not there.
  public static var pdfWorker: URL { folder.appending(path: "mingzhang-pdf") }
  public static var hasPDFWorker: Bool { FileManager.default.isExecutableFile(atPath: pdfWorker.path) }
}
