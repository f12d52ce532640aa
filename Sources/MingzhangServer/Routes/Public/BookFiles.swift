import Foundation
import MingzhangModel
import MingzhangStore

/// The files that a version is offered in: its original, and what was made of it.
struct BookFiles {
  let renditions: [Rendition]
  let version: Version

  init(_ renditions: [Rendition], of version: Version) { (self.renditions, self.version) = (renditions, version) }

  func list(_ say: Say) -> [[String: Any]] {
    let original: [String: Any] = [
      "name": say("公开原件", "Original"), "detail": version.fileName,
      "path": FileAddress.path(version.file, version.fileName),
    ]
    return [original]
      + renditions.map { file in
        [
          "name": say(Self.name(of: file.format)),
          "detail": (OriginalFiles.index(file.format) == nil ? "" : file.fileName + " · ") + Self.size(file.byteCount),
          "path": FileAddress.path(file.file, file.fileName),
        ]
      }
  }

  static func name(of format: String) -> Wording {
    switch format {
    case "tables": Wording("表格 XLSX", "Tables as XLSX")
    case "csv": Wording("数据 CSV（含字段说明）", "Data as CSV with a description")
    case "json": Wording("数据 JSON", "Data as JSON")
    case "html": Wording("网页 HTML", "HTML page")
    case _ where OriginalFiles.index(format) != nil:
      Wording(
        "原件之\((OriginalFiles.index(format) ?? 0) + 1)", "Part \((OriginalFiles.index(format) ?? 0) + 1) of the original"
      )
    default: Wording(format.uppercased(), format.uppercased())
    }
  }

  static func size(_ bytes: Int64) -> String {
    bytes >= 1 << 20 ? "\(bytes >> 20).\((bytes >> 10) % 1024 * 10 / 1024) MB" : "\(max(1, bytes >> 10)) KB"
  }

  /// schema.org, for search engines of data sets.
  func dataset(_ visit: BookVisit, _ summary: String) -> String {
    let address = SiteAddress(visit.site, visit.request)
    return StructuredData.dataset(
      name: visit.say(visit.name), description: summary, url: address(visit.address), year: visit.year,
      publisher: visit.organisation.name, modified: version.publishedAt,
      downloads: renditions.map { ($0.mediaType, address(FileAddress.path($0.file, $0.fileName))) })
  }
}
