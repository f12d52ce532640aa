import Foundation
import Synchronization

/// Items worked on several at a time, told of in their order.
enum Lanes {
  /// Each lane is a task of its own with a `Tool` of its own (a typesetter, say), and takes the next item when it is done.
  /// `tell` is called in the order of the items, as soon as all before it are done.
  static func run<Item: Sendable, Tool, Outcome: Sendable>(
    _ items: [Item], lanes: Int, tool: @escaping @Sendable () -> Tool,
    work: @escaping @Sendable (Item, Tool) -> Outcome, tell: (Item, Outcome) -> Void
  ) async {
    let next = Mutex(0)
    let (outcomes, channel) = AsyncStream.makeStream(of: (Int, Outcome).self)
    let take: @Sendable () -> Int? = {
      next.withLock { number in
        guard number < items.count else { return nil }
        defer { number += 1 }
        return number
      }
    }
    let workers = Task {
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<min(lanes, items.count) {
          group.addTask {
            let tool = tool()
            while let number = take() { channel.yield((number, work(items[number], tool))) }
          }
        }
      }
      channel.finish()
    }
    var waiting: [Int: Outcome] = [:]
    var told = 0
    for await (number, outcome) in outcomes {
      waiting[number] = outcome
      while let outcome = waiting.removeValue(forKey: told) {
        tell(items[told], outcome)
        told += 1
      }
    }
    await workers.value
  }
}
