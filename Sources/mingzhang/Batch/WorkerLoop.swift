import Foundation
import MingzhangMaking
import MingzhangModel

/// The worker's side of a batch: this same program and command, started by `WorkerPool`, which does one job after the other.
///
/// A process of its own is what truly bounds a file: it can be ended at any instruction, and when it crashes only one
/// file is lost. Jobs come in and answers go out as lines of JSON on descriptor 0.
struct WorkerLoop {
  /// Names the result folder; set only for workers.
  static let folderVariable = "MINGZHANG_WORKER_FOLDER"
  static let recipeVariable = "MINGZHANG_WORKER_RECIPE"

  let folder: ResultFolder
  let recipe: String

  /// Nil when this process is no worker.
  init?(environment: [String: String] = ProcessInfo.processInfo.environment) {
    guard let path = environment[Self.folderVariable], let recipe = environment[Self.recipeVariable] else { return nil }
    (folder, self.recipe) = (ResultFolder(URL(filePath: path)), recipe)
  }

  /// Does jobs until there are no more.
  ///
  /// - Parameters:
  ///   - opening: loads what the work needs, at the first item that is not done yet; `Unusable` ends the whole batch.
  ///   - neighbours: what results may depend on besides their items.
  ///   - perform: makes the product of one item.
  func serve(
    opening: () throws -> Desk, beside neighbours: Neighbours? = nil, _ perform: (Material, Desk) throws -> Product
  ) {
    Self.limitMemory()
    endWithParent()
    var desk: Desk?
    var rest: [UInt8] = []
    while true {
      switch SocketLines.receive(from: 0, &rest) {
      case .gone: return
      case .nothing: continue
      case .line(let line):
        guard let job = try? JSONDecoder().decode(Job.self, from: Data(line)) else { return }
        let answer = answer(to: job, neighbours) { material in
          if let desk { return try perform(material, desk) }
          let opened = try opening()
          desk = opened
          SocketLines.send(Answer.begun, to: 0)
          return try perform(material, opened)
        }
        SocketLines.send(answer, to: 0)
      }
    }
  }

  private func answer(to job: Job, _ neighbours: Neighbours?, _ perform: (Material) throws -> Product) -> Answer {
    do {
      let material = try Material(job.item)
      let digest = material.digest
      if !job.again,
        let line = folder.kept(
          job.place, digest: digest, recipe: recipe,
          holds: { neighbours?.areStill($0, of: job.item) ?? true })
      {
        return .done(line, kept: true)
      }
      let product = try perform(material)
      return .done(try folder.keep(product, at: job.place, digest: digest, recipe: recipe), kept: false)
    } catch let error as Unusable {
      return .unusable(error.wording)
    } catch {
      let name = job.item.name
      return .problem((error as? any ExplainedError)?.wording ?? Wording("\(name)：\(error)", "\(name): \(error)"))
    }
  }

  /// In this process itself; the PDF worker has a stricter limit of its own.
  static func limitMemory() {
    var limit = rlimit(rlim_cur: 4 << 30, rlim_max: 4 << 30)
    #if os(Linux)
      _ = setrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit)
      var core = rlimit(rlim_cur: 0, rlim_max: 0)
      _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &core)
    #endif
  }

  /// When the parent is gone, however it ended, nobody waits for the answer: this process and its children end at once.
  private func endWithParent() {
    Thread.detachNewThread {
      while true {
        var parent = pollfd(fd: 0, events: 0, revents: 0)  // hang-up is always told
        if poll(&parent, 1, -1) > 0 { kill(0, SIGKILL) }
      }
    }
  }
}

/// Nothing can be done at all: every further item would fail in the same way.
struct Unusable: ExplainedError {
  let wording: Wording
  init(_ error: any ExplainedError) { wording = error.wording }
}
