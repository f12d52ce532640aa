import Foundation
import MingzhangChecking
import MingzhangMaking
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

/// What we make, read back by our own reader.
enum MadeFiles {
  static func markdown(of book: NangongBook) throws -> [UInt8] { MarkdownWriter().bytes(for: book.view) }
  static func json(of book: NangongBook) throws -> [UInt8] {
    Array(try ReadingJSON().bytes(for: [book.disclosure]))
  }
}

/// The amounts of a statement by meaning, whatever the layout: what a round trip must keep.
private func content(_ statement: Statement) -> [String: Money] {
  var out: [String: Money] = [:]
  for line in statement.lines {
    for column in statement.columns {
      guard let cell = statement.cell(line, column.key), case .amount(let amount) = cell.reading else { continue }
      out["\(line.side?.rawValue ?? "")/\(line.key)/\(column.key)"] = amount.money
    }
  }
  return out
}

@Suite struct RoundTripTests {
  @Test("编出的书读回来：九张表同样的行、同样的金额，核对没有错误", arguments: ["markdown", "json"])
  func readsBack(_ format: String) throws {
    let book = try NangongBook()
    let bytes = try format == "json" ? MadeFiles.json(of: book) : MadeFiles.markdown(of: book)
    let result = try Reader(catalog: book.catalog).read(bytes, name: "book.\(format)")
    let read = result.disclosure
    #expect(read.entity == book.disclosure.entity)
    #expect(read.fiscalYear == book.disclosure.fiscalYear)
    for kind in StatementKind.nine + [.assets, .procurement] {
      let made = try #require(book.disclosure.statement(kind), "\(kind)")
      let back = try #require(read.statement(kind), "\(kind)")
      #expect(content(made) == content(back), "\(kind)")
      #expect(made.rows.count == back.rows.count, "\(kind)")
      #expect(made.notes.map(\.text) == back.notes.map(\.text), "\(kind)")
    }
    #expect(read.goals.map(\.indicators.count) == book.disclosure.goals.map(\.indicators.count))
    #expect(read.glossary.map(\.term) == book.disclosure.glossary.map(\.term))
    #expect(RuleBook.standard.check(read, with: book.catalog).errors == [])
  }

  @Test("同样的台账编出同样的字节")
  func equalBytes() throws {
    #expect(try MadeFiles.markdown(of: NangongBook()) == MadeFiles.markdown(of: NangongBook()))
    #expect(try MadeFiles.json(of: NangongBook()) == MadeFiles.json(of: NangongBook()))
  }
}
