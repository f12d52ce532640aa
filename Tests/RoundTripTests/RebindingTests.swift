import Foundation
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport
import Testing

@Suite("改过的文字仍绑着台账") struct RebindingTests {
  @Test("改写句子、留着数字的名称：再改台账，数字跟着变，编书时指出哪几个、在哪一行；没改的台账不提") func editedWordsStayBound() throws {
    let scratch = try TemporaryFolder()
    let (folder, out) = (scratch.url.appending(path: "ledger"), scratch.url.appending(path: "out"))
    try FileManager.default.copyItem(at: TestPlaces.examples.appending(path: "nangong-2023"), to: folder)
    func edit(_ file: String, _ old: String, _ new: String) throws {
      let place = folder.appending(path: file)
      let text = try String(contentsOf: place, encoding: .utf8)
      #expect(text.contains(old), "\(file)")
      try Data(text.replacing(old, with: new).utf8).write(to: place)
    }
    func make() throws -> String {
      let result = try Program().run(["make", folder.path, "--output", out.path, "--formats", "md,data"])
      #expect(result.code == 0, "\(result.output)\(result.errors)")
      return result.output
    }
    try edit("narrative/02-overview.md", "{{年度}}年支出预算{{支出.合计}}，其中基本支出", "全年安排支出预算{{支出.合计}}，保障重点，其中基本支出")
    #expect(try !make().contains("个数字变了"))
    let text = try String(contentsOf: out.appending(path: "book.md"), encoding: .utf8)
    #expect(text.contains("全年安排支出预算2466.08万元，保障重点"))
    #expect(try !make().contains("个数字变了"))
    try edit("expenditure.csv", "年鉴,,300000.00", "年鉴,,310000.00")
    try edit("revenue.csv", "2010302,14741200.00", "2010302,14751200.00")
    let told = try make()
    #expect(told.contains("文字里 8 个数字变了"))
    #expect(told.contains("2466.08万元 → 2467.08万元  narrative/02-overview.md 第 7 行"))
    #expect(try String(contentsOf: out.appending(path: "book.md"), encoding: .utf8).contains("全年安排支出预算2467.08万元，保障重点"))
  }
}
