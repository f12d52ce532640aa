import MingzhangModel

/// A table's form: the reader recognises by it, the rules name cells by it, the writer lays out by it.
///
/// Titles, headings and captions are compared after `foldedForMatching`. `*` in a title or heading stands for any run of
/// characters.
public struct StatementForm: Hashable, Sendable {
  public var kind: StatementKind
  /// Titles seen in published documents, as patterns: `*收支*总表*`.
  public var titles: [String]
  /// A form with a higher precedence wins a title that two forms match: “三公” before 支出表.
  public var precedence: Int
  public var columns: [Column]
  public var lines: [Line]

  public struct Column: Hashable, Sendable {
    public var key: ColumnKey
    public var side: StatementSide?
    /// Headings that mean this column, as paths joined by `/`, or as a leaf alone: `收入/预算数`, `人员经费`.
    public var headings: [String]
    public init(key: ColumnKey, side: StatementSide? = nil, headings: [String]) {
      (self.key, self.side, self.headings) = (key, side, headings)
    }
  }

  public struct Line: Hashable, Sendable {
    public var key: LineKey
    public var side: StatementSide?
    /// Captions that mean this line, without the number before them.
    public var captions: [String]
    public init(key: LineKey, side: StatementSide? = nil, captions: [String]) {
      (self.key, self.side, self.captions) = (key, side, captions)
    }
  }

  public init(
    kind: StatementKind, titles: [String], precedence: Int = 0, columns: [Column], lines: [Line]
  ) {
    (self.kind, self.titles, self.precedence, self.columns, self.lines) = (kind, titles, precedence, columns, lines)
    headingKeys = columns.flatMap { column in
      column.headings.map { HeadingPattern(Pattern($0), column.key, column.side) }
    }
    var keys: [String: [(StatementSide?, LineKey)]] = [:]
    for line in lines {
      for caption in line.captions { keys[caption.foldedForMatching, default: []].append((line.side, line.key)) }
    }
    captionKeys = keys.mapValues { $0.map { CaptionKey(side: $0.0, key: $0.1) } }
  }

  private let headingKeys: [HeadingPattern]
  private let captionKeys: [String: [CaptionKey]]

  private struct HeadingPattern: Hashable, Sendable {
    var pattern: Pattern
    var key: ColumnKey
    var side: StatementSide?
    init(_ pattern: Pattern, _ key: ColumnKey, _ side: StatementSide?) {
      (self.pattern, self.key, self.side) = (pattern, key, side)
    }
  }
  private struct CaptionKey: Hashable, Sendable {
    var side: StatementSide?
    var key: LineKey
  }

  /// The column that a folded heading path means: by the whole path, then by ever shorter ends of it.
  public func columnKey(forPath path: [String], side: StatementSide? = nil) -> ColumnKey? {
    for start in path.indices {
      let text = path[start...].joined(separator: "/")
      let whole = "/" + text  // a heading that begins with / means this path and no longer one
      var best: HeadingPattern?
      for candidate in headingKeys
      where candidate.pattern.matches(text) || (start == 0 && candidate.pattern.matches(whole)) {
        if let need = candidate.side, let side, need != side { continue }
        if candidate.pattern.literalCount > (best?.pattern.literalCount ?? -1) { best = candidate }
      }
      if let best { return best.key }
    }
    return nil
  }

  /// The line that a printed caption means; numbers such as 一、 and words such as 其中： before it do not count.
  public func lineKey(forCaption caption: String, side: StatementSide? = nil) -> LineKey? {
    let folded = caption.foldedForMatching
    for text in [folded, Self.bare(folded)] {
      if let found = captionKeys[text]?.first(where: { $0.side == nil || side == nil || $0.side == side }) {
        return found.key
      }
    }
    return nil
  }

  /// `其中：（一）一般公共服务支出` → `一般公共服务支出`.
  public static func bare(_ folded: String) -> String {
    var text = Substring(folded)
    for word in ["其中:", "加:", "减:", "其中"] where text.hasPrefix(word) { text = text.dropFirst(word.count) }
    func isNumeral(_ c: Character) -> Bool { "一二三四五六七八九十".contains(c) || (c.isASCII && c.isNumber) }
    if text.first == "(" {
      let number = text.dropFirst().prefix(while: isNumeral)
      let rest = text.dropFirst(number.count + 1)
      if !number.isEmpty, rest.first == ")" { text = rest.dropFirst() }
    } else {
      let number = text.prefix(while: isNumeral)
      let rest = text.dropFirst(number.count)
      if !number.isEmpty, let mark = rest.first, "、.,".contains(mark) { text = rest.dropFirst() }
    }
    return String(text)
  }
}

/// A text with `*` for any run of characters, compared with folded texts.
///
/// It compares bytes: every line of a document is held against every title of the catalog.
struct Pattern: Hashable, Sendable {
  private let parts: [[UInt8]]
  private let startsOpen: Bool
  private let endsOpen: Bool
  /// Characters that are no `*`: the more, the more particular.
  let literalCount: Int

  init(_ text: String) {
    let words = text.unicodeScalars.split(separator: "*").map { String($0).foldedForMatching }
    parts = words.map { Array($0.utf8) }
    startsOpen = text.utf8.first == UInt8(ascii: "*")
    endsOpen = text.utf8.last == UInt8(ascii: "*")
    literalCount = words.reduce(0) { $0 + $1.unicodeScalars.count }
  }

  func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { matches($0) }
  }

  private func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let last = parts.last else { return startsOpen }
    var position = 0
    for (index, part) in parts.enumerated() {
      if index == 0, !startsOpen {
        guard Self.stands(part, at: 0, in: text) else { return false }
        position = part.count
      } else if index < parts.count - 1 || endsOpen {
        guard let found = Self.find(part, from: position, in: text) else { return false }
        position = found + part.count
      }
    }
    if endsOpen { return true }
    // the last part must be the end; a pattern of one part without stars is the whole text
    if parts.count == 1, !startsOpen { return position == text.count }
    return text.count - last.count >= position && Self.stands(last, at: text.count - last.count, in: text)
  }

  private static func stands(_ part: [UInt8], at start: Int, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard start >= 0, start + part.count <= text.count else { return false }
    for index in part.indices where part[index] != text[start + index] { return false }
    return true
  }

  private static func find(_ part: [UInt8], from start: Int, in text: UnsafeBufferPointer<UInt8>) -> Int? {
    var place = start
    while place + part.count <= text.count {
      if stands(part, at: place, in: text) { return place }
      place += 1
    }
    return nil
  }
}
