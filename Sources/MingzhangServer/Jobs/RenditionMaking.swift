import Foundation
import MingzhangFormats
import MingzhangMaking
import MingzhangModel
import MingzhangStore

/// The files that everything published is offered in, whatever it came in: a workbook, tables as CSV with their description,
/// and JSON.
struct RenditionMaking: Sendable {
  let store: Store

  func make(_ version: Version, at moment: Moment) async throws {
    guard let disclosure = try store.disclosure(of: version) else { return }
    let there = Set(try await store.renditions(of: version.id).map(\.format))
    let stem = version.fileName.split(separator: ".").dropLast().joined(separator: ".")
    let name = stem.isEmpty ? "disclosure-\(version.id)" : stem
    func keep(_ format: String, _ suffix: String, _ make: () throws -> Data) async throws {
      guard !there.contains(format) else { return }
      try await store.keep(
        try make(), as: format, named: name + suffix,
        mediaType: MediaTypes.type(of: suffix.split(separator: ".").last.map(String.init) ?? ""),
        of: version.id, at: moment)
    }
    try await keep("tables", "-表格.xlsx") { Data(try ReadingWorkbook().bytes(for: disclosure)) }
    try await keep("csv", "-数据.zip") {
      var archive = ZIPWriter()
      for (path, bytes) in try OpenDataWriter().files(for: disclosure).sorted(by: { $0.key < $1.key }) {
        archive.add(path, bytes)
      }
      return Data(archive.finished())
    }
    try await keep("json", ".json") {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
      return try encoder.encode(disclosure)
    }
  }
}
