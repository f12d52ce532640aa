import MingzhangModel

/// The words around what was searched for, as markup with the found words marked.
enum Snippet {
  /// Characters shown before and after.
  static let around = 36

  static func marked(_ text: String, _ words: String) -> String {
    let characters = Array(text)
    // letters and digits as the search sees them, each with the character that it comes from
    var folded: [(character: Character, index: Int)] = []
    for (index, character) in characters.enumerated() {
      for one in String(character).foldedForMatching.lowercased() where one.isLetter || one.isNumber {
        folded.append((one, index))
      }
    }
    let wanted = words.foldedForMatching.lowercased().filter { $0.isLetter || $0.isNumber }.map(\.self)
    guard !wanted.isEmpty, folded.count >= wanted.count,
      let start = (0...(folded.count - wanted.count)).first(where: { start in
        wanted.indices.allSatisfy { folded[start + $0].character == wanted[$0] }
      })
    else { return escaped(String(characters.prefix(3 * around))) + (characters.count > 3 * around ? "…" : "") }
    let first = folded[start].index
    let last = folded[start + wanted.count - 1].index
    let from = max(0, first - around)
    let to = min(characters.count - 1, last + around)
    let before = escaped(String(characters[from..<first]))
    let after = last < to ? escaped(String(characters[(last + 1)...to])) : ""
    return (from > 0 ? "…" : "") + before + "<mark>\(escaped(String(characters[first...last])))</mark>" + after
      + (to < characters.count - 1 ? "…" : "")
  }
}
