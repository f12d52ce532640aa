import MingzhangFormats

/// The parts of an OFD (GB/T 33190-2016): a ZIP of XML files that name each other.
struct OFDPackage {
  enum Problem: Error { case damaged(String), encrypted, tooManyPages(Int), zip(ZIPReader.Problem) }

  private let archive: ZIPReader
  static let maximumPages = 5_000

  /// A document: its page parts in order, its page templates and its resources.
  struct Document {
    /// Of pages that name none of their own, millimetres.
    var area: [Double]
    /// Part names of the pages, in order.
    var pages: [String]
    /// Part names of the template pages, by ID.
    var templates: [String: String] = [:]
    /// Names of fonts, by ID.
    var fonts: [String: Font] = [:]
    /// The content of composite graphic units (CompositeGraphicUnit), by ID.
    var composites: [String: MarkupNode] = [:]
  }

  struct Font: Hashable {
    var name: String
    var isBold: Bool
  }

  /// Nil when the archive is no OFD.
  init?(_ archive: ZIPReader) {
    guard archive.names.contains("OFD.xml") else { return nil }
    self.archive = archive
  }

  func documents() throws(Problem) -> [Document] {
    if archive.names.contains("Encryptions.xml") { throw .encrypted }
    guard let root = try part("OFD.xml") else { throw .damaged("OFD.xml") }
    var documents: [Document] = []
    var count = 0
    for body in root.children("DocBody") {
      guard let location = body.child("DocRoot")?.text, let path = resolved(location, from: "OFD.xml") else { continue }
      let document = try document(at: path)
      count += document.pages.count
      guard count <= Self.maximumPages else { throw .tooManyPages(count) }
      documents.append(document)
    }
    guard !documents.isEmpty else { throw .damaged("OFD.xml") }
    return documents
  }

  private func document(at path: String) throws(Problem) -> Document {
    guard let root = try part(path) else { throw .damaged(path) }
    let common = root.child("CommonData")
    var document = Document(
      area: Self.numbers(common?.child("PageArea")?.child("PhysicalBox")?.text), pages: [])
    for page in root.child("Pages")?.children("Page") ?? [] {
      guard let location = page.attribute("BaseLoc"), let part = resolved(location, from: path) else { continue }
      document.pages.append(part)
      guard document.pages.count <= Self.maximumPages else { throw .tooManyPages(document.pages.count) }
    }
    for template in common?.children("TemplatePage") ?? [] {
      if let id = template.attribute("ID"), let location = template.attribute("BaseLoc") {
        document.templates[id] = resolved(location, from: path)
      }
    }
    for kind in ["PublicRes", "DocumentRes"] {
      for resource in common?.children(kind) ?? [] {
        guard let location = resolved(resource.text, from: path), let resources = try part(location) else { continue }
        take(resources, into: &document)
      }
    }
    return document
  }

  private func take(_ resources: MarkupNode, into document: inout Document) {
    for font in resources.child("Fonts")?.children("Font") ?? [] {
      guard let id = font.attribute("ID") else { continue }
      let name = font.attribute("FontName") ?? font.attribute("FamilyName") ?? ""
      document.fonts[id] = Font(
        name: name, isBold: font.attribute("Bold") == "true" || name.contains("黑") || name.lowercased().contains("bold")
      )
    }
    for unit in resources.child("CompositeGraphicUnits")?.children("CompositeGraphicUnit") ?? [] {
      if let id = unit.attribute("ID"), let content = unit.child("Content") { document.composites[id] = content }
    }
  }

  /// The XML of a part; nil when there is none or it is no XML.
  func part(_ name: String) throws(Problem) -> MarkupNode? {
    do throws(ZIPReader.Problem) { return try archive.bytes(of: name).flatMap(MarkupParser.xml) } catch {
      throw .zip(error)
    }
  }

  /// A location as a part's name: `/Doc_0/x.xml` from the root, `Pages/x.xml` beside the part that names it.
  ///
  /// `..` may not leave the archive. Some writers give paths from the root without the slash.
  func resolved(_ location: String, from part: String) -> String? {
    let trimmed = location.filter { !$0.isWhitespace }
    guard !trimmed.isEmpty else { return nil }
    var steps: [Substring] = trimmed.hasPrefix("/") ? [] : part.split(separator: "/").dropLast()
    for step in trimmed.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    let name = steps.joined(separator: "/")
    let fromRoot = trimmed.split(separator: "/").joined(separator: "/")
    return archive.contains(name) ? name : archive.contains(fromRoot) ? fromRoot : name
  }

  /// `0 0 210 297`
  static func numbers(_ text: String?) -> [Double] {
    (text ?? "").split(whereSeparator: \.isWhitespace).compactMap { Double($0) }.filter(\.isFinite)
  }
}
