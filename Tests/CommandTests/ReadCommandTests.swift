import Foundation
import MingzhangTestSupport
import Testing

@Suite struct ReadCommandTests {
  let program = Program()
  let seed = TestPlaces.examples.appending(path: "seed/nangong-2023.md").path

  private struct Shape: Decodable {
    struct Table: Decodable {
      var title: String
      var columns: [String]
      var rows: [[String]]
    }
    var unit: String
    var tables: [Table]
  }

  @Test("一个文件的 JSON 是一个对象，几个是一个列表，做不成的不在其中")
  func json() throws {
    let one = try program.run(["read", "--format", "json", seed])
    let shape = try JSONDecoder().decode(Shape.self, from: Data(one.output.utf8))
    #expect(shape.unit == "南宫市人民政府办公室" && one.errors.isEmpty)
    let many = try program.run(["read", "--format", "json", seed, "no-such-file.md", seed])
    #expect(many.code == 2)
    #expect(try JSONDecoder().decode([Shape].self, from: Data(many.output.utf8)).count == 2)
    #expect(many.errors.contains("no-such-file.md"))
  }

  @Test("几个文件之后有一张表：单位、年度、表数、勾稽、把握")
  func table() throws {
    let result = try program.run(["read", seed, seed])
    let rows = result.output.split(separator: "\n").filter { $0.hasPrefix("nangong-2023.md ") }
    #expect(rows.count == 2)
    #expect(rows.allSatisfy { $0.contains("2023") && $0.contains("高") && $0.contains("/") })
    #expect(result.output.contains("共 2 个文件"))
  }

  @Test("--explain：没有页面图的格式逐格说位置、列文字，屏幕上说写到了哪里", arguments: ["docx", "xlsx", "html", "md"])
  func explained(_ format: String) throws {
    let scratch = try TemporaryFolder()
    let book = scratch.url.appending(path: "book")
    if format == "md" {
      try FileManager.default.createDirectory(at: book, withIntermediateDirectories: true)
      try FileManager.default.copyItem(atPath: seed, toPath: book.appending(path: "nangong-2023.md").path)
    } else {
      let made = try program.run([
        "make", TestPlaces.examples.appending(path: "nangong-2023").path, "--formats", format, "--output", book.path,
      ])
      try #require(made.code == 0, "\(made.errors)")
    }
    let files = FileManager.default.enumerator(at: book, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? []
    let file = try #require(files.first { $0.pathExtension == format })
    let folder = scratch.url.appending(path: "explained")
    let result = try program.run(["read", "--explain", folder.path, file.path])
    #expect(result.code == 0 && result.errors.contains("index.html"))
    let name = file.deletingPathExtension().lastPathComponent
    let page = try String(contentsOf: folder.appending(path: "\(name)/index.html"), encoding: .utf8)
    #expect(page.contains("公务接待费") && (format == "xlsx" || page.contains("<mark>")))
    #expect(page.contains(format == "xlsx" ? "!B" : format == "md" ? "行</small>" : "<small>第"))
  }

  @Test("CSV：一张表一个文件，另有每格来源；和 JSON 说的一样")
  func csv() throws {
    let scratch = try TemporaryFolder()
    let folder = scratch.url.appending(path: "out")
    #expect(try program.run(["read", seed, "--format", "csv", "--output", folder.path]).code == 0)
    let shape = try JSONDecoder().decode(
      Shape.self, from: Data(try program.run(["read", "--format", "json", seed]).output.utf8))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "nangong-2023.md").path)
    #expect(names.count == shape.tables.count + 1)
    let first = try #require(names.first { $0.hasPrefix("01-") })
    let text = try String(contentsOf: folder.appending(path: "nangong-2023.md/\(first)"), encoding: .utf8)
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines[0].contains(shape.tables[0].columns[0]) && lines[0].hasSuffix(",来源"))
    #expect(lines.count == shape.tables[0].rows.count + 2)
    #expect(lines[1].contains("第 ") && lines[1].contains(" 行"))
    let cells = try String(contentsOf: folder.appending(path: "nangong-2023.md/cells.csv"), encoding: .utf8)
    let filled = shape.tables.flatMap(\.rows).joined().filter { !$0.isEmpty }.count
    #expect(cells.components(separatedBy: "\r\n").count >= filled + 1)
  }

  @Test("XLSX：一张表一页，金额是数字，值和印的一样")
  func xlsx() throws {
    let scratch = try TemporaryFolder()
    #expect(try program.run(["read", seed, "--format", "xlsx", "--output", scratch.url.path]).code == 0)
    let json = try scratch.file("read.json", Data(try program.run(["read", "--format", "json", seed]).output.utf8))
    guard let python = Python.with("openpyxl") else { return print("skipped: no Python with openpyxl") }
    let script = """
      import json, sys, openpyxl
      from decimal import Decimal
      book = openpyxl.load_workbook(sys.argv[1])
      tables = json.load(open(sys.argv[2]))["tables"]
      assert len(book.worksheets) == len(tables) + 1, (book.sheetnames, len(tables))
      numbers = 0
      for sheet, table in zip(book.worksheets, tables):
          assert sheet["A1"].value == table["title"]
          for r, row in enumerate(table["rows"]):
              for c, printed in enumerate(row):
                  value = sheet.cell(r + 4, c + 1).value
                  if value is None:
                      assert printed == "", (table["title"], r, c, printed)
                  elif isinstance(value, str):
                      assert value == printed, (value, printed)
                  else:
                      numbers += 1
                      assert Decimal(str(value)) == Decimal(printed.replace(",", "")), (value, printed)
              assert "行" in sheet.cell(r + 4, len(row) + 1).value
      assert numbers > 200, numbers
      assert book.worksheets[-1].max_row > numbers
      """
    #expect(try python.run(["-c", script, scratch.url.appending(path: "nangong-2023.md.xlsx").path, json]) == "")
  }
}
