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
    if site.store.database.dialect == .sqlite { try? await site.store.releaseAll() }
    try await cancelWhenGracefulShutdown {
      await withTaskGroup(of: Void.self) { group in
        for number in 1...site.configuration.workers {
          group.addTask { await loop("\(site.configuration.name)/\(number)") }
        }
        group.addTask { await publishWhatIsDue() }
      }
    }
  }

  private func loop(_ name: String) async {
    while !Task.isCancelled {
      do {
        if try await doNext(name) { continue }
        try await Task.sleep(for: .milliseconds(400))
      } catch is CancellationError { break } catch {
        site.logger.error("jobs: \(error)")
        try? await Task.sleep(for: .seconds(2))
      }
    }
    try? await site.store.release(by: name)
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
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      let words = (error as? StoreError)?.underlying ?? String(describing: error)
      site.logger.error("job \(job.kind) \(job.subject): \(words)")
      if job.attempts >= Self.attempts, (error as? StoreError)?.code != .unavailable {
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
      _ = try? await site.store.renew(job, by: name, until: site.now().adding(seconds: Self.lease))
    }
  }

  /// Makes public what was approved for a set time.
  private func publishWhatIsDue() async {
    while !Task.isCancelled {
      do { _ = try await site.store.publishDue(at: site.now()) } catch {
        site.logger.error("publishing: \((error as? StoreError)?.underlying ?? String(describing: error))")
      }
      try? await Task.sleep(for: .seconds(1))
    }
  }
}
