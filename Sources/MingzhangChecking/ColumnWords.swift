import MingzhangModel

extension StatementColumn {
  /// The heading without spaces, from top to bottom.
  var words: String { path.joined(separator: "/").foldedForMatching }
  /// Its lowest words.
  var last: String { path.last?.foldedForMatching ?? "" }

  /// Whether amounts stand below it, whatever they mean.
  var mayHoldAmounts: Bool { ![.sequence, .code, .caption, .quantity, .unitPrice].contains(key) }
}

/// The items of a “三公” table that has them side by side, in their printed order.
struct ThreePublicColumns {
  var total: Int
  var travel: Int
  var vehicles: Int?
  var purchase: Int?
  var operation: Int?
  var reception: Int

  /// One set for each time the columns repeat: 预算数 and 决算数, this year and last.
  static func all(_ statement: Statement) -> [ThreePublicColumns] {
    let words = statement.columns.map { ($0.words, $0.last) }
    var out: [ThreePublicColumns] = []
    for travel in words.indices where words[travel].0.contains("出国") && travel > 0 {
      let total = travel - 1
      guard statement.columns[total].mayHoldAmounts, !words[total].0.contains("费/") || words[total].1 == "小计",
        words[total].1.contains("合计") || words[total].1.contains("小计") || words[total].1.contains("三公")
          || words[total].1.contains("总计")
      else { continue }
      var found = ThreePublicColumns(total: total, travel: travel, reception: -1)
      for index in words.indices where index > travel {
        let (all, last) = words[index]
        if all.contains("出国") { break }
        if last.contains("接待") {
          found.reception = index
          break
        }
        guard all.contains("车") else { break }
        if last.contains("小计") || last.contains("购置及") || last.contains("合计") {
          found.vehicles = index
        } else if last.contains("购置") {
          found.purchase = index
        } else if last.contains("运行") || last.contains("运维") {
          found.operation = index
        }
      }
      guard found.reception > 0, found.vehicles != nil || (found.purchase != nil && found.operation != nil) else {
        continue
      }
      out.append(found)
    }
    return out
  }
}
