import MingzhangModel

/// Which files belong to one book, by their names: 说明 beside 报表, 附件1 and 附件2 beside the main text.
struct BookGroups {
  /// What a file is called without its folder, its extension and the words that name a part of a book.
  private struct Name {
    var folder: Substring
    var stem: String
    /// The words taken out, in order; two files of one book differ in them.
    var part: String
  }

  /// Words that name a part of a book; longer ones first, so that 公开报表 is not left as 公开.
  private static let parts = [
    "文字说明", "情况说明", "编制说明", "公开说明", "预算说明", "决算说明", "绩效目标表", "绩效目标", "公开报表", "公开表格", "公开附表", "公开表",
    "预算表", "决算表", "报表", "附表", "表格", "套表", "说明", "正文", "文本", "附件", "目录", "封面",
  ]
  private static let idle: Set<Character> = [
    "_", "-", "—", " ", "(", ")", "（", "）", "【", "】", "[", "]", "《", "》", ":", "：", "、", ".", "+",
  ]

  /// Indices of `names`, gathered by book, in the order in which the books first appear.
  static func groups(of names: [String]) -> [[Int]] {
    let read = names.map(name)
    var books: [(key: String, parts: Set<String>, files: [Int])] = []
    func add(_ index: Int, to key: String) {
      let part = read[index].part
      // two files that name no part, or the same part, are two books (or one book twice), never halves of one
      if let book = books.firstIndex(where: { $0.key == key && !$0.parts.contains(part) }) {
        books[book].files.append(index)
        books[book].parts.insert(part)
      } else {
        books.append((key, [part], [index]))
      }
    }
    let isNamed = { (index: Int) in read[index].stem.count > 3 }
    for index in names.indices where isNamed(index) { add(index, to: "\(read[index].folder)/\(read[index].stem)") }
    // 附件1.xlsx says nothing about whose it is: it belongs to the one book of its folder, if there is but one
    for index in names.indices where !isNamed(index) {
      let prefix = "\(read[index].folder)/"
      let keys = Set(books.map(\.key).filter { $0.hasPrefix(prefix) && !$0.dropFirst(prefix.count).contains("/") })
      if let only = keys.first, keys.count == 1 { add(index, to: only) } else { add(index, to: prefix) }
    }
    return books.map { mainFirst($0.files, read.map(\.part)) }.sorted { ($0.min() ?? 0) < ($1.min() ?? 0) }
  }

  /// The words before the tables, and attachments last: as a printed book goes.
  private static func mainFirst(_ files: [Int], _ parts: [String]) -> [Int] {
    func rank(_ index: Int) -> Int {
      let part = parts[index]
      if part.isEmpty || part.contains("说明") || part.contains("正文") || part.contains("文本") { return 0 }
      return part.contains("附件") ? 2 : 1
    }
    return files.sorted { (rank($0), $0) < (rank($1), $1) }
  }

  private static func name(_ path: String) -> Name {
    let slash = path.lastIndex(of: "/")
    var stem = String(path[(slash.map { path.index(after: $0) } ?? path.startIndex)...]).foldedForMatching
    if let dot = stem.lastIndex(of: "."), stem.distance(from: dot, to: stem.endIndex) <= 6 {
      stem = String(stem[..<dot])
    }
    var part = ""
    for word in parts {
      while let range = stem.firstRange(of: word) {
        // the number behind 附件 or 附表 belongs to it
        let end = stem[range.upperBound...].prefix { $0.isNumber || "一二三四五六七八九十".contains($0) }.endIndex
        part += stem[range.lowerBound..<end]
        stem.replaceSubrange(range.lowerBound..<end, with: "")
      }
    }
    // 2026年部门预算公开 and 2026年预算 are one thing
    for word in ["部门预算", "单位预算"] { stem = stem.replacing(word, with: "预算") }
    for word in ["部门决算", "单位决算"] { stem = stem.replacing(word, with: "决算") }
    stem = stem.replacing("信息公开", with: "").replacing("公开", with: "").replacing("预决算", with: "预算")
    stem.removeAll { idle.contains($0) }
    return Name(folder: path[..<(slash ?? path.startIndex)], stem: stem, part: part)
  }
}
