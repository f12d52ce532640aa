import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// The tree of organisations, and its import from a list.
struct DeskOrganisations: Sendable {
  let site: Site

  func add(to router: inout DeskRouter) {
    router.page("organisations", needs: .administer) { request, context, session in
      try site.answer(try await page(context, [], kept: nil), request, context)
    }
    router.upload("organisations", needs: .administer) { form, request, context, session in
      let tree = try await site.tree()
      guard session.may(.administer, in: nil, tree) else { throw PageError.forbidden }
      guard let file = form.files.first else {
        throw PageError(.unprocessableContent, Wording("没有选文件。", "No file was chosen."))
      }
      let list = OrganisationList(file.bytes, there: tree.all)
      guard list.problems.isEmpty else {
        var page = try await page(context, list.problems, kept: nil)
        page.status = .unprocessableContent
        return try site.answer(page, request, context)
      }
      try await site.store.keep(list.organisations, by: session.login, at: site.now())
      return try site.answer(try await page(context, [], kept: list.organisations.count), request, context)
    }
  }

  private func page(_ context: SiteContext, _ problems: [Wording], kept: Int?) async throws -> Page {
    let tree = try await site.tree()
    func rows(_ one: Organisation, _ depth: Int) -> [[String: Any]] {
      let own: [String: Any] = [
        "id": one.id, "name": one.name, "kind": Self.kinds[one.kind]?[context.language] ?? "",
        "region": one.region ?? "", "depth": min(depth, 4), "parent": one.parent ?? "", "isSample": one.isSample,
      ]
      return [own] + (depth > 8 ? [] : tree.children(of: one.id).flatMap { rows($0, depth + 1) })
    }
    let all = tree.all.filter { $0.parent == nil }.flatMap { rows($0, 0) }
    return site.desk(
      "desk-organisations", Wording("组织", "Organisations"), path: "/desk/organisations",
      [
        "organisations": all, "problems": problems.map { $0[context.language] }, "hasProblems": !problems.isEmpty,
        "problemCount": problems.count, "kept": kept.map { "\($0)" } ?? "",
      ], context.language)
  }

  private static let kinds: [Organisation.Kind: Wording] = [
    .city: Wording("市", "city"), .bureau: Wording("财政部门", "finance bureau"), .department: Wording("部门", "department"),
    .unit: Wording("单位", "unit"),
  ]
}
