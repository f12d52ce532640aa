import MingzhangFormats

/// The numbers that Word prints before list paragraphs and headings (ECMA-376 §17.9): they are printed, but not in the text.
struct WordNumbering {
  private struct Level {
    var start: Int
    var format: String
    /// `（%1）`
    var text: String
  }

  /// Levels by numbering instance.
  private var levels: [String: [Int: Level]] = [:]
  /// Numbering of paragraph styles.
  private var styles: [String: (list: String, level: Int)] = [:]
  /// Lists that count on together.
  private var shared: [String: String] = [:]
  private var counts: [String: [Int: Int]] = [:]

  init(_ numbering: MarkupNode?, styles sheet: MarkupNode?) {
    var abstract: [String: [Int: Level]] = [:]
    for list in numbering?.children("abstractNum") ?? [] {
      guard let id = list.attribute("abstractNumId") else { continue }
      abstract[id] = Self.levels(list)
    }
    for list in numbering?.children("num") ?? [] {
      guard let id = list.attribute("numId"), let base = list.child("abstractNumId")?.attribute("val") else { continue }
      levels[id] = abstract[base]
      shared[id] = base
      for change in list.children("lvlOverride") {
        guard let level = change.attribute("ilvl").flatMap({ Int($0) }) else { continue }
        if let start = change.child("startOverride")?.attribute("val").flatMap({ Int($0) }) {
          levels[id]?[level]?.start = start
          // a list that starts anew counts for itself
          shared[id] = "num:\(id)"
        }
      }
    }
    for style in sheet?.children("style") ?? [] {
      guard let id = style.attribute("styleId"), let properties = style.child("pPr")?.child("numPr"),
        let list = properties.child("numId")?.attribute("val")
      else { continue }
      styles[id] = (list, properties.child("ilvl")?.attribute("val").flatMap { Int($0) } ?? 0)
    }
  }

  private static func levels(_ list: MarkupNode) -> [Int: Level] {
    var out: [Int: Level] = [:]
    for level in list.children("lvl") {
      guard let number = level.attribute("ilvl").flatMap({ Int($0) }), (0..<9).contains(number) else { continue }
      out[number] = Level(
        start: level.child("start")?.attribute("val").flatMap { Int($0) } ?? 1,
        format: level.child("numFmt")?.attribute("val") ?? "decimal",
        text: level.child("lvlText")?.attribute("val") ?? "")
    }
    return out
  }

  /// The number printed before `paragraph`, counted on; empty when it has none, or only a bullet.
  mutating func prefix(of paragraph: MarkupNode) -> String {
    let properties = paragraph.child("pPr")
    let own = properties?.child("numPr")
    let style = properties?.child("pStyle")?.attribute("val").flatMap { styles[$0] }
    guard let list = own?.child("numId")?.attribute("val") ?? style?.list, let known = levels[list] else { return "" }
    let number = own?.child("ilvl")?.attribute("val").flatMap { Int($0) } ?? style?.level ?? 0
    guard let level = known[number] else { return "" }
    let key = shared[list] ?? list
    let count = counts[key]?[number].map { $0 + 1 } ?? level.start
    counts[key, default: [:]][number] = count
    // deeper levels begin again
    for deeper in number + 1..<9 { counts[key]?[deeper] = nil }
    guard level.format != "bullet", level.format != "none" else { return "" }
    var text = level.text
    for outer in 0...number {
      guard let format = known[outer]?.format else { continue }
      let value = counts[key]?[outer] ?? known[outer]?.start ?? 1
      text = text.replacing("%\(outer + 1)", with: Self.printed(value, format))
    }
    return text
  }

  private static func printed(_ value: Int, _ format: String) -> String {
    switch format {
    case "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting", "ideographDigital",
      "taiwaneseCountingThousand":
      chinese(value)
    case "decimalEnclosedCircle", "decimalEnclosedCircleChinese":
      (1...20).contains(value)
        ? Unicode.Scalar(UInt32(0x245F + value)).map { String(Character($0)) } ?? "\(value)" : "\(value)"
    case "decimalZero": value < 10 ? "0\(value)" : "\(value)"
    case "upperLetter": letter(value, from: 65)
    case "lowerLetter": letter(value, from: 97)
    default: "\(value)"
    }
  }

  private static func letter(_ value: Int, from first: UInt8) -> String {
    (1...26).contains(value) ? String(Character(Unicode.Scalar(first + UInt8(value - 1)))) : "\(value)"
  }

  /// 1 → 一, 12 → 十二, 35 → 三十五.
  private static func chinese(_ value: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    guard (1...99).contains(value) else { return "\(value)" }
    if value < 10 { return digits[value] }
    return (value < 20 ? "" : digits[value / 10]) + "十" + digits[value % 10]
  }
}
