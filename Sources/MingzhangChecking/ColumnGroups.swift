import MingzhangModel

/// Columns under one heading of which one is called 小计 or 合计.
struct ColumnGroups {
  var whole: Int
  var parts: [Int]

  static func all(_ statement: Statement) -> [ColumnGroups] {
    let columns = statement.columns
    var out: [ColumnGroups] = []
    for whole in columns.indices where columns[whole].mayHoldAmounts {
      guard ["小计", "合计", "总计"].contains(columns[whole].last) else { continue }
      let parent = columns[whole].path.dropLast()
      let depth = parent.count
      var parts: [Int] = []
      var isPlain = true
      for index in columns.indices where index > whole && columns[index].mayHoldAmounts {
        let path = columns[index].path
        guard path.count > depth, Array(path.prefix(depth)) == Array(parent) else { break }
        let words = columns[index].words
        guard !words.contains("其中"), columns[index].side == columns[whole].side else {
          isPlain = false
          break
        }
        if path.count == depth + 1 {
          guard !["小计", "合计", "总计"].contains(columns[index].last) else { break }
          parts.append(index)
        } else if ["小计", "合计"].contains(columns[index].last), path.count == depth + 2 {
          parts.append(index)  // the subtotal of a group inside
        } else if !parts.contains(where: { columns[$0].path.prefix(depth + 1) == path.prefix(depth + 1) }) {
          parts.append(index)  // a group inside without a subtotal: each of its columns
        } else if let first = parts.last(where: { columns[$0].path.prefix(depth + 1) == path.prefix(depth + 1) }),
          !["小计", "合计"].contains(columns[first].last)
        {
          parts.append(index)
        }
      }
      guard isPlain, parts.count > 1 else { continue }
      out.append(ColumnGroups(whole: whole, parts: parts))
    }
    return out
  }
}
