import Foundation
import MingzhangModel
import Yams

/// `openapi.yaml`, and the same as JSON, read once.
struct OpenAPIFile: Sendable {
  let yaml: [UInt8]
  let json: [UInt8]

  init(from folder: URL) throws {
    let place = folder.appending(path: "openapi.yaml")
    guard let data = FileManager.default.contents(atPath: place.path) else {
      throw ServerProblem(
        Wording(
          "找不到接口说明 \(place.path)，请重新安装。", "The description of the API is missing at \(place.path); install again."))
    }
    do {
      let value = try Yams.load(yaml: String(decoding: data, as: UTF8.self)) ?? [:]
      json = Array(try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys, .withoutEscapingSlashes]))
    } catch {
      throw ServerProblem(Wording("接口说明 openapi.yaml 有误：\(error)", "openapi.yaml is wrong: \(error)"))
    }
    yaml = Array(data)
  }
}
