import Foundation
import MingzhangCatalog
import MingzhangFormats
import MingzhangMaking
import MingzhangModel
import MingzhangTestSupport
import Testing

@Suite("导入一体化系统的表") struct ImportTests {
  private static let mapping = """
    单位: 南宫市教育局
    预算年度: 2024
    表样: hebei-2023
    日期: "2024-02-20"
    收入由支出推得: 是
    表:
      - 内容: 支出
        列: {预算单位: 单位名称, 功能科目: 功能科目编码, 经济科目: 部门经济科目, 政府经济科目: 政府经济科目, 资金来源: 资金性质, 支出性质: 支出类型, 项目名称: 项目名称, 金额: 金额}
        不用的列: [单位编码]
        对应:
          资金来源: {经费拨款: 一般公共预算拨款}
          支出性质: {人员类: 人员经费, 运转类: 公用经费, 特定目标类: 项目支出}
    """
  private static let head: [SmallWorkbook.Value?] = [
    "单位编码", "单位名称", "功能科目编码", "部门经济科目", "政府经济科目", "资金性质", "项目名称", "支出类型", "金额",
  ].map { .text($0) }

  private func imported(_ workbook: SmallWorkbook, mapping text: String = Self.mapping) throws -> LedgerImport {
    let catalog = try NangongBook().catalog
    let mapping = try ImportMapping(reading: Array(text.utf8), name: "映射.yaml")
    return LedgerImport([(name: "支出.xlsx", bytes: workbook.bytes())], mapping: mapping, catalog: catalog)
  }

  private func line(
    _ item: String, _ section: String, _ project: String, _ nature: String, _ amount: SmallWorkbook.Value?,
    unit: String = "本级"
  ) -> [SmallWorkbook.Value?] {
    [
      .text("104001"), unit.isEmpty ? nil : .text(unit), item.isEmpty ? nil : .text(item),
      section.isEmpty ? nil : .text(section), .text("50101"), .text("经费拨款"), project.isEmpty ? nil : .text(project),
      .text(nature), amount,
    ]
  }

  @Test("政府经济科目记在每一行；不认得的编码指到单元格")
  func governmentSections() throws {
    let known = SmallWorkbook(rows: [Self.head, line("2050101", "30101", "", "人员类", .number("1234.5"))])
    let made = try imported(known)
    #expect(made.problems.map(\.chinese) == [])
    #expect(made.ledger.expenditure.map { $0.governmentSection?.digits } == ["50101"])
    var wrong = line("2050101", "30101", "", "人员类", .number("1234.5"))
    wrong[4] = .text("50177")
    let problems = try imported(SmallWorkbook(rows: [Self.head, wrong])).problems
    #expect(problems.count == 1)
    #expect(problems[0].chinese.contains("E2") && problems[0].chinese.contains("50177"))
  }

  @Test("带空格的数、全角数、千分位、编码带名称、竖着合并的单位：都认得，合计相符")
  func understood() throws {
    let workbook = SmallWorkbook(
      rows: [
        [.text("2024年部门预算支出明细表")], Self.head,
        line("2050101-行政运行", "30101-基本工资", "", "人员类", .text(" 1 234.50 ")),
        line("[2050101]行政运行", "30201", "", "运转类", .text("１２３４．５０"), unit: ""),
        line("2050102", "", "教师培训", "特定目标类", .text("1,000,000.00"), unit: ""),
        line("2050102", "", "教师培训", "特定目标类", .formula("SUM(A1:A2)", result: "31.4"), unit: ""),
        line("205", "", "", "", .number("1002500.40"), unit: ""),
        [.text("合计"), nil, nil, nil, nil, nil, nil, nil, .number("1002500.4")],
      ], merges: ["B3:B6", "A1:I1"])
    let made = try imported(workbook)
    #expect(made.problems.map(\.chinese) == [])
    #expect(made.totals.expenditure == Money(fen: 100_250_040))
    #expect(
      made.totals
        == made.totalsOfLedger.map { .init(rows: made.totals.rows, revenue: $0.revenue, expenditure: $0.expenditure) })
    #expect(made.sumRows == 2)
    #expect(made.ledger.expenditure.map(\.unit) == ["本级", "本级", "本级"])
    // two rows of one project are one line
    #expect(made.ledger.expenditure.last?.amount == Money(fen: 100_003_140))
    #expect(made.ledger.revenue.map(\.amount).sum() == made.totals.revenue)
    #expect(made.ledger.projects.map(\.name) == ["教师培训"])
  }

  @Test("万元的表换成元，到分为止") func tenThousands() throws {
    let workbook = SmallWorkbook(rows: [Self.head, line("2050101", "30101", "", "人员类", .number("123.456789"))])
    let text = Self.mapping.replacing("收入由支出推得: 是", with: "收入由支出推得: 是\n金额单位: 万元")
    #expect(try imported(workbook, mapping: text).totals.expenditure == Money(fen: 123_456_789))
    let tooFine = SmallWorkbook(rows: [Self.head, line("2050101", "30101", "", "人员类", .number("123.4567891"))])
    #expect(try imported(tooFine, mapping: text).problems.first?.chinese.contains("精确到分") == true)
  }

  @Test("日期、没有结果的公式、合并的金额、不认识的词和编码、对不上的合计：一次说完，指到单元格")
  func refused() throws {
    let workbook = SmallWorkbook(
      rows: [
        Self.head + [.text("多出来的列")],
        line("2050101", "30101", "", "人员类", .date("45337")),
        line("2050101", "30102", "", "人员类", .formula("A1", result: nil)),
        line("9999999", "30102", "", "人员类", .number("1")),
        line("2050101", "39", "", "人员类", .number("1")),
        line("2050101", "30103", "", "不知道", .number("1")),
        line("2050101", "30106", "", "人员类", .number("2")), line("2050101", "30107", "", "人员类", nil),
        line("2050101", "30201", "", "运转类", .text("约3万")),
        [.text("合计"), nil, nil, nil, nil, nil, nil, nil, .number("99")],
      ], merges: ["I7:I8"])
    let problems = try imported(workbook).problems.map(\.chinese)
    for (cell, words) in [
      ("J1", "多出来的列"), ("I2", "是日期"), ("I3", "没有保存结果的公式"), ("C4", "9999999"), ("D5", "39"), ("H6", "不知道“不知道”"),
      ("I8", "合并"), ("I9", "约3万"), ("I10", "99.00"),
    ] {
      #expect(problems.contains { $0.contains("单元格 \(cell)：") && $0.contains(words) }, "\(cell) \(problems)")
    }
  }

  @Test("编码成了日期、单位是没有结果的公式、没有一张表用到的文件：都说出来") func wordsAreCheckedToo() throws {
    var dated = line("2050101", "30101", "", "人员类", .number("1"))
    dated[3] = .date("45298")
    var empty = line("2050101", "30101", "", "人员类", .number("1"))
    empty[1] = .formula("A1", result: nil)
    let workbook = SmallWorkbook(rows: [Self.head, dated, empty])
    let problems = try imported(workbook).problems.map(\.chinese)
    #expect(problems.count == 2, "\(problems)")
    #expect(problems.contains { $0.contains("单元格 D2：“经济科目”是日期") })
    #expect(problems.contains { $0.contains("单元格 B3：“预算单位”是没有保存结果的公式") })
    let catalog = try NangongBook().catalog
    let mapping = try ImportMapping(
      reading: Array(Self.mapping.replacing("内容: 支出", with: "内容: 支出\n    文件: 支出").utf8), name: "映射.yaml")
    let good = SmallWorkbook(rows: [Self.head, line("2050101", "30101", "", "人员类", .number("1"))]).bytes()
    let made = LedgerImport(
      [(name: "支出.xlsx", bytes: good), (name: "收入.xlsx", bytes: good)], mapping: mapping, catalog: catalog)
    #expect(made.problems.map(\.chinese) == ["收入.xlsx：映射里没有一张表用到这个文件。请在“表”里写明，或不要导入它。"])
  }

  @Test("映射文件写错的键：指到行") func mappingIsStrict() throws {
    let text = Self.mapping.replacing("预算单位: 单位名称", with: "部门单位: 单位名称").replacing("日期:", with: "日子:")
    do {
      _ = try ImportMapping(reading: Array(text.utf8), name: "映射.yaml")
      Issue.record("the mapping was taken")
    } catch {
      #expect(error.problems.contains { $0.line == 4 && $0.wording.chinese.contains("日子") })
      #expect(error.problems.contains { $0.line == 8 && $0.wording.chinese.contains("部门单位") })
    }
  }

  /// Exports the expenditure of a random department as the system would, in its own words.
  @Test("往返：台账导出成表，再导入，明细一行不差", arguments: 1...6 as ClosedRange<UInt64>)
  func roundTrip(_ seed: UInt64) throws {
    let sample = try DepartmentSample(seed: seed, unitCount: 3, transfers: 0)
    let names: [Ledger.Nature: String] = [.personnel: "人员类", .operating: "运转类"]
    let rows = sample.ledger.expenditure.map { entry -> [SmallWorkbook.Value?] in
      var project = ""
      if case .project(let id) = entry.nature { project = id }
      return [
        .text("104"), .text(entry.unit), .text(entry.item.digits), entry.section.map { .text($0.digits) }, nil,
        .text(entry.source == .generalPublicBudget ? "经费拨款" : entry.source.chinese),
        project.isEmpty ? nil : .text(project), .text(names[entry.nature] ?? "特定目标类"),
        .number(entry.amount.printed(in: .yuan)), entry.threePublic == nil ? nil : .text("公务接待费"),
      ]
    }
    let text = Self.mapping.replacing("金额: 金额}", with: "金额: 金额, 三公: 三公经费}")
    let made = try imported(SmallWorkbook(rows: [Self.head + [.text("三公经费")]] + rows), mapping: text)
    #expect(made.problems.map(\.chinese) == [])
    func plain(_ lines: [Ledger.ExpenditureEntry]) -> [Ledger.ExpenditureEntry] {
      lines.map { line in
        var line = line
        line.origin = .init(file: "", line: 0)
        return line
      }
    }
    #expect(plain(made.ledger.expenditure) == plain(sample.ledger.expenditure))
    func sums(_ entries: [Ledger.RevenueEntry]) -> [String: Money] {
      entries.reduce(into: [:]) { $0["\($1.unit) \($1.item.digits) \($1.source)", default: .zero] += $1.amount }
    }
    #expect(sums(made.ledger.revenue) == sums(sample.ledger.revenue))
  }

  @Test("命令行：印出导入前后的合计；有问题就不写台账，退出码 2") func command() throws {
    let scratch = try TemporaryFolder()
    let map = try scratch.file("映射.yaml", Data(Self.mapping.utf8))
    let good = SmallWorkbook(rows: [Self.head, line("2050101", "30101", "", "人员类", .number("123456.78"))])
    let table = try scratch.file("支出.xlsx", Data(good.bytes()))
    let out = scratch.url.appending(path: "ledger")
    let result = try Program().run(["import", table, "--mapping", map, "--output", out.path])
    #expect(result.code == 0, "\(result.errors)")
    #expect(result.output.contains("支出 123456.78 元，相等"))
    #expect(FileManager.default.fileExists(atPath: out.appending(path: "expenditure.csv").path))
    let bad = SmallWorkbook(rows: [Self.head, line("2050101", "30101", "", "人员类", .date("45337"))])
    let other = scratch.url.appending(path: "other")
    let refused = try Program().run([
      "import", try scratch.file("坏.xlsx", Data(bad.bytes())), "--mapping", map, "--output", other.path,
    ])
    #expect(refused.code == 2 && refused.errors.contains("坏.xlsx 工作表“明细”单元格 I2"))
    #expect(!FileManager.default.fileExists(atPath: other.path))
  }
}
