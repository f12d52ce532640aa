import Foundation
import HTTPTypes
import Hummingbird
import MingzhangModel
import MingzhangStore

/// The first page of the desk: what waits for this person, and what falls due.
struct DeskOverview: Sendable {
  let site: Site

  func add(to router: inout DeskRouter) {
    router.page("", needs: nil) { request, context, session in try await overview(request, context, session) }
  }

  private func overview(_ request: Request, _ context: SiteContext, _ session: Session) async throws -> Response {
    let tree = try await site.tree()
    let versions = try await site.store.unpublished().filter { session.may(.see, on: $0, tree) }
    let row = VersionRow(context: context, tree: tree, jobs: try await site.store.activeJobs("examine"))
    let groups = Tasks(versions, session, tree).groups.map { group -> [String: Any] in
      [
        "title": group.title[context.language], "help": group.help[context.language], "count": group.versions.count,
        "versions": group.versions.prefix(20).map { version -> [String: Any] in
          var values = row.values(version)
          values["isOthers"] = session.tookPart(in: version) && group.needsOthers
          return values
        },
        "hasMore": group.versions.count > 20, "more": group.versions.count - 20, "anchor": group.anchor,
      ]
    }
    let reminders = try await reminders(context, session, tree)
    return try site.answer(
      site.desk(
        "desk", Wording("工作台", "Desk"), path: "/desk",
        [
          "groups": groups, "isEmpty": groups.isEmpty, "reminders": reminders, "hasReminders": !reminders.isEmpty,
          "total": versions.count, "name": session.name,
          "roles": session.memberships.map {
            "\(tree[$0.organisation]?.name ?? $0.organisation) \($0.role.name[context.language])"
          }.joined(separator: context.tell("、", ", ")),
        ], context.language), request, context)
  }

  /// Duties of the departments that this person works for or watches, due soon or over.
  private func reminders(_ context: SiteContext, _ session: Session, _ tree: OrganisationTree) async throws
    -> [[String: Any]]
  {
    let calendar = DeadlineCalendar(
      deadlines: try await site.store.deadlines(), tree: tree, today: site.now().day)
    let departments = tree.departments.filter { session.may(.see, in: $0.id, tree) }
    let published = try await site.store.currentVersions().filter { $0.state == .published }
    return calendar.years.flatMap { year, kind in
      calendar.duties(of: departments, year, kind, published: published).filter(\.isUrgent)
    }.prefix(30).map { duty in
      [
        "organisation": duty.organisation.name, "year": duty.deadline.fiscalYear,
        "kind": VersionRow.name(duty.deadline.kind)[context.language], "due": "\(duty.deadline.dueOn)",
        "status": duty.words[context.language], "code": duty.code,
      ]
    }
  }
}

/// What waits for a person, by what their roles let them do next.
struct Tasks {
  struct Group {
    var anchor: String
    var title: Wording
    var help: Wording
    var versions: [Version]
    /// Whether someone who took an earlier step must leave it to others.
    var needsOthers = false
  }
  private(set) var groups: [Group] = []

  /// - Parameter versions: what is not public and what the person may see, newest first.
  init(_ versions: [Version], _ session: Session, _ tree: OrganisationTree) {
    func mine(_ permission: Permission, _ test: (Version) -> Bool) -> [Version] {
      versions.filter { test($0) && session.may(permission, on: $0, tree) }
    }
    let replaced = Self.replaced(versions)
    func isUnmatched(_ version: Version) -> Bool {
      version.organisation == nil || version.fiscalYear == nil || version.kind == nil
    }
    add(
      "returned", Wording("退回，待更正", "Returned: to be corrected"),
      Wording("看清问题，改好后上传更正的文件。", "See what is wrong, then upload the corrected file."),
      mine(.prepare) { $0.state == .returned && !replaced.contains($0.id) })
    add(
      "unreadable", Wording("读不出来", "Not readable"), Wording("换一份文件，或再读一次。", "Bring another file, or read it again."),
      mine(.prepare) { $0.state == .draft && $0.examination == .failed })
    add(
      "unmatched", Wording("待确定部门和年度", "Whose is it?"),
      Wording("文件上的名称没有对上，请选定。", "The name in the document fits none of yours; choose."),
      mine(.prepare) { $0.state == .draft && $0.examination != .failed && isUnmatched($0) && $0.examination == .done })
    add(
      "drafts", Wording("已核对，待送审", "Checked: to be submitted"),
      Wording("看过问题后送财政部门审核。", "Look at the findings, then submit to the bureau."),
      mine(.submit) { $0.state == .draft && $0.examination == .done && !isUnmatched($0) && !replaced.contains($0.id) })
    add(
      "reading", Wording("正在读", "Being read"), Wording("读完会自动核对。", "Checked by itself when read."),
      mine(.prepare) { $0.state == .draft && $0.examination == .waiting })
    add(
      "review", Wording("待审核", "To be reviewed"),
      Wording("逐条看问题，退回或通过。", "Go through the findings; return or approve."),
      mine(.review) { $0.state == .submitted }, needsOthers: true)
    add(
      "publish", Wording("已通过，待公开", "Approved: to be published"),
      Wording("立即公开，或定时公开。", "Publish now or at a set time."),
      mine(.publish) { $0.state == .approved && $0.publishAt == nil }, needsOthers: true)
    add(
      "scheduled", Wording("已定时公开", "Scheduled"), Wording("到时自动公开。", "Published by itself when the time comes."),
      mine(.publish) { $0.state == .approved && $0.publishAt != nil })
  }

  private mutating func add(
    _ anchor: String, _ title: Wording, _ help: Wording, _ versions: [Version], needsOthers: Bool = false
  ) {
    guard !versions.isEmpty else { return }
    groups.append(Group(anchor: anchor, title: title, help: help, versions: versions, needsOthers: needsOthers))
  }

  /// Drafts and returned versions after which another came for the same disclosure.
  static func replaced(_ versions: [Version]) -> Set<Int64> {
    var newest: [String: Int64] = [:]
    func key(_ version: Version) -> String? {
      guard let organisation = version.organisation, let year = version.fiscalYear, let kind = version.kind else {
        return nil
      }
      return "\(organisation) \(year) \(kind.rawValue)"
    }
    for version in versions { if let key = key(version) { newest[key] = max(newest[key] ?? 0, version.id) } }
    return Set(
      versions.filter { version in
        (version.state == .draft || version.state == .returned)
          && key(version).flatMap { newest[$0] }.map { $0 > version.id } ?? false
      }.map(\.id))
  }
}
