import Foundation
import Logging
import MingzhangCatalog
import MingzhangModel
import MingzhangStore
import ServiceLifecycle

/// Does the jobs of the store, a few at a time. Stopped or killed, it loses nothing: what it had claimed is claimed again.
public struct JobRunner: Service {
  let site: Site
  let work: JobWork
  /// A claim holds this long and is renewed while the work goes on.
  static let lease: Int64 = 30
  static let attempts = 3

  public init(_ site: Site) throws {
    self.site = site
    work = JobWork(site)
  }

  public func run() async throws {
    guard site.configuration.workers > 0 else { return try await gracefulShutdown() }
    // an embedded database has one server: what is claimed was claimed by one that was killed
    if site.store.database.dialect == .sqlite {
      await noted("giving back claims") { try await site.store.releaseAll() }
    }
    try await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        for number in 1...site.configuration.workers {
          group.addTask { await loop("\(site.configuration.name)/\(number)") }
        }
        group.addTask { await publishWhatIsDue() }
        group.addTask { await makeFacts() }
      }
    }
  }

  private func loop(_ name: String) async {
    while !Task.isCancelled {
      do {
        if try await doNext(name) { continue }
        try await Task.sleep(for: .milliseconds(400))
      } catch is CancellationError { break } catch {
        site.logger.error("jobs: \(Self.words(of: error))")
        // cancelled, it ends the sleep and the loop
        try? await Task.sleep(for: .seconds(2))
      }
    }
    // in a task of its own, for a cancelled one would not get through to the database; not given back, a claim is free when its time
    // is over
    await Task.detached { await noted("giving back claims") { try await site.store.release(by: name) } }.value
  }

  /// Does something that the server can do without; that it failed is logged.
  private func noted(_ what: String, _ body: () async throws -> Void) async {
    do { try await body() } catch { site.logger.warning("\(what): \(Self.words(of: error))") }
  }

  private static func words(of error: any Error) -> String {
    (error as? StoreError)?.underlying ?? String(describing: error)
  }

  /// Facts of published books are read into memory, newest year first, before anybody asks; those that an earlier edition of the
  /// program made are made anew.
  private func makeFacts() async {
    await noted("facts") {
      for version in try await site.store.published() where !site.facts.isFull || !site.facts.isMade(for: version) {
        if Task.isCancelled { return }
        await noted("facts of version \(version.id)") { _ = try await site.facts.facts(of: version) }
      }
    }
  }

  /// Does one job. False when there is none.
  func doNext(_ name: String) async throws -> Bool {
    let now = site.now()
    guard let job = try await site.store.claimJob(by: name, until: now.adding(seconds: Self.lease), at: now) else {
      return false
    }
    let renewal = Task { await renew(job, name) }
    defer { renewal.cancel() }
    do {
      try await work.perform(job)
      try await site.store.finish(job, by: name, at: site.now())
    } catch {
      // whatever fails while the server stops is given back
      try Task.checkCancellation()
      let words = Self.words(of: error)
      site.logger.error("job \(job.kind) \(job.subject): \(words)")
      // a database that is gone and a disk that is full are no fault of the job
      let code = (error as? StoreError)?.code
      if job.attempts >= Self.attempts, code != .unavailable, code != .full {
        try await site.store.fail(job, by: name, because: words, at: site.now())
        try await work.giveUp(job)
      } else {
        try await site.store.retry(job, by: name, at: site.now().adding(seconds: 5), because: words)
      }
    }
    return true
  }

  private func renew(_ job: Job, _ name: String) async {
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(Self.lease / 3))
      if Task.isCancelled { return }
      // a claim that is lost costs a second doing, which changes nothing
      await noted("renewing job \(job.id)") {
        _ = try await site.store.renew(job, by: name, until: site.now().adding(seconds: Self.lease))
      }
    }
  }

  /// Makes public what was approved for a set time.
  private func publishWhatIsDue() async {
    while !Task.isCancelled {
      do { _ = try await site.store.publishDue(at: site.now()) } catch {
        site.logger.error("publishing: \(Self.words(of: error))")
      }
      try? await Task.sleep(for: .seconds(1))
    }
  }
}
