import CMarkup

/// A piece of XML or HTML: an element with attributes and children, or text.
///
/// Names come without their prefix. A tree deeper than `maximumDepth` is cut there.
public struct MarkupNode: Sendable {
  public enum Content: Sendable {
    case element(name: String, attributes: [String: String], children: [MarkupNode])
    case text(String)
  }
  public var content: Content
  /// Line of the source, from 1; 0 when unknown.
  public var line: Int

  public static let maximumDepth = 200

  /// The element's name; empty for text.
  public var name: String {
    if case .element(let name, _, _) = content { return name }
    return ""
  }

  public var children: [MarkupNode] {
    if case .element(_, _, let children) = content { return children }
    return []
  }

  public func attribute(_ name: String) -> String? {
    if case .element(_, let attributes, _) = content { return attributes[name] }
    return nil
  }

  public func children(_ name: String) -> [MarkupNode] { children.filter { $0.name == name } }
  public func child(_ name: String) -> MarkupNode? { children.first { $0.name == name } }

  /// Every element of `name` below this one, in document order.
  public func all(_ name: String) -> [MarkupNode] {
    children.flatMap { child in (child.name == name ? [child] : []) + child.all(name) }
  }

  /// All text below, joined.
  public var text: String {
    switch content {
    case .text(let text): text
    case .element(_, _, let children): children.map(\.text).joined()
    }
  }
}

/// Parses XML and HTML with libxml2: no network, no entities from files, no unlimited sizes.
public enum MarkupParser {
  /// Nil when the bytes are no XML.
  public static func xml(_ bytes: [UInt8]) -> MarkupNode? { parse(bytes, isHTML: false, encoding: nil) }

  /// Whatever can be made of the bytes; the page's own declaration tells the character set, `encoding` overrides it.
  public static func html(_ bytes: [UInt8], encoding: String? = nil) -> MarkupNode? {
    parse(bytes, isHTML: true, encoding: encoding)
  }

  private static func parse(_ bytes: [UInt8], isHTML: Bool, encoding: String?) -> MarkupNode? {
    guard bytes.count < Int(Int32.max), !isTooFine(bytes) else { return nil }
    var tree = Tree()
    let found = withUnsafeMutablePointer(to: &tree) { pointer in
      bytes.withUnsafeBytes { raw -> Bool in
        guard let start = raw.baseAddress?.assumingMemoryBound(to: CChar.self) else { return false }
        let handler = mz_markup_handler(
          context: pointer,
          start: { context, name, line in Tree.of(context)?.pointee.start(name, line) },
          attribute: { context, name, value in Tree.of(context)?.pointee.attribute(name, value) },
          text: { context, text, line in Tree.of(context)?.pointee.text(text, line) },
          end: { context in Tree.of(context)?.pointee.end() })
        return mz_parse_markup(
          start, Int32(raw.count), isHTML ? 1 : 0, encoding, Int32(MarkupNode.maximumDepth), handler) == 1
      }
    }
    return found ? tree.root : nil
  }

  /// Elements of one document. A tree takes a hundred times the bytes of its smallest elements.
  public static let maximumElements = 3_000_000

  /// More tags than `maximumElements` elements have.
  private static func isTooFine(_ bytes: [UInt8]) -> Bool {
    guard bytes.count > maximumElements * 4 else { return false }
    var count = 0
    for byte in bytes where byte == UInt8(ascii: "<") { count += 1 }
    return count > maximumElements * 2
  }

  /// The tree while it grows: open elements, innermost last.
  private struct Tree {
    private struct Element {
      var name: String
      var line: Int
      var attributes: [String: String] = [:]
      var children: [MarkupNode] = []
    }
    private var open: [Element] = []
    var root: MarkupNode?

    static func of(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<Tree>? {
      context?.assumingMemoryBound(to: Tree.self)
    }

    mutating func start(_ name: UnsafePointer<CChar>?, _ line: Int) {
      open.append(Element(name: name.map { String(cString: $0) } ?? "", line: line))
    }

    mutating func attribute(_ name: UnsafePointer<CChar>?, _ value: UnsafePointer<CChar>?) {
      guard let name, let value, let last = open.indices.last else { return }
      open[last].attributes[String(cString: name)] = String(cString: value)
    }

    mutating func text(_ text: UnsafePointer<CChar>?, _ line: Int) {
      guard let text, let last = open.indices.last else { return }
      open[last].children.append(MarkupNode(content: .text(String(cString: text)), line: line))
    }

    mutating func end() {
      guard let element = open.popLast() else { return }
      let node = MarkupNode(
        content: .element(name: element.name, attributes: element.attributes, children: element.children),
        line: element.line)
      if let last = open.indices.last { open[last].children.append(node) } else { root = node }
    }
  }
}
