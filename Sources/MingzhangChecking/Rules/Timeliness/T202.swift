import MingzhangModel

extension Rule {
  /// 2026年12月31日至2026年1月1日.
  static let periodReversed = Rule(
    "T202", Wording("起止日期颠倒", "A period ends before it begins"), .error,
    preparer: Wording("改正起止日期。", "Correct the dates."),
    citizen: Wording("结束日期早于开始日期。", "The period ends before it begins.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }
    return zip(prose.words, prose.scalars).flatMap { place, text -> [Broken] in
      let days = CalendarDay.all(in: text)
      return zip(days, days.dropFirst()).compactMap { from, to in
        let between = text.text(from.range.upperBound..<to.range.lowerBound)
        guard ["至", "到", "-", "—", "~", "－", "–"].contains(between), let a = from.year, let b = to.year ?? from.year,
          (b, to.month, to.day) < (a, from.month, from.day)
        else { return nil }
        let words = from.printed + between + to.printed
        var evidence = place
        evidence.text = place.text.around(from.printed, 12)
        return Broken(
          Wording("“\(words)”起止颠倒。", "“\(words)” ends before it begins."), found: words, evidence: [evidence],
          key: words)
      }
    }
  }
}
