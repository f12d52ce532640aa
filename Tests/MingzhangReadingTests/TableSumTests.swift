import Foundation
import MingzhangCatalog
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

@Suite("表内的勾稽关系") struct TableSumTests {
  @Test("把握多大就是列出的关系里几个成立；每个关系指得到单元格")
  func sumsAreTheConfidence() throws {
    let text = try Data(contentsOf: TestPlaces.examples.appending(path: "seed/nangong-2023.md"))
    let catalog = try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data"))
    let disclosure = try Reader(catalog: catalog).read(Array(text), name: "nangong-2023.md").disclosure
    for statement in disclosure.statements {
      let sums = TableSum.all(of: statement)
      #expect(sums.count == statement.confidence?.tried ?? 0, "\(statement.title)")
      #expect(sums.count(where: \.holds) == statement.confidence?.holding ?? 0, "\(statement.title)")
      #expect(sums == TableSum.all(of: statement), "顺序不变")
    }
    var expenditure = try #require(disclosure.statement(.expenditure))
    let column = try #require(expenditure.columns.firstIndex { $0.key == .total })
    // one fen more in one part: exactly the sums that it is part of no longer hold
    let row = try #require(expenditure.lines.first { $0.key.functionalCode?.level == .item }).row
    guard case .amount(let amount) = expenditure.rows[row][column].reading else {
      Issue.record("no amount")
      return
    }
    let place = TableSum.Place(row: row, column: column)
    expenditure.rows[row][column].reading = .amount(ReportedAmount(amount.money + Money(fen: 100)))
    let broken = TableSum.all(of: expenditure).filter { !$0.holds }
    #expect(!broken.isEmpty)
    #expect(broken.allSatisfy { $0.whole == place || $0.parts.contains(place) })
    #expect(broken.allSatisfy { $0.difference.money.magnitude == Money(fen: 100) })
  }
}
