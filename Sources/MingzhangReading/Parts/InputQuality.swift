import MingzhangModel

/// What made the file harder to read: reported as input quality, never as the author's mistake.
struct InputQuality {
  func notices(for lines: [SpannedText], entity: String) -> [InputNotice] {
    var traditional = Finds()
    var foreign = Finds()
    var spacing = Finds()
    var markup = Finds()
    for line in lines {
      if line.text.simplified != line.text { traditional.add(line) }
      if Self.hasForeignWord(line.text) { foreign.add(line) }
      // on a printed page, letter-spaced headings and ** for a column number are the author's layout
      guard line.span?.box == nil else { continue }
      if Self.hasBrokenSpacing(line.text) { spacing.add(line) }
      if line.text.contains("**") { markup.add(line) }
    }
    var notices: [InputNotice] = []
    // a document that is written in traditional characters throughout is simply written so
    if traditional.count > 0, traditional.count * 2 < lines.count {
      notices.append(
        traditional.notice(
          .traditionalCharacters,
          Wording(
            "简体文件中夹有繁体字，像是文字识别造成的；已按简体比对，原文照显。",
            "Traditional characters amid simplified text, probably from recognition; compared as simplified, shown as printed."
          )))
    }
    let lookAlikes = lookAlikes(lines, entity: entity)
    if lookAlikes.count > 0 {
      notices.append(
        lookAlikes.notice(
          .lookAlikeCharacters,
          Wording("名称中有形近字（如“官”与“宫”），像是文字识别造成的。", "Look-alike characters in a name, probably from recognition.")))
    }
    if foreign.count > 0 {
      notices.append(
        foreign.notice(
          .foreignWords, Wording("中文句子中夹有外文单词，像是转换造成的。", "Foreign words amid Chinese, probably from conversion.")))
    }
    if spacing.count > 0 {
      notices.append(
        spacing.notice(.brokenSpacing, Wording("词语中间有断开的空格。", "Words are broken by spaces.")))
    }
    if markup.count > 0 {
      notices.append(markup.notice(.markup, Wording("文字里有 ** 等标记符号。", "Markup such as ** stands in the text.")))
    }
    return notices
  }

  private struct Finds {
    var count = 0
    var samples: [SpannedText] = []
    mutating func add(_ line: SpannedText) {
      count += 1
      if samples.count < 5 { samples.append(SpannedText(String(line.text.prefix(40)), span: line.span)) }
    }
    func notice(_ kind: InputNotice.Kind, _ message: Wording) -> InputNotice {
      InputNotice(kind, message, samples: samples, count: count)
    }
  }

  /// `发展 and 改革`: two or more Latin letters between two Chinese words.
  private static func hasForeignWord(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      guard scalars[index].value >= 0x61, scalars[index].value <= 0x7A else {
        index += 1
        continue
      }
      let start = index
      while index < scalars.count, scalars[index].properties.isAlphabetic, scalars[index].isASCII { index += 1 }
      let isSpaced = start > 1 && scalars[start - 1] == " " && index + 1 < scalars.count && scalars[index] == " "
      if isSpaced, index - start >= 2, scalars[start - 2].value >= 0x4E00, scalars[index + 1].value >= 0x4E00 {
        return true
      }
    }
    return false
  }

  /// Single characters split off amid a heading: `政府性基 金预算财 政 拨款`.
  private static func hasBrokenSpacing(_ text: String) -> Bool {
    guard text.contains(" "), text.unicodeScalars.count <= 40 else { return false }
    let parts = text.split(separator: " ")
    guard parts.count >= 3,
      parts.allSatisfy({ $0.unicodeScalars.allSatisfy { $0.value >= 0x4E00 && $0.value < 0xA000 } })
    else {
      return false
    }
    return parts.contains { $0.count == 1 }
  }

  /// The first two characters of the name, with one of them replaced by a character that looks like it.
  private func lookAlikes(_ lines: [SpannedText], entity: String) -> Finds {
    var finds = Finds()
    let place = Array(entity.prefix(2))
    guard place.count == 2 else { return finds }
    var wrong: [String] = []
    for index in place.indices {
      for twin in Self.twins[place[index]] ?? [] {
        var other = place
        other[index] = twin
        wrong.append(String(other))
      }
    }
    guard !wrong.isEmpty else { return finds }
    for line in lines where wrong.contains(where: { line.text.contains($0) }) { finds.add(line) }
    return finds
  }

  /// Characters that recognition confuses.
  private static let twins: [Character: [Character]] = {
    var twins: [Character: [Character]] = [:]
    for pair in ["宫官", "末未", "己已", "土士", "人入", "日曰", "千干", "大太", "天夫", "市巿", "午牛", "今令", "州洲", "阳陌", "陵棱", "昌冒"] {
      guard let a = pair.first, let b = pair.last else { continue }
      twins[a, default: []].append(b)
      twins[b, default: []].append(a)
    }
    return twins
  }()
}
