import Foundation
import MingzhangCatalog
import MingzhangModel
import MingzhangReading
import MingzhangTestSupport
import Testing

/// Small texts, read.
@Suite struct TextReadingTests {
  let reader: Reader

  init() throws {
    reader = Reader(catalog: try Catalog.load(from: TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data")))
  }

  private func read(_ text: String) throws -> Disclosure { try reader.read(Array(text.utf8), name: "t.md").disclosure }

  @Test("续页的表头不是数据行；页间的表头、页码不丢数字")
  func continuation() throws {
    let head = "部门预算支出总表\n\n甲局\n\n预算年度：2024\n\n单位：万元\n\n"
    let columns = "序号\t科目编码\t科目名称\t合计\t基本支出\t项目支出\n栏次\t1\t2\t3\t4\t5\n"
    let text =
      head + columns + "1\t\t合计\t3.00\t1.00\t2.00\n\n- 1 -\n\n甲局\n\n预算年度：2024\n\n单位：万元\n\n" + columns
      + "2\t201\t一般公共服务支出\t3.00\t1.00\t2.00\n"
    let result = try reader.read(Array(text.utf8), name: "t.md")
    let statement = try #require(result.disclosure.statement(.expenditure))
    #expect(statement.rows.count == 2)
    #expect(statement.unit == .tenThousandYuan)
    #expect(statement.columns[3].ordinal == "3")
    #expect(
      statement.cell(.total, .basic)?.reading
        == .amount(ReportedAmount(Money(fen: 1_000_000), slack: Money(fen: 5_000))))
    #expect(result.conservation.unexplained == 0)
  }

  @Test("编码栏里的数字是名字，不是金额")
  func codesAreNames() throws {
    let text = "政府采购预算表\n\n单位：万元\n\n|单位编码|采购项目|预算金额|\n|---|---|---|\n|125001|堵漏器|6.10|\n|125002|防化服|15.00|\n"
    let statement = try #require(try read(text).statements.first)
    #expect(statement.rows.map { $0[0].reading } == [.text, .text])
    #expect(statement.rows[1][2].reading == .amount(ReportedAmount(Money(fen: 15_000_000), slack: Money(fen: 5_000))))
  }

  @Test("空白不是 0.00")
  func blank() throws {
    let text = "部门预算支出总表\n\n单位：元\n\n|科目编码|科目名称|合计|基本支出|项目支出|\n|---|---|---|---|---|\n|201|甲|0.00||5.00|\n"
    let statement = try #require(try read(text).statement(.expenditure))
    let line = try #require(statement.lines.first)
    #expect(statement.cell(line, .total)?.reading == .amount(.zero))
    #expect(statement.cell(line, .basic)?.reading == .blank)
  }

  @Test("读不出的金额是读不出，不是零")
  func illegible() throws {
    let text = "部门预算支出总表\n\n单位：元\n\n|科目编码|科目名称|合计|基本支出|项目支出|\n|---|---|---|---|---|\n|201|甲|1.0.0|1|5.00|\n"
    let statement = try #require(try read(text).statement(.expenditure))
    #expect(statement.cell(try #require(statement.lines.first), .total)?.reading == .illegible)
  }

  @Test("明账 JSON 读回来就是原来的")
  func json() throws {
    let disclosure = try read("部门预算支出总表\n\n单位：元\n\n|科目编码|科目名称|合计|\n|---|---|---|\n|201|甲|1.00|\n")
    struct File: Encodable {
      var format = "mingzhang-disclosure/1"
      var disclosure: Disclosure
    }
    let bytes = Array(try JSONEncoder().encode(File(disclosure: disclosure)))
    #expect(try reader.read(bytes, name: "d.json").disclosure == disclosure)
    #expect(throws: ReadingError.self) { try reader.read(Array(#"{"format": "other"}"#.utf8), name: "d.json") }
  }

  @Test("半截的、乱的文字也有答复，不崩溃", arguments: 0..<40)
  func damaged(_ seed: Int) throws {
    var text = Array(try Data(contentsOf: TestPlaces.examples.appending(path: "seed/nangong-2023.md")))
    var state = UInt64(seed) &* 6_364_136_223_846_793_005 &+ 1
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, bound)
    }
    text = Array(text.prefix(random(text.count)))
    for _ in 0..<20 where !text.isEmpty { text[random(text.count)] = UInt8(random(128)) }
    do { _ = try reader.read(text, name: "damaged.md") } catch {
      #expect(!error.wording.chinese.isEmpty)
    }
  }
}
