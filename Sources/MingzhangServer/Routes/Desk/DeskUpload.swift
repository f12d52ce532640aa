import Foundation
import HTTPTypes
import Hummingbird
import MingzhangMaking
import MingzhangModel
import MingzhangStore

/// Files come in: one or two hundred at a time, or a ledger workbook that is made into a book.
struct DeskUpload: Sendable {
  let site: Site

  func add(to router: inout DeskRouter) {
    router.page("upload", needs: .prepare) { request, context, session in
      try await form(request, context, session)
    }
    router.upload("upload", needs: .prepare) { form, request, context, session in
      try await take(form, request, context, session)
    }
    router.page("ledger.xlsx", needs: .prepare) { request, context, session in
      try await emptyLedger(request, session)
    }
  }

  private func form(_ request: Request, _ context: SiteContext, _ session: Session) async throws -> Response {
    let tree = try await site.tree()
    return try site.answer(page(context, session, tree, []), request, context)
  }

  private func page(
    _ context: SiteContext, _ session: Session, _ tree: OrganisationTree, _ results: [[String: Any]]
  ) -> Page {
    site.desk(
      "desk-upload", Wording("上传", "Upload"), path: "/desk/upload",
      [
        "results": results, "hasResults": !results.isEmpty,
        "fileLimit": site.configuration.fileLimit >> 20, "limit": site.configuration.uploadLimit >> 20,
        "organisations": session.organisations(for: .prepare, tree).map { choice($0.id, $0.name, nil) },
        "profiles": site.catalog.profiles.map { choice($0.id, $0.id, nil) },
        "nextYear": site.now().day.year + (site.now().day.month >= 7 ? 1 : 0),
      ], context.language)
  }

  private func take(
    _ form: Form, _ request: Request, _ context: SiteContext, _ session: Session
  ) async throws -> Response {
    let now = site.now()
    guard
      try await site.store.attempt("upload:\(session.login)", since: now.adding(seconds: -3600), at: now)
        <= site.configuration.uploadsPerHour
    else {
      throw PageError(
        .tooManyRequests, Wording("一小时内上传太多次，请稍后再试。", "Too many uploads within an hour; try again later."),
        headers: [.retryAfter: "600"])
    }
    guard !form.files.isEmpty else {
      throw PageError(.unprocessableContent, Wording("没有选文件。", "No file was chosen."))
    }
    guard form.files.count <= 200 else {
      throw PageError(.unprocessableContent, Wording("一次最多 200 个文件。", "At most 200 files at a time."))
    }
    let tree = try await site.tree()
    let target = try await target(form, session, tree)
    let results = try await Uploading(
      site: site, examiner: JobWork(site).examiner, session: session, tree: tree
    ).take(form.files, for: target)
    let values = results.map { UploadRow.values($0, context) }
    if request.wantsJSON { return try DeskJSON.response(["results": values], status: Self.status(results)) }
    var page = page(context, session, tree, values)
    let added = results.compactMap { result -> Int64? in
      if case .added(let version) = result.outcome { version.id } else { nil }
    }
    if let first = added.min() { page.values["first"] = "\(first)" }
    page.values["added"] = added.count
    page.values["refused"] = results.count { $0.version == nil }
    page.values["there"] = results.count - added.count - results.count { $0.version == nil }
    page.status = Self.status(results)
    return try site.answer(page, request, context)
  }

  /// Whose the files are: as chosen; or the same disclosure as the version that they correct.
  private func target(_ form: Form, _ session: Session, _ tree: OrganisationTree) async throws -> Uploading.Target {
    var target = Uploading.Target()
    if let number = form["corrects"].flatMap({ Int64($0) }) {
      guard let version = try await site.store.version(number) else { throw PageError.notFound }
      try session.require(.prepare, on: version, tree)
      (target.organisation, target.fiscalYear, target.kind) = (version.organisation, version.fiscalYear, version.kind)
      target.supersedes = version.id
      return target
    }
    if let organisation = form["organisation"] {
      guard tree[organisation] != nil, session.may(.prepare, in: organisation, tree) else { throw PageError.forbidden }
      target.organisation = organisation
    }
    target.fiscalYear = form["year"].flatMap { Int($0) }.flatMap { (1990...2100).contains($0) ? $0 : nil }
    target.kind = form["kind"].flatMap { Disclosure.Kind(rawValue: $0) }
    return target
  }

  /// 200 when anything was taken; else what the first refusal says.
  private static func status(_ results: [Uploading.Result]) -> HTTPResponse.Status {
    if results.contains(where: { $0.version != nil }) { return .ok }
    for result in results { if case .refused(let status, _) = result.outcome { return status } }
    return .unprocessableContent
  }

  private func emptyLedger(_ request: Request, _ session: Session) async throws -> Response {
    let tree = try await site.tree()
    let mine = session.organisations(for: .prepare, tree)
    let entity = request.query("organisation").flatMap { id in mine.first { $0.id == id }?.name } ?? mine.first?.name
    let year = request.number("year") ?? site.now().day.year + 1
    guard (1990...2100).contains(year) else {
      throw PageError(.unprocessableContent, Wording("年度应为四位年份。", "The year must have four digits."))
    }
    let id = request.query("profile") ?? "hebei-2023"
    guard let profile = site.catalog.profile(id) else {
      throw PageError(.unprocessableContent, Wording("没有这种表样。", "There is no such profile."))
    }
    let files = LedgerSkeleton(entity: entity ?? "", year: year, profile: profile).files
    let bytes = try LedgerWorkbook(files, catalog: site.catalog).bytes()
    return download(
      Data(bytes), named: "台账-\(entity ?? "")-\(year).xlsx",
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
  }
}

/// What became of one uploaded file, for the page and for the script.
enum UploadRow {
  static func values(_ result: Uploading.Result, _ context: SiteContext) -> [String: Any] {
    var values: [String: Any] = ["name": result.name, "isTaken": result.version != nil, "problems": [String]()]
    if let version = result.version { values["id"] = Int(version.id) }
    switch result.outcome {
    case .added(let version):
      values["outcome"] =
        version.origin == .ledger
        ? context.tell("台账已编成书，正在核对", "made into a book; being checked") : context.tell("已收，正在读", "taken; being read")
    case .there(let version):
      values["outcome"] = context.tell(
        "同一份文件已经有了：第 \(version.id) 号，\(version.state.name.chinese)。没有重复收。",
        "the same file is there already: no. \(version.id), \(version.state.name.english); not added twice")
    case .refused(_, let wording): values["outcome"] = wording[context.language]
    case .ledgerProblems(let problems):
      values["outcome"] = context.tell(
        "台账有 \(problems.count) 处要改，没有编书：", "the ledger has \(problems.count) problems; no book was made:")
      values["problems"] = problems.prefix(500).map { $0[context.language] }
      values["hasProblems"] = true
    }
    return values
  }
}

/// Values for the desk's script.
enum DeskJSON {
  static func response(_ value: [String: Any], status: HTTPResponse.Status = .ok) throws -> Response {
    let data = try JSONSerialization.data(withJSONObject: value, options: [.sortedKeys])
    return Response(
      status: status, headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
      body: .init(byteBuffer: ByteBuffer(bytes: data)))
  }
}
