import MingzhangCatalog
import MingzhangModel

extension Rule {
  /// Tables that stand in another order than the contents list them.
  static let contentsOutOfOrder = Rule(
    "C206", Wording("目录与正文的顺序不同", "Contents and document are in different order"), .notice,
    preparer: Wording("使目录与正文顺序一致。", "Put contents and tables in one order."),
    citizen: Wording("目录和正文的先后不一样。", "The contents list the tables in another order.")
  ) { subject throws(Unchecked) in
    let entries = subject.listedTables.filter { StatementKind.nine.contains($0.kind) }
    let kinds = entries.map(\.1)
    guard entries.count >= 3, Set(kinds).count == kinds.count else {
      throw Unchecked("目录没有列表名", "the contents list no tables")
    }
    let order = subject.disclosure.statements.map(\.kind).filter(kinds.contains)
    guard Set(order).count == order.count else { throw Unchecked("有几张同类的表", "there are several tables of a kind") }
    let listed = entries.filter { order.contains($0.1) }
    guard let place = listed.indices.first(where: { listed[$0].1 != order[$0] }) else { return [] }
    let entry = listed[place].0
    return [
      Broken(
        Wording(
          "目录“\(entry.title)”的位置，正文是\(order[place].chinese)。",
          "Where the contents list “\(entry.title)”, the \(order[place].english) table stands."),
        expected: order[place].chinese, found: entry.title,
        evidence: [Evidence("目录", text: entry.title, span: entry.span)], key: "order")
    ]
  }
}
