import MingzhangModel
import MingzhangStore

/// One version as a line of a list.
struct VersionRow {
  let context: SiteContext
  let tree: OrganisationTree
  /// Unfinished examinations by version.
  var jobs: [String: String] = [:]

  func values(_ version: Version) -> [String: Any] {
    let language = context.language
    let examination = examination(version)
    return [
      "id": version.id, "file": version.fileName, "state": state(version)[language],
      "stateCode": version.state.rawValue, "organisation": version.organisation.flatMap { tree[$0]?.name } ?? "",
      "isUnmatched": version.organisation == nil || version.fiscalYear == nil || version.kind == nil,
      "entity": version.entity ?? "", "year": version.fiscalYear.map(String.init) ?? "",
      "kind": version.kind.map { Self.name($0)[language] } ?? "", "examination": examination.words[language],
      "examinationCode": examination.code, "isDone": version.examination == .done,
      "isFailed": version.examination == .failed, "problem": version.problem?[language] ?? "",
      "errors": version.errors, "warnings": version.warnings, "notices": version.notices,
      "created": version.createdAt.local, "isSample": version.isSample, "revision": version.revision,
      "publishAt": version.publishAt?.local ?? "", "isLedger": version.origin == .ledger,
      "wishedAt": version.wishedAt?.local ?? "", "erratum": version.erratum ?? "",
      // what the form for the time begins with: the time that is set, or that the reviewer wishes
      "suggestedTime": (version.publishAt ?? version.wishedAt)?.local.replacing(" ", with: "T") ?? "",
    ]
  }

  /// The state of the review; of what was approved for a set time, with that time.
  private func state(_ version: Version) -> Wording {
    guard version.state == .approved, let time = version.publishAt?.local else { return version.state.name }
    return Wording("待发布 \(time)", "to be published \(time)")
  }

  /// Where reading and checking stands.
  func examination(_ version: Version) -> (code: String, words: Wording) {
    switch version.examination {
    case .done: ("done", Wording("已核对", "checked"))
    case .failed: ("failed", Wording("读不出来", "not readable"))
    case .waiting:
      jobs["\(version.id)"] == "running"
        ? ("running", Wording("正在读", "being read")) : ("waiting", Wording("排队中", "waiting"))
    }
  }

  static func name(_ kind: Disclosure.Kind) -> Wording {
    kind == .budget ? Wording("预算", "budget") : Wording("决算", "final account")
  }
}

extension Version {
  /// `2023年部门预算`
  var disclosureName: Wording {
    let year = fiscalYear.map(String.init) ?? "—"
    return Wording(
      "\(year) 年\(kind.map { VersionRow.name($0).chinese } ?? "预决算")",
      "\(year) \(kind.map { VersionRow.name($0).english } ?? "disclosure")")
  }
}
