/// How alike two texts are, and which of several are the same.
enum TextLikeness {
  /// Shared pairs of neighbouring characters, from 0 to 100 (Dice's coefficient).
  static func percent(_ a: String, _ b: String) -> Int {
    if a == b { return 100 }
    let (x, y) = (pairs(a), pairs(b))
    guard !x.isEmpty, !y.isEmpty else { return 0 }
    return 200 * x.intersection(y).count / (x.count + y.count)
  }

  private static func pairs(_ text: String) -> Set<UInt64> {
    let scalars = text.unicodeScalars.map(\.value)
    guard scalars.count > 1 else { return Set(scalars.map { UInt64($0) }) }
    return Set(zip(scalars, scalars.dropFirst()).map { UInt64($0) << 32 | UInt64($1) })
  }
}

/// Makes texts of different fiscal years comparable: `2024年` of the book of 2024 and `2023年` of the book of 2023 are one.
struct YearWords: Hashable {
  private let year: Int?
  init(_ year: Int?) { self.year = year }

  /// The text folded, years near the fiscal year as `Y`, `Y-1`, `Y+1`.
  func folded(_ text: String) -> String {
    let text = text.foldedForMatching
    guard let year, text.contains("20") else { return text }
    var out = text
    for offset in -2...2 {
      out = out.replacing(String(year + offset), with: offset == 0 ? "Y" : offset < 0 ? "Y\(offset)" : "Y+\(offset)")
    }
    return out
  }
}

/// Pairs equal things of two lists, then alike ones, each at most once, and tells what is left.
struct Pairing {
  private(set) var pairs: [(old: Int, new: Int)] = []
  private(set) var old: [Int]
  private(set) var new: [Int]

  init(old: Int, new: Int) { (self.old, self.new) = (Array(0..<old), Array(0..<new)) }

  /// Pairs what has one key on both sides, in order; nil keys wait for another pass.
  mutating func match<Key: Hashable>(
    _ oldKey: (Int) -> Key?, _ newKey: (Int) -> Key?, where fits: (Int, Int) -> Bool = { _, _ in true }
  ) {
    var places: [Key: [Int]] = [:]
    for index in old { if let key = oldKey(index) { places[key, default: []].append(index) } }
    for index in new {
      guard let key = newKey(index), let waiting = places[key], let at = waiting.firstIndex(where: { fits($0, index) })
      else { continue }
      pairs.append((waiting[at], index))
      places[key]?.remove(at: at)
    }
    forget()
  }

  /// Pairs the most alike first, down to `least` percent. Lists too long to compare each with each are left unpaired.
  mutating func matchAlike(least: Int, _ percent: (Int, Int) -> Int) {
    guard old.count * new.count <= 40_000 else { return }
    var scores: [(score: Int, old: Int, new: Int)] = []
    for a in old { for b in new { scores.append((percent(a, b), a, b)) } }
    scores.sort { ($1.score, $0.old, $0.new) < ($0.score, $1.old, $1.new) }
    var (usedOld, usedNew): (Set<Int>, Set<Int>) = ([], [])
    for entry in scores where entry.score >= least && !usedOld.contains(entry.old) && !usedNew.contains(entry.new) {
      usedOld.insert(entry.old)
      usedNew.insert(entry.new)
      pairs.append((entry.old, entry.new))
    }
    forget()
  }

  private mutating func forget() {
    let (usedOld, usedNew) = (Set(pairs.map(\.old)), Set(pairs.map(\.new)))
    old.removeAll(where: usedOld.contains)
    new.removeAll(where: usedNew.contains)
  }
}
