import Foundation
import MingzhangModel
import MingzhangStore
import Testing

@testable import MingzhangServer

@Suite("工作台：期限、名单、字段") struct DeskValuesTests {
  private func tree() -> OrganisationTree {
    OrganisationTree([
      Organisation(id: "city", parent: nil, kind: .city, name: "市"),
      Organisation(id: "a", parent: "city", kind: .department, name: "甲局", position: 1),
      Organisation(id: "b", parent: "city", kind: .department, name: "乙局", position: 2),
    ])
  }

  @Test(
    "批复后二十日到期，跨月跨年都对",
    arguments: [("2026-02-10", "2026-03-02"), ("2025-12-20", "2026-01-09"), ("2024-02-10", "2024-03-01")])
  func twentyDays(_ approved: String, _ due: String) throws {
    #expect(DeadlineCalendar.due(after: try #require(Day(approved))) == Day(due))
  }

  @Test("近的上级的期限管用；超期的排在前面") func calendar() throws {
    let today = try #require(Day("2026-03-01"))
    let city = Deadline(
      organisation: "city", fiscalYear: 2026, kind: .budget, approvedOn: nil, dueOn: try #require(Day("2026-02-20")))
    let own = Deadline(
      organisation: "b", fiscalYear: 2026, kind: .budget, approvedOn: nil, dueOn: try #require(Day("2026-03-05")))
    let calendar = DeadlineCalendar(deadlines: [own, city], tree: tree(), today: today)
    let duties = calendar.duties(of: tree().departments, 2026, .budget, published: [])
    #expect(duties.map(\.organisation.id) == ["a", "b"])
    #expect(duties.map(\.status) == [.overdue(9), .due(in: 4)])
    #expect(duties.allSatisfy { $0.isUrgent })
    #expect(calendar.duties(of: tree().departments, 2025, .budget, published: []).isEmpty)
  }

  @Test("每一天都能数出来、数回来") func days() throws {
    #expect(try #require(Day("1970-01-01")).number == 0)
    for number in stride(from: Day.first.number, to: 100_000, by: 1) {
      #expect(Day(number: number)?.number == number)
    }
    #expect(Moment(local: "2026-02-15T08:30")?.iso8601 == "2026-02-15T00:30:00Z")
    #expect(Moment(local: "2026-02-15T08:30")?.local == "2026-02-15 08:30")
    #expect(Moment(local: "2026-02-30T08:30") == nil)
  }

  @Test("组织名单：所有问题一次说完，带行号") func listProblems() {
    let text =
      "id,parent,kind,name,region\ncity,,city,市,\nA B,city,department,甲,\nx,nowhere,department,乙,12\nx,city,shop,,\ny,z,unit,丙,\nz,y,unit,丁,\n"
    let list = OrganisationList(Data(text.utf8), there: [])
    #expect(list.organisations.isEmpty)
    let words = list.problems.map(\.chinese).joined(separator: "\n")
    for part in ["第 3 行：id“A B”", "第 4 行：region“12”", "第 5 行：kind“shop”", "第 5 行：name", "第 6 行：“y”成了自己的上级"] {
      #expect(words.contains(part), "\(part) in \(words)")
    }
    #expect(OrganisationList(Data([0xFF, 0xFE, 0x00]), there: []).problems.count == 1)
    #expect(OrganisationList(Data("id,parent\n".utf8), there: []).problems.count == 2)
  }

  @Test("组织名单：上级排在下级前面；可以挂在已有的下面") func listOrder() {
    let text = "\u{FEFF}id,parent,kind,name\r\nu,d,unit,单位\r\nd,city,department,\"部门，一\"\r\n"
    let list = OrganisationList(Data(text.utf8), there: [Organisation(id: "city", parent: nil, kind: .city, name: "市")])
    #expect(list.problems.isEmpty)
    #expect(list.organisations.map(\.id) == ["d", "u"])
    #expect(list.organisations.first?.name == "部门，一")
  }

  @Test("表格程序不会把名字当公式；文件名拆不开响应头", arguments: [("=1+1", "'=1+1"), ("@x", "'@x"), ("-5", "-5"), ("a,b", "\"a,b\"")])
  func csv(_ text: String, _ field: String) {
    #expect(csvField(text) == field)
    let response = download(Data(), named: "预算\"\r\nX: y.pdf", mediaType: "application/pdf")
    #expect(response.headers[.contentDisposition]?.contains("\r") == false)
  }

  @Test("发现按身份比较：新的、没了的、还在的") func difference() {
    func finding(_ identity: String) -> Finding {
      Finding(
        rule: "X101", severity: .error, title: Wording("", ""), message: Wording("", ""), correction: Wording("", ""),
        evidence: [], identity: identity)
    }
    let difference = FindingDifference(before: [finding("a"), finding("b")], now: [finding("b"), finding("c")])
    #expect(difference.new.map(\.identity) == ["c"])
    #expect(difference.gone.map(\.identity) == ["a"])
    #expect(difference.same.map(\.identity) == ["b"])
  }
}
