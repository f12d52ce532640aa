import MingzhangModel

extension Rule {
  /// 2月30日, 13月1日: no such day.
  static let impossibleDate = Rule(
    "T201", Wording("日期不存在", "A date does not exist"), .error,
    preparer: Wording("改正日期。", "Correct the date."),
    citizen: Wording("日历上没有这一天。", "There is no such day.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }
    return zip(prose.words, prose.scalars).flatMap { place, text in
      CalendarDay.all(in: text).filter { !$0.exists }.map { day in
        var evidence = place
        evidence.text = place.text.around(day.printed, 12)
        return Broken(
          Wording("“\(day.printed)”不存在。", "“\(day.printed)” is no date."), found: day.printed, evidence: [evidence],
          key: day.printed)
      }
    }
  }
}
