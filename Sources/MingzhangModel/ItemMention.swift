/// A line of the functional classification named in running words: `住房保障支出（类）住房改革支出（款）住房公积金（项）`.
///
/// Forms seen in published files: `X（类）Y（款）Z（项）`, `X（204类）Y（06款）Z（01项）`, `X-Y-Z`, `2040101-武装警察部队`,
/// `行政运行（2010801）`, and `X（类）` alone.
public struct ItemMention: Hashable, Sendable {
  public var item: ItemName
  /// Unicode scalars of the text that the mention takes, from 0.
  public var range: Range<Int>

  /// Every mention in `text`, in printed order. `head` is the heading above it, which may name the class alone.
  public static func all(in text: String, under head: String = "") -> [ItemMention] {
    let scalars = Array(text.unicodeScalars)
    var found = Marked(scalars).mentions()
    if found.isEmpty { found = Coded(scalars).mentions() }
    if found.isEmpty { found = Dashed(scalars).mentions() }
    guard found.contains(where: { $0.item.classification == nil }),
      let outer = Marked(Array(head.unicodeScalars)).mentions().last?.item
    else { return found }
    return found.map { mention in
      var mention = mention
      if mention.item.classification == nil, mention.item.section != nil || outer.section != nil {
        mention.item.classification = outer.classification
        mention.item.section = mention.item.section ?? outer.section
      }
      return mention
    }
  }
}

/// The names of a line of the functional classification, as printed; nil where the words leave a level out.
public struct ItemName: Hashable, Codable, Sendable {
  /// 类
  public var classification: String?
  /// 款
  public var section: String?
  /// 项
  public var item: String?
  /// The code printed beside the names, or found for them in the tables.
  public var code: FunctionalCode?

  public init(classification: String? = nil, section: String? = nil, item: String? = nil, code: FunctionalCode? = nil) {
    (self.classification, self.section, self.item, self.code) = (classification, section, item, code)
  }

  /// The most particular name.
  public var name: String { item ?? section ?? classification ?? code?.digits ?? "" }

  /// `住房保障支出／住房改革支出／住房公积金`, as far as it is named.
  public var path: String {
    let names = [classification, section, item].compactMap(\.self)
    return names.isEmpty ? code?.digits ?? "" : names.joined(separator: "／")
  }
}

/// `X（类）Y（款）Z（项）`.
private struct Marked {
  let scalars: [Unicode.Scalar]
  init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private struct Mark {
    var level: Unicode.Scalar
    var digits: String
    var name: String
    var start: Int
    var end: Int
  }

  func mentions() -> [ItemMention] {
    var out: [ItemMention] = []
    var last: (level: Unicode.Scalar, end: Int, code: String)?
    for mark in marks() {
      let follows = last.map { $0.end == mark.start && isBelow(mark.level, $0.level) } ?? false
      let code = (follows ? last?.code ?? "" : "") + mark.digits
      if follows, var mention = out.popLast() {
        if mark.level == "款" { mention.item.section = mark.name } else { mention.item.item = mark.name }
        mention.item.code = FunctionalCode(code)
        mention.range = mention.range.lowerBound..<mark.end
        out.append(mention)
      } else {
        var item = ItemName(code: FunctionalCode(code))
        switch mark.level {
        case "类": item.classification = mark.name
        case "款": item.section = mark.name
        default: item.item = mark.name
        }
        out.append(ItemMention(item: item, range: mark.start..<mark.end))
      }
      last = (mark.level, mark.end, code)
    }
    return out
  }

  private func isBelow(_ a: Unicode.Scalar, _ b: Unicode.Scalar) -> Bool {
    a == "款" && b == "类" || a == "项" && b == "款"
  }

  private func marks() -> [Mark] {
    var out: [Mark] = []
    var index = 0
    while index < scalars.count {
      defer { index += 1 }
      guard isOpen(scalars[index]), let (level, digits, end) = mark(at: index), index > 0 else { continue }
      let start = nameStart(before: index, floor: out.last?.end ?? 0)
      let name = String(scalars: scalars[start..<index]).filter { !$0.isWhitespace }
      guard name.count >= 2 else { continue }
      out.append(Mark(level: level, digits: digits, name: name, start: start, end: end))
      index = end - 1
    }
    return out
  }

  /// `（类）`, `(204类)`, `（06款）` from its bracket on.
  private func mark(at open: Int) -> (Unicode.Scalar, String, Int)? {
    var digits = ""
    var index = open + 1
    while index < min(scalars.count, open + 8) {
      let scalar = scalars[index]
      if (0x30...0x39).contains(scalar.value) {
        digits.unicodeScalars.append(scalar)
      } else if "类款项".unicodeScalars.contains(scalar) {
        index += 1
        while index < scalars.count, scalars[index] == " " { index += 1 }
        guard index < scalars.count, isClose(scalars[index]) else { return nil }
        return (scalar, digits, index + 1)
      } else if scalar != " " {
        return nil
      }
      index += 1
    }
    return nil
  }

  private func nameStart(before open: Int, floor: Int) -> Int {
    var start = open
    while start > floor {
      let scalar = scalars[start - 1]
      if isClose(scalar) {
        // `政府办公厅（室）` keeps its bracket; `（一）` is a list number
        guard let partner = (max(floor, start - 8)..<start - 1).last(where: { isOpen(scalars[$0]) }),
          !scalars[partner + 1..<start - 1].allSatisfy({ "一二三四五六七八九十0123456789".unicodeScalars.contains($0) })
        else { break }
        start = partner
        continue
      }
      if "。：；，,:;“”\"‘’《》\n、.．！？0123456789-—()（）".unicodeScalars.contains(scalar) { break }
      start -= 1
    }
    while start < open, scalars[start] == " " { start += 1 }
    return start
  }

  private func isOpen(_ scalar: Unicode.Scalar) -> Bool { scalar == "（" || scalar == "(" }
  private func isClose(_ scalar: Unicode.Scalar) -> Bool { scalar == "）" || scalar == ")" }
}

/// `2040101-武装警察部队`, `2040101武装警察部队`, `行政运行（2010801）`.
private struct Coded {
  let scalars: [Unicode.Scalar]
  init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

  func mentions() -> [ItemMention] {
    var out: [ItemMention] = []
    var index = 0
    while index < scalars.count {
      guard (0x30...0x39).contains(scalars[index].value) else {
        index += 1
        continue
      }
      var end = index
      while end < scalars.count, (0x30...0x39).contains(scalars[end].value) { end += 1 }
      defer { index = end }
      guard (5...7).contains(end - index), let code = FunctionalCode(text(index..<end)), code.level != .class else {
        continue
      }
      guard end == scalars.count || !".,".unicodeScalars.contains(scalars[end]) else { continue }
      if index > 0, "（(".unicodeScalars.contains(scalars[index - 1]), end < scalars.count,
        "）)".unicodeScalars.contains(scalars[end])
      {
        var start = index - 1
        while start > 0, isName(scalars[start - 1]) { start -= 1 }
        let name = text(start..<index - 1)
        guard name.count >= 2 else { continue }
        out.append(ItemMention(item: named(name, code), range: start..<end + 1))
      } else {
        var from = end
        while from < scalars.count, " -－—".unicodeScalars.contains(scalars[from]) { from += 1 }
        var to = from
        while to < scalars.count, isName(scalars[to]) { to += 1 }
        guard to - from >= 2 else { continue }
        out.append(ItemMention(item: named(text(from..<to), code), range: index..<to))
      }
    }
    return out
  }

  private func named(_ name: String, _ code: FunctionalCode) -> ItemName {
    code.level == .item ? ItemName(item: name, code: code) : ItemName(section: name, code: code)
  }
  private func isName(_ scalar: Unicode.Scalar) -> Bool { (0x3400...0x9FFF).contains(scalar.value) }
  private func text(_ range: Range<Int>) -> String { String(scalars: scalars[range]) }
}

/// `一般公共服务支出-审计事务-行政运行`, up to a quotation mark or a figure.
private struct Dashed {
  let scalars: [Unicode.Scalar]
  init(_ scalars: [Unicode.Scalar]) { self.scalars = scalars }

  func mentions() -> [ItemMention] {
    guard scalars.contains(where: { "-－—".unicodeScalars.contains($0) }) else { return [] }
    var out: [ItemMention] = []
    var start = 0
    while start < scalars.count {
      guard isName(scalars[start]) else {
        start += 1
        continue
      }
      var names: [String] = []
      var end = start
      while true {
        let from = end
        while end < scalars.count, isName(scalars[end]) { end += 1 }
        names.append(String(scalars: scalars[from..<end]))
        guard end < scalars.count, "-－—".unicodeScalars.contains(scalars[end]), end + 1 < scalars.count,
          isName(scalars[end + 1])
        else { break }
        end += 1
      }
      defer { start = max(end, start + 1) }
      guard names.count == 3, names.allSatisfy({ $0.count >= 2 }), names[0].hasSuffix("支出"), end < scalars.count,
        "”\"".unicodeScalars.contains(scalars[end]) || (0x30...0x39).contains(scalars[end].value)
      else { continue }
      out.append(
        ItemMention(item: ItemName(classification: names[0], section: names[1], item: names[2]), range: start..<end))
    }
    return out
  }

  private func isName(_ scalar: Unicode.Scalar) -> Bool {
    (0x3400...0x9FFF).contains(scalar.value) || "（）()".unicodeScalars.contains(scalar)
  }
}
