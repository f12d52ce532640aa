import Foundation
import MingzhangModel

/// A piece of work that any server may claim. It is safe to do twice: a claim that is not renewed in time is free again.
public struct Job: Hashable, Sendable, Identifiable {
  public var id: Int64
  /// `examine`, `render`, `publish` …
  public var kind: String
  /// What it is about: a version's number.
  public var subject: String
  /// How often it was begun, this time included.
  public var attempts: Int

  init(_ row: SQLRow) throws(StoreError) {
    id = try row.integer("id")
    kind = try row.text("kind")
    subject = try row.text("subject")
    attempts = Int(try row.integer("attempts"))
  }
}

extension Transaction {
  /// Asks for a job, unless the same one is waiting or running.
  func enqueue(_ kind: String, _ subject: String, at moment: Moment) throws(StoreError) {
    try run("job-insert", try next("job"), kind, subject, moment, moment)
  }
}

extension Store {
  public func enqueue(_ kind: String, _ subject: String, at moment: Moment) async throws {
    try await database.write { try $0.enqueue(kind, subject, at: moment) }
  }

  /// Claims the job that has waited longest; nil when there is none.
  ///
  /// - Parameter server: the name of the one that claims; only it can renew or finish the claim.
  public func claimJob(by server: String, until end: Moment, at moment: Moment) async throws -> Job? {
    try await database.write { try $0.row("job-claim", server, end, moment).map(Job.init) }
  }

  /// - Returns: false when the claim was lost to another server.
  public func renew(_ job: Job, by server: String, until end: Moment) async throws -> Bool {
    try await database.write { try $0.run("job-renew", job.id, server, end) == 1 }
  }

  /// - Returns: false when the claim was lost.
  @discardableResult
  public func finish(_ job: Job, by server: String, at moment: Moment) async throws -> Bool {
    try await database.write { try $0.run("job-finish", job.id, server, moment) == 1 }
  }

  /// Lets the job be tried again later.
  public func retry(_ job: Job, by server: String, at later: Moment, because problem: String) async throws {
    _ = try await database.write { try $0.run("job-again", job.id, server, later, problem) }
  }

  public func fail(_ job: Job, by server: String, because problem: String, at moment: Moment) async throws {
    _ = try await database.write { try $0.run("job-fail", job.id, server, moment, problem) }
  }

  /// Gives back every claim of a server that stops.
  public func release(by server: String) async throws {
    _ = try await database.write { try $0.run("job-release", server) }
  }

  /// Gives back every claim. Right only for the one server of an embedded database, when it starts: whoever claimed was killed.
  public func releaseAll() async throws { _ = try await database.write { try $0.run("job-release-all") } }

  /// How many jobs of each kind are in each state.
  public func jobCounts() async throws -> [(kind: String, state: String, count: Int)] {
    try await database.read { transaction in
      try transaction.rows("job-counts").map { row throws(StoreError) in
        (try row.text("kind"), try row.text("state"), Int(try row.integer("n")))
      }
    }
  }

  /// The state of the last job of `kind` on `subject`: `waiting`, `running`, `done`, `failed`.
  public func jobState(_ kind: String, _ subject: String) async throws -> String? {
    try await database.read { transaction in
      try transaction.row("job-by-subject", kind, subject).map { row throws(StoreError) in try row.text("state") }
    }
  }
}
