import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import MingzhangModel
import MingzhangStore
import MingzhangTestSupport
import Testing

@testable import MingzhangServer

/// Every route of the desk against every role, against a stranger, and against a version of another department. The table is written
/// by hand: it does not ask the program who may do what.
@Suite("工作台：每条路由 × 每个角色") struct DeskMatrixTests {
  struct Row: Sendable {
    var method: HTTPRequest.Method
    var path: String
    var roles: Set<Role>
    /// For those who may. A change is sent without what it needs, so that it ends where the permission was given.
    var status: Int
    var fields: [String: String] = [:]
    var text: String { "\(method.rawValue) \(path)" }
  }

  static let everyone = Set(Role.allCases)
  static let department: Set<Role> = [.preparer, .lead]

  static let table: [Row] = [
    Row(method: .get, path: "", roles: everyone, status: 200),
    Row(method: .get, path: "versions", roles: everyone, status: 200),
    Row(method: .get, path: "upload", roles: department, status: 200),
    Row(method: .post, path: "upload", roles: department, status: 422),
    Row(method: .get, path: "ledger.xlsx", roles: department, status: 200),
    Row(method: .get, path: "progress", roles: department, status: 200),
    Row(method: .get, path: "progress.json", roles: department, status: 200),
    Row(method: .get, path: "match", roles: department, status: 200),
    Row(method: .post, path: "match", roles: department, status: 200),
    Row(method: .get, path: "versions/:id", roles: everyone, status: 200),
    Row(method: .get, path: "versions/:id/pages/:page", roles: everyone, status: 200),
    Row(method: .get, path: "versions/:id/history", roles: everyone, status: 200),
    Row(method: .get, path: "versions/:id/original", roles: everyone, status: 200),
    Row(method: .get, path: "versions/:id/ledger.xlsx", roles: everyone, status: 200),
    Row(method: .get, path: "versions/:id/letter.docx", roles: everyone, status: 200),
    Row(method: .post, path: "versions/:id/retry", roles: department, status: 400),
    Row(method: .post, path: "versions/:id/discard", roles: department, status: 400),
    Row(method: .post, path: "versions/:id/submit", roles: [.lead], status: 400),
    Row(method: .post, path: "versions/:id/withdraw", roles: [.lead], status: 400),
    Row(method: .post, path: "versions/:id/reply", roles: [.lead], status: 422),
    Row(method: .post, path: "versions/:id/comment", roles: [.reviewer], status: 422),
    Row(method: .post, path: "versions/:id/accept", roles: [.reviewer], status: 422),
    Row(method: .post, path: "versions/:id/return", roles: [.reviewer], status: 400),
    Row(method: .post, path: "versions/:id/approve", roles: [.reviewer], status: 400),
    Row(method: .post, path: "versions/:id/publish", roles: [.publisher], status: 400),
    Row(method: .post, path: "versions/:id/schedule", roles: [.publisher], status: 400),
    Row(method: .post, path: "versions/:id/cancel-schedule", roles: [.publisher], status: 400),
    Row(method: .get, path: "bureau", roles: everyone, status: 200),
    Row(method: .get, path: "bureau.csv", roles: everyone, status: 200),
    Row(method: .get, path: "calendar", roles: everyone, status: 200),
    Row(method: .post, path: "calendar", roles: [.administrator], status: 422),
    Row(method: .get, path: "organisations", roles: [.administrator], status: 200),
    Row(method: .post, path: "organisations", roles: [.administrator], status: 422),
    Row(method: .get, path: "people", roles: [.administrator], status: 200),
    Row(method: .post, path: "people", roles: [.administrator], status: 422),
    Row(method: .post, path: "people/:login/grant", roles: [.administrator], status: 422),
    Row(method: .post, path: "people/:login/revoke", roles: [.administrator], status: 422),
    Row(method: .post, path: "people/:login/password", roles: [.administrator], status: 200),
    Row(method: .post, path: "people/:login/active", roles: [.administrator], status: 303),
    Row(method: .get, path: "account", roles: everyone, status: 200),
    Row(method: .post, path: "account/password", roles: everyone, status: 422),
    Row(method: .get, path: "audit", roles: [.administrator, .auditor], status: 200),
  ]

  @Test("表里没有漏一条路由，也没有多一条") func complete() async throws {
    try await Bench.with { bench in
      let routes = Server(bench.site).routes().desk.map { "\($0.method.rawValue) \($0.path)" }
      #expect(Set(routes) == Set(Self.table.map(\.text)))
      #expect(routes.count == Self.table.count)
    }
  }

  @Test("谁能做什么，与表一致；别的部门的文件看不见；没有登录的进不来；没有令牌的改不动") func everyCell() async throws {
    try await Bench.with { bench in
      try await bench.site.store.add(
        Person(id: "p-extra", login: "extra", name: "某人", password: Passwords.nobody),
        [Membership(.preparer, in: "edu")], by: "system", at: bench.site.now())
      var page = SmallPDF.Page()
      page.print("收支总表", x: 100, y: 115)
      let own = try await bench.version(
        "own", mediaType: "application/pdf", bytes: Data(SmallPDF([page]).bytes), ledger: true)
      let others = try await bench.version("others", of: "health", by: "reviewer")
      var sessions: [Role: (cookie: String, csrf: String)] = [:]
      for role in Role.allCases { sessions[role] = try await bench.session(role.rawValue) }
      let people = sessions
      try await bench.client { client in
        var cells = 0
        func ask(_ row: Row, _ version: Int64, _ session: (cookie: String, csrf: String)?) async throws -> Int {
          let path = row.path.replacing(":id", with: "\(version)").replacing(":page", with: "1").replacing(
            ":login", with: "extra")
          let uri = path.isEmpty ? "/desk" : "/desk/\(path)"
          cells += 1
          return row.method == .get
            ? try await client.page(uri, session).status.code
            : try await client.send(uri, row.fields, session).status.code
        }
        for row in Self.table {
          let stranger = try await ask(row, own.id, nil)
          #expect(stranger == (row.method == .get ? 303 : 401), "\(row.text) 未登录 \(stranger)")
          for role in Role.allCases {
            let session = try #require(people[role])
            let status = try await ask(row, own.id, session)
            #expect(status == (row.roles.contains(role) ? row.status : 403), "\(row.text) \(role) \(status)")
            if row.method == .post {
              let forged = try await ask(row, own.id, (session.cookie, "x"))
              #expect(forged == 403, "\(row.text) \(role) 无令牌 \(forged)")
            }
            guard row.path.contains(":id"), Self.department.contains(role) else { continue }
            let foreign = try await ask(row, others.id, session)
            #expect(foreign == (row.roles.contains(role) ? 404 : 403), "\(row.text) \(role) 别的部门 \(foreign)")
          }
        }
        #expect(cells > 400)
      }
    }
  }
}
