/// The words themselves: headings and paragraphs, figures left out (they are compared as claims).
struct WordMatching {
  typealias Change = DisclosureDifference.Change
  typealias Place = DisclosureDifference.Place

  let group: DisclosureDifference.Group

  private struct Words {
    var heading: String
    var text: String
    var frame: String
    var span: SourceSpan?
    var isHeading: Bool
  }

  init(_ old: Disclosure, _ new: Disclosure, _ was: YearWords, _ now: YearWords) {
    var (before, after) = (Self.words(old, was), Self.words(new, now))
    if let whole = Self.missing(before, after) {
      group = DisclosureDifference.Group(.words, changes: [whole])
      return
    }
    (before, after) = (Self.joined(before, like: after), Self.joined(after, like: before))
    var pairing = Pairing(old: before.count, new: after.count)
    pairing.match({ "\(before[$0].heading)|\(before[$0].frame)" }, { "\(after[$0].heading)|\(after[$0].frame)" })
    pairing.match({ before[$0].frame }, { after[$0].frame })
    pairing.matchAlike(least: 50) { a, b in
      before[a].isHeading == after[b].isHeading ? TextLikeness.percent(before[a].frame, after[b].frame) : 0
    }
    var group = DisclosureDifference.Group(.words, compared: pairing.pairs.count)
    var changes: [(order: Int, change: Change)] = []
    for (a, b) in pairing.pairs {
      guard before[a].frame != after[b].frame else {
        group.equal += 1
        continue
      }
      changes.append(
        (
          b * 2,
          Change(
            before[a].isHeading ? .renamed : .changed, line: after[b].heading, old: Self.place(before[a]),
            new: Self.place(after[b]))
        ))
    }
    for b in pairing.new {
      changes.append((b * 2, Change(.added, line: after[b].heading, new: Self.place(after[b]))))
    }
    for a in pairing.old {
      changes.append((a * 2 + 1, Change(.removed, line: before[a].heading, old: Self.place(before[a]))))
    }
    group.changes = changes.sorted { $0.order < $1.order }.map(\.change)
    self.group = group
  }

  /// One change when only one book has paragraphs (tables alone, words in another file); else nil.
  private static func missing(_ before: [Words], _ after: [Words]) -> Change? {
    func paragraphs(_ words: [Words]) -> [Words] { words.filter { !$0.isHeading } }
    let (a, b) = (paragraphs(before), paragraphs(after))
    guard a.isEmpty != b.isEmpty else { return nil }
    let have = a.isEmpty ? b : a
    let place = Place("说明文字 \(have.count) 段：\(have.first?.text.prefix(40) ?? "")…", have.first?.span)
    return a.isEmpty ? Change(.added, new: place) : Change(.removed, old: place)
  }

  /// Neighbours put together where the other book has them as one: a heading that a page or line broke in two.
  private static func joined(_ words: [Words], like others: [Words]) -> [Words] {
    let (own, frames) = (Set(words.map(\.frame)), Set(others.map(\.frame)))
    var out: [Words] = []
    var index = 0
    while index < words.count {
      var taken = 1
      if !frames.contains(words[index].frame) {
        var (frame, text) = (words[index].frame, words[index].text)
        for count in 2...4 where index + count <= words.count {
          frame += words[index + count - 1].frame
          text += words[index + count - 1].text
          guard frames.contains(frame), !own.contains(frame) else { continue }
          var whole = words[index]
          (whole.frame, whole.text, taken) = (frame, text, count)
          if whole.isHeading { whole.heading = text }
          out.append(whole)
          break
        }
      }
      if taken == 1 { out.append(words[index]) }
      index += taken
    }
    return out
  }

  private static func place(_ words: Words) -> Place { Place(words.text, words.span) }

  private static func words(_ disclosure: Disclosure, _ years: YearWords) -> [Words] {
    disclosure.narrative.sections.flatMap { section -> [Words] in
      let heading = section.heading
      var out: [Words] = []
      if !heading.isEmpty {
        out.append(
          Words(
            heading: heading, text: heading, frame: plain(years.folded(heading)), span: section.headingSpan,
            isHeading: true))
      }
      return out
        + section.paragraphs.map { paragraph in
          Words(
            heading: heading, text: paragraph.text, frame: years.folded(paragraph.withoutFigures), span: paragraph.span,
            isHeading: false)
        }
    }
  }

  /// A heading without its number.
  private static func plain(_ heading: String) -> String {
    String(heading.drop { "一二三四五六七八九十0123456789、.()".contains($0) })
  }
}

extension Narrative.Paragraph {
  /// The text with every amount, percentage and count as `#`.
  var withoutFigures: String {
    let scalars = Array(text.unicodeScalars)
    var out = String.UnicodeScalarView()
    var next = 0
    let figures = claims.compactMap { claim -> Range<Int>? in
      switch claim.value {
      case .amount, .percent, .count: claim.position.isEmpty ? claim.span?.columns : claim.position
      case .date, .label: nil
      }
    }
    for range in figures.sorted(by: { $0.lowerBound < $1.lowerBound })
    where range.lowerBound >= next && range.upperBound <= scalars.count {
      out.append(contentsOf: scalars[next..<range.lowerBound])
      out.append("#")
      next = range.upperBound
    }
    out.append(contentsOf: scalars[next...])
    return String(out)
  }
}
