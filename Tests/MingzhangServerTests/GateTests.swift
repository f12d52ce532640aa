import Synchronization
import Testing

@testable import MingzhangServer

@Suite("一次只做几件") struct GateTests {
  private final class Counts: Sendable {
    let inside = Atomic(0)
    let most = Atomic(0)
    let done = Atomic(0)
  }

  @Test("再多的人来，里面不超过几个；都轮得到，出错的也让出位置") func bounded() async throws {
    let (gate, counts) = (Gate(width: 3), Counts())
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<3000 {
        group.addTask {
          try? await gate.through {
            let now = counts.inside.add(1, ordering: .sequentiallyConsistent).newValue
            counts.most.max(now, ordering: .sequentiallyConsistent)
            await Task.yield()
            counts.inside.subtract(1, ordering: .sequentiallyConsistent)
            counts.done.add(1, ordering: .sequentiallyConsistent)
            if number % 7 == 0 { throw CancellationError() }
          }
        }
      }
    }
    #expect(counts.done.load(ordering: .sequentiallyConsistent) == 3000)
    #expect((1...3).contains(counts.most.load(ordering: .sequentiallyConsistent)))
    #expect(try await gate.through { 1 } == 1)
  }
}
