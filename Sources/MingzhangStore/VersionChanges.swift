import Foundation
import MingzhangModel

extension Store {
  /// Takes in a file unless one with the same bytes is there already. Two who bring the same file at the same moment bring it once.
  ///
  /// - Parameter isSame: which of the versions with the same bytes count: those that the person may see.
  /// - Returns: the new version, or the one that was there.
  public func add(
    _ new: NewVersion, unlessThere isSame: @Sendable @escaping (Version) -> Bool, by actor: String, at moment: Moment
  ) async throws -> (version: Version, isNew: Bool) {
    try await database.write { transaction in
      // the counter's row is locked from here to the end: whoever brings the same file waits, and then sees this one
      let id = try transaction.next("version")
      if let there = try transaction.rows("version-by-file", new.file).map(Version.init).first(where: isSame) {
        return (there, false)
      }
      return (try transaction.add(new, as: id, by: actor, at: moment), true)
    }
  }

  /// Asks for another examination of a version that could not be read.
  public func examineAgain(_ version: Version, by actor: String, at moment: Moment) async throws -> Version {
    try await database.write { transaction in
      guard try transaction.run("version-again", version.id, version.revision) == 1 else {
        throw StoreError.changedMeanwhile
      }
      try transaction.enqueue("examine", String(version.id), at: moment)
      try transaction.audit(actor, "version.again", "version:\(version.id)", at: moment)
      return try transaction.version(version.id)
    }
  }

  /// Takes a draft that was never handed in off the desk. The file's bytes and the log keep that it was there.
  public func discard(_ version: Version, by actor: String, at moment: Moment) async throws {
    try await database.write { transaction in
      let current = try transaction.version(version.id)
      guard current.revision == version.revision else { throw StoreError.changedMeanwhile }
      guard current.state == .draft, current.submittedAt == nil else { throw StoreError.alreadySubmitted }
      try transaction.deleteContents(of: version.id)
      try transaction.run("remark-delete", version.id)
      try transaction.run("rendition-delete", version.id)
      guard try transaction.run("version-discard", version.id, version.revision) == 1 else {
        throw StoreError.changedMeanwhile
      }
      try transaction.audit(
        actor, "version.discard", "version:\(version.id)", "\(current.fileName) \(current.file)", at: moment)
    }
  }

  /// The digest of the ledger workbook that a version was made from.
  public func ledger(of version: Int64) async throws -> String? {
    try await audit(of: "version:\(version)").last { $0.action == Self.ledgerAction }?.detail
  }

  static let ledgerAction = "version.ledger"
}

extension Transaction {
  func add(_ new: NewVersion, as id: Int64, by actor: String, at moment: Moment) throws(StoreError) -> Version {
    try run("file-insert", new.file, new.byteCount, new.mediaType, moment)
    try run(
      "version-insert", id, new.organisation, new.fiscalYear, new.kind?.rawValue, new.origin.rawValue, new.file,
      new.fileName, new.person, moment, new.isSample, new.supersedes)
    try enqueue("examine", String(id), at: moment)
    try audit(actor, "version.add", "version:\(id)", "\(new.fileName) \(new.file)", at: moment)
    if let ledger = new.ledger {
      try run("file-insert", ledger.file, ledger.byteCount, ledger.mediaType, moment)
      try audit(actor, Store.ledgerAction, "version:\(id)", ledger.file, at: moment)
    }
    return try version(id)
  }
}

extension StoreError {
  static let alreadySubmitted = StoreError(
    .refused, Wording("送审过的文件不能删除，只能撤回或更正。", "What was submitted cannot be discarded; withdraw or replace it."))
}
