import MingzhangModel

/// How text is prepared for finding: folded, every letter and digit a word of its own, everything else gone.
///
/// So a phrase of one, two or twenty characters finds every place where they stand in a row, in both databases.
public enum SearchWords {
  public static func spaced(_ text: String) -> String {
    var out = ""
    for character in text.foldedForMatching where character.isLetter || character.isNumber {
      if !out.isEmpty { out.append(" ") }
      out += character.lowercased()
    }
    return out
  }

  /// A phrase for the database's own query language; nil when nothing is left to look for.
  static func phrase(_ text: String, for dialect: Dialect) -> String? {
    let spaced = spaced(text)
    guard !spaced.isEmpty else { return nil }
    // letters and digits only: nothing of the query language can be among them
    return dialect == .sqlite ? "\"\(spaced)\"" : spaced
  }
}
