import MingzhangFormats

/// The objects of an OFD page → glyphs and ruling lines, as the PDF worker gives them.
///
/// OFD counts in millimetres from the top left; places here are points. Clips are not followed: writers set boundaries too
/// narrow. What stands outside the page is marked as clipped.
struct OFDPainting {
  let document: OFDPackage.Document
  private(set) var content: PDFPageContent

  static let pointsPerMillimetre = 72 / 25.4
  static let maximumGlyphs = 1_000_000
  static let maximumLines = 500_000

  /// a b c d e f of GB/T 33190 §8.3.1: x' = a·x + c·y + e, y' = b·x + d·y + f.
  struct Transform {
    var a = 1.0, b = 0.0, c = 0.0, d = 1.0, e = 0.0, f = 0.0

    func applied(_ x: Double, _ y: Double) -> (x: Double, y: Double) { (a * x + c * y + e, b * x + d * y + f) }

    /// First `inner`, then this one.
    func after(_ inner: Transform) -> Transform {
      Transform(
        a: a * inner.a + c * inner.b, b: b * inner.a + d * inner.b, c: a * inner.c + c * inner.d,
        d: b * inner.c + d * inner.d, e: a * inner.e + c * inner.f + e, f: b * inner.e + d * inner.f + f)
    }
  }

  /// - Parameter area: x, y, width, height of the page, millimetres.
  init(document: OFDPackage.Document, number: Int, area: [Double]) {
    self.document = document
    let box = area.count == 4 && area[2] > 0 && area[3] > 0 ? area : [0, 0, 210, 297]
    content = PDFPageContent(
      number: number, width: Float(box[2] * Self.pointsPerMillimetre), height: Float(box[3] * Self.pointsPerMillimetre))
    origin = Transform(e: -box[0], f: -box[1])
  }

  private let origin: Transform

  /// Paints the layers of a page or a template.
  mutating func paint(_ page: MarkupNode) {
    for layer in page.child("Content")?.children("Layer") ?? [] { paint(objectsOf: layer, origin, depth: 0) }
  }

  private mutating func paint(objectsOf parent: MarkupNode, _ outer: Transform, depth: Int) {
    guard depth < 12 else { return content.isTruncated = true }
    for object in parent.children {
      guard content.glyphs.count < Self.maximumGlyphs, content.lines.count < Self.maximumLines else {
        return content.isTruncated = true
      }
      if object.attribute("Visible") == "false" || object.attribute("Alpha") == "0" { continue }
      switch object.name {
      case "PageBlock": paint(objectsOf: object, outer, depth: depth + 1)
      case "TextObject": paintText(object, outer.after(placement(of: object)))
      case "PathObject": paintPath(object, outer.after(placement(of: object)))
      case "ImageObject": paintPicture(object, outer)
      case "CompositeObject":
        guard let id = object.attribute("ResourceID"), let unit = document.composites[id] else { continue }
        paint(objectsOf: unit, outer.after(placement(of: object)), depth: depth + 1)
      default: break
      }
    }
  }

  /// From the object's own places to the page: its matrix, then the corner of its boundary.
  private func placement(of object: MarkupNode) -> Transform {
    var transform = Transform()
    let matrix = OFDPackage.numbers(object.attribute("CTM"))
    if matrix.count == 6 {
      transform = Transform(a: matrix[0], b: matrix[1], c: matrix[2], d: matrix[3], e: matrix[4], f: matrix[5])
    }
    let boundary = OFDPackage.numbers(object.attribute("Boundary"))
    if boundary.count == 4 {
      transform.e += boundary[0]
      transform.f += boundary[1]
    }
    return transform
  }

  // MARK: text

  private mutating func paintText(_ object: MarkupNode, _ transform: Transform) {
    guard let size = object.attribute("Size").flatMap({ Double($0) }), size > 0, size < 1000 else { return }
    let font = object.attribute("Font").flatMap { document.fonts[$0] }
    let isBold = font?.isBold == true || (object.attribute("Weight").flatMap { Int($0) } ?? 400) >= 600
    let stretch = object.attribute("HScale").flatMap { Double($0) } ?? 1
    var (x, y) = (0.0, 0.0)
    for code in object.children("TextCode") {
      x = code.attribute("X").flatMap { Double($0) } ?? x
      y = code.attribute("Y").flatMap { Double($0) } ?? y
      let scalars = Array(code.text.unicodeScalars)
      var across = OFDOffsets(code.attribute("DeltaX"))
      var down = OFDOffsets(code.attribute("DeltaY"))
      var (left, top) = (x, y)
      for (index, scalar) in scalars.enumerated() {
        guard content.glyphs.count < Self.maximumGlyphs else { return content.isTruncated = true }
        let em = size * stretch
        let natural = scalar.value < 0x2E80 ? 0.5 * em : em
        let (stepX, stepY) = (across.next(), down.next())
        // the last character has no step of its own; a step narrower than the character is its width
        let width = index + 1 < scalars.count ? min(stepX.map { $0 > 0 ? $0 : natural } ?? natural, em) : natural
        put(scalar, left, top, width: width, size: size, transform, isBold: isBold, isJoined: index > 0)
        left += stepX ?? (stepY == nil ? natural : 0)
        top += stepY ?? 0
      }
    }
  }

  /// One character that stands at `x`, `y` (its baseline) in the object's own places.
  private mutating func put(
    _ scalar: Unicode.Scalar, _ x: Double, _ y: Double, width: Double, size: Double, _ transform: Transform,
    isBold: Bool, isJoined: Bool
  ) {
    let scale = Self.pointsPerMillimetre
    let corners = [
      (x, y - 0.86 * size), (x + width, y - 0.86 * size), (x, y + 0.14 * size), (x + width, y + 0.14 * size),
    ]
    .map { transform.applied($0.0, $0.1) }
    let (x0, x1) = (corners.map(\.x).min() ?? 0, corners.map(\.x).max() ?? 0)
    let (y0, y1) = (corners.map(\.y).min() ?? 0, corners.map(\.y).max() ?? 0)
    guard [x0, x1, y0, y1].allSatisfy({ $0.isFinite && abs($0) < 100_000 }) else { return }
    var marks: Glyph.Marks = isBold ? .bold : []
    if isJoined { marks.insert(.joined) }
    if (0xE000...0xF8FF).contains(scalar.value) || scalar.value == 0xFFFD { marks.insert(.unmapped) }
    let (middleX, middleY) = ((x0 + x1) / 2 * scale, (y0 + y1) / 2 * scale)
    if middleX < 0 || middleY < 0 || middleX > Double(content.width) || middleY > Double(content.height) {
      marks.insert(.clipped)
    }
    // the direction in which the baseline runs, in quarter turns
    let turns = abs(transform.a) >= abs(transform.b) ? (transform.a >= 0 ? 0 : 2) : (transform.b >= 0 ? 1 : 3)
    marks = marks.withQuarterTurns(turns)
    let base = transform.applied(x, y)
    let height = abs(turns % 2 == 0 ? transform.d : transform.c) * size
    content.glyphs.append(
      Glyph(
        scalar, x0: Float(x0 * scale), y0: Float(y0 * scale), x1: Float(x1 * scale), y1: Float(y1 * scale),
        baseline: Float((turns % 2 == 0 ? base.y : base.x) * scale), size: Float(max(height, 0.1) * scale), marks: marks
      ))
  }

  // MARK: paths and pictures

  private mutating func paintPath(_ object: MarkupNode, _ transform: Transform) {
    guard let data = object.child("AbbreviatedData")?.text else { return }
    let isStroked = object.attribute("Stroke") != "false"
    let isFilled = object.attribute("Fill") == "true"
    let paint = object.child(isStroked ? "StrokeColor" : "FillColor")
    if paint?.attribute("Alpha") == "0" { return }
    let color = Self.color(paint)
    let scale = Self.pointsPerMillimetre
    for outline in OFDPath.outlines(data, limit: Self.maximumLines - content.lines.count) {
      let points = outline.map { point in
        let placed = transform.applied(point.x, point.y)
        return (x: placed.x * scale, y: placed.y * scale)
      }
      guard points.allSatisfy({ $0.x.isFinite && $0.y.isFinite && abs($0.x) < 300_000 && abs($0.y) < 300_000 }),
        let x0 = points.map(\.x).min(), let x1 = points.map(\.x).max(), let y0 = points.map(\.y).min(),
        let y1 = points.map(\.y).max()
      else { continue }
      if isFilled, !isStroked || min(x1 - x0, y1 - y0) <= 2.5 {
        // a rectangle too thin to be anything else is a line
        guard min(x1 - x0, y1 - y0) <= 2.5, max(x1 - x0, y1 - y0) > 2.5 else { continue }
        if x1 - x0 >= y1 - y0 {
          add((x0, (y0 + y1) / 2), (x1, (y0 + y1) / 2), color)
        } else {
          add(((x0 + x1) / 2, y0), ((x0 + x1) / 2, y1), color)
        }
      } else if isStroked {
        for (from, to) in zip(points, points.dropFirst()) { add(from, to, color) }
      }
    }
  }

  private mutating func add(_ from: (x: Double, y: Double), _ to: (x: Double, y: Double), _ color: UInt32) {
    let (width, height) = (abs(to.x - from.x), abs(to.y - from.y))
    guard min(width, height) <= 1, max(width, height) > 1 else { return }
    content.lines.append(
      RulingLine(x0: Float(from.x), y0: Float(from.y), x1: Float(to.x), y1: Float(to.y), color: color))
  }

  private mutating func paintPicture(_ object: MarkupNode, _ outer: Transform) {
    let boundary = OFDPackage.numbers(object.attribute("Boundary"))
    guard boundary.count == 4 else { return }
    let scale = Self.pointsPerMillimetre
    let (a, b) = (
      outer.applied(boundary[0], boundary[1]), outer.applied(boundary[0] + boundary[2], boundary[1] + boundary[3])
    )
    content.pictures.append(
      Picture(
        x0: Float(a.x * scale), y0: Float(a.y * scale), x1: Float(b.x * scale), y1: Float(b.y * scale), pixelWidth: 0,
        pixelHeight: 0))
  }

  /// `255 255 255` → 0xFFFFFF; black when nothing is said.
  private static func color(_ node: MarkupNode?) -> UInt32 {
    let parts = OFDPackage.numbers(node?.attribute("Value")).map { UInt32(min(255, max(0, $0))) }
    switch parts.count {
    case 1: return parts[0] << 16 | parts[0] << 8 | parts[0]
    case 3: return parts[0] << 16 | parts[1] << 8 | parts[2]
    default: return 0
    }
  }
}

/// The steps from character to character (GB/T 33190 §11.3): `4.2 4.2 g 5 3.1` is two steps of 4.2 and five of 3.1.
struct OFDOffsets {
  private var words: ArraySlice<Substring>
  private var repeated = 0
  private var value = 0.0

  init(_ text: String?) { words = (text ?? "").split(whereSeparator: \.isWhitespace)[...] }

  /// Nil when there are no more: the character then stands beside the last one.
  mutating func next() -> Double? {
    if repeated > 0 {
      repeated -= 1
      return value
    }
    guard let word = words.popFirst() else { return nil }
    guard word == "g" || word == "G" else { return Double(word).flatMap { $0.isFinite ? $0 : nil } }
    guard let count = words.popFirst().flatMap({ Int($0) }), count > 0,
      let step = words.popFirst().flatMap({ Double($0) }),
      step.isFinite
    else { return nil }
    (repeated, value) = (count - 1, step)
    return value
  }
}

/// Path data (GB/T 33190 §9.1): `M x y L x y C`, curves taken as the line to their end.
enum OFDPath {
  /// Outlines as points; a closed one ends where it begins.
  static func outlines(_ data: String, limit: Int) -> [[(x: Double, y: Double)]] {
    var outlines: [[(x: Double, y: Double)]] = []
    var current: [(x: Double, y: Double)] = []
    var words = data.split(whereSeparator: { $0.isWhitespace || $0 == "," })[...]
    var count = 0
    func numbers(_ wanted: Int) -> [Double]? {
      var out: [Double] = []
      while out.count < wanted, let word = words.first, let number = Double(word) {
        words.removeFirst()
        out.append(number)
      }
      return out.count == wanted ? out : nil
    }
    func end() {
      if current.count > 1 { outlines.append(current) }
      current = []
    }
    while let operation = words.popFirst(), count < limit {
      count += 1
      switch operation {
      case "M", "S":
        end()
        guard let point = numbers(2) else { break }
        current = [(point[0], point[1])]
      case "L": if let point = numbers(2) { current.append((point[0], point[1])) }
      case "Q": if let point = numbers(4) { current.append((point[2], point[3])) }
      case "B": if let point = numbers(6) { current.append((point[4], point[5])) }
      case "A": if let point = numbers(7) { current.append((point[5], point[6])) }
      case "C":
        if let first = current.first { current.append(first) }
        end()
      default: continue
      }
    }
    end()
    return outlines
  }
}
