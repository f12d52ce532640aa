import Foundation
import MingzhangCatalog
import MingzhangMaking
import MingzhangModel

/// One thing that the work needs, and whether it is there.
struct Diagnosis {
  var name: Wording
  var isSound: Bool
  var isOptional: Bool
  var result: Wording

  static func all(catalog path: String?) async -> [Diagnosis] { [catalog(path)] }

  private static func catalog(_ path: String?) -> Diagnosis {
    let name = Wording("目录数据", "catalog")
    do {
      let folder = try path.map { URL(filePath: $0) } ?? Catalog.standardLocation()
      let catalog = try Catalog.load(from: folder)
      let codes = catalog.functional.entries.count
      return Diagnosis(
        name: name, isSound: true, isOptional: false,
        result: Wording(
          "表样 \(catalog.forms.count) 种，省份格式 \(catalog.profiles.count) 种，功能科目 \(codes) 个",
          "\(catalog.forms.count) forms, \(catalog.profiles.count) profiles, \(codes) functional codes"))
    } catch {
      let wording = (error as? any ExplainedError)?.wording ?? Wording("\(error)", "\(error)")
      return Diagnosis(name: name, isSound: false, isOptional: false, result: wording)
    }
  }
}
