import Foundation
import MingzhangModel
import MingzhangTestSupport
import Testing

@testable import MingzhangStore

@Suite("库：工作台要的，两种数据库一个样") struct DeskStoreTests {
  private func city(_ store: Store) async throws -> Session {
    try await store.keep(
      [
        Organisation(id: "city", parent: nil, kind: .city, name: "示例市"),
        Organisation(id: "edu", parent: "city", kind: .department, name: "示例市教育局", position: 1),
        Organisation(id: "edu-2", parent: "city", kind: .department, name: "示例市水利局", position: 2),
      ], by: "system", at: .start)
    let person = Person(id: "p", login: "p", name: "p", password: "x")
    try await store.add(person, [Membership(.lead, in: "edu")], by: "system", at: .start)
    try await store.openSession(
      digest: "d", csrf: "c", for: person, until: Moment.start.adding(seconds: 3600), at: .start)
    return try #require(try await store.session(digest: "d", at: .start))
  }

  private func new(_ store: Store, _ text: String, _ organisation: String?, _ year: Int? = 2023) throws -> NewVersion {
    let bytes = Data(text.utf8)
    return NewVersion(
      file: try store.shelf.keep(bytes), byteCount: bytes.count, mediaType: "text/plain", fileName: "\(text).txt",
      organisation: organisation, fiscalYear: organisation == nil ? nil : year,
      kind: organisation == nil ? nil : .budget, person: "p")
  }

  @Test("列表：按范围、状态、年度、部门、名字筛，分页，报总数", arguments: Backing.present)
  func lists(_ backing: Backing) async throws {
    let workshop = try await Workshop.open(backing)
    let store = workshop.store
    _ = try await city(store)
    for number in 1...5 {
      _ = try await store.add(try new(store, "甲\(number)", "edu", 2020 + number), by: "p", at: .start)
    }
    _ = try await store.add(try new(store, "乙", "edu-2"), by: "p", at: .start)
    _ = try await store.add(try new(store, "无主", nil), by: "p", at: .start)
    let all = VersionScope(organisations: nil, person: "x")
    let own = VersionScope(organisations: ["edu"], person: "p")
    var filter = VersionFilter()
    let first = try await store.versions(filter, in: all, limit: 3, offset: 0)
    #expect(first.total == 7 && first.versions.map(\.fileName) == ["无主.txt", "乙.txt", "甲5.txt"])
    #expect(try await store.versions(filter, in: own, limit: 50, offset: 0).total == 6, "edu 不含 edu-2；自己带来的无主的看得见")
    let stranger = VersionScope(organisations: ["edu"], person: "other")
    #expect(try await store.versions(filter, in: stranger, limit: 50, offset: 0).total == 5)
    #expect(
      try await store.versions(filter, in: VersionScope(organisations: [], person: "o"), limit: 9, offset: 0).total == 0
    )
    (filter.fiscalYear, filter.organisation, filter.kind, filter.state) = (2023, "edu", .budget, .draft)
    #expect(try await store.versions(filter, in: all, limit: 50, offset: 0).versions.map(\.fileName) == ["甲3.txt"])
    filter = VersionFilter()
    filter.words = "甲"
    #expect(try await store.versions(filter, in: all, limit: 2, offset: 4).versions.map(\.fileName) == ["甲1.txt"])
    #expect(try await store.versions(from: 6, broughtBy: "p").map(\.fileName) == ["乙.txt", "无主.txt"])
    #expect(try await store.currentVersions().count == 6)
    #expect(try await store.activeJobs("examine").values.filter { $0 == "waiting" }.count == 7)
    #expect(try await store.memberships(of: "p") == [Membership(.lead, in: "edu")])
    await workshop.end()
  }

  @Test("同样的字节只收一次，几个人同时也一样；台账的工作簿记在账上，不公开", arguments: Backing.present)
  func onlyOnce(_ backing: Backing) async throws {
    let workshop = try await Workshop.open(backing)
    let store = workshop.store
    _ = try await city(store)
    var file = try new(store, "同", "edu")
    let ledger = try store.shelf.keep(Data("ledger".utf8))
    file.ledger = .init(file: ledger, byteCount: 6, mediaType: "x")
    let ready = file
    let added = try await withThrowingTaskGroup(of: Bool.self) { group in
      for _ in 1...8 {
        group.addTask { try await store.add(ready, unlessThere: { _ in true }, by: "p", at: .start).isNew }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(added.count { $0 } == 1)
    let version = try #require(try await store.unpublished().first)
    #expect(try await store.ledger(of: version.id) == ledger)
    #expect(try await !store.isPublic(file: ledger))
    #expect(try await store.mediaType(of: ledger) == "x")
    #expect(try await store.add(ready, unlessThere: { _ in false }, by: "p", at: .start).isNew, "看不见的不算")
    await workshop.end()
  }

  @Test("读不出来的可再读；没送过审的草稿可删，删了还能再传", arguments: Backing.present)
  func againAndGone(_ backing: Backing) async throws {
    let workshop = try await Workshop.open(backing)
    let store = workshop.store
    let session = try await city(store)
    let version = try await store.add(try new(store, "坏", "edu"), by: "p", at: .start)
    await #expect(throws: StoreError.self, "没有读坏的不再读") { try await store.examineAgain(version, by: "p", at: .start) }
    let job = try #require(try await store.claimJob(by: "s", until: .start, at: .start))
    try await store.keep(problem: Wording("坏", "bad"), of: version.id, at: .start)
    try await store.finish(job, by: "s", at: .start)
    let failed = try #require(try await store.version(version.id))
    await #expect(throws: StoreError.self, "旧的一版不算") { try await store.discard(version, by: "p", at: .start) }
    let again = try await store.examineAgain(failed, by: "p", at: .start)
    #expect(again.examination == .waiting && again.problem == nil)
    #expect(try await store.activeJobs("examine") == ["\(version.id)": "waiting"])
    _ = try #require(try await store.claimJob(by: "killed", until: Moment.start.adding(seconds: 900), at: .start))
    try await store.releaseAll()
    #expect(try await store.activeJobs("examine") == ["\(version.id)": "waiting"])
    try await store.remark(.comment, "看", on: version.id, by: session, at: .start)
    try await store.discard(again, by: "p", at: .start)
    #expect(try await store.version(version.id) == nil)
    #expect(try await store.add(try new(store, "坏", "edu"), unlessThere: { _ in true }, by: "p", at: .start).isNew)
    let last = try await store.audit(before: .max, limit: 2)
    #expect(last.map(\.action) == ["version.add", "version.discard"])
    #expect(try await store.audit(before: last[1].sequence, limit: 1).first?.action == "remark.comment")
    #expect(try await store.verifyAudit().brokenAt == nil)
    await workshop.end()
  }
}
