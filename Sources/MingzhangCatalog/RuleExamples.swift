import Foundation
import MingzhangModel

extension Catalog {
  /// The worked examples of the rules, by code. They are read only when a rule is explained.
  ///
  /// - Returns: nothing when the folder has none: an explanation without its example is still one.
  public static func ruleExamples(in directory: URL) -> [String: RuleExample] {
    guard let data = FileManager.default.contents(atPath: directory.appending(path: "rule-examples.json").path) else {
      return [:]
    }
    return (try? JSONDecoder().decode([String: RuleExample].self, from: data)) ?? [:]
  }
}
