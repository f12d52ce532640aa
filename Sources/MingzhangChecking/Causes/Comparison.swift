import MingzhangModel
import Synchronization

/// A printed place that takes part in comparisons: a cell, or a figure in the words.
struct Place: Hashable, Sendable {
  let span: SourceSpan?
  let words: String

  init(_ evidence: Evidence) {
    span = evidence.span
    // a printed cell is its place on the page; an empty one is named by its label, a figure by the words up to it
    let isPrinted = evidence.span != nil && (evidence.text.last?.isNumber ?? false)
    words = evidence.statement == nil ? evidence.text : isPrinted ? "" : evidence.label
  }
}

/// An equation between printed amounts that a rule tried: Σ sign × amount = 0, as far as the printed digits can say.
struct Comparison: Sendable {
  struct Term: Sendable {
    var evidence: Evidence
    var place: Place
    var amount: ReportedAmount
    /// +1 or −1.
    var sign: Int64
    var unit: CurrencyUnit

    init(_ evidence: Evidence, _ amount: ReportedAmount, sign: Int64, unit: CurrencyUnit) {
      (self.evidence, place, self.amount, self.sign, self.unit) = (evidence, Place(evidence), amount, sign, unit)
    }
  }

  let terms: [Term]
  /// What the equation misses, in fen.
  let residual: Money
  /// What rounding may explain, in fen.
  let slack: Money

  init(_ terms: [Term]) {
    self.terms = terms
    residual = terms.map { $0.sign < 0 ? -$0.amount.money : $0.amount.money }.sum()
    slack = terms.map(\.amount.slack).sum()
  }

  var holds: Bool { residual.magnitude <= slack }

  /// Whether it would hold if the amount at a place changed by `change` with `sign` before it.
  func holds(changedBy change: Money, sign: Int64) -> Bool {
    (residual + (sign < 0 ? -change : change)).magnitude <= slack
  }
}

/// What the rules compare while they run. It only listens; no rule can read it.
///
/// Keeping every comparison costs time, so it is done only when something is broken and a cause is sought.
final class Trace: Sendable {
  private struct State {
    var hasCompared = false
    var kept: [Comparison] = []
  }
  private let keeps: Bool
  private let state = Mutex(State())

  init(keeps: Bool) { self.keeps = keeps }

  /// Notes a comparison that holds.
  func note(_ comparison: () -> Comparison) {
    let made = keeps ? comparison() : nil
    state.withLock {
      $0.hasCompared = true
      if let made { $0.kept.append(made) }
    }
  }

  var hasCompared: Bool { state.withLock { $0.hasCompared } }
  var kept: [Comparison] { state.withLock { $0.kept } }
}
