import MingzhangModel

extension Rule {
  /// A phrase of three characters or more that follows itself.
  static let phraseDoubled = Rule(
    "L208", Wording("一句话里的词语连写两遍", "A phrase is typed twice"), .warning,
    preparer: Wording("删去重复的部分。", "Delete the repetition."),
    citizen: Wording("排版错误，不影响数字。", "A slip of typing; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }

    return Prose.each(
      (prose.slips(Self.doubledPhrases) + prose.tableSlips(Self.doubledLongPhrases)
        + prose.slips { $0.doubledName(subject.disclosure.entity) })
    ) { words, right in
      Wording("“\(words)”重复，应为“\(right ?? "")”。", "“\(words)” should be “\(right ?? "")”.")
    }
  }

  private static func doubledPhrases(_ text: Scalars) -> [Slip] {
    guard text.count >= 6 else { return [] }
    var found: [Slip] = []
    var index = 0
    while index + 6 <= text.count {
      var length = 7
      while length >= 3, !text.isDoubled(index, length) { length -= 1 }
      guard length >= 3 else {
        index += 1
        continue
      }
      let words = text.text(index..<index + length)
      found.append(Slip(words + words, right: words))
      index += 2 * length
    }
    return found
  }

  /// Cells of tables are put together from lines: only what is too long to be two words side by side.
  private static func doubledLongPhrases(_ text: Scalars) -> [Slip] {
    doubledPhrases(text).filter { ($0.right ?? "").count >= 4 }
  }
}

extension Scalars {
  /// Whether `length` Chinese characters from `index` follow themselves; names of bodies and places may: 市医院市医院分院.
  fileprivate func isDoubled(_ index: Int, _ length: Int) -> Bool {
    guard index + 2 * length <= count, all[index] == all[index + length] else { return false }
    let first = all[index..<index + length]
    guard first.allSatisfy({ Scalars.isHan($0) }), first.elementsEqual(all[index + length..<index + 2 * length]) else {
      return false
    }
    let words = text(index..<index + length)
    return !["局", "院", "中心", "学校", "公司", "委员会", "办公室", "项目"].contains(where: words.contains)
      && !"市县区省".contains(words.first ?? "市") && Set(first).count > 1
  }
}

extension Scalars {
  /// `甲县财政局甲县财政局2026年项目支出`: the body's own name, followed by a year or by nothing that could be another body's name.
  fileprivate func doubledName(_ name: String) -> [Slip] {
    guard name.count >= 5, joined.contains(name + name) else { return [] }
    return places(of: name + name).compactMap { at in
      let next = self[at + 2 * name.unicodeScalars.count]
      return next.map { Self.isDigit($0) || Self.stops.contains($0) } ?? true ? Slip(name + name, right: name) : nil
    }
  }
}
