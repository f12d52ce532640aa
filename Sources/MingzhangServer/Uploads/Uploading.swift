import Foundation
import HTTPTypes
import MingzhangModel
import MingzhangStore

/// Takes files in, one after the other: what is wrong with one does not keep out the others.
struct Uploading: Sendable {
  let site: Site
  let examiner: Examiner
  let session: Session
  let tree: OrganisationTree

  /// What became of one file.
  struct Result: Sendable {
    enum Outcome: Sendable {
      case added(Version)
      /// The same bytes were there before.
      case there(Version)
      /// Not taken, and why.
      case refused(HTTPResponse.Status, Wording)
      /// A ledger workbook with problems, each with sheet and cell.
      case ledgerProblems([Wording])
    }
    var name: String
    var outcome: Outcome

    var version: Version? {
      switch outcome {
      case .added(let version), .there(let version): version
      case .refused, .ledgerProblems: nil
      }
    }
  }

  /// Whose the files are, when the person said so.
  struct Target: Sendable {
    var organisation: String?
    var fiscalYear: Int?
    var kind: Disclosure.Kind?
    var supersedes: Int64?
  }

  func take(_ files: [Form.File], for target: Target) async throws -> [Result] {
    var results: [Result] = []
    for file in files {
      let name = UploadedFile.name(file.name)
      do { results.append(Result(name: name, outcome: try await take(file.bytes, name: name, for: target))) } catch {
        let (status, wording, _) = ErrorPages.answer(to: error)
        if status.code >= 500 { site.logger.error("upload: \((error as? StoreError)?.underlying ?? "\(error)")") }
        results.append(Result(name: name, outcome: .refused(status, wording)))
      }
    }
    return results
  }

  private func take(_ bytes: Data, name: String, for target: Target) async throws -> Result.Outcome {
    let file = try UploadedFile(bytes, name: name, limit: site.configuration.fileLimit)
    if file.isWorkbook {
      let composition = await JobWork.onThread { [examiner] in examiner.compose(bytes, name: name) }
      if composition.isLedger { return try await take(composition, from: bytes, file.mediaType, for: target) }
    }
    return try await add(
      bytes, file.mediaType, name, target, origin: .upload)
  }

  private func take(
    _ composition: Composition, from workbook: Data, _ mediaType: String, for target: Target
  ) async throws -> Result.Outcome {
    guard composition.problems.isEmpty else { return .ledgerProblems(composition.problems) }
    var target = target
    let named = try await site.store.organisations(named: composition.entity)
      .filter { session.may(.prepare, in: $0.id, tree) }
    if target.organisation == nil, named.count == 1 { target.organisation = named[0].id }
    target.fiscalYear = composition.fiscalYear ?? target.fiscalYear
    target.kind = composition.kind ?? target.kind
    let store = site.store
    let digest = try await JobWork.onThread { Swift.Result { try store.shelf.keep(workbook) } }.get()
    return try await add(
      composition.book, composition.mediaType, UploadedFile.name(composition.fileName), target, origin: .ledger,
      ledger: .init(file: digest, byteCount: workbook.count, mediaType: mediaType))
  }

  private func add(
    _ bytes: Data, _ mediaType: String, _ name: String, _ target: Target, origin: Version.Origin,
    ledger: NewVersion.Attachment? = nil
  ) async throws -> Result.Outcome {
    let store = site.store
    let digest = try await JobWork.onThread { Swift.Result { try store.shelf.keep(bytes) } }.get()
    var new = NewVersion(
      file: digest, byteCount: bytes.count, mediaType: mediaType, fileName: name, origin: origin,
      organisation: target.organisation, fiscalYear: target.fiscalYear, kind: target.kind,
      supersedes: target.supersedes, person: session.person)
    new.ledger = ledger
    let (session, tree, ready) = (session, tree, new)
    let (version, isNew) = try await store.add(
      ready, unlessThere: { session.may(.see, on: $0, tree) }, by: session.login, at: site.now())
    return isNew ? .added(version) : .there(version)
  }
}
