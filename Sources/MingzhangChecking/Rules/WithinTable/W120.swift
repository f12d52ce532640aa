import MingzhangModel

extension Rule {
  /// The printed sequence numbers count up by one.
  static let sequenceGap = Rule(
    "W120", Wording("序号不连续", "The sequence numbers have a gap"), .warning,
    preparer: Wording("重新编序号；如删过模板行，核对有没有误删数据行。", "Renumber the rows, and check that no row with figures was deleted."),
    citizen: Wording("表的行号跳号，可能少了行。", "Row numbers skip: a row may be missing.")
  ) { subject throws(Unchecked) in
    var broken: [Broken] = []
    var decided = false
    for statement in subject.disclosure.statements where !statement.isEmpty {
      for (index, column) in statement.columns.enumerated() where column.key == .sequence {
        var last: (number: Int, row: Int)?
        for (row, cells) in statement.rows.enumerated() {
          guard var number = Int(cells[index].printed), (0..<1_000_000).contains(number) else { continue }
          // one wrong number among right ones is one slip
          if let before = last, row + 1 < statement.rows.count,
            Int(statement.rows[row + 1][index].printed) == before.number + 2
          {
            number = before.number + 1
          }
          defer { last = (number, row) }
          number = Int(cells[index].printed) ?? number
          guard let before = last else { continue }
          decided = true
          guard number != before.number + 1, number != 1 else { continue }
          defer {
            if row + 1 < statement.rows.count, Int(statement.rows[row + 1][index].printed) == before.number + 2 {
              number = before.number + 1
            }
          }
          func place(_ row: Int) -> Evidence {
            let line = statement.lines.first {
              $0.row == row && ($0.side == nil || column.side == nil || $0.side == column.side)
            }
            let text = ((line?.caption ?? "") + " " + statement.rows[row][index].printed).trimmingSpaces()
            return Evidence(
              "\(statement.title) / \(column.path.last ?? "")", text: text, span: statement.rows[row][index].span,
              statement: statement.kind)
          }
          broken.append(
            Broken(
              Wording(
                "《\(statement.title)》序号由 \(before.number) 跳到 \(number)（“\(place(row).text)”）。",
                "“\(statement.title)”: the numbers go from \(before.number) to \(number)."),
              expected: "\(before.number + 1)", found: "\(number)", evidence: [place(row), place(before.row)],
              key: "\(statement.kind.rawValue)|\(number)|\(index)"))
        }
      }
    }
    guard decided else { throw Unchecked("各表没有序号", "no table has sequence numbers") }
    return broken
  }
}
