import Foundation
import MingzhangModel

/// Runs jobs in worker processes, so many at a time; one that takes too long is ended, one that crashes is replaced.
///
/// One thread waits for all of them: nothing is shared, and a batch holds no more than one line a worker.
struct WorkerPool {
  /// The same command with the same options; the workers' environment says that they are workers.
  var arguments: [String]
  var environment: [String: String]
  var count: Int
  var timeout: Duration
  /// Readable when the user wants to stop.
  var stop: Int32?

  enum Ending { case finished, stopped, unusable(Wording) }

  private struct Worker {
    var process: WorkerProcess
    var rest: [UInt8] = []
    var job: Job?
    var deadline = ContinuousClock.now
    var done = 0
  }

  /// A worker is replaced after so many items, which bounds what it may have collected in memory.
  private static let itemsPerWorker = 250
  /// What a new worker may take to load the catalog, on a busy machine, before the first item's time begins.
  private static let start = Duration.seconds(30)

  /// Does all `jobs`.
  ///
  /// - Parameters:
  ///   - each: told every answer as it comes, in no order.
  ///   - tick: called several times a second with the names that are being done.
  func run(_ jobs: [Job], each: (Job, Answer) throws -> Void, tick: ([String]) -> Void) throws -> Ending {
    var waiting = jobs[...]
    // A worker may die of what an earlier item did: an item whose worker died is tried once more, in a new one.
    var triedAgain = Set<Int>()
    var workers: [Worker] = []
    defer { workers.forEach { $0.process.end() } }
    while !waiting.isEmpty || workers.contains(where: { $0.job != nil }) {
      for index in workers.indices.reversed()
      where workers[index].job == nil && workers[index].done >= Self.itemsPerWorker {
        workers.remove(at: index).process.end()
      }
      while workers.count < min(count, waiting.count + workers.count { $0.job != nil }) {
        workers.append(Worker(process: try WorkerProcess(arguments, environment: environment)))
      }
      for index in workers.indices where workers[index].job == nil {
        guard let job = waiting.popFirst() else { break }
        workers[index].job = job
        workers[index].deadline = .now + timeout + (workers[index].done == 0 ? Self.start : .zero)
        SocketLines.send(job, to: workers[index].process.socket)
      }
      tick(workers.compactMap(\.job?.item.name))
      var places = workers.map { pollfd(fd: $0.process.socket, events: Int16(POLLIN), revents: 0) }
      if let stop { places.append(pollfd(fd: stop, events: Int16(POLLIN), revents: 0)) }
      let soonest = workers.filter { $0.job != nil }.map(\.deadline).min() ?? .now
      let left = max(.zero, soonest - .now)
      let hasLine = workers.contains { $0.rest.contains(0x0A) }
      let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000 + 1
      let wait = min(hasLine ? 0 : 100, Int32(clamping: milliseconds))
      _ = poll(&places, nfds_t(places.count), wait)
      if stop != nil, let last = places.last, last.revents != 0 { return .stopped }
      for index in workers.indices.reversed() {
        // `begun` and the answer may have come in one piece: then there is a line, and nothing more to wait for
        let isReadable = places[index].revents != 0 || workers[index].rest.contains(0x0A)
        guard let job = workers[index].job else {
          if isReadable { workers.remove(at: index).process.end() }  // it ended while it had nothing to do
          continue
        }
        guard isReadable || workers[index].deadline <= .now else { continue }
        switch isReadable ? SocketLines.receive(from: workers[index].process.socket, &workers[index].rest) : .nothing {
        case .line(let line):
          guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(line)) else { fallthrough }
          if case .unusable(let wording) = answer { return .unusable(wording) }
          if case .begun = answer {
            workers[index].deadline = .now + timeout
            continue
          }
          workers[index].job = nil
          workers[index].done += 1
          try each(job, answer)
        case .gone:
          let crash = workers.remove(at: index).process.collect()
          if triedAgain.insert(job.number).inserted {
            waiting = [job] + waiting
            continue
          }
          try each(job, .problem(Self.crashed(job, crash)))
        case .nothing:
          guard workers[index].deadline <= .now else { continue }
          workers.remove(at: index).process.end()
          try each(job, .problem(Self.late(job.item, timeout)))
        }
      }
    }
    return .finished
  }

  static func late(_ item: Item, _ timeout: Duration) -> Wording {
    let seconds = timeout.components.seconds
    return Wording(
      "\(item.name) 用了 \(seconds) 秒还没有做完，已停下。可用 --timeout 放宽。",
      "\(item.name) was not done after \(seconds) seconds and was stopped. Allow more with --timeout.")
  }

  private static func crashed(_ job: Job, _ crash: WorkerProcess.Crash) -> Wording {
    let words = crash.lastWords.isEmpty ? "" : "“\(crash.lastWords)”"
    return Wording(
      "做 \(job.item.name) 时程序中断（\(crash.cause)）\(words)。这是程序的毛病，请把文件交给维护者。",
      "The program broke off at \(job.item.name) (\(crash.cause)) \(words). This is a fault of the program; please report the file."
    )
  }
}
