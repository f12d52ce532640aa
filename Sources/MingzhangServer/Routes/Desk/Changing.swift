import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// A change to one version: found, allowed, made on the revision that the person saw. Whoever comes second is told who came first.
struct Changing: Sendable {
  let site: Site
  let context: SiteContext
  let session: Session

  /// - Parameter body: makes the change on the version as the person saw it, and says where to go then.
  func change(
    _ form: Form, needs permission: Permission, _ body: (Version) async throws -> String
  ) async throws -> Response {
    let tree = try await site.tree()
    let (version, revision) = try await version(form, needs: permission, tree)
    do {
      var seen = version
      seen.revision = revision
      return site.goTo(try await body(seen), context)
    } catch let error as StoreError where error.code == .conflict {
      return try await conflict(version.id, tree)
    }
  }

  private func version(_ form: Form, needs permission: Permission, _ tree: OrganisationTree) async throws -> (
    Version, Int64
  ) {
    let version = try await site.version(form.parameters.get("id"), needs: permission, session, tree)
    guard let revision = form["revision"].flatMap({ Int64($0) }) else {
      throw PageError(.badRequest, Wording("表单不完整，请刷新后重试。", "The form is incomplete; reload and try again."))
    }
    return (version, revision)
  }

  /// Who changed it, when, to what; nothing of this person's change was made.
  private func conflict(_ number: Int64, _ tree: OrganisationTree) async throws -> Response {
    guard let now = try await site.store.version(number) else { throw PageError.notFound }
    let entries = try await site.store.audit(of: "version:\(number)").suffix(5).reversed()
    var page = site.desk(
      "desk-conflict", Wording("有人先改了", "Someone was first"), path: "/desk/versions/\(number)",
      [
        "version": VersionRow(context: context, tree: tree).values(now),
        "entries": entries.map { AuditRow.values($0, context) },
      ], context.language)
    page.status = .conflict
    let html = try site.html(page, context)
    return Response(
      status: .conflict, headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(string: html)))
  }
}

extension Site {
  /// The version of a route's `:id`, when the person may do this to it. What they may not see is not there.
  func version(_ id: String?, needs permission: Permission, _ session: Session, _ tree: OrganisationTree) async throws
    -> Version
  {
    guard let number = id.flatMap({ Int64($0) }), let version = try await store.version(number) else {
      throw PageError.notFound
    }
    try session.require(permission, on: version, tree)
    return version
  }
}

/// An entry of the log as a line.
enum AuditRow {
  static func values(_ entry: AuditEntry, _ context: SiteContext) -> [String: Any] {
    [
      "sequence": entry.sequence, "at": entry.at.local, "actor": entry.actor,
      "action": (actions[entry.action] ?? Wording(entry.action, entry.action))[context.language],
      "code": entry.action, "subject": entry.subject, "detail": entry.detail,
      "digest": String(entry.digest.prefix(12)),
    ]
  }

  static let actions: [String: Wording] = [
    "version.add": Wording("上传", "uploaded"), "version.examine": Wording("核对完", "checked"),
    "version.unreadable": Wording("读不出来", "could not be read"), "version.match": Wording("确定部门和年度", "matched"),
    "version.submit": Wording("送审", "submitted"), "version.withdraw": Wording("撤回", "withdrawn"),
    "version.sendBack": Wording("退回", "returned"), "version.approve": Wording("通过", "approved"),
    "version.publish": Wording("公开", "published"), "version.schedule": Wording("定时公开", "scheduled"),
    "version.cancelSchedule": Wording("取消定时公开", "schedule cancelled"),
    "version.unschedule": Wording("定时公开未成", "could not be published at its time"),
    "version.supersede": Wording("被更正", "superseded"), "version.again": Wording("再读一次", "read again"),
    "version.discard": Wording("删除草稿", "discarded"), "version.ledger": Wording("由台账编成", "made from a ledger"),
    "remark.comment": Wording("批注", "comment"), "remark.reply": Wording("答复", "reply"),
    "remark.acceptance": Wording("接受问题", "finding accepted"), "session.open": Wording("登录", "signed in"),
    "session.close": Wording("退出", "signed out"), "person.add": Wording("增加人员", "person added"),
    "person.grant": Wording("授予角色", "role granted"), "person.revoke": Wording("收回角色", "role revoked"),
    "person.password": Wording("改密码", "password changed"), "person.close": Wording("停用", "closed"),
    "person.open": Wording("启用", "opened"), "organisation.keep": Wording("登记组织", "organisation kept"),
    "deadline.set": Wording("设定期限", "deadline set"), "manifest.sign": Wording("签清单", "manifest signed"),
    "audit.verify": Wording("核验日志", "log verified"),
  ]
}
