import Foundation
import MingzhangFormats
import MingzhangModel
import MingzhangTestSupport
import Testing

@testable import MingzhangMaking

@Suite struct ReportFormatTests {
  private var settled: CheckReport {
    var report = SampleReports.report()
    report.known = [report.findings.removeLast()]
    report.waived = [
      .init(
        finding: report.findings.removeLast(),
        waiver: Waiver(
          rule: "L105", place: "说明文字", reason: "原文如此", owner: "张三", until: SampleReports.day(2026, 12, 31), line: 4))
    ]
    return report
  }

  // MARK: SARIF

  private func sarif(_ report: CheckReport, hasBaseline: Bool = false) throws -> Data {
    try SARIFReport(SampleReports.context(hasBaseline: hasBaseline)).bytes(for: [report])
  }

  @Test(
    "SARIF 合乎官方 2.1.0 格式（由官方 schema 生成的模型检验）",
    .enabled(if: OutsideTools.hasPackage("fluidattacks_core.sarif"), "没有 fluidattacks-core-sarif，跳过"))
  func sarifIsValid() async throws {
    let script = """
      import json, sys
      from fluidattacks_core.sarif import SarifLog
      log = json.load(open(sys.argv[1], encoding='utf-8'))
      SarifLog.model_validate(log)
      log['runs'][0]['unknown'] = 1
      try: SarifLog.model_validate(log); print('not strict')
      except ValueError: print('valid')
      """
    for report in [SampleReports.report(), settled, SampleReports.report([])] {
      #expect(try await OutsideTools.look(at: Array(sarif(report)), named: "x.sarif", with: script) == "valid")
    }
  }

  @Test("SARIF 分得清：跑过且成立、跑过有发现、没能核对、文件没读成")
  func sarifOutcomes() throws {
    let log = try #require(try JSONSerialization.jsonObject(with: sarif(SampleReports.report())) as? [String: Any])
    let run = try #require((log["runs"] as? [[String: Any]])?.first)
    let results = try #require(run["results"] as? [[String: Any]])
    func kinds(_ rule: String) -> [String] {
      results.filter { $0["ruleId"] as? String == rule }.compactMap { $0["kind"] as? String }
    }
    #expect(kinds("X101") == ["fail"])
    #expect(kinds("L105") == ["fail", "fail"])
    #expect(kinds("W104") == ["open"])
    #expect(kinds("Y101") == ["pass"])
    let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
    #expect(invocation["executionSuccessful"] as? Bool == false)
    // every result's index is that of its rule
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]]).compactMap { $0["id"] as? String }
    for result in results { #expect(rules[result["ruleIndex"] as? Int ?? 99] == result["ruleId"] as? String) }
    // paths are percent-encoded
    #expect(
      String(decoding: try sarif(SampleReports.report()), as: UTF8.self).contains("%E6%9F%90%E5%B1%80%20%E9%A2%84"))
  }

  @Test("SARIF：同一发现有同一指纹；豁免是 suppression，基线是 baselineState；第二处在 relatedLocations")
  func sarifStates() throws {
    let text = String(decoding: try sarif(settled, hasBaseline: true), as: UTF8.self)
    for words in [
      "\"findingIdentity/v1\" : \"X101|revenue|total\"", "\"justification\" : \"原文如此\"",
      "\"baselineState\" : \"unchanged\"",
      "\"baselineState\" : \"new\"", "\"relatedLocations\"", "\"startLine\" : 12", "\"startColumn\" : 4",
    ] {
      #expect(text.contains(words), "\(words)")
    }
  }

  // MARK: work lists

  @Test("CSV：一条发现一行，列齐，公式不会被执行")
  func csv() throws {
    let text = String(decoding: CSVReport(SampleReports.context()).bytes(for: [settled]).dropFirst(3), as: UTF8.self)
    let lines = text.components(separatedBy: "\r\n")
    #expect(lines[0].hasPrefix("文件,单位,年度,级别,规则,问题类型,位置,原文,应为,现为,相差,问题,改法,依据,状态,处理意见,标识"))
    #expect(lines.count { $0.contains("某局 预算.pdf") } == 3)
    #expect(text.contains("'=SUM(1)。。"))
    #expect(text.contains("已豁免") && text.contains("原文如此（张三，至 2026-12-31）") && text.contains("待处理"))
  }

  @Test(
    "XLSX：筛选、冻结表头、列宽、链接都在，文字不是公式",
    .enabled(if: OutsideTools.hasPackage("openpyxl"), "没有 openpyxl，跳过"))
  func xlsx() async throws {
    let script = """
      import sys, openpyxl
      book = openpyxl.load_workbook(sys.argv[1])
      s = book.worksheets[0]
      print(book.sheetnames, s.auto_filter.ref, s.freeze_panes, s.max_row, s['H3'].data_type, s['H3'].value,
            s['E2'].hyperlink.location, s.column_dimensions['L'].width > 30, len(s.data_validations.dataValidation))
      """
    let bytes = try ExcelReport(SampleReports.context()).bytes(for: [settled])
    #expect(
      try await OutsideTools.look(at: bytes, named: "list.xlsx", with: script)
        == "['问题清单', '文件', '未能核对', '规则'] A1:Q4 A2 4 s 重复，， '规则'!A2 True 1")
  }

  // MARK: text

  @Test("文字报告：编号、连带、或者、存疑、已知和豁免")
  func text() {
    let text = TextReport(language: .chinese).text(for: SampleReports.report())
    for words in ["1. 错误 X101", "连带  W104 上级合计也差 10.00。", "或者", "请对照原件"] { #expect(text.contains(words), "\(words)") }
    let apart = TextReport(language: .chinese, showsUnchecked: true).text(for: settled)
    for words in ["基线中已知的 1 条", "已豁免的 1 条", "原文如此（张三，至 2026-12-31）", "  没有收入总表\n    W104"] {
      #expect(apart.contains(words), "\(words)")
    }
  }

  @Test("JSON 合乎公布的格式：已知、豁免、连带都在", .enabled(if: OutsideTools.hasPackage("jsonschema"), "没有 jsonschema，跳过"))
  func json() async throws {
    let schema = TestPlaces.root.appending(path: "Documentation/check-report.schema.json").path
    let script =
      "import json, sys, jsonschema; jsonschema.validate(json.load(open(sys.argv[1])), json.load(open('\(schema)'))); print('valid')"
    for reports in [[settled], [SampleReports.report(), settled]] {
      let bytes = try JSONReport(language: .english).bytes(for: reports)
      #expect(try await OutsideTools.look(at: Array(bytes), named: "report.json", with: script) == "valid")
    }
  }

  // MARK: notes and letter

  @Test("PDF 批注：每页一条，两头互相指明；没有框的发现也不丢")
  func notes() throws {
    let report = PDFReport(SampleReports.context(), worker: PDFWorkerClient(executable: URL(filePath: "/dev/null")))
    let notes = report.notes(for: SampleReports.report()).notes
    #expect(notes.map(\.page) == [3, 4, 3, 1])
    #expect(notes[0].text.contains("另见第 4 页") && notes[1].text.contains("另见第 3 页"))
    #expect(notes[3].boxes.isEmpty)
    #expect(Set(notes.map(\.name)).count == notes.count)
  }

  @Test("整改通知：抬头、主送、问题、期限、落款；没给的留空")
  func letter() throws {
    let full = Letter(issuer: "某某市财政局", deadline: Day("2026-12-15"), day: SampleReports.day)
    let text = full.text(for: SampleReports.report())
    #expect(text.title == "关于更正2026年部门预算公开内容的通知")
    #expect(text.addressee == "某某市某局")
    #expect(text.closing[0].hasPrefix("请于2026年12月15日前"))
    #expect(text.date == "2026年11月24日" && text.issuer == "某某市财政局")
    #expect(text.errors.map(\.place) == ["第3页《收支总表》“总计·预算数”（另见第4页）"])
    #expect(text.questions.count == 1 && !text.hasAnnex)
    let blank = Letter(day: SampleReports.day).text(for: SampleReports.report())
    #expect(blank.closing[0].hasPrefix("请于　　年　　月　　日前"))
    let clean = full.text(for: SampleReports.report([]))
    #expect(clean.opening[0].contains("未发现需要更正的问题") && clean.closing.isEmpty)
    let many = full.text(for: SampleReports.report(Array(repeating: SampleReports.crossTable, count: 9)))
    #expect(many.hasAnnex)
  }

  @Test("整改通知的 DOCX 打得开，版心合 GB/T 9704", .enabled(if: OutsideTools.hasPackage("docx"), "没有 python-docx，跳过"))
  func letterFile() async throws {
    let script = """
      import sys, docx
      d = docx.Document(sys.argv[1])
      s = d.sections[0]
      print(round(s.top_margin.mm), round(s.left_margin.mm), round(s.page_width.mm - s.left_margin.mm - s.right_margin.mm),
            round(s.page_height.mm - s.top_margin.mm - s.bottom_margin.mm), len(d.tables), d.paragraphs[0].text)
      """
    let letter = Letter(issuer: "某某市财政局", day: SampleReports.day)
    for (findings, tables) in [
      ([SampleReports.crossTable], 0), (Array(repeating: SampleReports.crossTable, count: 9), 1),
    ] {
      let bytes = LetterWriter().bytes(for: SampleReports.report(findings), letter)
      #expect(
        try await OutsideTools.look(at: bytes, named: "letter.docx", with: script)
          == "37 28 156 225 \(tables) 关于更正2026年部门预算公开内容的通知")
    }
  }
}
