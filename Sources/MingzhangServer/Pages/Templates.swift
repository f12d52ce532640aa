import Foundation
import MingzhangModel
import Mustache

/// The page templates: Mustache, which escapes everything that is not said to be markup.
enum Templates {
  /// Every `*.mustache` of `folder`; those beginning with `_` are parts of others.
  static func library(from folder: URL) throws -> MustacheLibrary {
    var library = MustacheLibrary()
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    where name.hasSuffix(".mustache") {
      guard let data = FileManager.default.contents(atPath: folder.appending(path: name).path) else { continue }
      do { try library.register(String(decoding: data, as: UTF8.self), named: String(name.dropLast(9))) } catch {
        throw ServerProblem(Wording("页面模板 \(name) 有误：\(error)", "The template \(name) is wrong: \(error)"))
      }
    }
    return library
  }
}
