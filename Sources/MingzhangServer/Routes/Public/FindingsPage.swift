import Foundation
import Hummingbird
import MingzhangChecking
import MingzhangModel
import MingzhangStore

/// What the program found in a published book, with the department's own words beside it, and what could not be checked.
struct FindingsPage: Sendable {
  let site: Site

  func add(to group: RouterGroup<SiteContext>) {
    group.book("/findings", site) { try await page($0) }
  }

  private func page(_ visit: BookVisit) async throws -> Page {
    let id = visit.version.id
    let findings = try await site.store.findings(of: id)
    let remarks = try await site.store.remarks(on: id).filter {
      $0.isPublic && ($0.kind == .reply || $0.kind == .acceptance)
    }
    let addresses = try await site.store.addresses(of: id)
    let report = try site.store.report(of: visit.version)
    let rules = Dictionary(
      RuleBook.standard.rules.map { ($0.description.code, $0.description) }, uniquingKeysWith: { first, _ in first })
    let unchecked = (report?.outcomes ?? []).filter { $0.status == .unchecked }
    let replies = Dictionary(grouping: remarks, by: { $0.finding ?? "" })
    let values = findings.enumerated().map { index, finding in
      one(finding, index, rules[finding.rule], replies[finding.identity] ?? [], addresses, visit)
    }
    return visit.page(
      "findings", Wording("核对结果", "Findings"), "/findings",
      [
        "findings": values, "isEmpty": values.isEmpty, "errors": visit.version.errors,
        "warnings": visit.version.warnings, "notices": visit.version.notices,
        "holding": report?.count(.holds) ?? 0, "uncheckedCount": unchecked.count, "hasUnchecked": !unchecked.isEmpty,
        "unchecked": unchecked.map {
          stated(["rule": $0.rule, "title": visit.say($0.title), "reason": $0.reason.map { visit.say($0) } ?? ""])
        },
        "replies": (replies[""] ?? []).map { reply($0, visit) }, "hasReplies": replies[""] != nil,
      ])
  }

  private func one(
    _ finding: Finding, _ index: Int, _ rule: RuleDescription?, _ replies: [Remark],
    _ addresses: [SourceSpan: CellAddress], _ visit: BookVisit
  ) -> [String: Any] {
    let say = visit.say
    let evidence = finding.evidence.map { evidence -> [String: Any] in
      let cell = evidence.span.flatMap { span in
        addresses[span] ?? addresses.first { $0.key.isSamePlace(as: span) }?.value
      }
      return stated([
        "label": evidence.label, "text": evidence.text, "hasCell": cell != nil,
        "path": cell.map { "\(visit.address)/source/\($0.statement)/\($0.row)/\($0.column)" } ?? "",
        "page": evidence.span.map { say("第 \($0.page) 页", "page \($0.page)") } ?? "",
      ])
    }
    var citations = finding.citations.map(\.chinese)
    if citations.isEmpty { citations = rule?.citations.map(\.chinese) ?? [] }
    return stated([
      "anchor": "f\(index + 1)", "rule": finding.rule, "title": say(finding.title), "message": say(finding.message),
      "severity": say(Wording(finding.severity.chinese, finding.severity.english)),
      "severityClass": finding.severity.rawValue, "needsReview": finding.needsReview,
      "meaning": rule.map { say($0.citizen) } ?? "", "correction": say(finding.correction),
      "evidence": evidence, "hasEvidence": !evidence.isEmpty, "citations": citations.joined(separator: "；"),
      "hasCitations": !citations.isEmpty, "replies": replies.map { reply($0, visit) }, "hasReplies": !replies.isEmpty,
    ])
  }

  private func reply(_ remark: Remark, _ visit: BookVisit) -> [String: Any] {
    [
      "text": remark.text, "day": remark.createdAt.dayText(visit.context.language),
      "who": remark.kind == .reply
        ? visit.say("\(visit.organisation.name)答复", "\(visit.organisation.name) replies")
        : visit.say("审核人说明", "The reviewer explains"),
    ]
  }
}
