/// A date as a workbook counts it: days since 1899-12-30.
enum ExcelDate {
  /// `46059` → `2026-02-06`; nil when the text is no such number, or before March 1900, where Excel counts a day too many.
  static func printed(_ saved: String) -> String? {
    guard let day = Int(saved.prefix { $0 != "." }), (61...2_958_465).contains(day) else { return nil }
    // years counted from March, so that the leap day comes last: 400 years are 146,097 days
    let z = day - 25_569 + 719_468
    let era = z / 146_097
    let inEra = z - era * 146_097
    let year = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
    let inYear = inEra - (365 * year + year / 4 - year / 100)
    let month = (5 * inYear + 2) / 153
    let (d, m) = (inYear - (153 * month + 2) / 5 + 1, month < 10 ? month + 3 : month - 9)
    let y = year + era * 400 + (m <= 2 ? 1 : 0)
    return "\(y)-\(m < 10 ? "0" : "")\(m)-\(d < 10 ? "0" : "")\(d)"
  }
}
