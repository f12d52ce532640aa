import MingzhangModel

/// Words that every page prints at its edge: `某市审计局2026年度部门预算公开` above, a motto below.
///
/// They must be known, or they would stand between the pages of a table.
struct RunningHeads {
  private var words: Set<String> = []

  /// A head is a page's first or last line, at the same height, on this many pages.
  private static let least = 3

  init(pages: [Page], titles: Titles) {
    var counts: [String: Int] = [:]
    for page in pages where page.height > 0 {
      for block in Set([page.blocks.first, page.blocks.last].compactMap { $0 }) {
        guard case .line(let line) = block, let key = Self.key(line) else { continue }
        counts[key, default: 0] += 1
      }
    }
    for page in pages where page.height > 0 {
      for block in [page.blocks.first, page.blocks.last] {
        guard case .line(let line) = block, let key = Self.key(line), counts[key, default: 0] >= Self.least else {
          continue
        }
        // a title or a unit that is printed again with its table belongs to the table
        if titles.kind(of: line.text) == nil, !TableHead.isPart(line.text),
          !Walk.isPageNumber(line.text.foldedForMatching)
        {
          words.insert(key)
        }
      }
    }
  }

  func contain(_ line: TextLine) -> Bool { !words.isEmpty && Self.key(line).map(words.contains) == true }

  private static func key(_ line: TextLine) -> String? {
    guard let box = line.span.box else { return nil }
    return "\(Int((box.y0 / 4).rounded())) \(line.text)"
  }
}
