import MingzhangModel
import MingzhangStore

extension Day {
  /// `2026年12月31日`, `2026-12-31`
  subscript(_ language: Language) -> String { language == .chinese ? chinese : description }
}

extension Moment {
  func dayText(_ language: Language) -> String { day[language] }
}

extension Disclosure.Kind {
  /// 预算、决算
  var short: Wording { self == .budget ? Wording("预算", "budget") : Wording("决算", "final account") }
}
