import Mustache

/// Nothing, for a template: it writes nothing, and a section about it is left out. An empty text would begin the section.
struct Blank: MustacheCustomRenderable {
  var renderText: String { "" }
  var isNull: Bool { true }

  /// The values with every empty text in them as nothing.
  static func replacing(_ value: Any) -> Any {
    switch value {
    case let text as String: text.isEmpty ? Blank() : text
    case let map as [String: Any]: map.mapValues(replacing)
    case let list as [[String: Any]]: list.map { $0.mapValues(replacing) }
    default: value
    }
  }
}
