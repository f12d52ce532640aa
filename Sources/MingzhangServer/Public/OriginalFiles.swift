import Foundation
import MingzhangModel
import MingzhangStore

/// The files of a version as its department published it: one, or those of an archive. They are what pages are shown of.
struct OriginalFiles: Sendable {
  struct File: Hashable, Sendable {
    /// Counts from 0.
    var index: Int
    var digest: String
    var name: String
    var mediaType: String

    /// Whether its pages can be shown: those of a PDF, or a picture, which is its own page.
    var hasPages: Bool { mediaType == "application/pdf" || isPicture }
    var isPicture: Bool { mediaType == "image/png" || mediaType == "image/jpeg" }
  }
  let files: [File]

  init(of version: Version, _ store: Store) async throws {
    let parts = try await store.renditions(of: version.id).filter { Self.index($0.format) != nil }
      .sorted { (Self.index($0.format) ?? 0) < (Self.index($1.format) ?? 0) }
    guard parts.isEmpty else {
      files = parts.enumerated().map { File(index: $0, digest: $1.file, name: $1.fileName, mediaType: $1.mediaType) }
      return
    }
    let type = try await store.mediaType(of: version.file) ?? ""
    files = [File(index: 0, digest: version.file, name: version.fileName, mediaType: type)]
  }

  /// What the store calls the file of this number in an archive.
  static func format(_ index: Int) -> String { "part-\(index + 1)" }
  static func index(_ format: String) -> Int? {
    format.hasPrefix("part-") ? Int(format.dropFirst(5)).map { $0 - 1 } : nil
  }

  /// The file in which a place is; nil when it is none of these.
  func file(of span: SourceSpan) -> File? {
    span.file == nil ? files.first : files.first { $0.digest == span.file }
  }

  /// `3`, or `2-3` for page 3 of the second file: a page in addresses.
  static func name(_ page: Int, of file: File) -> String { file.index == 0 ? "\(page)" : "\(file.index + 1)-\(page)" }

  /// The file and page of such a name.
  func place(_ name: some StringProtocol) -> (file: File, page: Int)? {
    let numbers = name.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...2).contains(numbers.count), !numbers.contains(nil), let page = numbers.last ?? nil else { return nil }
    let index = numbers.count == 2 ? (numbers[0] ?? 0) - 1 : 0
    guard files.indices.contains(index), files[index].hasPages, (1...5000).contains(page) else { return nil }
    return (files[index], page)
  }
}
