import Synchronization

/// Lets a few through at a time, in the order in which they came: what is made at once is bounded, whatever is asked for.
final class Gate: Sendable {
  private struct State {
    var free: Int
    var waiting: [CheckedContinuation<Void, Never>] = []
    /// How many of `waiting` were let through.
    var passed = 0
  }
  private let state: Mutex<State>

  init(width: Int) { state = Mutex(State(free: width)) }

  func through<Value>(_ body: () async throws -> Value) async rethrows -> Value {
    await enter()
    defer { leave() }
    return try await body()
  }

  private func enter() async {
    await withCheckedContinuation { continuation in
      let isFree = state.withLock { state in
        guard state.free > 0 else {
          state.waiting.append(continuation)
          return false
        }
        state.free -= 1
        return true
      }
      if isFree { continuation.resume() }
    }
  }

  private func leave() {
    let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
      guard state.passed < state.waiting.count else {
        state.free += 1
        state.waiting.removeAll(keepingCapacity: true)
        state.passed = 0
        return nil
      }
      let next = state.waiting[state.passed]
      state.passed += 1
      if state.passed >= 1024 {
        state.waiting.removeFirst(state.passed)
        state.passed = 0
      }
      return next
    }
    next?.resume()
  }
}
