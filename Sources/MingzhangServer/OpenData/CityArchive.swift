import Foundation
import Hummingbird
import MingzhangFormats
import MingzhangModel
import MingzhangStore

/// The whole city, or one year of it, as one ZIP archive: organisations, disclosures, every published amount as CSV and as JSON
/// lines, and if asked for every public file with the signed manifest. It is written while it is sent and takes the memory of one book.
struct CityArchive: Sendable {
  /// What is in it, as its name says: `city.zip`, `city-2024.zip`, `city-files.zip`, `city-2024-files.zip`.
  struct Extent: Hashable, Sendable {
    /// Nil: every year.
    var year: Int?
    var hasFiles: Bool

    var name: String { "city" + (year.map { "-\($0)" } ?? "") + (hasFiles ? "-files" : "") + ".zip" }
    var path: String { "/data/" + name }

    init(year: Int?, hasFiles: Bool) { (self.year, self.hasFiles) = (year, hasFiles) }

    init?(name: String) {
      guard let match = name.wholeMatch(of: /city(?:-([0-9]{4}))?(-files)?\.zip/) else { return nil }
      self.init(year: match.1.flatMap { Int($0) }, hasFiles: match.2 != nil)
    }
  }

  let site: Site
  let extent: Extent
  let books: [Version]

  /// - Returns: nil when nothing is public.
  init?(_ site: Site, _ extent: Extent) async throws {
    let books = try await site.store.published().filter { extent.year == nil || $0.fiscalYear == extent.year }
    guard !books.isEmpty else { return nil }
    (self.site, self.extent) = (site, extent)
    self.books = books.sorted { $0.id < $1.id }
  }

  /// Sends the archive.
  func write(to writer: inout any ResponseBodyWriter) async throws {
    // most of the time goes into packing: the fast levels pack figures nearly as well
    var archive = ZIPStream(level: 4)
    func send(_ bytes: [UInt8]) async throws { if !bytes.isEmpty { try await writer.write(ByteBuffer(bytes: bytes)) } }
    try await send(archive.add("README.txt", Array(readme.utf8)))
    let tree = try await site.tree()
    try await send(archive.add("organisations.csv", RecordTable.organisations(tree.all, tree).csv))
    try await send(archive.add("disclosures.csv", RecordTable.disclosures(books, tree).csv))
    let parts = Dictionary(grouping: books) { Part(year: $0.fiscalYear ?? 0, kind: $0.kind ?? .budget) }
    for (part, books) in parts.sorted(by: { $0.key < $1.key }) {
      for format in BulkRoutes.Format.allCases {
        try await send(archive.begin("amounts/\(part.year)-\(part.kind.rawValue).\(format.rawValue)"))
        if format == .csv { try await send(archive.write(RecordTable(RecordTable.figureNames).csvHead)) }
        for book in books {
          let table = RecordTable.figures(try await site.store.figures(of: book.id), tree)
          try await send(archive.write(format == .csv ? table.csvRows : table.lines))
        }
        try await send(archive.end())
      }
    }
    if extent.hasFiles { try await writeFiles(&archive, send) }
    try await send(archive.finished())
  }

  private struct Part: Hashable, Comparable {
    var year: Int
    var kind: Disclosure.Kind
    static func < (a: Part, b: Part) -> Bool { (a.year, a.kind.rawValue) < (b.year, b.kind.rawValue) }
  }

  // MARK: files

  /// The files at the paths that the signed manifest names, so that the unpacked folder can be verified offline.
  private func writeFiles(_ archive: inout ZIPStream, _ send: ([UInt8]) async throws -> Void) async throws {
    guard let signed = try await site.store.lastManifest() else { return }
    let manifest: PublicManifest
    do { manifest = try JSONDecoder().decode(PublicManifest.self, from: Data(signed.content.utf8)) } catch {
      throw StoreError(.broken, Wording("清单读不出来。", "The manifest cannot be read."), underlying: "\(error)")
    }
    try await send(archive.add("manifest.json", Array(signed.content.utf8)))
    try await send(archive.add("manifest.sig", Array((signed.signature + "\n").utf8)))
    try await send(archive.add("key.pub", Array((manifest.publicKey + "\n").utf8)))
    var sent: Set<String> = []
    var missing: [String] = []
    for file in manifest.files where extent.year == nil || file.year == extent.year {
      guard sent.insert(file.path).inserted else { continue }
      guard let stored = StoredFile(site.store.shelf.place(of: file.sha256)) else {
        site.logger.error("\(extent.name): \(file.path) is not on the shelf")
        missing.append(file.path)
        continue
      }
      try await send(archive.store(file.path, size: stored.size, checksum: stored.checksum))
      try await stored.read(send)
    }
    if !missing.isEmpty {
      let words = "以下文件在服务器上读不出来，不在本包内。The server could not read these files; they are not in here.\n"
      try await send(archive.add("MISSING.txt", Array((words + missing.joined(separator: "\n") + "\n").utf8)))
    }
  }

  /// A file of the shelf: read once for its checksum, which a stored entry begins with, and once to be sent.
  private struct StoredFile {
    let place: URL
    private(set) var size: UInt64 = 0
    private(set) var checksum: UInt32 = 0
    private static let piece = 1 << 18

    /// Nil when it cannot be read.
    init?(_ place: URL) {
      self.place = place
      do {
        let handle = try FileHandle(forReadingFrom: place)
        defer { handle.closeFile() }
        while let bytes = try handle.read(upToCount: Self.piece), !bytes.isEmpty {
          checksum = ZIPStream.checksum(checksum, Array(bytes))
          size += UInt64(bytes.count)
        }
      } catch { return nil }
    }

    func read(_ send: ([UInt8]) async throws -> Void) async throws {
      let handle = try FileHandle(forReadingFrom: place)
      defer { handle.closeFile() }
      while let bytes = try handle.read(upToCount: Self.piece), !bytes.isEmpty { try await send(Array(bytes)) }
    }
  }

  private var readme: String {
    let years = Set(books.compactMap(\.fiscalYear)).sorted()
    let span = years.first == years.last ? "\(years.first ?? 0)" : "\(years.first ?? 0)–\(years.last ?? 0)"
    let sample = books.contains(where: \.isSample)
    let files =
      extent.hasFiles
      ? """

      files/<sha256>/<名称>   公开原件及由它做出的文件。the originals and what was made of them
      manifest.json, manifest.sig, key.pub   签名清单。解包后运行 mingzhang verify\(extent.year == nil ? "" : " --partial") 文件夹 可不联网核验。
                           the signed list; check the unpacked folder offline with mingzhang verify\(extent.year == nil ? "" : " --partial") FOLDER
      """ : ""
    return """
      \(site.configuration.siteName.chinese)  \(site.configuration.siteName.english)
      \(span)：\(books.count) 本已公开的预决算。\(books.count) published disclosures.
      \(sample ? "含示例数据（is_sample 为 true），并非真实预算。Some of it is made up: is_sample is true.\n" : "")
      organisations.csv      单位。organisations
      disclosures.csv        公开书，file_sha256 为原件的摘要。disclosures; file_sha256 is the digest of the original
      amounts/年-种类.csv     每一个已公开的金额：以分为单位的整数，附原文、单位、页码与位置。
                             every published amount, in whole fen, with its printed form, unit, page and place
      amounts/年-种类.ndjson  同上，每行一个 JSON 对象。the same, one JSON object on each line\(files)

      字段说明见 /api/v1/openapi.yaml。The fields are described in /api/v1/openapi.yaml.
      \(DataCatalog.rights)

      """
  }
}
