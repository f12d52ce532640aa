import Foundation
import HTTPTypes
import Hummingbird
import MingzhangMaking
import MingzhangModel
import MingzhangStore

/// One version: the picture of the page at the left, the findings at the right, and what may be done next.
struct DeskViewer: Sendable {
  let site: Site
  let pictures: PagePictures

  init(site: Site) {
    self.site = site
    pictures = PagePictures(site)
  }

  func add(to router: inout DeskRouter) {
    router.page("versions/:id", needs: .see) { request, context, session in
      try await view(request, context, session)
    }
    router.page("versions/:id/pages/:page", needs: .see) { request, context, session in
      let tree = try await site.tree()
      let version = try await site.version(context.parameters.get("id"), needs: .see, session, tree)
      guard let place = try await OriginalFiles(of: version, site.store).place(context.parameters.get("page") ?? ""),
        let picture = await pictures.picture(of: place.file, page: place.page)
      else { throw PageError.notFound }
      return Response(
        status: .ok, headers: [.contentType: picture.mediaType, .cacheControl: "private, max-age=3600"],
        body: .init(byteBuffer: ByteBuffer(bytes: picture.png)))
    }
  }

  private func view(_ request: Request, _ context: SiteContext, _ session: Session) async throws -> Response {
    let tree = try await site.tree()
    let version = try await site.version(context.parameters.get("id"), needs: .see, session, tree)
    let findings = try await site.store.findings(of: version.id)
    let remarks = try await site.store.remarks(on: version.id)
    let filter = FindingFilter(request)
    let list = FindingList(findings, remarks, filter)
    let chosen = request.number("f").flatMap { number in list.all.first { $0.number == number } } ?? list.shown.first
    var values: [String: Any] = [
      "version": VersionRow(context: context, tree: tree, jobs: try await site.store.activeJobs("examine"))
        .values(version),
      "pageCount": version.pageCount ?? 0,
      "findings": list.shown.map { line($0, filter, chosen, context) }, "shown": list.shown.count,
      "all": list.all.count, "isClean": list.all.isEmpty && version.examination == .done,
      "openErrors": list.openErrors, "hasOpenErrors": list.openErrors > 0,
      "severities": [Severity.error, .warning, .notice].map {
        choice($0.rawValue, context.tell($0.chinese, $0.english), filter.severity?.rawValue)
      },
      "families": list.families.map { choice($0.rawValue, $0.name[context.language], filter.family?.rawValue) },
      "states": [
        choice("open", context.tell("未接受", "open"), filter.state),
        choice("accepted", context.tell("已接受", "accepted"), filter.state),
      ],
      "remarks": remarks.filter { $0.finding == nil }.map { self.remark($0, context) },
    ]
    values["hasRemarks"] = remarks.contains { $0.finding == nil }
    if let chosen { values["chosen"] = detail(chosen, list, filter, remarks, context) }
    let originals = try await OriginalFiles(of: version, site.store)
    if originals.files.contains(where: \.hasPages), version.examination != .waiting {
      let sheet = PageSheet(
        version: version, list: list, chosen: chosen, filter: filter, context: context, originals: originals,
        counts: try pageCounts(version, originals))
      values["sheet"] = await sheet.values(
        page: request.number("page"), part: request.number("part"), pictures: pictures)
    }
    values["unchecked"] = version.unchecked
    values["steps"] = try await steps(version, session, tree, context)
    var page = site.desk(
      "desk-version", Wording(version.fileName, version.fileName), path: "/desk/versions/\(version.id)", values,
      context.language)
    page.path = "/desk/versions/\(version.id)" + filter.address(chosen?.number)
    return try site.answer(page, request, context)
  }

  /// How many pages each of the files has.
  private func pageCounts(_ version: Version, _ originals: OriginalFiles) throws -> [Int] {
    guard originals.files.count > 1 else { return [version.pageCount ?? 1] }
    let parts = try site.store.disclosure(of: version)?.source?.parts ?? []
    return originals.files.map { file in parts.first { $0.sha256 == file.digest }?.pageCount ?? 1 }
  }

  private func line(
    _ item: FindingList.Item, _ filter: FindingFilter, _ chosen: FindingList.Item?, _ context: SiteContext
  ) -> [String: Any] {
    let finding = item.finding
    return [
      "number": item.number, "rule": finding.rule, "severity": finding.severity.rawValue,
      "severityName": context.tell(finding.severity.chinese, finding.severity.english),
      "title": finding.title[context.language], "place": finding.evidence.first?.span?.place(context.language) ?? "",
      "isChosen": item.number == chosen?.number, "isAccepted": item.isAccepted, "hasRemarks": item.hasRemarks,
      "address": filter.address(item.number),
    ]
  }

  private func detail(
    _ item: FindingList.Item, _ list: FindingList, _ filter: FindingFilter, _ remarks: [Remark],
    _ context: SiteContext
  ) -> [String: Any] {
    let (finding, language) = (item.finding, context.language)
    let index = list.shown.firstIndex { $0.number == item.number }
    func neighbour(_ step: Int) -> String {
      guard let index, list.shown.indices.contains(index + step) else { return "" }
      return filter.address(list.shown[index + step].number)
    }
    func evidence(_ evidence: [Evidence]) -> [[String: Any]] {
      evidence.map { one in
        ["label": one.label, "text": one.text, "place": one.span?.place(language) ?? ""]
      }
    }
    let own = remarks.filter { $0.finding == finding.identity }.map { remark($0, context) }
    return [
      "number": item.number, "rule": finding.rule, "severity": finding.severity.rawValue,
      "severityName": context.tell(finding.severity.chinese, finding.severity.english),
      "title": finding.title[language], "message": finding.message[language], "expected": finding.expected ?? "",
      "found": finding.found ?? "", "difference": finding.difference ?? "",
      "hasValues": finding.expected != nil || finding.found != nil,
      "correction": finding.correction[language],
      "citations": finding.citations.map { citation -> [String: Any] in
        let article = site.catalog.laws.first { $0.name == citation.law }?.article(citation.article)
        return ["name": citation.chinese, "gist": article?.gist[language] ?? ""]
      },
      "hasCitations": !finding.citations.isEmpty, "evidence": evidence(finding.evidence),
      "alternatives": finding.alternatives.map { $0[language] }, "hasAlternatives": !finding.alternatives.isEmpty,
      "symptoms": finding.symptoms.map { ["rule": $0.rule, "message": $0.message[language]] },
      "hasSymptoms": !finding.symptoms.isEmpty, "needsReview": finding.needsReview, "isAccepted": item.isAccepted,
      "remarks": own, "hasRemarks": !own.isEmpty, "previous": neighbour(-1), "next": neighbour(1),
      "hasPrevious": !neighbour(-1).isEmpty, "hasNext": !neighbour(1).isEmpty,
    ]
  }

  private func remark(_ remark: Remark, _ context: SiteContext) -> [String: Any] {
    let kind: Wording =
      switch remark.kind {
      case .comment: Wording("批注", "Comment")
      case .reply: Wording("部门答复", "Reply of the department")
      case .acceptance: Wording("接受，理由", "Accepted, because")
      case .letter: Wording("退回说明", "Returned")
      }
    return [
      "kind": kind[context.language], "code": remark.kind.rawValue, "person": remark.personName ?? "",
      "at": remark.createdAt.local, "text": remark.text, "isPublic": remark.isPublic,
    ]
  }

  /// What the person may do next, and why not.
  private func steps(
    _ version: Version, _ session: Session, _ tree: OrganisationTree, _ context: SiteContext
  ) async throws -> [String: Any] {
    func may(_ permission: Permission) -> Bool { session.may(permission, on: version, tree) }
    let isMatched = version.organisation != nil && version.fiscalYear != nil && version.kind != nil
    let isOpen = version.state == .draft || version.state == .returned
    var isPublicAlready = false
    var newer: Int64?
    if let organisation = version.organisation, let year = version.fiscalYear, let kind = version.kind {
      let present = try await site.store.published(organisation, year, kind)
      isPublicAlready = version.state != .published && present != nil
      newer = try await site.store.versions(of: organisation, year, kind).last { $0.id > version.id }?.id
    }
    let isLater = version.state == .submitted || version.state == .approved
    let organisations = session.organisations(for: .prepare, tree)
    let guess = MatchGuess(version, organisations)
    var values: [String: Any] = [
      "submit": may(.submit) && isOpen && isMatched && version.examination == .done,
      "withdraw": may(.submit) && version.state == .submitted, "match": may(.prepare) && isOpen,
      "replace": may(.prepare) && isMatched && version.state != .draft,
      "discard": may(.prepare) && version.state == .draft && version.submittedAt == nil,
      "retry": may(.prepare) && version.examination == .failed,
      "comment": may(.review) && version.state != .published && version.state != .superseded, "reply": may(.submit),
      "return": may(.review) && isLater, "approve": may(.review) && version.state == .submitted,
      "publish": may(.publish) && version.state == .approved, "isPublicAlready": isPublicAlready,
      "isScheduled": version.state == .approved && version.publishAt != nil,
      "tookPart": session.tookPart(in: version)
        && (may(.review) && isLater || may(.publish) && version.state == .approved),
      "organisations": organisations.map { choice($0.id, $0.name, guess.organisation) },
      "year": guess.year.map(String.init) ?? "",
      "kinds": [Disclosure.Kind.budget, .final].map {
        choice($0.rawValue, VersionRow.name($0)[context.language], guess.kind.rawValue)
      },
      "isPublic": version.state == .published,
      "publicAddress":
        "/departments/\(version.organisation ?? "")/\(version.fiscalYear ?? 0)/\(version.kind?.rawValue ?? "")",
      "unmatched": !isMatched && version.examination == .done,
    ]
    let next = ["submit", "withdraw", "match", "replace", "discard", "retry", "return", "approve", "publish"]
    values["nothing"] = !next.contains { values[$0] as? Bool == true }
    values["newer"] = newer.map { "\($0)" } ?? ""
    return values
  }
}
