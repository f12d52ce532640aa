import MingzhangModel

/// The sheet a chart is drawn on: marks in the order of drawing, as SVG. Lengths are units of the view box.
struct Canvas {
  /// How wide the sheet is and how large its words are.
  struct Frame: Hashable {
    let width: Double
    let font: Double
    let isNarrow: Bool
    static let wide = Frame(width: 800, font: 14, isNarrow: false)
    static let narrow = Frame(width: 360, font: 13, isNarrow: true)
    var small: Double { font - 1 }
    var line: Double { (font * 1.35).rounded() }
  }

  enum Anchor: String { case start, middle, end }

  /// How an area is filled: the border is always solid and in full colour.
  enum Fill: Hashable {
    /// Full colour.
    case solid
    /// A light tint, on which words in the colour of the text are legible in light and dark.
    case tint
    /// A band of a flow.
    case band
    /// A tint under a pattern: what tells series apart without colour.
    case pattern(Int)
    case none
  }

  let frame: Frame
  private let options: ChartOptions
  private var body = ""
  private var patterns: Set<[Int]> = []
  private var hasLinks = false
  var height: Double = 0

  init(_ frame: Frame, _ options: ChartOptions) { (self.frame, self.options) = (frame, options) }

  private var prefix: String { options.id + (frame.isNarrow ? "-n" : "-w") }

  // MARK: marks

  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, hue: Int?, fill: Fill, dashed: Bool = false,
    class name: String? = nil
  ) {
    let paint = paint(hue, fill, dashed) + attribute("class", name)
    body += "<rect x=\"\(n(x))\" y=\"\(n(y))\" width=\"\(n(max(0, width)))\" height=\"\(n(max(0, height)))\""
    body += paint + "/>"
  }

  /// A closed shape through the points of `data` (SVG path data).
  mutating func area(_ data: [PathStep], hue: Int?, fill: Fill, class name: String? = nil) {
    let paint = paint(hue, fill, false) + attribute("class", name)
    body += "<path d=\"\(path(data))Z\"\(paint)/>"
  }

  mutating func stroke(
    _ data: [PathStep], hue: Int?, width: Double = 1, dashed: Bool = false, opacity: Double = 1,
    class name: String? = nil
  ) {
    let dash = dashed ? " stroke-dasharray=\"4 3\"" : ""
    let faint = opacity < 1 ? " stroke-opacity=\"\(n2(opacity))\"" : ""
    body +=
      "<path d=\"\(path(data))\" fill=\"none\" stroke=\"\(colour(hue))\" stroke-width=\"\(n(width))\"\(dash)\(faint)"
      + "\(attribute("class", name))/>"
  }

  /// A point of a line: shape and hue tell series apart.
  mutating func dot(x: Double, y: Double, hue: Int?) {
    body += "<circle cx=\"\(n(x))\" cy=\"\(n(y))\" r=\"3.5\" fill=\"\(colour(hue))\"/>"
  }

  mutating func text(
    _ words: String, x: Double, y: Double, size: Double? = nil, anchor: Anchor = .start, bold: Bool = false
  ) {
    let size = size ?? frame.font
    body += "<text x=\"\(n(x))\" y=\"\(n(y))\" font-size=\"\(n(size))\" fill=\"\(inkOfWords)\""
    if anchor != .start { body += " text-anchor=\"\(anchor.rawValue)\"" }
    if bold { body += " font-weight=\"bold\"" }
    body += ">\(HTMLWriter.escaped(words))</text>"
  }

  /// What is drawn inside leads to `href`, and is called `label`.
  mutating func link(to href: String?, label: String, _ draw: (inout Canvas) -> Void) {
    guard let href, options.ink == .page else { return draw(&self) }
    hasLinks = true
    body += "<a href=\"\(HTMLWriter.escaped(href))\" aria-label=\"\(HTMLWriter.escaped(label))\">"
    draw(&self)
    body += "</a>"
  }

  enum PathStep: Hashable {
    case move(Double, Double)
    case line(Double, Double)
    /// From the first point to the second, leaving and arriving level.
    case curve(Double, Double, Double, Double)
  }

  private func path(_ steps: [PathStep]) -> String {
    steps.map { step in
      switch step {
      case .move(let x, let y): "M\(n(x)) \(n(y))"
      case .line(let x, let y): "L\(n(x)) \(n(y))"
      case .curve(let x0, let y0, let x1, let y1):
        "C\(n((x0 + x1) / 2)) \(n(y0)) \(n((x0 + x1) / 2)) \(n(y1)) \(n(x1)) \(n(y1))"
      }
    }.joined()
  }

  // MARK: paint

  private var inkOfWords: String { options.ink == .page ? "currentColor" : "#1a1a1a" }

  private func colour(_ hue: Int?) -> String {
    let fallback = hue.map { ChartInk.hues[$0 % ChartInk.hues.count] } ?? ChartInk.line
    guard options.ink == .page else { return fallback }
    return "var(\(hue.map(ChartInk.name) ?? "--chart-line"), \(fallback))"
  }

  private mutating func paint(_ hue: Int?, _ fill: Fill, _ dashed: Bool) -> String {
    let colour = colour(hue)
    let border = " stroke=\"\(colour)\" stroke-width=\"1.5\"" + (dashed ? " stroke-dasharray=\"4 3\"" : "")
    switch fill {
    case .solid: return " fill=\"\(colour)\"" + border
    case .tint: return " fill=\"\(colour)\" fill-opacity=\"0.2\"" + border
    case .band: return " fill=\"\(colour)\" fill-opacity=\"0.25\""
    case .none: return " fill=\"none\"" + border
    case .pattern(let kind):
      let kind = kind % 5
      guard kind > 0 else { return " fill=\"\(colour)\"" + border }
      patterns.insert([kind, hue ?? -1])
      return " fill=\"url(#\(HTMLWriter.escaped(prefix))-p\(kind)-\(hue ?? 9))\"" + border
    }
  }

  /// Hatching: 1 rising lines, 2 dots, 3 level lines, 4 upright lines; 0 is solid.
  private func definition(_ kind: Int, _ hue: Int?) -> String {
    let colour = colour(hue)
    let mark =
      switch kind {
      case 1: "<path d=\"M-2 10L10 -2M4 16L16 4\" stroke=\"\(colour)\" stroke-width=\"2.5\"/>"
      case 2:
        "<circle cx=\"3\" cy=\"3\" r=\"1.8\" fill=\"\(colour)\"/><circle cx=\"9\" cy=\"9\" r=\"1.8\" fill=\"\(colour)\"/>"
      case 3: "<path d=\"M0 3H12M0 9H12\" stroke=\"\(colour)\" stroke-width=\"2.2\"/>"
      default: "<path d=\"M3 0V12M9 0V12\" stroke=\"\(colour)\" stroke-width=\"2.2\"/>"
      }
    return
      "<pattern id=\"\(HTMLWriter.escaped(prefix))-p\(kind)-\(hue ?? 9)\" width=\"12\" height=\"12\" patternUnits=\"userSpaceOnUse\">"
      + "<rect width=\"12\" height=\"12\" fill=\"\(colour)\" fill-opacity=\"0.2\"/>\(mark)</pattern>"
  }

  private func attribute(_ name: String, _ value: String?) -> String {
    value.map { " \(name)=\"\(HTMLWriter.escaped($0))\"" } ?? ""
  }

  // MARK: the whole

  /// The picture, named by its title and described by its sentence. A picture with links has no role, so
  /// that they can be reached.
  func svg(kind: String, title: String, summary: String) -> String {
    let id = HTMLWriter.escaped(prefix)
    let fonts =
      options.ink == .page ? "" : " font-family=\"FandolHei, Noto Sans CJK SC, Noto Serif CJK SC, sans-serif\""
    let definitions = patterns.sorted { $0.lexicographicallyPrecedes($1) }
      .map { definition($0[0], $0[1] < 0 ? nil : $0[1]) }.joined()
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(n(frame.width)) \(n(height))\""
      + " width=\"\(n(frame.width))\" height=\"\(n(height))\""
      + " class=\"chart chart-\(kind) chart-\(frame.isNarrow ? "narrow" : "wide")\"\(hasLinks ? "" : " role=\"img\"")"
      + " aria-labelledby=\"\(id)-title \(id)-desc\"\(fonts)>"
      + "<title id=\"\(id)-title\">\(HTMLWriter.escaped(title))</title>"
      + "<desc id=\"\(id)-desc\">\(HTMLWriter.escaped(summary))</desc>"
      + (definitions.isEmpty ? "" : "<defs>\(definitions)</defs>") + body + "</svg>"
  }

  // MARK: words

  /// How wide words are at most, in units: Chinese characters are square.
  static func width(of words: String, size: Double) -> Double {
    words.unicodeScalars.reduce(0) { sum, scalar in
      let em =
        switch scalar.value {
        case 0x30...0x39: 0.62
        case 0x20, 0x2C, 0x2E, 0x3A, 0x21, 0x27...0x29: 0.36
        case 0x41...0x5A, 0x25, 0x26, 0x40: 0.74
        case 0x6D, 0x77: 0.95
        case ..<0x2E80: 0.62
        default: 1.0
        }
      return sum + em * size
    }
  }

  /// The words in as few lines of at most `width` as it takes, about equally long: broken between Chinese characters and at spaces.
  static func wrapped(_ words: String, size: Double, width: Double) -> [String] {
    guard Self.width(of: words, size: size) > width else { return [words] }
    let pieces = pieces(of: words)
    let lines = filled(pieces, size: size, width: width)
    guard lines.count <= 3 else { return lines }
    var narrower = Self.width(of: words, size: size) / Double(lines.count)
    while narrower < width {
      let balanced = filled(pieces, size: size, width: narrower)
      if balanced.count == lines.count { return balanced }
      narrower += size / 2
    }
    return lines
  }

  private static func filled(_ pieces: [String], size: Double, width: Double) -> [String] {
    var lines: [String] = []
    var line = ""
    for piece in pieces {
      if !line.isEmpty, Self.width(of: line + piece, size: size) > width {
        lines.append(line.trimmingSpaces())
        line = piece == " " ? "" : piece
      } else {
        line += piece
      }
    }
    if !line.trimmingSpaces().isEmpty { lines.append(line.trimmingSpaces()) }
    return lines
  }

  /// Words that may not be broken: runs of Latin letters and digits, single Chinese characters with the marks that belong to them.
  private static func pieces(of words: String) -> [String] {
    var pieces: [String] = []
    var joins = false  // whether the next character belongs to the last piece
    var isLatin = false
    for character in words {
      let latin = character.isASCII && character != " "
      // 万元 stays with its number
      let isUnit = "万亿元".contains(character) && (pieces.last?.last.map { $0.isNumber || "万亿".contains($0) } ?? false)
      if !pieces.isEmpty, joins || "，。；：、）”》％".contains(character) || latin && isLatin || isUnit {
        pieces[pieces.count - 1].append(character)
      } else {
        pieces.append(String(character))
      }
      joins = "（《“".contains(character)
      isLatin = latin
    }
    return pieces
  }

  /// A length to a tenth of a unit, without locale: `12.5`.
  private func n(_ value: Double) -> String { Self.decimal(value, scale: 10) }
  private func n2(_ value: Double) -> String { Self.decimal(value, scale: 100) }

  private static func decimal(_ value: Double, scale: Int) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "0" }
    let scaled = Int((value * Double(scale)).rounded())
    let (whole, part) = scaled.magnitude.quotientAndRemainder(dividingBy: scale.magnitude)
    let sign = scaled < 0 ? "-" : ""
    guard part > 0 else { return sign + String(whole) }
    var digits = String(part + scale.magnitude).dropFirst()
    while digits.last == "0" { digits.removeLast() }
    return "\(sign)\(whole).\(digits)"
  }
}
