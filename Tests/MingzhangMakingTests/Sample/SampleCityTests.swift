import Foundation
import MingzhangModel
import MingzhangTestSupport
import Testing

@testable import MingzhangMaking

@Suite("示例市") struct SampleCityTests {
  @Test("有一百个部门，名称、编码各不相同，科目都在目录里")
  func theTableIsSound() throws {
    let catalog = try NangongLedger.loadCatalog()
    let all = SampleDepartment.all
    #expect(all.count == 100)
    #expect(SampleDepartmentTable.text.split(separator: "\n").count == 100)
    #expect(Set(all.map(\.name)).count == 100 && Set(all.map(\.code)).count == 100)
    for department in all {
      #expect(!department.projects.isEmpty, "\(department.name)")
      #expect(Set(department.projects.map(\.name)).count == department.projects.count, "\(department.name)")
      for year in [2021, 2026] {
        for item in [department.main] + department.projects.map(\.item) {
          let code = item.code(in: year)
          #expect(
            code.level == .item && !catalog.functional.names(of: code.digits).isEmpty,
            "\(department.name) \(code.digits)")
        }
      }
    }
  }

  @Test("同一个种子得同样的台账，另一个种子得别的")
  func equalSeedsGiveEqualLedgers() throws {
    let catalog = try NangongLedger.loadCatalog()
    func ledgers(_ seed: UInt64) -> [Ledger] {
      SampleCity(departments: 3, years: 2022...2023, seed: seed).ledgers(catalog: catalog).map(\.ledger)
    }
    #expect(ledgers(7) == ledgers(7))
    #expect(ledgers(7).map(\.expenditure) != ledgers(8).map(\.expenditure))
  }

  @Test("上年金额就是上年台账的金额，收入等于支出")
  func lastYearIsLastYear() throws {
    let catalog = try NangongLedger.loadCatalog()
    let city = SampleCity(departments: 100, years: 2022...2024, seed: 3)
    for department in city.departments {
      let (before, now) = (
        city.ledger(of: department, in: 2023, catalog: catalog), city.ledger(of: department, in: 2024, catalog: catalog)
      )
      #expect(now.lastYear.expenditure.map(\.amount) == before.expenditure.map(\.amount))
      #expect(now.lastYear.revenue.map(\.amount).sum() == before.revenue.map(\.amount).sum())
      #expect(now.revenue.map(\.amount).sum() == now.expenditure.map(\.amount).sum())
      #expect(now.expenditure.allSatisfy { $0.amount > .zero } && now.revenue.allSatisfy { $0.amount > .zero })
    }
  }

  @Test("写成文件再读回来，还是同一份台账，没有一处问题")
  func filesGiveTheSameLedger() throws {
    let catalog = try NangongLedger.loadCatalog()
    let scratch = try TemporaryFolder()
    let city = SampleCity(departments: 12, years: 2024...2024, seed: 5)
    for (department, _, ledger) in city.ledgers(catalog: catalog) {
      let folder = scratch.url.appending(path: department.code)
      try OutputFolder.write(LedgerFiles(ledger).files(), to: folder)
      let read = try LedgerFolder.load(from: folder, catalog: catalog)
      #expect(read.book == ledger.book && read.book.mark == "示例数据")
      #expect(read.expenditure == ledger.expenditure && read.revenue == ledger.revenue)
      #expect(read.procurement == ledger.procurement && read.assets == ledger.assets && read.reasons == ledger.reasons)
      #expect(read.narrative == ledger.narrative)
    }
  }

  @Test("年份之间有项目开始，有项目结束，也有科目改码")
  func thingsBeginAndEnd() throws {
    let catalog = try NangongLedger.loadCatalog()
    let city = SampleCity(departments: 100, years: 2019...2026, seed: 1)
    var (begun, ended) = (0, 0)
    for department in city.departments {
      let projects = city.years.map { Set(city.ledger(of: department, in: $0, catalog: catalog).projects.map(\.id)) }
      begun += zip(projects, projects.dropFirst()).count { !$1.subtracting($0).isEmpty }
      ended += zip(projects, projects.dropFirst()).count { !$0.subtracting($1).isEmpty }
    }
    #expect(begun > 20 && ended > 20)
    let petitions = try #require(SampleDepartment.all.first { $0.name == "示例市信访局" })
    func items(_ year: Int) -> Set<String> {
      Set(city.ledger(of: petitions, in: year, catalog: catalog).expenditure.map(\.item.digits))
    }
    #expect(items(2023).contains("2010301") && !items(2024).contains("2010301") && items(2024).contains("2014001"))
  }
}
