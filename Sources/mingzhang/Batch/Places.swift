import MingzhangFormats

/// Where results of items go: paths that no file system refuses and that no two items share.
enum Places {
  /// One path an item, below the result folder: `2023/办公室.pdf`.
  static func names(for items: [Item]) -> [String] {
    var taken = Set<String>()
    return items.map { item in
      let parts = item.name.split(separator: "/").map { short(String($0)) }
      let name = parts.isEmpty ? "1" : parts.joined(separator: "/")
      var unlike = name
      var number = 2
      // file systems may not tell capitals apart
      while !taken.insert(unlike.lowercased()).inserted || reserved.contains(unlike.lowercased()) {
        unlike = "\(name) (\(number))"
        number += 1
      }
      return unlike
    }
  }

  private static let reserved: Set<String> = ["index", "overview", ".mingzhang"]

  /// Names hold at most 255 bytes, and an extension is still to come.
  private static func short(_ part: String) -> String {
    guard part.utf8.count > 200 else { return part }
    var start = part
    while start.utf8.count > 180 { start.removeLast() }
    return start + "-" + sha256Hex(Array(part.utf8)).prefix(8)
  }
}
