import MingzhangModel

extension Rule {
  /// The last sentence of a section runs into the next heading, or ends in a semicolon.
  static let stopMissing = Rule(
    "L202", Wording("句末没有句号", "A sentence has no full stop at its end"), .warning,
    preparer: Wording("补上句号。", "Add the full stop."),
    citizen: Wording("排版错误；也可能后面漏了内容。", "A slip of typing; perhaps words are missing.")
  ) { subject throws(Unchecked) in
    let sections = subject.disclosure.narrative.sections
    let paragraphs = sections.flatMap(\.paragraphs).filter { Scalars.hasCharacters(16, in: $0.text) }
    guard paragraphs.count >= 4 else { throw Unchecked("没有足够的文字", "too few words") }
    // where most sentences have no stop, that is how the file was read
    let ended = paragraphs.count { "。；;：:".contains($0.text.trimmingSpaces().last ?? "。") }
    guard ended * 10 >= paragraphs.count * 6 else { throw Unchecked("多数段落没有句号", "most paragraphs have no stop") }
    var found: [(place: Evidence, slip: Slip)] = []
    for (index, section) in sections.enumerated() {
      for (place, paragraph) in section.paragraphs.enumerated() {
        let isLast = place + 1 == section.paragraphs.count
        let next =
          isLast ? (index + 1 < sections.count ? sections[index + 1].heading : "") : section.paragraphs[place + 1].text
        let isEnd =
          isLast || next.hasPrefix("财政拨款支出主要内容如下") || next.beginsItem
          || next.hasPrefix("其中") && paragraph.text.endsInReason
        // “（三）上年结转结余 8.64 万元” above “10.…” is the heading of its entries
        if !isLast, paragraph.text.beginsItem, paragraph.text.trimmingSpaces().hasPrefix("（"), !next.hasPrefix("（"),
          !paragraph.text.contains(where: { "，。；".contains($0) })
        {
          continue
        }
        // where nearly every paragraph has its stop, one without it is a slip wherever it stands
        let isExact = ended * 20 >= paragraphs.count * 19
        guard !next.isEmpty, isEnd || isExact && paragraph.breaksOff(before: section.paragraphs[place + 1]) else {
          continue
        }
        // entries of a list end in semicolons
        if !isLast, let end = paragraph.text.trimmingSpaces().last, "；;，,".contains(end) { continue }
        let text = Scalars(paragraph.text)
        guard text.isUnfinished(atLeast: isLast ? 24 : 12) else { continue }
        let words = text.text(max(0, text.count - 16)..<text.count)
        found.append(
          (
            Evidence("说明文字 / \(section.heading)", text: words, span: paragraph.span),
            Slip(
              words, right: words.hasSuffix("；") || words.hasSuffix("，") ? String(words.dropLast()) + "。" : words + "。")
          ))
      }
    }
    // the stop is missing and the next sentence follows on the same line: 增长7.95%主要原因
    let openers = ["主要原因", "决算数", "其中", "原因是", "支出决算"].filter {
      subject.prose.has("%" + $0) || subject.prose.has("％" + $0)
    }
    for (place, text) in zip(subject.prose.words, subject.prose.scalars) where !openers.isEmpty {
      for opener in openers {
        for at in text.places(of: opener) where text[at - 1].map({ "%％".unicodeScalars.contains($0) }) ?? false {
          var evidence = place
          evidence.text = text.text(at - 16..<at + opener.unicodeScalars.count)
          let words = text.text(at - 16..<at)
          found.append((evidence, Slip(words, right: words + "。")))
        }
      }
    }
    return Prose.together(found, key: "stop") { slip, count in
      Wording(
        count == 1 ? "“\(slip.words)”之后没有句号。" : "“\(slip.words)”等 \(count) 处句末没有句号。",
        count == 1
          ? "No full stop after “\(slip.words)”." : "\(count) sentences such as “\(slip.words)” have no full stop.")
    }
  }
}

extension Narrative.Paragraph {
  /// A sentence that ends in a word or rate, and the next paragraph, on the same page or a heading, does not go on with it.
  fileprivate func breaksOff(before next: Narrative.Paragraph) -> Bool {
    let words = text.trimmingSpaces()
    guard words.contains("原因") || words.last == "%" || words.last == "％" else { return false }
    guard !["情况", "说明", "如下", "是", "为"].contains(where: words.hasSuffix) else { return false }
    let following = next.text.trimmingSpaces()
    guard let first = following.unicodeScalars.first, Scalars.isHan(first) else { return false }
    let isHeading = following.count <= 16 && !following.contains { "，。；：、".contains($0) }
    return isHeading || span?.page == next.span?.page
  }
}

extension Scalars {
  /// A sentence (not a name, not a line of a list) that ends in a word, a figure, a comma or a semicolon.
  fileprivate func isUnfinished(atLeast least: Int) -> Bool {
    guard count >= least, let last = all.last else { return false }
    guard Scalars.isHan(last) || Scalars.isDigit(last) || "%％，；".unicodeScalars.contains(last) else { return false }
    return all.dropLast().contains { "，。；".unicodeScalars.contains($0) } || joined.contains("元")
      || joined.contains("原因")
  }
}

extension String {
  /// `…主要原因是公车统一管理`: a reason stands at the end, without its stop.
  fileprivate var endsInReason: Bool {
    guard let last = trimmingSpaces().unicodeScalars.last, Scalars.isHan(last),
      let tail = split(separator: "。").last, let reason = String(tail).after("原因")
    else { return false }
    return reason.count >= 6
  }

  /// `（二）…`, `2、…`: the next entry of a list begins.
  fileprivate var beginsItem: Bool {
    let folded = String(trimmingSpaces().prefix(24)).foldedForMatching
    if folded.first == "(", let close = folded.prefix(5).firstIndex(of: ")") {
      return folded[folded.index(after: folded.startIndex)..<close].allSatisfy { "一二三四五六七八九十".contains($0) }
    }
    let digits = folded.prefix { $0.isASCII && $0.isNumber }
    return (1...2).contains(digits.count) && "、.".contains(folded.dropFirst(digits.count).first ?? " ")
      && folded.dropFirst(digits.count + 1).first.map { !$0.isNumber } ?? false
  }
}
