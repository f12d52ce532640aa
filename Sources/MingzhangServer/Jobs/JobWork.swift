import Dispatch
import Foundation
import MingzhangCatalog
import MingzhangModel
import MingzhangStore
import Synchronization

/// What each kind of job does. Everything here is safe to do twice.
struct JobWork: Sendable {
  let site: Site
  let examiner: Examiner
  let press: BookPress

  init(_ site: Site, examiner: Examiner? = nil) {
    self.site = site
    press = BookPress(site.catalog)
    self.examiner =
      examiner
      ?? Examiner(
        program: site.configuration.program ?? URL(filePath: "/proc/self/exe").resolvingSymlinksInPath(),
        seconds: site.configuration.examinationSeconds)
  }

  func perform(_ job: Job) async throws {
    switch job.kind {
    case "sample": try await SampleLoading(site: site).make(job.subject, with: press)
    case "examine": if let number = Int64(job.subject) { try await examine(number) }
    case "render":
      guard let number = Int64(job.subject), let version = try await site.store.version(number) else { return }
      try await RenditionMaking(store: site.store).make(version, at: site.now())
      // whoever comes first shall not have to wait for its charts
      _ = try await site.facts.facts(of: version)
      try await site.store.enqueue("manifest", "rendition:\(number)", at: site.now())
    case "manifest":
      // of many that wait, the last one is enough: it sees what all of them are about
      let counts = try await site.store.jobCounts()
      if !counts.contains(where: { $0.kind == "manifest" && $0.state == "waiting" }) { try await site.signManifest() }
    default: break
    }
  }

  /// After the last attempt: whoever waits for it must learn that it will not come.
  func giveUp(_ job: Job) async throws {
    guard job.kind == "examine", let number = Int64(job.subject) else { return }
    let problem = Wording("读了几次都没成，请联系管理员。", "Reading failed several times; ask the administrator.")
    try await site.store.keep(problem: problem, of: number, at: site.now())
  }

  private func examine(_ number: Int64) async throws {
    guard let version = try await site.store.version(number) else { return }
    if version.examination == .done { return try await SampleLoading(site: site).finish(version) }
    guard version.examination == .waiting else { return }
    let place = site.store.shelf.place(of: version.file)
    let stop = StopSignal()
    let examination = try await withTaskCancellationHandler {
      try await Self.onThread { [shelf = site.store.shelf] in
        Result {
          try examiner.examine(place, name: version.fileName, isStopped: { stop.isGiven }) { part in
            _ = try shelf.keep(try Data(contentsOf: part, options: .mappedIfSafe))
          }
        }
      }.get()
    } onCancel: {
      stop.give()
    }
    // the server stops: whoever starts next reads it from the beginning
    try Task.checkCancellation()
    if let disclosure = examination.disclosure, let report = examination.report {
      let owner = try await owner(of: disclosure, broughtBy: version.createdBy)
      for (index, part) in (examination.parts ?? []).enumerated() {
        let name = UploadedFile.name(part.name)
        try await site.store.attach(
          part.sha256, byteCount: part.byteCount, as: OriginalFiles.format(index), named: name,
          mediaType: MediaTypes.type(of: name.split(separator: ".").last?.lowercased() ?? ""), to: number,
          at: site.now())
      }
      let kept = try await site.store.keep(
        Examined(disclosure, report, organisation: owner), of: number, at: site.now())
      try await SampleLoading(site: site).finish(kept)
    } else {
      let problem = examination.problem ?? Wording("读不出来。", "It cannot be read.")
      try await site.store.keep(problem: problem, of: number, at: site.now())
    }
  }

  /// The organisation whose name the document bears; nil unless it is exactly one, and one that the person who brought it works for.
  private func owner(of disclosure: Disclosure, broughtBy person: String?) async throws -> String? {
    let named = try await site.store.organisations(named: disclosure.entity)
    guard named.count == 1, let person else { return named.count == 1 ? named[0].id : nil }
    let tree = try await site.tree()
    let isTheirs = try await site.store.memberships(of: person).contains {
      $0.role.permissions.contains(.prepare) && tree.isWithin(named[0].id, $0.organisation)
    }
    return isTheirs ? named[0].id : nil
  }

  /// Work that waits for another process, on a thread that may wait.
  static func onThread<Value: Sendable>(_ body: @Sendable @escaping () -> Value) async -> Value {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: body()) }
    }
  }
}

/// Told by one, asked by another.
final class StopSignal: Sendable {
  private let value = Mutex(false)
  var isGiven: Bool { value.withLock { $0 } }
  func give() { value.withLock { $0 = true } }
}
