import MingzhangModel

extension Rule {
  /// 疾病控制预防中心 for 疾病预防控制中心: a unit's name with two characters exchanged, one left out, or one too many.
  static let unitNameSlip = Rule(
    "N334", Wording("所属单位的名称写错", "A unit's name is misspelt"), .warning,
    preparer: Wording("按单位全称改正。", "Write the unit's name as it is."),
    citizen: Wording("单位名称写错，不影响数字。", "A slip in a name; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let names = UnitNames(subject.disclosure)
    guard !names.isEmpty else { throw Unchecked("没有单位名单", "there is no list of units") }
    let prose = Prose(subject)
    var found: [String: [(place: Evidence, slip: Slip)]] = [:]
    for (place, text) in zip(prose.words, prose.scalars) {
      try subject.deadline?.check()
      for slip in names.slips(in: text) {
        var evidence = place
        evidence.text = place.text.around(slip.words, 12)
        found[slip.words, default: []].append((evidence, slip))
      }
    }
    let slips: [Broken] = found.sorted { $0.key < $1.key }.flatMap { words, places in
      Prose.together(places, key: words) { slip, count in
        Wording(
          "“\(slip.words)”应为“\(slip.right ?? "")”\(count > 1 ? "（\(count) 处）" : "")。",
          "“\(slip.words)” should say “\(slip.right ?? "")”\(count > 1 ? " (\(count) places)" : "").")
      }
    }
    return slips + NamedUnits.differing(subject)
  }
}

/// The full names of the department's units, as its own lists and tables print them.
private struct UnitNames {
  /// By their first four characters.
  private var byHead: [UInt64: [[Unicode.Scalar]]] = [:]
  private var known: Set<[Unicode.Scalar]> = []

  /// Whether no unit of any length is named.
  let isEmpty: Bool

  /// Names this short differ by one character anyway.
  private static let least = 8

  init(_ disclosure: Disclosure) {
    var printed = [disclosure.entity] + disclosure.units.map(\.name)
    for statement in disclosure.statements {
      for index in statement.columns.indices {
        guard let heading = statement.columns[index].path.last, ["单位名称", "部门名称", "预算单位名称"].contains(heading) else {
          continue
        }
        printed += statement.rows.map { $0[index].printed }
      }
    }
    for section in disclosure.narrative.sections {
      let lines = [section.heading] + section.paragraphs.map(\.text)
      for line in lines where line.utf8.count <= 100 {
        let text = line.foldedForMatching
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard (1...2).contains(digits.count) else { continue }
        printed.append(String(text[digits.endIndex...].drop { "、.".contains($0) }))
      }
    }
    isEmpty = !printed.contains { $0.count >= 4 }
    for name in printed {
      let bare = Array(name.foldedForMatching.before("(").unicodeScalars)
      guard bare.allSatisfy({ Scalars.isHan($0) }), Self.isFullName(bare), known.insert(bare).inserted else { continue }
      byHead[Self.head(bare[...]), default: []].append(bare)
    }
  }

  private static func isFullName(_ name: [Unicode.Scalar]) -> Bool {
    guard name.count >= least, name.count <= 30 else { return false }
    let end = String(scalars: name.suffix(2))
    return [
      "中心", "学校", "医院", "支队", "大队", "究院", "究所", "理所", "理处", "务站", "测站", "儿园", "员会", "公室", "络处", "事处", "学院", "大学",
      "小学", "中学", "分局", "理局", "务局", "护局", "划局", "计局", "生局", "障局", "术局", "化局",
    ].contains(end)
  }

  /// The names in `text` that are nearly one of ours, and none of them.
  func slips(in text: Scalars) -> [Slip] {
    guard text.count >= Self.least else { return [] }
    var found: [Slip] = []
    for start in 0...text.count - Self.least {
      guard let names = byHead[Self.head(text.all[start..<start + 4])] else { continue }
      for name in names {
        guard !text.has(name, at: start),
          let length = [name.count, name.count - 1, name.count + 1].first(where: { isSlip(text, start, $0, of: name) })
        else { continue }
        found.append(Slip(text.text(start..<start + length), right: String(scalars: name)))
        break
      }
    }
    return found
  }

  private static func head(_ characters: ArraySlice<Unicode.Scalar>) -> UInt64 {
    characters.prefix(4).reduce(0) { $0 << 16 | UInt64($1.value & 0xFFFF) }
  }

  private func isSlip(_ text: Scalars, _ start: Int, _ length: Int, of name: [Unicode.Scalar]) -> Bool {
    guard start + length <= text.count else { return false }
    let words = Array(text.all[start..<start + length])
    guard words.suffix(2).elementsEqual(name.suffix(2)), words.allSatisfy({ Scalars.isHan($0) }), !known.contains(words)
    else { return false }
    // a longer name of ours
    guard !known.contains(where: { $0.count > length && text.has($0, at: start) }) else { return false }
    if length == name.count {
      let differing = zip(words, name).count { $0 != $1 }
      return differing == 1 && !isOrdinal(words, name) || words.sorted().elementsEqual(name.sorted())
    }
    let (short, long) = length < name.count ? (words, name) : (name, words)
    let same = zip(short, long).prefix { $0 == $1 }.count
    // 人力资源社会保障局 for 人力资源和社会保障局 is a shorter way to say it
    guard same < long.count, !"和与及的市县区省".unicodeScalars.contains(long[same]) else { return false }
    return same < short.count && short[same...].elementsEqual(long[(same + 1)...])
  }

  /// 第一医院 and 第三医院, 东城 and 西城, are two bodies.
  private func isOrdinal(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
    let ordinals = "一二三四五六七八九十东西南北中上下新老大小男女甲乙丙市县区省".unicodeScalars
    return zip(a, b).contains { $0 != $1 && (ordinals.contains($0) || ordinals.contains($1)) }
  }
}

extension Scalars {
  fileprivate func has(_ name: [Unicode.Scalar], at index: Int) -> Bool {
    index + name.count <= count && all[index..<index + name.count].elementsEqual(name)
  }
}
