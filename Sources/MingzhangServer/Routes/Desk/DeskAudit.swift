import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// The audit log, and whether its chain is whole.
struct DeskAudit: Sendable {
  let site: Site
  private static let pageSize = 100

  func add(to router: inout DeskRouter) {
    router.page("audit", needs: .audit) { request, context, session in try await page(request, context, session) }
  }

  private func page(_ request: Request, _ context: SiteContext, _ session: Session) async throws -> Response {
    let tree = try await site.tree()
    // the log is the whole city's
    guard session.may(.audit, in: nil, tree) else { throw PageError.forbidden }
    var values: [String: Any] = ["isVerified": false]
    if request.query("verify") != nil {
      let verdict = try await site.store.verifyAudit()
      values["isVerified"] = true
      values["isWhole"] = verdict.brokenAt == nil
      values["brokenAt"] = verdict.brokenAt.map { "\($0)" } ?? ""
      values["count"] = verdict.entries
      values["headDigest"] = verdict.head
    }
    let subject = request.query("subject")
    let before = request.number("before").map { Int64($0) } ?? Int64.max
    let entries =
      if let subject { Array(try await site.store.audit(of: subject).reversed()) } else {
        try await site.store.audit(before: before, limit: Self.pageSize)
      }
    values["entries"] = entries.map { AuditRow.values($0, context) }
    values["subject"] = subject ?? ""
    values["isEmpty"] = entries.isEmpty
    values["hasMore"] = subject == nil && entries.count == Self.pageSize
    values["before"] = entries.last?.sequence ?? 0
    return try site.answer(
      site.desk("desk-audit", Wording("审计日志", "Audit log"), path: "/desk/audit", values, context.language), request,
      context)
  }
}
