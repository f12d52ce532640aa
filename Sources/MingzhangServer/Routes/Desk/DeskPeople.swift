import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// Who may sign in, and as what.
struct DeskPeople: Sendable {
  let site: Site

  func add(to router: inout DeskRouter) {
    router.page("people", needs: .administer) { request, context, session in
      try site.answer(try await page(context, session), request, context)
    }
    router.upload("people", needs: .administer) { form, request, context, session in
      try await add(form, request, context, session)
    }
    router.change("people/:login/grant", needs: .administer) { form, context, session in
      let person = try await person(form, session)
      try await site.store.grant(try await membership(form, session), to: person, by: session.login, at: site.now())
      return site.goTo("/desk/people", context)
    }
    router.change("people/:login/revoke", needs: .administer) { form, context, session in
      let person = try await person(form, session)
      try await site.store.revoke(
        try await membership(form, session), from: person, by: session.login, at: site.now())
      return site.goTo("/desk/people", context)
    }
    router.upload("people/:login/password", needs: .administer) { form, request, context, session in
      let person = try await person(form, session)
      let password = Tokens.word()
      let hash = try await Task.detached { try Passwords.hash(password) }.value
      try await site.store.setPassword(hash, of: person, by: session.login, at: site.now())
      return try site.answer(
        try await page(context, session, password: (person.login, password)), request, context)
    }
    router.change("people/:login/active", needs: .administer) { form, context, session in
      let person = try await person(form, session)
      try await site.store.setActive(form["active"] == "1", person, by: session.login, at: site.now())
      return site.goTo("/desk/people", context)
    }
  }

  private func page(_ context: SiteContext, _ session: Session, password: (login: String, word: String)? = nil)
    async throws -> Page
  {
    let tree = try await site.tree()
    let people = try await site.store.people().filter { isTheirs($0.memberships, session, tree) }
    var values: [String: Any] = [
      "people": people.map { person, memberships -> [String: Any] in
        [
          "login": person.login, "name": person.name, "isActive": person.isActive,
          "isSelf": person.login == session.login,
          "roles": memberships.map {
            [
              "role": $0.role.rawValue, "name": $0.role.name[context.language], "organisation": $0.organisation,
              "organisationName": tree[$0.organisation]?.name ?? $0.organisation, "login": person.login,
            ] as [String: Any]
          },
        ]
      },
      "allRoles": Role.allCases.map { choice($0.rawValue, $0.name[context.language], nil) },
      "organisations": tree.all.filter { session.may(.administer, in: $0.id, tree) }.map {
        choice($0.id, $0.name, nil)
      },
      "minimum": Passwords.minimumLength,
    ]
    if let password { values["password"] = ["login": password.login, "word": password.word] }
    return site.desk("desk-people", Wording("人员", "People"), path: "/desk/people", values, context.language)
  }

  private func add(
    _ form: Form, _ request: Request, _ context: SiteContext, _ session: Session
  ) async throws -> Response {
    let login = form["login"] ?? ""
    let membership = try await membership(form, session)
    let word = try await PersonMaking(store: site.store).add(
      login: login, name: form["name"] ?? "", password: form["password"], [membership], by: session.login,
      at: site.now())
    return try site.answer(
      try await page(context, session, password: form["password"] == nil ? (login, word) : nil), request, context)
  }

  /// The person of the route; only within what the administrator administers, and never themselves.
  private func person(_ form: Form, _ session: Session) async throws -> Person {
    let tree = try await site.tree()
    let login = form.parameters.get("login")?.removingPercentEncoding ?? ""
    guard let found = try await site.store.people().first(where: { $0.person.login == login }),
      isTheirs(found.memberships, session, tree)
    else { throw PageError.notFound }
    guard found.person.id != session.person else {
      throw PageError(
        .unprocessableContent, Wording("不能改自己的角色；密码请到“账户”里改。", "Not for yourself; change your password under Account."))
    }
    return found.person
  }

  private func isTheirs(_ memberships: [Membership], _ session: Session, _ tree: OrganisationTree) -> Bool {
    memberships.allSatisfy { session.may(.administer, in: $0.organisation, tree) }
  }

  private func membership(_ form: Form, _ session: Session) async throws -> Membership {
    let tree = try await site.tree()
    guard let role = form["role"].flatMap({ Role(rawValue: $0) }), let organisation = form["organisation"],
      tree[organisation] != nil
    else {
      throw PageError(.unprocessableContent, Wording("请选角色和组织。", "Choose a role and an organisation."))
    }
    guard session.may(.administer, in: organisation, tree) else { throw PageError.forbidden }
    return Membership(role, in: organisation)
  }
}
