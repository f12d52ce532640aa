import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// What was done to a version, by whom and when; and what became of the findings of the version before it.
struct DeskHistory: Sendable {
  let site: Site

  func add(to router: inout DeskRouter) {
    router.page("versions/:id/history", needs: .see) { request, context, session in
      try await history(request, context, session)
    }
    router.page("versions/:id/original", needs: .see) { request, context, session in
      let tree = try await site.tree()
      let version = try await site.version(context.parameters.get("id"), needs: .see, session, tree)
      let type = try await site.store.mediaType(of: version.file) ?? "application/octet-stream"
      return download(try site.store.shelf.bytes(version.file), named: version.fileName, mediaType: type)
    }
    router.page("versions/:id/ledger.xlsx", needs: .see) { request, context, session in
      let tree = try await site.tree()
      let version = try await site.version(context.parameters.get("id"), needs: .see, session, tree)
      guard let file = try await site.store.ledger(of: version.id) else { throw PageError.notFound }
      return download(
        try site.store.shelf.bytes(file), named: "台账-\(version.id).xlsx",
        mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    }
  }

  private func history(_ request: Request, _ context: SiteContext, _ session: Session) async throws -> Response {
    let tree = try await site.tree()
    let version = try await site.version(context.parameters.get("id"), needs: .see, session, tree)
    let row = VersionRow(context: context, tree: tree)
    var values: [String: Any] = [
      "version": row.values(version),
      "entries": try await site.store.audit(of: "version:\(version.id)").map { AuditRow.values($0, context) },
    ]
    var others: [Version] = []
    if let organisation = version.organisation, let year = version.fiscalYear, let kind = version.kind {
      others = try await site.store.versions(of: organisation, year, kind).filter { session.may(.see, on: $0, tree) }
    }
    values["versions"] = others.map(row.values)
    if let before = others.last(where: { $0.id < version.id && $0.examination == .done }), version.examination == .done
    {
      let difference = FindingDifference(
        before: try await site.store.findings(of: before.id), now: try await site.store.findings(of: version.id))
      func lines(_ findings: [Finding]) -> [[String: Any]] {
        findings.map { finding in
          [
            "rule": finding.rule, "severity": finding.severity.rawValue, "title": finding.title[context.language],
            "message": finding.message[context.language],
          ]
        }
      }
      values["comparison"] = [
        "before": before.id, "fresh": lines(difference.new), "gone": lines(difference.gone),
        "same": lines(difference.same), "freshCount": difference.new.count, "goneCount": difference.gone.count,
        "sameCount": difference.same.count,
      ]
    }
    var page = site.desk(
      "desk-history", Wording("第 \(version.id) 号：经过", "No. \(version.id): history"),
      path: "/desk/versions/\(version.id)/history", values, context.language)
    page.trail.insert((version.fileName, "/desk/versions/\(version.id)"), at: 1)
    return try site.answer(page, request, context)
  }
}

/// Findings of two versions by their identity, which stays equal when a file is read anew.
struct FindingDifference {
  var new: [Finding]
  var gone: [Finding]
  var same: [Finding]

  init(before: [Finding], now: [Finding]) {
    let (old, present) = (Set(before.map(\.identity)), Set(now.map(\.identity)))
    new = now.filter { !old.contains($0.identity) }
    gone = before.filter { !present.contains($0.identity) }
    same = now.filter { old.contains($0.identity) }
  }
}
