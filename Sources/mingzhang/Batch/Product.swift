import MingzhangMaking
import MingzhangModel

/// What a worker makes of one item: its line in the overview, and files.
struct Product: Sendable {
  var line: OverviewLine
  /// Bytes by what is added to the item's place: `.html` gives `…/a.pdf.html`, `/cells.csv` gives `…/a.pdf/cells.csv`.
  var files: [String: [UInt8]]
  /// The files near the item that the result depends on; nil when it depends on none.
  var surroundings: Surroundings?
}

/// One item to do.
struct Job: Codable, Sendable {
  /// From 0, in the order of the call.
  var number: Int
  var item: Item
  /// Where its files go, below the result folder, without what is added.
  var place: String
  /// What is done already is done again.
  var again: Bool
}

/// How a job ended.
enum Answer: Codable, Sendable {
  /// Not an end: what the work needs has been loaded, and the item's time begins.
  case begun
  /// Done now, or `kept` from an earlier run.
  case done(OverviewLine, kept: Bool)
  /// This item could not be done.
  case problem(Wording)
  /// No item can be done: the catalog is broken.
  case unusable(Wording)
}
