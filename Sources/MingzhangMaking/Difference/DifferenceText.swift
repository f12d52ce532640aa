import MingzhangModel

/// A difference as plain text: every change with both ends, their places and the exact difference.
public struct DifferenceText: Sendable {
  private let words: DifferenceWords
  public init(language: Language) { words = DifferenceWords(language: language) }

  public func text(for difference: DisclosureDifference) -> String {
    var out = words.say("旧 ", "old ") + words.end(difference.old) + "\n"
    out += words.say("新 ", "new ") + words.end(difference.new) + "\n"
    out += words.verdict(difference) + "\n"
    for group in difference.groups where !group.changes.isEmpty {
      out += "\n\(words.title(group))  \(words.counts(group.changes))\n"
      for change in group.changes { out += text(for: change, in: group) }
    }
    return out
  }

  /// One change in one line: `项目支出  1495.06万元 → 1496.06万元  narrative/02-overview.md 第 7 行`.
  public func line(_ change: DisclosureDifference.Change) -> String {
    let ends = [change.old, change.new].map { end in
      end.map { $0.text.isEmpty ? words.say("空白", "blank") : Self.short($0.text) } ?? "—"
    }
    let place = (change.new ?? change.old).map(words.place) ?? ""
    return "\(change.line)  \(ends.joined(separator: " → "))  \(place)"
  }

  /// The result in one line.
  public func summary(of difference: DisclosureDifference) -> String { words.verdict(difference) }

  private func text(for change: DisclosureDifference.Change, in group: DisclosureDifference.Group) -> String {
    var out = "  \(words.name(change.sort))  \(words.what(change, in: group))"
    if let difference = words.difference(change) { out += "  \(difference)" }
    out += "\n"
    for (label, end) in [(words.say("旧", "old"), change.old), (words.say("新", "new"), change.new)] {
      guard let end else { continue }
      let place = words.place(end)
      let printed = end.text.isEmpty ? words.say("空白", "blank") : Self.short(end.text)
      out += "      \(label) \(printed)\(place.isEmpty ? "" : "  · \(place)")\n"
    }
    return out
  }

  private static func short(_ text: String) -> String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    return line.count > 160 ? line.prefix(120) + "…" + line.suffix(36) : line
  }
}
