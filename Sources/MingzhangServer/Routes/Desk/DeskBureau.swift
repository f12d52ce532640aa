import Foundation
import HTTPTypes
import Hummingbird
import MingzhangChecking
import MingzhangModel
import MingzhangStore

/// The whole city at one look: departments against years, each cell with the state in words; the most frequent defects; as CSV too.
struct DeskBureau: Sendable {
  let site: Site

  func add(to router: inout DeskRouter) {
    router.page("bureau", needs: .see) { request, context, session in try await page(request, context, session) }
    router.page("bureau.csv", needs: .see) { request, context, session in try await csv(context, session) }
  }

  private func map(_ session: Session) async throws -> (HeatMap, OrganisationTree) {
    let tree = try await site.tree()
    let versions = try await site.store.currentVersions().filter { session.may(.see, on: $0, tree) }
    let calendar = DeadlineCalendar(
      deadlines: try await site.store.deadlines(), tree: tree, today: site.now().day)
    let departments = tree.departments.filter { session.may(.see, in: $0.id, tree) }
    return (HeatMap(departments, versions, calendar), tree)
  }

  private func page(_ request: Request, _ context: SiteContext, _ session: Session) async throws -> Response {
    let (map, tree) = try await map(session)
    let wanted = request.query("status")
    let columns = map.columns.filter { column in
      (request.number("year").map { $0 == column.year } ?? true)
        && (request.query("kind").map { $0 == column.kind.rawValue } ?? true)
    }.prefix(request.number("year") == nil ? 8 : 40)
    let rows = map.rows(Array(columns)).filter { row in
      wanted.map { code in row.cells.contains { $0.code == code } } ?? true
    }
    let page = max(1, request.number("page") ?? 1)
    let size = 100
    let pages = max(1, (rows.count + size - 1) / size)
    var defects: [[String: Any]] = []
    if session.may(.see, in: nil, tree), let column = columns.first {
      let rules = RuleBook.standard.descriptions
      defects = try await site.store.frequentFindings(in: column.year, column.kind, limit: 15).map { one in
        [
          "rule": one.rule, "severity": one.severity.rawValue,
          "severityName": context.tell(one.severity.chinese, one.severity.english),
          "title": rules[one.rule]?[context.language] ?? "", "count": one.count, "documents": one.documents,
        ]
      }
    }
    return try site.answer(
      site.desk(
        "desk-bureau", Wording("全市总览", "Overview of the city"), path: "/desk/bureau",
        [
          "columns": columns.map {
            ["year": $0.year, "kind": VersionRow.name($0.kind)[context.language]] as [String: Any]
          },
          "rows": rows.dropFirst((page - 1) * size).prefix(size).map { row -> [String: Any] in
            [
              "name": row.organisation.name,
              "cells": row.cells.map { cell -> [String: Any] in
                [
                  "code": cell.code, "label": cell.label[context.language], "id": cell.version?.id ?? 0,
                  "hasVersion": cell.version != nil, "errors": cell.version?.errors ?? 0,
                  "hasErrors": (cell.version?.errors ?? 0) > 0,
                ]
              },
            ]
          },
          "isEmpty": rows.isEmpty, "page": page, "pages": pages, "hasBefore": page > 1, "hasAfter": page < pages,
          "before": page - 1, "after": page + 1,
          "statuses": HeatMap.labels.map { choice($0.code, $0.label[context.language], wanted) },
          "years": Set(map.columns.map(\.year)).sorted(by: >).map { choice("\($0)", "\($0)", request.query("year")) },
          "kinds": [Disclosure.Kind.budget, .final].map {
            choice($0.rawValue, VersionRow.name($0)[context.language], request.query("kind"))
          },
          "year": request.query("year") ?? "", "kind": request.query("kind") ?? "", "status": wanted ?? "",
          "defects": defects, "hasDefects": !defects.isEmpty,
          "defectsOf": columns.first.map {
            "\($0.year) \(VersionRow.name($0.kind)[context.language])"
          } ?? "",
          "counts": HeatMap.labels.compactMap { label -> [String: Any]? in
            let count = rows.reduce(0) { $0 + $1.cells.count { $0.code == label.code } }
            return count == 0
              ? nil : ["code": label.code, "label": label.label[context.language], "count": count]
          },
        ], context.language), request, context)
  }

  private func csv(_ context: SiteContext, _ session: Session) async throws -> Response {
    let (map, _) = try await map(session)
    let head = [
      ("部门", "department"), ("年度", "year"), ("种类", "kind"), ("状态", "status"), ("错误", "errors"), ("警告", "warnings"),
      ("提示", "notices"), ("送审", "submitted"), ("通过", "approved"), ("公开", "published"), ("期限", "due"), ("文件", "file"),
    ].map { context.tell($0.0, $0.1) }
    var lines = [head.joined(separator: ",")]
    for row in map.rows(map.columns) {
      for (cell, column) in zip(row.cells, map.columns) {
        let kind = VersionRow.name(column.kind)[context.language]
        let due = cell.deadline.map { "\($0.dueOn)" } ?? ""
        var fields: [String] = [row.organisation.name, "\(column.year)", kind, cell.label[context.language]]
        if let version = cell.version {
          let counts = [version.errors, version.warnings, version.notices]
          fields += counts.map { "\($0)" }
          let moments = [version.submittedAt, version.approvedAt, version.publishedAt]
          fields += moments.map { $0?.local ?? "" }
          fields += [due, version.fileName]
        } else {
          fields += ["", "", "", "", "", "", due, ""]
        }
        lines.append(fields.map(csvField).joined(separator: ","))
      }
    }
    let text = "\u{FEFF}" + lines.joined(separator: "\r\n") + "\r\n"
    return download(
      Data(text.utf8), named: "全市总览-\(site.now().day).csv", mediaType: "text/csv; charset=utf-8")
  }
}

extension RuleBook {
  /// Titles by rule code.
  fileprivate var descriptions: [String: Wording] {
    Dictionary(rules.map { ($0.code, $0.title) }, uniquingKeysWith: { first, _ in first })
  }
}
