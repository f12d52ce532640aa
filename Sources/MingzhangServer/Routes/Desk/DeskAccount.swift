import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// One's own password. Changing it ends every session, this one too.
struct DeskAccount: Sendable {
  let site: Site

  func add(to router: inout DeskRouter) {
    router.page("account", needs: nil) { request, context, session in
      let tree = try await site.tree()
      return try site.answer(
        site.desk(
          "desk-account", Wording("账户", "Account"), path: "/desk/account",
          [
            "login": session.login, "name": session.name, "minimum": Passwords.minimumLength,
            "roles": session.memberships.map {
              [
                "role": $0.role.name[context.language],
                "organisation": tree[$0.organisation]?.name ?? $0.organisation,
              ] as [String: Any]
            },
          ], context.language), request, context)
    }
    router.change("account/password", needs: nil) { form, context, session in
      let now = site.now()
      guard
        try await site.store.attempt(
          "login:\(session.login)", since: now.adding(seconds: -SignIn.limits.seconds), at: now) <= SignIn.limits.login
      else {
        throw PageError(.tooManyRequests, Wording("尝试太多，请 15 分钟后再试。", "Too many attempts; try again in 15 minutes."))
      }
      let (old, new) = (form["old"] ?? "", form["new"] ?? "")
      guard let person = try await site.store.person(login: session.login),
        await Task.detached(operation: { Passwords.matches(old, person.password) }).value
      else { throw PageError(.unprocessableContent, Wording("现在的密码不对。", "The present password is wrong.")) }
      try PersonRules.check(password: new)
      guard new == form["again"] else {
        throw PageError(.unprocessableContent, Wording("两次输入的新密码不一样。", "The new password was not repeated alike."))
      }
      let hash = try await Task.detached { try Passwords.hash(new) }.value
      try await site.store.setPassword(hash, of: person, by: session.login, at: site.now())
      try await site.store.forgetAttempts("login:\(session.login)")
      return Response(
        status: .seeOther, headers: [.location: "\(context.base)/sign-in", .cacheControl: "no-store"])
    }
  }
}
