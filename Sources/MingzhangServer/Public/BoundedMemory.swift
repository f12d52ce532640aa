import Synchronization

/// Values kept in memory up to a total cost; the least recently used are dropped. Safe to use from everywhere.
final class BoundedMemory<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Entry {
    var value: Value
    var cost: Int
    var used: UInt64
  }
  private struct State {
    var entries: [Key: Entry] = [:]
    var total = 0
    var clock: UInt64 = 0
  }
  private let limit: Int
  private let state = Mutex(State())

  /// - Parameter limit: of the costs of all values together; what costs more than a quarter of it is not kept.
  init(limit: Int) { self.limit = limit }

  subscript(key: Key) -> Value? {
    state.withLock { state in
      guard var entry = state.entries[key] else { return nil }
      state.clock += 1
      entry.used = state.clock
      state.entries[key] = entry
      return entry.value
    }
  }

  func keep(_ value: Value, for key: Key, cost: Int) {
    guard cost <= limit / 4 else { return }
    state.withLock { state in
      state.clock += 1
      state.total += cost - (state.entries[key]?.cost ?? 0)
      state.entries[key] = Entry(value: value, cost: cost, used: state.clock)
      guard state.total > limit else { return }
      // room for a while: sorting at every new value would be slow
      for (key, entry) in state.entries.sorted(by: { $0.value.used < $1.value.used }) {
        guard state.total > limit * 3 / 4 else { return }
        state.entries[key] = nil
        state.total -= entry.cost
      }
    }
  }

  /// The costs of everything kept.
  var total: Int { state.withLock { $0.total } }
}
