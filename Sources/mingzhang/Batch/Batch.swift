import ArgumentParser
import Foundation
import MingzhangMaking
import MingzhangModel

/// Many files through one command: found, done by workers, told in order, resumable.
struct Batch {
  var console: Console
  var options: BatchOptions
  var inputs: Inputs
  /// Named paths as the user wrote them.
  var paths: [String]
  var catalog: String?
  /// The user's result folder; nil when results go elsewhere and a folder of our own holds them meanwhile.
  var output: URL?
  /// What is being done: `读取`.
  var verb: Wording

  struct Result {
    /// One line an item that was reached, in the order of the call.
    var lines: [OverviewLine] = []
    /// How many were done in an earlier run.
    var kept = 0
    var isStopped = false
  }

  /// Does all items.
  ///
  /// - Parameter deliver: told each item in the order of the call, with its result files below a folder that is removed
  ///   afterwards when it is ours.
  /// - Throws: an exit code; what is wrong was said.
  func run(_ deliver: (_ line: OverviewLine, _ files: [URL]) throws -> Void) throws -> Result {
    if output == nil { Self.removeAbandoned() }
    let folder = ResultFolder(output ?? Self.scratch())
    defer { if output == nil { try? FileManager.default.removeItem(at: folder.root) } }
    var progress = Progress(console, verb: verb[console.language], total: inputs.items.count)
    defer { progress.clear() }
    do {
      let lock = try folder.open()
      defer { folder.close(lock) }
      let stop = StopSignal()
      defer { stop.end() }
      var pool = pool(folder)
      pool.stop = stop.file
      let places = output == nil ? inputs.items.indices.map(String.init) : Places.names(for: inputs.items)
      let jobs = inputs.items.enumerated().map {
        Job(number: $0, item: $1, place: places[$0], again: options.again || output == nil)
      }
      var result = Result()
      var waiting: [Int: Answer] = [:]
      var next = 0
      let ending = try pool.run(jobs) { job, answer in
        waiting[job.number] = answer
        progress.done += 1
        if case .done(_, kept: true) = answer { progress.kept += 1 }
        while let answer = waiting.removeValue(forKey: next) {
          try take(answer, of: jobs[next], in: folder, into: &result, progress, deliver)
          next += 1
        }
      } tick: {
        progress.show($0)
      }
      switch ending {
      case .finished: return result
      case .unusable(let wording):
        progress.clear()
        console.problem(wording[console.language])
        throw Exit.couldNot
      case .stopped:
        // what came in out of order is done, and told too
        for number in waiting.keys.sorted() {
          if let answer = waiting[number] {
            try take(answer, of: jobs[number], in: folder, into: &result, progress, deliver)
          }
        }
        result.isStopped = true
        return result
      }
    } catch let error as ExitCode {
      throw error
    } catch {
      progress.clear()
      console.problem(error)
      throw Exit.couldNot
    }
  }

  private func take(
    _ answer: Answer, of job: Job, in folder: ResultFolder, into result: inout Result, _ progress: Progress,
    _ deliver: (OverviewLine, [URL]) throws -> Void
  ) throws {
    switch answer {
    case .done(let line, let kept):
      if kept { result.kept += 1 }
      result.lines.append(line)
      progress.clear()
      let files = line.files.map { folder.root.appending(path: $0) }
      try deliver(line, files)
      if output == nil { files.forEach { try? FileManager.default.removeItem(at: $0) } }
    case .begun: break
    case .problem(let wording), .unusable(let wording):
      folder.forget(job.place)
      progress.clear()
      console.problem(wording[console.language])
      result.lines.append(OverviewLine(name: job.item.name, problem: wording))
    }
  }

  private func pool(_ folder: ResultFolder) -> WorkerPool {
    let arguments = Array(CommandLine.arguments.dropFirst())
    var environment = ProcessInfo.processInfo.environment
    environment[WorkerLoop.folderVariable] = folder.root.path
    environment[WorkerLoop.recipeVariable] =
      output == nil ? "" : Recipe.digest(arguments: arguments, inputs: paths, catalog: catalog)
    environment["SWIFT_BACKTRACE"] = "enable=no"
    return WorkerPool(
      arguments: arguments, environment: environment, count: options.jobCount, timeout: .seconds(options.timeout))
  }

  private static let scratchPrefix = "mingzhang-batch-"

  private static func scratch() -> URL {
    FileManager.default.temporaryDirectory.appending(path: scratchPrefix + UUID().uuidString)
  }

  /// Removes what runs without `--output` left behind when they were killed: their folders are locked by nobody.
  private static func removeAbandoned() {
    let temporary = FileManager.default.temporaryDirectory
    let names = (try? FileManager.default.contentsOfDirectory(atPath: temporary.path)) ?? []
    for name in names where name.hasPrefix(scratchPrefix) {
      ResultFolder(temporary.appending(path: name)).removeIfAbandoned()
    }
  }
}

/// Ctrl-C and the wish to end, as a file that becomes readable.
final class StopSignal {
  let file: Int32
  private let writing: Int32
  private let sources: [any DispatchSourceSignal]

  init() {
    var ends: [Int32] = [-1, -1]
    _ = pipe(&ends)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let writing = ends[1]
    (file, self.writing) = (ends[0], writing)
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { _ = write(writing, "!", 1) }
      source.resume()
      return source
    }
  }

  /// From here on the signals end the program as usual.
  func end() {
    sources.forEach { $0.cancel() }
    signal(SIGINT, SIG_DFL)
    signal(SIGTERM, SIG_DFL)
    close(file)
    close(writing)
  }
}
