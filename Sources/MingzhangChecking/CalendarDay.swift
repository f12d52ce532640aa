import MingzhangModel

/// A day as printed: `2026年12月31日`, `12月31日`; it may not exist.
struct CalendarDay {
  var year: Int?
  var month: Int
  var day: Int
  var printed: String
  /// Characters of the paragraph, from 0.
  var range: Range<Int>

  /// Every day that `text` names with 月 and 日.
  static func all(in text: Scalars) -> [CalendarDay] {
    text.places(of: "日").compactMap { at in
      guard let day = number(in: text, endingAt: at), text[day.start - 1] == "月",
        let month = number(in: text, endingAt: day.start - 1)
      else { return nil }
      var (start, year) = (month.start, Int?.none)
      if text[month.start - 1] == "年", let found = number(in: text, endingAt: month.start - 1), found.length == 4 {
        (start, year) = (found.start, found.value)
      }
      return CalendarDay(
        year: year, month: month.value, day: day.value, printed: text.text(start..<at + 1), range: start..<at + 1)
    }
  }

  private static func number(in text: Scalars, endingAt end: Int) -> (value: Int, start: Int, length: Int)? {
    var start = end
    while start > 0, end - start < 5, let scalar = text[start - 1], ("0"..."9").contains(scalar) { start -= 1 }
    guard start < end, let value = Int(text.text(start..<end)) else { return nil }
    return (value, start, end - start)
  }

  private var isLeap: Bool { year.map { $0 % 4 == 0 && ($0 % 100 != 0 || $0 % 400 == 0) } ?? true }

  var exists: Bool {
    guard (1...12).contains(month), day >= 1 else { return false }
    return day <= [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// Days since an arbitrary day of the proleptic Gregorian calendar.
  var dayNumber: Int {
    let (y, m) = month > 2 ? (year ?? 0, month - 3) : ((year ?? 0) - 1, month + 9)
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day
  }
}
