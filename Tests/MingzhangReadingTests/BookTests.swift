import MingzhangCatalog
import MingzhangFormats
import MingzhangModel
import MingzhangTestSupport
import Testing

@testable import MingzhangReading

@Suite("一本书分成几个文件")
struct BookTests {
  private let reader: Reader

  init() throws {
    let data = TestPlaces.root.appending(path: "Sources/MingzhangCatalog/Data")
    reader = Reader(catalog: try Catalog.load(from: data), office: nil, recogniser: nil)
  }

  private let words = Array(
    "# 某市审计局2026年部门预算说明\n\n一、收支说明\n\n2026年预算收入3.00万元，其中：一般公共预算收入3.00万元。\n".utf8)
  private let tables = Array(
    "某市审计局2026年部门预算\n\n部门预算支出总表\n\n单位：万元\n\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t3.00\t1.00\t2.00\n201\t一般公共服务支出\t3.00\t1.00\t2.00\n"
      .utf8)

  @Test(
    "按文件名归书：说明和报表一本，附件归正文，不同单位不混",
    arguments: [
      (["北京_市教委_2026_budget_报表.pdf", "北京_市教委_2026_budget_说明.pdf", "北京_气象局_2026_budget_报表.pdf"], [[1, 0], [2]]),
      (["某局2026年部门预算公开.docx", "附件1.xlsx", "附件2.xlsx"], [[0, 1, 2]]),
      (["某局2026年部门预算公开表.xls", "某局2026年部门预算情况说明.doc"], [[1, 0]]),
      (["a/某局2026年预算公开.pdf", "b/某局2026年预算公开附件1.pdf"], [[0], [1]]),
      (["甲局2026年预算.pdf", "乙局2026年预算.pdf", "附件1.pdf"], [[0], [1], [2]]),
      (["某局2026年预算.pdf", "某局2026年预算.docx"], [[0], [1]]),
      (["某局2025年部门预算说明.pdf", "某局2026年部门预算公开表.pdf"], [[0], [1]]),
      ([], []),
    ] as [([String], [[Int]])])
  func groups(_ names: [String], _ expected: [[Int]]) { #expect(Reader.groups(of: names) == expected) }

  @Test("说明和报表读成一份公开，每一处都记得自己的文件")
  func merged() throws {
    let result = try reader.read([("说明.md", words), ("报表.md", tables), ("报表 副本.md", tables)], as: "某局")
    let disclosure = result.disclosure
    #expect(disclosure.entity == "某市审计局" && disclosure.fiscalYear == 2026)
    #expect(disclosure.statements.count == 1)
    #expect(!disclosure.narrative.claims.isEmpty)
    let statement = try #require(disclosure.statement(.expenditure))
    #expect(statement.rows[0][2].span?.file == sha256Hex(tables))
    #expect(disclosure.narrative.claims.first?.claim.span?.file == sha256Hex(words))
    #expect(disclosure.source?.parts?.map(\.name) == ["说明.md", "报表.md"])
    #expect(result.conservation.unexplained == 0 && result.conservation.inTables > 0)
  }

  @Test("读不了的一个不连累其余，但要说出来")
  func oneBroken() throws {
    let disclosure = try reader.read([("说明.md", words), ("报表.pdf", Array("%PDF-".utf8))], as: "某局").disclosure
    #expect(!disclosure.narrative.claims.isEmpty)
    #expect(disclosure.inputNotices.contains { $0.message.chinese.contains("报表.pdf") })
  }

  @Test("两个年度不是一本书")
  func twoBooks() throws {
    let other = Array(String(decoding: tables, as: UTF8.self).replacing("2026", with: "2025").utf8)
    #expect { try reader.read([("2026.md", tables), ("2025.md", other)], as: "合.zip") } throws: {
      ($0 as? ReadingError)?.code == .severalBooks
    }
  }

  @Test("压缩包是一本书；Windows 的 GBK 文件名读得出；包里的包不打开，但说出来")
  func archive() throws {
    var inner = ZIPWriter()
    inner.add("a.txt", Array("a".utf8))
    var archive = ZIPWriter()
    archive.add("公开/说明.md", words)
    archive.add("公开/XX表.md", tables)
    archive.add("公开/内.docx", inner.finished())
    archive.add("__MACOSX/._说明.md", [1, 2, 3])
    // 报 of 报表 as Chinese Windows writes it, of equal length, in place of XX; and no UTF-8 flag
    var bytes = archive.finished()
    for start in bytes.indices.dropLast(1) where bytes[start] == 0x58 && bytes[start + 1] == 0x58 {
      (bytes[start], bytes[start + 1]) = (0xB1, 0xA8)
    }
    let disclosure = try reader.read(bytes, name: "公开.zip").disclosure
    #expect(disclosure.statements.count == 1 && !disclosure.narrative.claims.isEmpty)
    #expect(disclosure.source?.parts?.count == 2)
    #expect(disclosure.inputNotices.contains { $0.message.chinese.contains("内.docx") })
  }

  @Test("GBK 文件名")
  func names() {
    let gbk: [UInt8] = [0xB1, 0xA8, 0xB1, 0xED]
    #expect(ChineseText.gb18030(gbk) == "报表")
    #expect(ChineseText.gb18030([0xFF, 0xFF]) == nil)
    #expect(ChineseText.gb18030([UInt8]()) == "")
  }

  @Test("压缩包里没有能读的：说有什么")
  func nothingInside() {
    var archive = ZIPWriter()
    archive.add("照片.bmp", [1, 2, 3])
    #expect { try reader.read(archive.finished(), name: "包.zip") } throws: {
      ($0 as? ReadingError)?.code == .unknownFormat && ($0 as? ReadingError)?.wording.chinese.contains("照片.bmp") == true
    }
  }
}
