import MingzhangModel

extension Rule {
  /// The date of publication printed in the document is more than twenty days after that of the approval.
  static let publishedLate = Rule(
    "T203", Wording("批复后超过二十日才公开", "Published more than twenty days after approval"), .warning,
    citations: [Citation("预算法", "第十四条")],
    preparer: Wording("核对批复日期和公开日期。", "Check both dates."),
    citizen: Wording("法律要求批复后二十日内公开。", "The law asks for publication within twenty days of the approval.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    let days = zip(prose.words, prose.scalars).flatMap { place, text -> [(CalendarDay, Bool, Evidence)] in
      CalendarDay.all(in: text).compactMap { day -> (CalendarDay, Bool, Evidence)? in
        let before = text.text(max(0, day.range.lowerBound - 10)..<day.range.lowerBound)
        guard day.year != nil, day.exists else { return nil }
        if before.contains("批复日期") || before.contains("批复时间") { return (day, true, place) }
        if before.contains("公开日期") || before.contains("公开时间") { return (day, false, place) }
        return nil
      }
    }
    guard let approved = days.first(where: { $0.1 }), let published = days.first(where: { !$0.1 }) else {
      throw Unchecked("没有写批复日期和公开日期", "the dates of approval and publication are not stated")
    }
    let elapsed = published.0.dayNumber - approved.0.dayNumber
    guard elapsed > 20 || elapsed < 0 else { return [] }
    return [
      Broken(
        Wording(
          "批复于 \(approved.0.printed)，公开于 \(published.0.printed)，相隔 \(elapsed) 日。",
          "Approved \(approved.0.printed), published \(published.0.printed): \(elapsed) days."),
        expected: "20", found: "\(elapsed)", evidence: [published.2, approved.2], key: "published")
    ]
  }
}
