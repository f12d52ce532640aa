import Foundation
import MingzhangModel

/// Our own open data, read back: JSON with `"format": "mingzhang-disclosure/1"`.
enum DisclosureFile {
  private struct Shape: Decodable {
    var format: String?
    var disclosure: Disclosure?
  }

  /// The disclosure in `bytes`; nil when they are no JSON at all.
  static func disclosure(in bytes: [UInt8], name: String) throws(ReadingError) -> Disclosure? {
    let decoder = JSONDecoder()
    let shape: Shape
    do { shape = try decoder.decode(Shape.self, from: Data(bytes)) } catch let error as DecodingError {
      if case .dataCorrupted(let context) = error, context.codingPath.isEmpty { return nil }
      throw ReadingError(
        .damaged, file: name,
        Wording(
          "\(name) 是 JSON，但不是完整的明账数据：\(place(of: error))。请用 mingzhang read --format json 重新导出。",
          "\(name) is JSON, but no complete Mingzhang data: \(place(of: error)). Export it again with `mingzhang read --format json`."
        ))
    } catch { return nil }
    guard shape.format == "mingzhang-disclosure/1", let disclosure = shape.disclosure else {
      throw ReadingError(
        .unknownFormat, file: name,
        Wording(
          "\(name) 是 JSON，但没有 \"format\": \"mingzhang-disclosure/1\" 和 disclosure。",
          "\(name) is JSON without \"format\": \"mingzhang-disclosure/1\" and a disclosure."))
    }
    return disclosure
  }

  private static func place(of error: DecodingError) -> String {
    let path: [any CodingKey] =
      switch error {
      case .dataCorrupted(let context), .keyNotFound(_, let context), .typeMismatch(_, let context),
        .valueNotFound(_, let context):
        context.codingPath
      @unknown default: []
      }
    return path.isEmpty ? "format" : path.map(\.stringValue).joined(separator: ".")
  }
}
