import Foundation
import MingzhangModel

extension Catalog {
  /// Where the data lies for an installed or built program: `MINGZHANG_CATALOG`, beside the executable, or in `../share`.
  ///
  /// - Throws: `CatalogError` that says where it was looked for.
  public static func standardLocation(
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(CatalogError) -> URL {
    if let path = environment["MINGZHANG_CATALOG"], !path.isEmpty { return URL(filePath: path) }
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    let places = [
      program.appending(path: "mingzhang_MingzhangCatalog.resources/Data"),
      program.appending(path: "../share/mingzhang/catalog").standardized,
    ]
    for place in places where FileManager.default.fileExists(atPath: place.path) { return place }
    let tried = places.map(\.path).joined(separator: "、")
    throw CatalogError([
      .init(
        file: "catalog", line: nil,
        Wording(
          "找不到目录数据，找过 \(tried)。请用 --catalog DIR 指明。", "No catalog data at \(tried). Name its folder with --catalog DIR."
        ))
    ])
  }

  /// Loads the data files of `directory`. Strict: what it does not understand is an error with file and line.
  ///
  /// - Parameter parts: what is left out is neither checked nor there; loading all takes as long as reading a short file.
  public static func load(from directory: URL, parts: Parts = .all) throws(CatalogError) -> Catalog {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: directory.path, isDirectory: &isFolder), isFolder.boolValue else {
      throw CatalogError([
        .init(
          file: directory.path, line: nil,
          Wording(
            "没有这个目录数据文件夹。请检查 --catalog 或 MINGZHANG_CATALOG。",
            "There is no such folder. Check --catalog or MINGZHANG_CATALOG."))
      ])
    }
    var problems: [CatalogError.Problem] = []
    func text(_ path: String) -> String? {
      guard let data = FileManager.default.contents(atPath: directory.appending(path: path).path) else {
        problems.append(.init(file: path, line: nil, Wording("找不到文件或读不出来。", "Not found or not readable.")))
        return nil
      }
      guard let text = String(validating: data, as: UTF8.self) else {
        problems.append(.init(file: path, line: nil, Wording("不是 UTF-8 文字。", "Not UTF-8 text.")))
        return nil
      }
      return text
    }
    func yamls(_ folder: String) -> [String] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.appending(path: folder).path)) ?? []
      if names.isEmpty {
        problems.append(.init(file: folder, line: nil, Wording("文件夹是空的或不存在。", "Empty or missing folder.")))
      }
      return names.filter { $0.hasSuffix(".yaml") }.sorted().map { "\(folder)/\($0)" }
    }
    func classification(_ name: String) -> Classification {
      guard let text = text(name) else { return Classification([]) }
      do { return try ClassificationFile(name: name).read(text) } catch {
        problems += error.problems
        return Classification([])
      }
    }
    let functional = classification("classifications/functional.csv")
    let economic =
      parts.contains(.economicCodes)
      ? classification("classifications/economic-department.csv") : Classification([])
    let government =
      parts.contains(.economicCodes)
      ? classification("classifications/economic-government.csv") : Classification([])
    func rows(_ name: String, columns: [String]) -> [[String]] {
      guard parts.contains(.words), let text = text(name) else { return [] }
      let list = ListFile(name: name, columns: columns).read(text)
      problems += list.problems
      return list.rows
    }
    let divisions = rows("divisions.csv", columns: ["code", "name"]).map { (code: $0[0], name: $0[1]) }
    let phrases = rows("phrases/boilerplate.csv", columns: ["phrase", "bodies"]).map { $0[0] }
    let terms = rows("phrases/terms.csv", columns: ["term", "bodies"]).map { $0[0] }
    var forms: [StatementForm] = []
    var profiles: [Profile] = []
    var laws: [Law] = []
    for path in yamls("forms") {
      guard let text = text(path) else { continue }
      let file = YAMLFile(path)
      if let form = FormFile(file: file, classes: functional).form(text) { forms.append(form) }
      problems += file.problems
    }
    for path in parts.contains(.profiles) ? yamls("profiles") : [] {
      guard let text = text(path) else { continue }
      let file = YAMLFile(path)
      if let profile = ProfileFile(file: file).profile(text) { profiles.append(profile) }
      problems += file.problems
    }
    for path in parts.contains(.laws) ? yamls("law") : [] {
      guard let text = text(path) else { continue }
      let file = YAMLFile(path)
      laws += LawFile(file: file).laws(text)
      problems += file.problems
    }
    guard problems.isEmpty else { throw CatalogError(problems) }
    return Catalog(
      functional: functional, economicDepartment: economic, forms: forms, profiles: profiles, laws: laws,
      economicGovernment: government,
      divisions: Divisions(divisions), phrases: phrases, terms: terms, parts: parts)
  }
}
