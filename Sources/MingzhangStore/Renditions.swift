import Foundation
import MingzhangModel

/// A file that was made of a version: its PDF, DOCX, XLSX, JSON …
public struct Rendition: Hashable, Sendable {
  public var format: String
  public var file: String
  public var fileName: String
  public var byteCount: Int64
  public var mediaType: String

  init(_ row: SQLRow) throws(StoreError) {
    format = try row.text("format")
    file = try row.text("file")
    fileName = try row.text("file_name")
    byteCount = try row.integer("byte_count")
    mediaType = try row.text("media_type")
  }
}

extension Store {
  public func renditions(of version: Int64) async throws -> [Rendition] {
    try await database.read { try $0.rows("rendition-of", version).map(Rendition.init) }
  }

  /// What was made of everything public of a year, by version.
  public func renditions(in year: Int) async throws -> [Int64: [Rendition]] {
    try await database.read { transaction in
      var renditions: [Int64: [Rendition]] = [:]
      for row in try transaction.rows("rendition-of-year", year) {
        renditions[try row.integer("version"), default: []].append(try Rendition(row))
      }
      return renditions
    }
  }

  /// Keeps a file made of a version; an earlier one of the same format is replaced.
  public func keep(
    _ bytes: Data, as format: String, named name: String, mediaType: String, of version: Int64, at moment: Moment
  ) async throws {
    let digest = try shelf.keep(bytes)
    try await attach(
      digest, byteCount: bytes.count, as: format, named: name, mediaType: mediaType, to: version, at: moment)
  }

  /// Adds a file that is on the shelf already to those of a version; an earlier one of the same format is replaced.
  public func attach(
    _ digest: String, byteCount: Int, as format: String, named name: String, mediaType: String, to version: Int64,
    at moment: Moment
  ) async throws {
    try await database.write { transaction in
      try transaction.run("file-insert", digest, byteCount, mediaType, moment)
      try transaction.run("rendition-insert", version, format, digest, name)
    }
  }

  /// Whether the public may have the file: the original or a rendition of something published.
  public func isPublic(file sha256: String) async throws -> Bool {
    try await database.read { try !$0.rows("file-is-public", sha256).isEmpty }
  }

  /// The media type of a file on the shelf; nil when the store does not know it.
  public func mediaType(of sha256: String) async throws -> String? {
    try await database.read { transaction in
      try transaction.row("file-by-digest", sha256).map { row throws(StoreError) in try row.text("media_type") }
    }
  }
}
