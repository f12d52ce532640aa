import Foundation
import MingzhangModel
import Yams

/// The settings of a server, from a YAML file and from the environment; the program's options come last and win.
/// `Documentation/operation.md` lists them.
public struct ServerSettings: Sendable {
  /// One setting: its name in the file (`public_address`), in the environment (`MINGZHANG_PUBLIC_ADDRESS`), and what it may be.
  struct Key: Sendable {
    let name: String
    let expected: Wording
    /// Nil when the text is not as expected.
    let set: @Sendable (String, inout ServerConfiguration) -> Void?
    var variable: String { "MINGZHANG_" + name.uppercased() }
  }

  private static func text(
    _ name: String, _ path: WritableKeyPath<ServerConfiguration, String> & Sendable
  ) -> Key {
    Key(name: name, expected: Wording("一段文字", "some text")) { text, configuration in
      guard !text.isEmpty else { return nil }
      configuration[keyPath: path] = text
      return ()
    }
  }

  private static func optional(
    _ name: String, _ expected: Wording, _ path: WritableKeyPath<ServerConfiguration, String?> & Sendable,
    _ accepts: @Sendable @escaping (String) -> Bool = { !$0.isEmpty }
  ) -> Key {
    Key(name: name, expected: expected) { text, configuration in
      guard accepts(text) else { return nil }
      configuration[keyPath: path] = text
      return ()
    }
  }

  private static func number(
    _ name: String, _ range: ClosedRange<Int>, _ path: WritableKeyPath<ServerConfiguration, Int> & Sendable,
    times factor: Int = 1
  ) -> Key {
    let (low, high) = (range.lowerBound, range.upperBound)
    return Key(name: name, expected: Wording("\(low) 到 \(high) 的整数", "a whole number from \(low) to \(high)")) {
      text, configuration in
      guard let number = Int(text), range.contains(number) else { return nil }
      configuration[keyPath: path] = number * factor
      return ()
    }
  }

  private static func flag(
    _ name: String, _ path: WritableKeyPath<ServerConfiguration, Bool> & Sendable
  ) -> Key {
    Key(name: name, expected: Wording("true 或 false", "true or false")) { text, configuration in
      guard text == "true" || text == "false" else { return nil }
      configuration[keyPath: path] = text == "true"
      return ()
    }
  }

  static let keys: [Key] = [
    text("host", \.host), number("port", 1...65_535, \.port),
    Key(name: "data", expected: Wording("文件夹", "a folder")) { text, configuration in
      guard !text.isEmpty else { return nil }
      configuration.folder = URL(filePath: text)
      return ()
    },
    optional(
      "database", Wording("postgres:// 或 postgresql:// 开头的地址", "an address beginning with postgres://"), \.database
    ) {
      $0.hasPrefix("postgres://") || $0.hasPrefix("postgresql://")
    },
    text("site_name", \.siteName.chinese), text("site_name_en", \.siteName.english),
    optional(
      "public_address", Wording("http:// 或 https:// 开头的地址", "an address beginning with http:// or https://"),
      \.publicAddress
    ) {
      $0.hasPrefix("http://") || $0.hasPrefix("https://")
    },
    flag("secure_cookies", \.secureCookies), flag("behind_proxy", \.isBehindProxy),
    number("upload_limit_mb", 1...1024, \.uploadLimit, times: 1 << 20), number("workers", 0...64, \.workers),
    number("examination_seconds", 5...3600, \.examinationSeconds),
    number("requests_per_minute", 0...10_000_000, \.requestsPerMinute),
    number("api_requests_per_minute", 0...10_000_000, \.apiRequestsPerMinute),
    optional("metrics_token", Wording("至少 16 个字符", "at least 16 characters"), \.metricsToken) { $0.utf8.count >= 16 },
    optional("catalog", Wording("文件夹", "a folder"), \.catalogFolder),
  ]

  /// Reads a file and the environment into `configuration`.
  ///
  /// - Throws: `ServerProblem` naming file, line and what was expected, for every wrong setting at once.
  public static func apply(
    file: URL?, environment: [String: String], to configuration: inout ServerConfiguration
  ) throws {
    var problems: [Wording] = []
    if let file { problems += try read(file, into: &configuration) }
    for key in keys {
      guard let value = environment[key.variable] else { continue }
      if key.set(value, &configuration) == nil {
        problems.append(
          Wording("环境变量 \(key.variable)：应为\(key.expected.chinese)", "\(key.variable): expected \(key.expected.english)")
        )
      }
    }
    guard problems.isEmpty else {
      throw ServerProblem(
        Wording(problems.map(\.chinese).joined(separator: "\n"), problems.map(\.english).joined(separator: "\n")))
    }
  }

  private static func read(_ file: URL, into configuration: inout ServerConfiguration) throws -> [Wording] {
    guard let data = FileManager.default.contents(atPath: file.path) else {
      throw ServerProblem(Wording("读不到配置文件 \(file.path)。", "The configuration file \(file.path) cannot be read."))
    }
    let node: Node?
    do { node = try Yams.compose(yaml: String(decoding: data, as: UTF8.self)) } catch {
      throw ServerProblem(Wording("配置文件 \(file.path) 不是 YAML：\(error)", "\(file.path) is no YAML: \(error)"))
    }
    guard let node else { return [] }
    guard let mapping = node.mapping else {
      return [Wording("\(file.path)：应为“名称: 值”的列表", "\(file.path): expected a list of `name: value`")]
    }
    var problems: [Wording] = []
    for (name, value) in mapping {
      let line = name.mark?.line ?? 1
      guard let key = keys.first(where: { $0.name == name.string }) else {
        let known = keys.map(\.name).joined(separator: "、")
        problems.append(
          Wording(
            "\(file.path):\(line)：不认得的设置 \(name.string ?? "?")；可用：\(known)",
            "\(file.path):\(line): unknown setting \(name.string ?? "?"); there are \(known)"))
        continue
      }
      guard let text = value.scalar?.string, key.set(text, &configuration) != nil else {
        problems.append(
          Wording(
            "\(file.path):\(line)：\(key.name) 应为\(key.expected.chinese)",
            "\(file.path):\(line): \(key.name): expected \(key.expected.english)"))
        continue
      }
    }
    return problems
  }
}
