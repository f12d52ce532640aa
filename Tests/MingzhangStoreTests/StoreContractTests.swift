import Foundation
import MingzhangModel
import MingzhangTestSupport
import Testing

@testable import MingzhangStore

@Suite("库：两种数据库一个样") struct StoreContractTests {
  /// A city with two departments, and one person for each part.
  private func city(_ store: Store) async throws -> [Role: Session] {
    try await store.keep(
      [
        Organisation(id: "city", parent: nil, kind: .city, name: "示例市"),
        Organisation(id: "bureau", parent: "city", kind: .bureau, name: "示例市财政局"),
        Organisation(id: "edu", parent: "city", kind: .department, name: "示例市教育局", position: 1),
        Organisation(id: "health", parent: "city", kind: .department, name: "示例市卫生健康委员会", position: 2),
      ], by: "system", at: .start)
    var sessions: [Role: Session] = [:]
    for role in Role.allCases {
      let person = Person(id: "p-\(role.rawValue)", login: role.rawValue, name: role.name.chinese, password: "x")
      let membership = Membership(role, in: role == .preparer || role == .lead ? "edu" : "city")
      try await store.add(person, [membership], by: "system", at: .start)
      let end = Moment.start.adding(seconds: 3600)
      try await store.openSession(digest: "d-\(role.rawValue)", csrf: "c", for: person, until: end, at: .start)
      sessions[role] = try await store.session(digest: "d-\(role.rawValue)", at: .start)
    }
    return sessions
  }

  private func draft(_ store: Store, _ text: String, by session: Session?) async throws -> Version {
    let bytes = Data(text.utf8)
    let digest = try store.shelf.keep(bytes)
    return try await store.add(
      NewVersion(
        file: digest, byteCount: bytes.count, mediaType: "text/plain", fileName: "a.txt", organisation: "edu",
        fiscalYear: 2023, kind: .budget, person: session?.person),
      by: session?.login ?? "system", at: .start)
  }

  private func examined(_ text: String = "教育支出", fen: Int64 = 123_456) -> Examined {
    let unit = CurrencyUnit.tenThousandYuan
    let statement = Statement(
      kind: .expenditure, title: "部门支出总表", unit: unit,
      columns: [
        StatementColumn(.code, path: ["科目编码"]), StatementColumn(.caption, path: ["科目名称"]),
        StatementColumn(.total, path: ["合计"]),
      ],
      rows: [
        [
          Cell("205"), Cell(text),
          Cell(
            "0.12", .amount(ReportedAmount(Money(fen: fen), slack: Money(fen: 5000))),
            span: SourceSpan(
              file: "f", page: 3, box: .init(x0: 1.25, y0: 2, x1: 30, y1: 44.5), sheet: "表|1%", cell: "B7")),
        ],
        [Cell(""), Cell("合计"), Cell.blank],
      ],
      lines: [
        StatementLine(LineKey("function:205"), row: 0, caption: text), StatementLine(.total, row: 1, caption: "合计"),
      ],
      notes: [SpannedText("注：无")], pages: 3...4, confidence: .init(holding: 3, tried: 4))
    var disclosure = Disclosure(
      kind: .budget, entity: "示例市教育局", fiscalYear: 2023, title: "2023年部门预算", statements: [statement])
    disclosure.narrative = Narrative(sections: [
      Narrative.Section(topic: nil, level: 1, heading: "部门职责", paragraphs: [Narrative.Paragraph("贯彻执行党的教育方针。")])
    ])
    disclosure.glossary = [GlossaryEntry("机关运行经费", "为保障行政单位运行的资金。")]
    let finding = Finding(
      rule: "X101", severity: .error, title: Wording("不平", "unbalanced"), message: Wording("不等", "differs"),
      correction: Wording("改", "mend"), evidence: [Evidence("合计", text: "0.12", span: SourceSpan(page: 3))],
      identity: "X101/a")
    let report = CheckReport(
      source: nil, kind: .budget, entity: "示例市教育局", fiscalYear: 2023, findings: [finding], outcomes: [],
      inputNotices: [])
    return Examined(disclosure, report, organisation: "edu")
  }

  @Test("存进去的表、段落、发现，取出来一样", arguments: Backing.present)
  func keepsContents(_ backing: Backing) async throws {
    let workshop = try await Workshop.open(backing)
    let store = workshop.store
    _ = try await city(store)
    let version = try await draft(store, "a", by: nil)
    let examined = examined()
    for _ in 1...2 {  // doing it twice changes nothing
      _ = try await store.keep(examined, of: version.id, at: .start)
    }
    let kept = try #require(try await store.version(version.id))
    #expect(kept.examination == .done)
    #expect(kept.errors == 1)
    let heads = try await store.statements(of: version.id)
    #expect(heads.map(\.statement.title) == ["部门支出总表"])
    #expect(heads[0].statement.columns == examined.disclosure.statements[0].columns)
    #expect(heads[0].statement.lines == examined.disclosure.statements[0].lines)
    #expect(heads[0].statement.confidence == .init(holding: 3, tried: 4))
    let cells = try await store.cells(of: version.id, statement: 0)
    #expect(cells.map(\.cell) == examined.disclosure.statements[0].rows.flatMap { $0 })
    #expect(cells[2].line == "function:205")
    #expect(cells[2].columnKey == "total")
    #expect(try await store.passages(of: version.id).map(\.text) == ["部门职责", "贯彻执行党的教育方针。", "为保障行政单位运行的资金。"])
    #expect(try await store.findings(of: version.id) == examined.report.findings)
    #expect(try store.disclosure(of: kept) == examined.disclosure)
    #expect(try store.report(of: kept) == examined.report)
    await workshop.end()
  }

  @Test("定时公开：重启还在，取消了就不公开，两个服务同时到点也只公开一次", arguments: Backing.present)
  func schedules(_ backing: Backing) async throws {
    let workshop = try await Workshop.open(backing)
    let people = try await city(workshop.store)
    let (preparer, reviewer, publisher) = (people[.preparer]!, people[.reviewer]!, people[.publisher]!)
    let (soon, later) = (Moment.start.adding(seconds: 60), Moment.start.adding(seconds: 3600))
    func approved(_ words: String, in store: Store, wish: Moment? = nil) async throws -> Version {
      var version = try await draft(store, words, by: preparer)
      version = try await store.keep(examined(words), of: version.id, at: .start)
      version = try await store.take(.submit, version, by: preparer, at: .start)
      return try await store.take(.approve, version, by: reviewer, wish: wish, at: .start)
    }
    var first = try await approved("a", in: workshop.store, wish: later)
    #expect(first.wishedAt == later && first.publishAt == nil, "审核人只是建议")
    await #expect(throws: StoreError.self, "自己通过的不能自己定") {
      try await workshop.store.schedule(first, for: soon, by: reviewer, at: .start)
    }
    first = try await workshop.store.schedule(first, for: soon, by: publisher, at: .start)
    let stale = first
    first = try await workshop.store.cancelSchedule(of: first, by: publisher, at: .start)
    #expect(first.publishAt == nil && first.publishedBy == nil && first.state == .approved)
    await #expect(throws: StoreError.self, "取消过了") {
      try await workshop.store.cancelSchedule(of: stale, by: publisher, at: .start)
    }
    #expect(try await workshop.store.publishDue(at: later).isEmpty)
    first = try await workshop.store.schedule(first, for: soon, by: publisher, at: .start)
    await workshop.store.close()

    let (one, two) = (
      try await Store.open(workshop.folder, database: workshop.address),
      try await Store.open(workshop.folder, database: workshop.address)
    )
    #expect(try await one.version(first.id)?.publishAt == soon, "重启还在")
    #expect(try await one.publishDue(at: soon.adding(seconds: -1)).isEmpty)
    async let byOne = one.publishDue(at: soon)
    async let byTwo = two.publishDue(at: soon)
    let published = try await byOne + byTwo
    #expect(published.map(\.id) == [first.id])
    #expect(published.first?.publishedBy == publisher.person && published.first?.publishedAt == soon)

    var second = try await approved("b", in: one)
    await #expect(throws: StoreError.self, "更正要写明更正了什么") {
      try await one.schedule(second, for: later, by: publisher, at: .start)
    }
    second = try await one.schedule(second, for: later, erratum: "更正合计", by: publisher, at: .start)
    second = try await one.take(.sendBack, second, by: reviewer, letter: "再看", at: .start)
    #expect(second.publishAt == nil && second.erratum == nil, "退回了就不再到时公开")
    #expect(try await one.publishDue(at: later).isEmpty)
    second = try await one.take(.submit, second, by: preparer, at: .start)
    second = try await one.take(.approve, second, by: reviewer, at: .start)
    _ = try await one.schedule(second, for: later, erratum: "更正合计", by: publisher, at: .start)
    let corrected = try await two.publishDue(at: later)
    #expect(corrected.map(\.erratum) == ["更正合计"] && corrected.first?.supersedes == first.id)
    #expect(try await one.audit(of: "version:\(first.id)").count { $0.action == "version.publish" } == 1)
    #expect(try await one.verifyAudit().brokenAt == nil)
    await two.close()
    await one.close()
    await workshop.end()
  }

  @Test("送审、通过、公开、更正：每一步记账，旧版还在", arguments: Backing.present)
  func publishes(_ backing: Backing) async throws {
    let workshop = try await Workshop.open(backing)
    let store = workshop.store
    let people = try await city(store)
    let (preparer, reviewer, publisher) = (people[.preparer]!, people[.reviewer]!, people[.publisher]!)
    var version = try await draft(store, "a", by: preparer)
    await #expect(throws: StoreError.self) { try await store.take(.submit, version, by: preparer, at: .start) }
    version = try await store.keep(examined(), of: version.id, at: .start)
    version = try await store.take(.submit, version, by: preparer, at: .start)
    #expect(version.state == .submitted)
    await #expect(throws: StoreError.self, "自己送的不能自己通过") {
      try await store.take(.approve, version, by: preparer, at: .start)
    }
    version = try await store.take(.sendBack, version, by: reviewer, letter: "请改合计", at: .start)
    #expect(version.state == .returned)
    #expect(try await store.remarks(on: version.id).map(\.text) == ["请改合计"])
    version = try await store.take(.submit, version, by: preparer, at: .start)
    version = try await store.take(.approve, version, by: reviewer, at: .start)
    await #expect(throws: StoreError.self, "自己通过的不能自己公开") { try await store.publish(version, by: reviewer, at: .start) }
    version = try await store.publish(version, by: publisher, at: .start)
    #expect(version.number == 1)
    #expect(try await store.published("edu", 2023, .budget)?.id == version.id)

    var second = try await draft(store, "b", by: preparer)
    second = try await store.keep(examined("教育支出（更正）"), of: second.id, at: .start)
    second = try await store.take(.submit, second, by: preparer, at: .start)
    second = try await store.take(.approve, second, by: reviewer, at: .start)
    await #expect(throws: StoreError.self, "更正要写明更正了什么") { try await store.publish(second, by: publisher, at: .start) }
    second = try await store.publish(second, by: publisher, erratum: "更正合计", at: .start)
    #expect(second.number == 2)
    #expect(try await store.publicHistory("edu", 2023, .budget).map(\.state) == [.published, .superseded])
    #expect(try await store.search("更正", limit: 10).map(\.version) == [second.id])
    let verdict = try await store.verifyAudit()
    #expect(verdict.brokenAt == nil)
    #expect(verdict.entries > 10)
    await workshop.end()
  }

  @Test("两个人同时改：后一个被告知，前一个的改动还在", arguments: Backing.present)
  func tellsOfConflicts(_ backing: Backing) async throws {
    let workshop = try await Workshop.open(backing)
    let store = workshop.store
    let people = try await city(store)
    let version = try await store.keep(
      examined(), of: try await draft(store, "a", by: people[.preparer]).id, at: .start)
    let changed = try await store.match(version, to: "edu", 2024, .budget, by: "preparer", at: .start)
    #expect(changed.fiscalYear == 2024)
    do {
      _ = try await store.match(version, to: "health", 2023, .budget, by: "lead", at: .start)
      Issue.record("should conflict")
    } catch let error as StoreError { #expect(error.code == .conflict) }
    #expect(try await store.version(version.id)?.organisation == "edu")
    await workshop.end()
  }

  @Test("一二三个字、编码、拼音都找得到", arguments: Backing.present)
  func finds(_ backing: Backing) async throws {
    let workshop = try await Workshop.open(backing)
    let store = workshop.store
    _ = try await city(store)
    let bytes = Data("s".utf8)
    let new = NewVersion(
      file: try store.shelf.keep(bytes), byteCount: 1, mediaType: "text/plain", fileName: "s.txt", origin: .sample,
      organisation: "edu", fiscalYear: 2023, kind: .budget, isSample: true)
    let version = try await store.keep(
      examined(), of: try await store.add(new, by: "system", at: .start).id, at: .start)
    #expect(try await store.search("方针", limit: 10).isEmpty, "没公开的找不到")
    _ = try await store.publishSample(version, at: .start)
    for words in ["针", "方针", "党的教育", "20", "205", "機關運行", "经费", "运行 经费"] {
      #expect(try await !store.search(words, limit: 10).isEmpty, "\(words)")
    }
    #expect(try await store.search("方教", limit: 10).isEmpty)
    #expect(try await store.search("“*” OR )(:", limit: 10).isEmpty, "查询语言的符号不起作用")
    #expect(Pinyin.initials(of: "示例市教育局") == "slsjyj")
    await workshop.end()
  }

  @Test("活计只被认领一次；认领过期的可以再领", arguments: Backing.present)
  func claimsJobsOnce(_ backing: Backing) async throws {
    let workshop = try await Workshop.open(backing)
    let store = workshop.store
    for number in 1...40 { try await store.enqueue("examine", "\(number)", at: .start) }
    try await store.enqueue("examine", "1", at: .start)  // the same one again is not added
    let claimed = try await withThrowingTaskGroup(of: [String].self) { group in
      for server in 1...4 {
        group.addTask {
          var subjects: [String] = []
          while let job = try await store.claimJob(by: "s\(server)", until: .start.adding(seconds: 60), at: .start) {
            subjects.append(job.subject)
          }
          return subjects
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
    #expect(claimed.sorted() == (1...40).map { "\($0)" }.sorted())
    let later = Moment.start.adding(seconds: 61)
    let again = try #require(try await store.claimJob(by: "s9", until: later.adding(seconds: 60), at: later))
    #expect(again.attempts == 2)
    #expect(try await store.finish(again, by: "s1", at: later) == false, "认领已失")
    #expect(try await store.finish(again, by: "s9", at: later))
    await workshop.end()
  }

  @Test("审计日志改一个字就看得出", arguments: Backing.present)
  func detectsForgery(_ backing: Backing) async throws {
    let workshop = try await Workshop.open(backing)
    let store = workshop.store
    for number in 1...5 { try await store.note("a", "b", "s\(number)", at: .start) }
    #expect(try await store.verifyAudit().brokenAt == nil)
    try await store.database.write { try $0.script("UPDATE audit SET actor = 'someone' WHERE sequence = 3") }
    #expect(try await store.verifyAudit().brokenAt == 3)
    await workshop.end()
  }

  @Test("半路出错，什么都没写进去", arguments: Backing.present)
  func undoesHalves(_ backing: Backing) async throws {
    let workshop = try await Workshop.open(backing)
    let store = workshop.store
    struct Stop: Error {}
    await #expect(throws: Stop.self) {
      try await store.database.write { transaction in
        try transaction.audit("a", "b", "c", at: .start)
        throw Stop()
      }
    }
    #expect(try await store.verifyAudit().entries == 0)
    await workshop.end()
  }
}
