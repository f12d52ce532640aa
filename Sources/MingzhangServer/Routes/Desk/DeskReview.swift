import Foundation
import HTTPTypes
import Hummingbird
import MingzhangMaking
import MingzhangModel
import MingzhangStore

/// The steps of a review: remarks, hand in, withdraw, return, approve, publish. Who may take which is in `Role.permissions`; that
/// one person takes only one of them is kept by the store.
struct DeskReview: Sendable {
  let site: Site
  static let longest = 4000

  func add(to router: inout DeskRouter) {
    remarks(&router)
    steps(&router)
    publishing(&router)
    cancelling(&router)
    router.page("versions/:id/letter.docx", needs: .see) { request, context, session in
      try await letter(request, context, session)
    }
    router.change("versions/:id/discard", needs: .prepare) { form, context, session in
      try await changing(context, session).change(form, needs: .prepare) { version in
        try await site.store.discard(version, by: session.login, at: site.now())
        return "/desk"
      }
    }
  }

  private func changing(_ context: SiteContext, _ session: Session) -> Changing {
    Changing(site: site, context: context, session: session)
  }

  // MARK: remarks

  private func remarks(_ router: inout DeskRouter) {
    remark(&router, "comment", .comment, needs: .review, isPublic: false)
    remark(&router, "accept", .acceptance, needs: .review, isPublic: true)
    // the department's answer stands beside the finding when the book is public
    remark(&router, "reply", .reply, needs: .submit, isPublic: true)
  }

  private func remark(
    _ router: inout DeskRouter, _ path: String, _ kind: Remark.Kind, needs permission: Permission, isPublic: Bool
  ) {
    router.change("versions/:id/\(path)", needs: permission) { form, context, session in
      let tree = try await site.tree()
      let version = try await site.version(form.parameters.get("id"), needs: permission, session, tree)
      let text = try Self.words(form)
      guard version.state != .published, version.state != .superseded || kind == .reply else { throw Self.isPublic }
      let findings = try await site.store.findings(of: version.id)
      let number = form["finding"].flatMap { Int($0) }
      let finding = number.flatMap { findings.indices.contains($0 - 1) ? findings[$0 - 1] : nil }
      if kind == .acceptance, finding == nil { throw PageError.notFound }
      try await site.store.remark(
        kind, text, on: version.id, finding: finding?.identity, isPublic: isPublic, by: session, at: site.now())
      return site.goTo(
        "/desk/versions/\(version.id)" + (number.map { "?f=\($0)" } ?? ""), context)
    }
  }

  /// A sentence that somebody must be able to read.
  static func words(_ form: Form) throws -> String {
    let text = (form["text"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    guard !text.isEmpty else { throw PageError(.unprocessableContent, Wording("请写明理由或内容。", "Write what you mean.")) }
    guard text.count <= longest else {
      throw PageError(
        .unprocessableContent, Wording("最多 \(longest) 个字。", "At most \(longest) characters."))
    }
    return text
  }

  private static let isPublic = PageError(
    .unprocessableContent, Wording("已公开的版本不再改动。", "What is public is not changed any more."))

  // MARK: steps

  private func steps(_ router: inout DeskRouter) {
    router.change("versions/:id/submit", needs: .submit) { form, context, session in
      try await changing(context, session).change(form, needs: .submit) { version in
        "/desk/versions/\(try await site.store.take(.submit, version, by: session, at: site.now()).id)"
      }
    }
    router.change("versions/:id/withdraw", needs: .submit) { form, context, session in
      try await changing(context, session).change(form, needs: .submit) { version in
        "/desk/versions/\(try await site.store.take(.withdraw, version, by: session, at: site.now()).id)"
      }
    }
    router.change("versions/:id/return", needs: .review) { form, context, session in
      try await changing(context, session).change(form, needs: .review) { version in
        let letter = try Self.words(form)
        return
          "/desk/versions/\(try await site.store.take(.sendBack, version, by: session, letter: letter, at: site.now()).id)"
      }
    }
    router.change("versions/:id/approve", needs: .review) { form, context, session in
      try await changing(context, session).change(form, needs: .review) { version in
        let open = try await openErrors(version)
        guard open == 0 else {
          throw PageError(
            .unprocessableContent,
            Wording(
              "还有 \(open) 处错误既没有更正，也没有写明接受的理由，不能通过。",
              "\(open) errors are neither corrected nor accepted with a reason; it cannot be approved."))
        }
        let wish = form["wished"].flatMap { Moment(local: $0) }
        if form["wished"] != nil, wish == nil { throw Self.noTime }
        let approved = try await site.store.take(.approve, version, by: session, wish: wish, at: site.now())
        return "/desk/versions/\(approved.id)"
      }
    }
  }

  /// Errors that are still there: neither accepted with a reason nor gone.
  private func openErrors(_ version: Version) async throws -> Int {
    let accepted = Set(
      try await site.store.remarks(on: version.id).filter { $0.kind == .acceptance }.compactMap(\.finding))
    return try await site.store.findings(of: version.id).count {
      $0.severity == .error && !accepted.contains($0.identity)
    }
  }

  // MARK: publishing

  private func publishing(_ router: inout DeskRouter) {
    router.change("versions/:id/publish", needs: .publish) { form, context, session in
      try await changing(context, session).change(form, needs: .publish) { version in
        let erratum = form["erratum"].map { String($0.prefix(Self.longest)) }
        return
          "/desk/versions/\(try await site.store.publish(version, by: session, erratum: erratum, at: site.now()).id)"
      }
    }
    router.change("versions/:id/schedule", needs: .publish) { form, context, session in
      try await changing(context, session).change(form, needs: .publish) { version in
        guard let moment = form["at"].flatMap({ Moment(local: $0) }) else { throw Self.noTime }
        guard moment > site.now() else {
          throw PageError(
            .unprocessableContent,
            Wording("时间已过，请选以后的时间，或立即公开。", "That time is past; choose a later one, or publish now."))
        }
        let erratum = form["erratum"].map { String($0.prefix(Self.longest)) }
        return
          "/desk/versions/\(try await site.store.schedule(version, for: moment, erratum: erratum, by: session, at: site.now()).id)"
      }
    }
  }

  private func cancelling(_ router: inout DeskRouter) {
    router.change("versions/:id/cancel-schedule", needs: .publish) { form, context, session in
      try await changing(context, session).change(form, needs: .publish) { version in
        "/desk/versions/\(try await site.store.cancelSchedule(of: version, by: session, at: site.now()).id)"
      }
    }
  }

  private static let noTime = PageError(
    .unprocessableContent, Wording("请填日期和时间（北京时间）。", "Give day and time (Beijing time)."))

  // MARK: the letter

  /// The letter that asks for corrections, less what was accepted.
  private func letter(_ request: Request, _ context: SiteContext, _ session: Session) async throws -> Response {
    let tree = try await site.tree()
    let version = try await site.version(context.parameters.get("id"), needs: .see, session, tree)
    guard var report = try site.store.report(of: version) else {
      throw PageError(.unprocessableContent, Wording("还没有核对完。", "It is not checked yet."))
    }
    let accepted = Set(
      try await site.store.remarks(on: version.id).filter { $0.kind == .acceptance }.compactMap(\.finding))
    report.findings.removeAll { accepted.contains($0.identity) }
    let bureau = tree.all.first { $0.kind == .bureau }?.name
    let letter = Letter(
      issuer: bureau, deadline: request.query("deadline").flatMap { Day($0) }, day: site.now().day)
    return download(
      Data(LetterWriter().bytes(for: report, letter)), named: "更正通知-\(version.id).docx",
      mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document")
  }
}
