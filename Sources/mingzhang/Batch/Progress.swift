import Foundation
import MingzhangModel

/// How far a batch is: a bar on a terminal, otherwise a line from time to time. Always on standard error.
struct Progress {
  private let console: Console
  private let verb: String
  private let total: Int
  private let started = ContinuousClock.now
  private var drawn: ContinuousClock.Instant
  var done = 0
  var kept = 0

  init(_ console: Console, verb: String, total: Int) {
    (self.console, self.verb, self.total) = (console, verb, total)
    drawn = .now
  }

  mutating func show(_ names: [String]) {
    let now = ContinuousClock.now
    if console.errorsAreShown {
      guard now - drawn >= .milliseconds(100) else { return }
      drawn = now
      console.progress(bar(names.first ?? ""))
    } else if total > 1, now - drawn >= .seconds(10) {
      drawn = now
      console.note("\(verb) \(done)/\(total)")
    }
  }

  func clear() { console.endProgress() }

  private func bar(_ name: String) -> String {
    let width = 20
    let full = total == 0 ? width : done * width / total
    let bar = String(repeating: "█", count: full) + String(repeating: "░", count: width - full)
    var text = "\(verb) \(bar) \(done)/\(total)"
    let fresh = done - kept
    let elapsed = (ContinuousClock.now - started).components.seconds
    if fresh > 3, elapsed > 2, done < total {
      let left = Int(elapsed) * (total - done) / fresh
      let time =
        left >= 120 ? console.say("\(left / 60) 分钟", "\(left / 60) min") : console.say("\(left) 秒", "\(left) s")
      text += console.say("  约剩 \(time)", "  about \(time) left")
    }
    return TextTable.cut(text + "  " + name, to: console.width - 1)
  }
}
