import MingzhangModel

/// How long one rule may take. Rules ask it at every look-up; what is late is unchecked, never passed.
///
/// It is asked, not enforced: a thread cannot be ended from outside without leaving locks and memory as they are. A rule that
/// goes on without look-ups is bounded by the time limit of its file, whose process is ended (`check --timeout`, the server's
/// examination); the file is then reported as not checked. So loops over a whole document that look nothing up ask it themselves.
struct Deadline: Sendable {
  private let elapsed: @Sendable () -> Duration
  private let limit: Duration

  /// Starts now, by `clock`.
  init<C: Clock>(_ limit: Duration, clock: C) where C.Duration == Duration {
    let start = clock.now
    elapsed = { start.duration(to: clock.now) }
    self.limit = limit
  }

  func check() throws(Unchecked) {
    guard elapsed() > limit else { return }
    throw Unchecked("核对用时过长，已停下（超过 \(limit)）", "it took too long and was stopped (more than \(limit))")
  }
}
