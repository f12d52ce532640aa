import Foundation
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport
import Testing

@Suite struct BookViewTests {
  @Test("书的次序：表、说明九节、绩效表、采购、资产、名词")
  func order() throws {
    let view = try NangongLedger().document
    let headings = view.blocks.compactMap { block -> String? in
      if case .heading(let level, let text) = block, level <= 2 { text } else { nil }
    }
    #expect(headings.first == "部门预算公开表")
    #expect(headings.dropFirst().first == "南宫市人民政府办公室2023年部门预算信息公开情况说明")
    let numbers = headings.dropFirst(2).map { String($0.prefix(1)) }
    #expect(numbers == ["一", "二", "三", "四", "五", "六", "七", "八", "九"])
    let kinds = tables(of: view).map(\.kind)
    let after: [StatementKind] = [.units, .projectExpenditure] + Array(repeating: .performance, count: 10) + [.procurement, .assets]
    #expect(kinds == StatementKind.nine + after)
  }

  @Test("印出的字就是表里的字，每个金额都能追到台账的行")
  func printedIsPosted() throws {
    let made = try NangongLedger()
    let disclosure = made.disclosure
    for table in tables(of: made.document) {
      guard let statement = disclosure.statement(table.kind) else { continue }
      #expect(table.bodyRows.map { $0.map(\.text) } == statement.rows.map { $0.map(\.printed) }, "\(table.title)")
      for cell in table.bodyRows.joined() where cell.money != nil {
        #expect(!cell.origins.isEmpty, "\(table.title) \(cell.text)")
        #expect(cell.text == cell.money?.description)
      }
    }
  }

  @Test("追到的台账行加起来就是印出的金额")
  func originsAddUp() throws {
    let made = try NangongLedger()
    var amounts: [String: Money] = [:]
    for entry in made.ledger.expenditure { amounts["\(entry.origin.file):\(entry.origin.line)"] = entry.amount }
    for entry in made.ledger.revenue { amounts["\(entry.origin.file):\(entry.origin.line)"] = entry.amount }
    for entry in made.ledger.assets { amounts["\(entry.origin.file):\(entry.origin.line)"] = entry.value }
    for cell in tables(of: made.document).flatMap({ $0.bodyRows.joined() }) {
      guard let money = cell.money else { continue }
      #expect(cell.origins.compactMap { amounts[$0] }.sum() == money)
    }
  }

  @Test("表头逐行铺满，跨行跨列不重叠")
  func headingsTile() throws {
    for table in tables(of: try NangongLedger().document) {
      #expect(Tiling.fills(table.headRows, width: table.columns.count), "\(table.title)")
      #expect(Tiling.fills(table.leadRows, width: table.columns.count), "\(table.title)")
      #expect(Tiling.fills(table.bodyRows, width: table.columns.count), "\(table.title)")
    }
    let revenue = try #require(tables(of: try NangongLedger().document).first { $0.kind == .revenue })
    #expect(revenue.headRows.count == 3)
    #expect(revenue.headRows[0].map(\.text) == ["序号", "功能分类科目", "合计", "本年收入", "上年结转"])
    #expect(revenue.headRows[0].map(\.columnSpan) == [1, 2, 1, 8, 1])
    #expect(revenue.headRows[2].first?.text == "栏次")
  }

  @Test("求和的行：合计由类，类由款，款由项，公式的值就是印出的值")
  func sums() throws {
    let tables = tables(of: try NangongLedger().document)
    let expenditure = try #require(tables.first { $0.kind == .expenditure })
    #expect(expenditure.sums == [0: [1, 6, 10, 13], 1: [2], 2: [3, 4, 5], 6: [7], 7: [8, 9], 10: [11], 11: [12], 13: [14], 14: [15]])
    let threePublic = try #require(tables.first { $0.kind == .threePublicExpenses })
    #expect(threePublic.sums == [0: [1], 1: [2, 5, 8], 5: [6, 7]])
    for table in tables {
      for (row, parts) in table.sums {
        for column in table.columns.indices where table.bodyRows[row][column].money != nil {
          #expect(parts.compactMap { table.bodyRows[$0][column].money }.sum() == table.bodyRows[row][column].money)
        }
      }
    }
  }

  private func tables(of view: DocumentView) -> [TableView] {
    view.blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }
}

/// Whether cells with spans cover a rectangle exactly once.
enum Tiling {
  static func fills(_ rows: [[TableView.CellView]], width: Int) -> Bool {
    var taken = rows.map { _ in Array(repeating: false, count: width) }
    for (index, row) in rows.enumerated() {
      var column = 0
      for cell in row {
        while column < width, taken[index][column] { column += 1 }
        for r in index..<index + cell.rowSpan {
          for c in column..<column + cell.columnSpan {
            guard r < rows.count, c < width, !taken[r][c] else { return false }
            taken[r][c] = true
          }
        }
        column += cell.columnSpan
      }
    }
    return taken.allSatisfy { $0.allSatisfy { $0 } }
  }
}
