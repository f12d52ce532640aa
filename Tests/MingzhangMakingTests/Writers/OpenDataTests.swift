import Foundation
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport
import Testing

@Suite struct OpenDataTests {
  @Test("开放数据：金额两位小数，空白没有行，每个金额都在")
  func statements() throws {
    let disclosure = try NangongLedger().disclosure
    let files = try OpenDataWriter().files(for: disclosure)
    let text = String(decoding: try #require(files["statements.csv"]), as: UTF8.self)
    let lines = text.split(separator: "\r\n")
    #expect(lines.first?.hasSuffix("amount_yuan,printed,unit") == true)
    #expect(lines.contains { $0.contains("收支总表,revenue,totalRevenue") && $0.contains("24660800.00") })
    let again = try OpenDataWriter().files(for: disclosure)
    #expect(files == again)
  }

  @Test(
    "JSON 合乎它的模式；说明文件列的列名就是 CSV 的列名",
    .enabled(if: OutsideTools.hasPackage("jsonschema"), "没有 jsonschema，跳过；先运行 Scripts/setup --test"))
  func schema() async throws {
    let scratch = try TemporaryFolder()
    for (name, bytes) in try OpenDataWriter().files(for: NangongLedger().disclosure) {
      _ = try scratch.file(name, Data(bytes))
    }
    let answer = try await OutsideTools.run(
      OutsideTools.python,
      [
        "-c",
        """
        import csv, json, sys, jsonschema
        folder = sys.argv[1] + '/'
        load = lambda name: json.load(open(folder + name, encoding='utf-8'))
        jsonschema.validate(load('disclosure.json'), load('disclosure.schema.json'))
        for r in load('datapackage.json')['resources']:
            if r['path'].endswith('.csv'):
                rows = list(csv.reader(open(folder + r['path'], encoding='utf-8-sig', newline='')))
                assert rows[0] == [f['name'] for f in r['schema']['fields']], r['path']
                assert all(len(row) == len(rows[0]) for row in rows), r['path']
        print('right')
        """, scratch.url.path,
      ])
    #expect(answer.output == "right\n")
  }
}
