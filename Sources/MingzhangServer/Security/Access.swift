import MingzhangModel
import MingzhangStore

/// Something that a signed-in person may or may not do. Every route of the desk names one.
public enum Permission: String, CaseIterable, Sendable {
  /// Looks at what is not public yet.
  case see
  /// Uploads and makes books, says whose they are.
  case prepare
  /// Sends to the bureau, withdraws, answers findings.
  case submit
  /// Comments, accepts findings, returns, approves.
  case review
  /// Publishes, now or at a set time.
  case publish
  /// Organisations, people, deadlines.
  case administer
  /// The audit log.
  case audit
}

extension Role {
  /// The one table of who may do what.
  public var permissions: Set<Permission> {
    switch self {
    case .preparer: [.see, .prepare]
    case .lead: [.see, .prepare, .submit]
    case .reviewer: [.see, .review]
    case .publisher: [.see, .publish]
    case .administrator: [.see, .administer, .audit]
    case .auditor: [.see, .audit]
    }
  }
}

extension Session {
  /// Whether the person may do this somewhere. A role holds in its organisation and in all below it.
  func may(_ permission: Permission) -> Bool { memberships.contains { $0.role.permissions.contains(permission) } }

  /// Whether the person may do this in `organisation`; in nobody's (not matched yet), whoever may do it at the top.
  func may(_ permission: Permission, in organisation: String?, _ tree: OrganisationTree) -> Bool {
    memberships.contains { membership in
      guard membership.role.permissions.contains(permission) else { return false }
      guard let organisation else { return tree[membership.organisation]?.parent == nil }
      return tree.isWithin(organisation, membership.organisation)
    }
  }

  /// Whether the person may do this to `version`: in its organisation, or as the one who brought it while it is nobody's.
  func may(_ permission: Permission, on version: Version, _ tree: OrganisationTree) -> Bool {
    if version.organisation == nil, version.createdBy == person { return may(permission) }
    return may(permission, in: version.organisation, tree)
  }
}

extension Session {
  /// Whose versions the person may look at.
  func scope(_ tree: OrganisationTree) -> VersionScope {
    if may(.see, in: nil, tree) { return VersionScope(organisations: nil, person: person) }
    let visible = tree.all.filter { may(.see, in: $0.id, tree) }.map(\.id)
    return VersionScope(organisations: visible, person: person)
  }

  /// Where the person may do this: departments, units and bureaus that are in use.
  func organisations(for permission: Permission, _ tree: OrganisationTree) -> [Organisation] {
    tree.all.filter { $0.isActive && $0.kind != .city && may(permission, in: $0.id, tree) }
  }

  /// Whether the person took an earlier step of `version`, so that another must take the next one.
  func tookPart(in version: Version) -> Bool {
    [version.createdBy, version.submittedBy, version.approvedBy].contains { $0 == person }
  }
}
