import Foundation
import Hummingbird
import MingzhangModel
import MingzhangStore

/// Every version that was ever public, and what each corrected. Nothing is overwritten.
struct VersionsPage: Sendable {
  let site: Site

  func add(to group: RouterGroup<SiteContext>) {
    group.book("/versions", site) { try await page($0) }
  }

  private func page(_ visit: BookVisit) async throws -> Page {
    let history = try await site.store.publicHistory(visit.organisation.id, visit.year, visit.kind)
    var versions: [[String: Any]] = []
    for (index, version) in history.enumerated() {
      let before = history.indices.contains(index + 1) ? history[index + 1] : nil
      versions.append(
        [
          "number": version.number ?? 1, "day": version.publishedAt?.dayText(visit.context.language) ?? "",
          "isCurrent": version.state == .published, "erratum": version.erratum ?? "",
          "hasErratum": version.erratum != nil, "file": version.fileName, "digest": version.file,
          "path": version.state == .published
            ? "\(visit.context.base)/departments/\(visit.organisation.id)/\(visit.year)/\(visit.kind.rawValue)"
            : "\(visit.context.base)/versions/\(version.id)",
          "original": FileAddress.path(version.file, version.fileName), "errors": version.errors,
          "warnings": version.warnings,
          "changes": try await changes(from: before, to: version, visit), "hasBefore": before != nil,
        ])
    }
    return visit.page("versions", Wording("版本和更正", "Versions and errata"), "/versions", ["versions": versions])
  }

  /// What differs between two versions, by meaning: at most a hundred changes.
  private func changes(from old: Version?, to new: Version, _ visit: BookVisit) async throws -> [[String: Any]] {
    guard let old else { return [] }
    let store = site.store
    let difference = try await JobWork.onThread {
      Result { () throws -> DisclosureDifference? in
        guard let a = try store.disclosure(of: old), let b = try store.disclosure(of: new) else { return nil }
        return DisclosureDifference(from: a, to: b)
      }
    }.get()
    let all = (difference?.groups ?? []).flatMap { group in
      group.changes.filter(\.sort.counts).map { change -> [String: Any] in
        [
          "where": [group.title, change.line, change.column].filter { !$0.isEmpty }.joined(separator: " / "),
          "old": change.old?.text ?? "—", "new": change.new?.text ?? "—",
        ]
      }
    }
    return Array(all.prefix(100))
  }
}
