import Foundation
import MingzhangModel
import Yams

/// A strict view of a YAML file: unknown keys, missing keys and wrong kinds become problems with file and line.
final class YAMLFile {
  let name: String
  private(set) var problems: [CatalogError.Problem] = []

  init(_ name: String) { self.name = name }

  func problem(_ node: Node?, _ chinese: String, _ english: String) {
    problems.append(.init(file: name, line: node?.mark?.line, Wording(chinese, english)))
  }

  func root(_ text: String) -> Node? {
    do {
      // every value is text until it is asked for: guessing kinds takes a dozen regular expressions for each
      guard let node = try Yams.compose(yaml: text, .basic, .default, .utf8) else {
        problem(nil, "文件是空的。", "The file is empty.")
        return nil
      }
      return node
    } catch {
      problems.append(
        .init(file: name, line: (error as? YamlError)?.line, Wording("不是合法的 YAML：\(error)", "Not YAML: \(error)")))
      return nil
    }
  }

  /// The entries of a mapping; keys beyond `allowed` are problems.
  func map(_ node: Node?, allowed: Set<String>) -> [String: Node] {
    guard let node else { return [:] }
    guard let mapping = node.mapping else {
      problem(node, "此处应为“键: 值”。", "Expected keys and values here.")
      return [:]
    }
    var out: [String: Node] = [:]
    for (key, value) in mapping {
      guard let name = key.string else { continue }
      if !allowed.contains(name) {
        problem(
          key, "不认得的键 \(name)；可用：\(allowed.sorted().joined(separator: "、"))。",
          "Unknown key \(name); allowed: \(allowed.sorted().joined(separator: ", ")).")
      }
      if out[name] != nil { problem(key, "键 \(name) 重复。", "Key \(name) is repeated.") }
      out[name] = value
    }
    return out
  }

  func list(_ node: Node?) -> [Node] {
    guard let node else { return [] }
    guard let sequence = node.sequence else {
      problem(node, "此处应为列表。", "Expected a list here.")
      return []
    }
    return Array(sequence)
  }

  func text(_ map: [String: Node], _ key: String, in node: Node?) -> String {
    guard let value = map[key] else {
      problem(node, "缺少 \(key)。", "\(key) is missing.")
      return ""
    }
    guard let text = value.scalar?.string else {
      problem(value, "\(key) 应为文字。", "\(key) must be text.")
      return ""
    }
    return text
  }

  func optionalText(_ map: [String: Node], _ key: String) -> String? { map[key]?.scalar?.string }

  func texts(_ node: Node?) -> [String] {
    list(node).compactMap { item in
      guard let text = item.scalar?.string else {
        problem(item, "此处应为文字。", "Expected text here.")
        return nil
      }
      return text
    }
  }
}

extension YamlError {
  fileprivate var line: Int? {
    switch self {
    case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
    default: nil
    }
  }
}
