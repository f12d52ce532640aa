import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// How far reading and checking is: for each file that the person brought.
struct DeskProgress: Sendable {
  let site: Site

  func add(to router: inout DeskRouter) {
    router.page("progress", needs: .prepare) { request, context, session in
      let state = try await state(request, context, session)
      return try site.answer(
        site.desk("desk-progress", Wording("进度", "Progress"), path: "/desk/progress", state, context.language),
        request, context)
    }
    router.page("progress.json", needs: .prepare) { request, context, session in
      try DeskJSON.response(try await state(request, context, session))
    }
    router.change("versions/:id/retry", needs: .prepare) { form, context, session in
      try await Changing(site: site, context: context, session: session).change(form, needs: .prepare) { version in
        _ = try await site.store.examineAgain(version, by: session.login, at: site.now())
        return "/desk/progress"
      }
    }
  }

  private func state(_ request: Request, _ context: SiteContext, _ session: Session) async throws -> [String: Any] {
    let tree = try await site.tree()
    let since = request.number("since").map { Int64($0) } ?? 0
    let versions = Array(try await site.store.versions(from: since, broughtBy: session.person).suffix(400))
    let row = VersionRow(context: context, tree: tree, jobs: try await site.store.activeJobs("examine"))
    let rows = versions.filter { session.may(.see, on: $0, tree) }.reversed().map(row.values)
    func count(_ code: String) -> Int { rows.count { $0["examinationCode"] as? String == code } }
    let (done, failed, running, waiting) = (count("done"), count("failed"), count("running"), count("waiting"))
    return [
      "versions": Array(rows), "isEmpty": rows.isEmpty, "done": done, "failed": failed, "running": running,
      "waiting": waiting, "total": rows.count, "isFinished": running + waiting == 0, "since": Int(since),
      "finished": done + failed,
      "summary": context.tell(
        "共 \(rows.count) 个：已核对 \(done)，读不出来 \(failed)，正在读 \(running)，排队 \(waiting)",
        "\(rows.count) files: \(done) checked, \(failed) not readable, \(running) being read, \(waiting) waiting"),
    ]
  }
}
