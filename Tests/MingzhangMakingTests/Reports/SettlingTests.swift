import Foundation
import MingzhangCatalog
import MingzhangModel
import Testing

@testable import MingzhangMaking

/// Waivers and baselines.
@Suite struct SettlingTests {
  private func list(_ text: String) throws -> WaiverList {
    try WaiverFile.read(Array(text.utf8), name: "waivers.yaml")
  }

  private func problems(_ text: String) -> [String] {
    do {
      _ = try WaiverFile.read(Array(text.utf8), name: "waivers.yaml")
      return []
    } catch { return error.problems.map { "\($0.line ?? 0) \($0.wording.chinese)" } }
  }

  @Test("豁免按标识，或按规则和位置；到期即失效，对不上的也说")
  func waivers() throws {
    let waivers = try list(
      """
      # 说明
      - finding: "X101|revenue|total"
        reason: 经核实无误
        owner: 张三
        until: 2026-12-31
      - rule: L105
        place: 说明*重复
        unit: 某某市某局
        year: 2026
        reason: 原文如此
        owner: 李四
        until: 2026-11-24
      - rule: L105
        place: =SUM
        reason: 旧的
        owner: 王五
        until: 2026-11-23
      - rule: W104
        place: 收入总表
        reason: 没有了
        owner: 赵六
        until: 2027-01-01
      """)
    let report = waivers.applied(to: SampleReports.report(), on: SampleReports.day)
    #expect(report.findings.map(\.identity) == ["L105|text|1"])
    #expect(report.waived.map(\.finding.identity) == ["X101|revenue|total", "L105|text|2"])
    #expect(report.worst == .warning)
    let remarks = waivers.remarks(used: Set(waivers.lines(meeting: report)), day: SampleReports.day).map(\.chinese)
    #expect(remarks.count == 2)
    #expect(remarks[0].hasPrefix("waivers.yaml 第 13 行") && remarks[0].contains("到期") && remarks[0].contains("王五"))
    #expect(remarks[1].hasPrefix("waivers.yaml 第 18 行") && remarks[1].contains("没有对上"))
    // of another unit or year: not meant
    var other = SampleReports.report()
    other.entity = "别的局"
    #expect(waivers.applied(to: other, on: SampleReports.day).waived.map(\.finding.identity) == ["X101|revenue|total"])
  }

  @Test("坏的豁免清单：一次说出全部问题，各有行号")
  func brokenWaivers() {
    let found = problems(
      """
      - finding: "X101|a"
        rule: X101
        place: 收入总表
        owner: 张三
        until: 2026-02-30
      - reason: 说不出是哪条
        owner: 李四
        until: 2026-12-31
      - rule: x1
        place: "*"
        reason: ""
        owner: 王五
        until: 明年
        note: 多余的键
        year: 二〇二六
      """)
    for words in [
      "1 finding 与 rule、place 只能写一样", "1 缺少 reason", "5 until 应为到期日", "6 说不出豁免的是哪条发现", "9 rule 应为规则编号",
      "10 place 太短", "11 reason 是空的", "13 until 应为到期日", "14 不认得的键 note", "15 year 应为四位年份",
    ] {
      #expect(found.contains { $0.hasPrefix(words) }, "\(words) not in \(found)")
    }
    #expect(problems("just words").count == 1)
    #expect(problems("- [1, 2").count == 1)
    #expect(problems("").isEmpty && problems("# 还没有豁免\n").isEmpty)
  }

  @Test("基线：已有的列为已知，多出来的才算新增；换了文件名也认得")
  func baseline() throws {
    let earlier = SampleReports.report([SampleReports.crossTable, SampleReports.doubled])
    for reports in [[earlier], [earlier, SampleReports.report(name: "b.pdf", [])]] {
      let bytes = Array(try JSONReport(language: .chinese).bytes(for: reports))
      let baseline = try Baseline(jsonReport: bytes, name: "old.json")
      let now = baseline.applied(
        to: SampleReports.report(
          name: "更正后.pdf", [SampleReports.crossTable, SampleReports.crossTable, SampleReports.inText]))
      #expect(now.known.map(\.identity) == ["X101|revenue|total"])
      #expect(now.findings.map(\.identity) == ["X101|revenue|total", "L105|text|2"])
      // the baseline of a run with a baseline keeps what was known
      let again = try Baseline(
        jsonReport: Array(JSONReport(language: .chinese).bytes(for: [now])), name: "new.json")
      #expect(again.applied(to: SampleReports.report(now.findings + now.known)).findings.isEmpty)
    }
  }

  @Test(
    "不是报告的基线：说出哪里不对", arguments: ["", "[]x", "{\"unit\":\"甲\"}", "{\"unit\":1,\"kind\":\"budget\",\"findings\":[]}"])
  func brokenBaseline(_ text: String) {
    #expect(throws: MakingError.self) { try Baseline(jsonReport: Array(text.utf8), name: "old.json") }
  }

  @Test("日期：只认真有的日子", arguments: ["2026-02-29", "2026-13-01", "2026-1-1", "26-01-01", "2026-01-01 ", "２０２６-01-01"])
  func days(_ text: String) { #expect(Day(text) == nil) }

  @Test("闰日是日子，先后分明") func leapDay() {
    #expect(Day("2024-02-29")?.chinese == "2024年2月29日")
    #expect(SampleReports.day(2026, 9, 30) < SampleReports.day(2026, 10, 1))
  }
}
